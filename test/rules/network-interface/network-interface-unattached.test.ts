import rule from '../../../rules/network-interface/network-interface-unattached.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const loose = (fields: Item<'networkInterfaces'> = {}, publicIp?: string): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { cidr: '10.0.1.0/24', empty: true })
    .eni(
      'old',
      { subnet: 'app-a', ...(publicIp ? { publicIp } : {}) },
      { Status: 'available', PrivateIpAddress: '10.0.1.7', ...fields },
    )
const tagged = (Key: string, Value: string): Item<'networkInterfaces'> => ({ TagSet: [{ Key, Value }] })

const message =
  'eni-old: Nothing uses this interface: it holds 10.0.1.7 of subnet-app-a, and its security groups cannot be deleted'
const evidence = '  eni-old has the status available: it is not attached'

testRule(rule, {
  accepts: {
    'the interface of an instance': account().vpc('shop').subnet('app-a'),
  },
  flags: {
    'an interface that is left over': { given: loose(), finds: [`${message}.`, evidence] },
    'one with an Elastic IP': {
      given: loose({}, '203.0.113.9'),
      finds: [`${message}, and 203.0.113.9 leads nowhere.`, evidence],
    },
    'one that is tagged as no standby': {
      given: loose(tagged('standby', 'false')),
      finds: [`${message}.`, evidence],
    },
    'one that is kept under another word than the settings have': {
      given: loose(tagged('standby', 'fw')),
      settings: { standbyTags: ['held'] },
      finds: [`${message}.`, evidence],
    },
  },
  ignores: {
    'one that a service manages': loose({ RequesterManaged: true }),
    'one that an operator manages': loose({ Operator: { Managed: true } }),
    'one that is being attached': loose({ Status: 'attaching' }),
    'one that a load balancer keeps back': loose({
      Description: 'ENI reserved by ELB for subnet: subnet-app-a',
    }),
    'one of a function, which is deleted later': loose({ Description: 'AWS Lambda VPC ENI-shop-1' }),
    'one of a function, by its type': loose({ InterfaceType: 'lambda' }),
    'one that waits for pods': loose({ Description: 'aws-K8S-i-0a1b2c3d4e5f60718' }),
    'one of a cluster, by its tag': loose(tagged('cluster.k8s.amazonaws.com/name', 'shop')),
    'one that is kept for a failover': loose(tagged('Name', 'firewall-standby')),
    'one that another account owns in a shared subnet': loose({ OwnerId: '222222222222' }),
  },
  unknown: {
    'one that may be a service’s': {
      given: loose({ RequesterManaged: undefined }),
      says: ['eni-old: whether a service made it (RequesterManaged) is not in the answer'],
    },
  },
})
