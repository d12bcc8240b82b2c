import rule from '../../../rules/nlb/nlb-single-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (): Account =>
  account()
    .vpc('shop')
    .add('availabilityZones', { ZoneName: 'us-east-1a', ZoneId: 'use1-az4', ZoneType: 'availability-zone' })
const oneZone = { type: 'network', zones: ['a'] } as const

const offered = shop().loadBalancer('mail', oneZone)
offered.add('vpcEndpointServiceConfigurations', {
  ServiceId: 'vpce-svc-1',
  NetworkLoadBalancerArns: [offered.balancerArn('mail')],
})

const finding = [
  'mail: It runs in us-east-1a (use1-az4) only: if that zone fails, all of its traffic stops.',
  '  mail has one zone, us-east-1a (use1-az4)',
]

testRule(rule, {
  accepts: {
    'two zones': shop().loadBalancer('mail', { type: 'network', zones: ['a', 'b'] }),
  },
  flags: {
    'a network load balancer in one zone': { given: shop().loadBalancer('mail', oneZone), finds: finding },
    'a gateway load balancer in one zone': {
      given: shop().loadBalancer('mail', { type: 'gateway', zones: ['a'] }),
      finds: finding,
    },
    'one that an endpoint service offers': {
      given: offered,
      finds: [...finding, '  vpce-svc-1 offers it to other VPCs by AWS PrivateLink'],
    },
    'a zone of which only the name was read': {
      given: shop().loadBalancer('mail', oneZone).unread('availabilityZones'),
      finds: [
        'mail: It runs in us-east-1a only: if that zone fails, all of its traffic stops.',
        '  mail has one zone, us-east-1a',
      ],
    },
  },
  ignores: {
    'an application load balancer on an Outpost': shop().loadBalancer('mail', { zones: ['a'] }),
    'a Local Zone': shop().loadBalancer('mail', { type: 'network', zones: ['us-east-1-bos-1a'] }),
    'an Outpost': shop().loadBalancer('mail', oneZone, {
      AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-1', OutpostId: 'op-1' }],
    }),
    'one that could not be made': shop().loadBalancer('mail', oneZone, { State: { Code: 'failed' } }),
  },
  unknown: {
    'one that may have failed': {
      given: shop().loadBalancer('mail', oneZone, { State: undefined }),
      says: ['mail: its state is not in the answer'],
    },
    'an answer without zones': {
      given: shop().loadBalancer('mail', oneZone, { AvailabilityZones: undefined }),
      says: ['mail: its zones are not in the answer'],
    },
  },
})
