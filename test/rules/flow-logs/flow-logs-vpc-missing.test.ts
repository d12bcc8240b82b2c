import rule from '../../../rules/flow-logs/flow-logs-vpc-missing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (): Account => account().vpc('shop').subnet('app').subnet('db')
const nobody = (where: string): string =>
  `vpc-shop: Nobody can say afterwards what was sent to or turned away from ${where}: no flow log that works covers them.`
const fact = (where: string): string => `  vpc-shop has no flow log that records rejected traffic in ${where}`
const both = [nobody('2 subnets with workloads'), fact('subnet-app, subnet-db')]

testRule(rule, {
  accepts: {
    'a log of the VPC': shop().flowLog('shop', 'vpc-shop'),
    'a log of what is rejected': shop().flowLog('shop', 'vpc-shop', { TrafficType: 'REJECT' }),
    'a log of each subnet in which something runs': shop()
      .subnet('spare', { empty: true })
      .flowLog('app', 'subnet-app')
      .flowLog('db', 'subnet-db'),
    'a log of one subnet, and of the only interface in the other': shop()
      .flowLog('app', 'subnet-app')
      .flowLog('db', 'eni-db'),
    'a log that works beside one that does not': shop()
      .flowLog('old', 'vpc-shop', { DeliverLogsStatus: 'FAILED' })
      .flowLog('new', 'vpc-shop'),
  },
  flags: {
    'a VPC without any': { given: shop(), finds: both },
    'a subnet that was left out': {
      given: shop().flowLog('app', 'subnet-app'),
      finds: [
        nobody('1 subnet with workloads'),
        fact('subnet-db'),
        '  fl-app of subnet-app is ACTIVE for ALL traffic, delivery SUCCESS',
      ],
    },
    'a log that is not delivered': {
      given: shop().flowLog('shop', 'vpc-shop', { DeliverLogsStatus: 'FAILED' }),
      finds: [...both, '  fl-shop of vpc-shop is ACTIVE for ALL traffic, delivery FAILED'],
    },
    'a log of accepted traffic, which is better than none': {
      given: shop().flowLog('shop', 'vpc-shop', { TrafficType: 'ACCEPT' }),
      finds: [
        'vpc-shop: What is turned away in 2 subnets with workloads is not recorded: the flow log of this VPC keeps accepted traffic only. [low]',
        fact('subnet-app, subnet-db'),
        '  fl-shop of vpc-shop is ACTIVE for ACCEPT traffic, delivery SUCCESS',
      ],
    },
    'a log of another VPC': { given: shop().flowLog('other', 'vpc-other'), finds: both },
  },
  ignores: {
    'a VPC in which nothing runs': account().vpc('shop').subnet('app', { empty: true }),
    'a VPC that another account shares': account().vpc('shop', {}, { OwnerId: '222222222222' }).subnet('app'),
  },
  unknown: {
    'a log that does not say what it records': {
      given: shop().flowLog('shop', 'vpc-shop', { TrafficType: undefined }),
      says: ['vpc-shop: the status, the traffic type or the delivery of fl-shop is not in the answer'],
    },
    'a log that does not say whether it is delivered': {
      given: shop().flowLog('shop', 'vpc-shop', { DeliverLogsStatus: undefined }),
      says: ['vpc-shop: the status, the traffic type or the delivery of fl-shop is not in the answer'],
    },
  },
})
