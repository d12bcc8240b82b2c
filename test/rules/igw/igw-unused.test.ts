import rule from '../../../rules/igw/igw-unused.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

// EC2 says `available` of an attached internet gateway, which the SDK's type does not list.
const gateway = (State: string | null = 'available'): Account =>
  account()
    .vpc('shop')
    .add('internetGateways', {
      InternetGatewayId: 'igw-a',
      OwnerId: '111111111111',
      Attachments: (State ? [{ VpcId: 'vpc-shop', State }] : []) as never,
    })
const unrouted =
  'igw-a: No route table of vpc-shop leads to this gateway: one route would open the VPC, and nothing needs it. [info]'

testRule(rule, {
  accepts: {
    'a gateway that a subnet leaves by': account()
      .vpc('shop')
      .subnet('web', { routes: { '0.0.0.0/0': 'igw' } }),
    'an egress-only gateway that a subnet leaves by': account()
      .vpc('shop')
      .subnet('web', { routes: { '::/0': 'eigw-a' } }),
    'a spare table that leads to it': gateway().routeTable('spare', { '0.0.0.0/0': 'igw-a' }),
    'a regional NAT gateway, whose own table may not be listed': gateway().natGateway('a'),
    'Global Accelerator': gateway()
      .subnet('app')
      .eni('ga', { subnet: 'app' }, { InterfaceType: 'global_accelerator_managed' }),
    'a VPC origin of CloudFront': gateway()
      .subnet('app')
      .eni('cf', { subnet: 'app' }, { Description: 'CloudFront managed VPC origin' }),
  },
  flags: {
    'a gateway without a VPC': {
      given: gateway(null),
      finds: ['igw-a: This gateway is attached to no VPC: nothing can use it.', '  igw-a has no attachment'],
    },
    'an egress-only gateway without a VPC': {
      given: account().add('egressOnlyInternetGateways', {
        EgressOnlyInternetGatewayId: 'eigw-a',
        Attachments: [],
      }),
      finds: [
        'eigw-a: This gateway is attached to no VPC: nothing can use it.',
        '  eigw-a has no attachment',
      ],
    },
    'a gateway that no route leads to, as information': {
      given: gateway().subnet('app'),
      finds: [unrouted, '  igw-a is attached to vpc-shop and is in no route'],
    },
  },
  ignores: {
    'a gateway that is being attached': gateway('attaching'),
  },
  unknown: {
    'interfaces that were not read': {
      given: gateway().unread('networkInterfaces'),
      says: ['igw-a: no route leads to it; whether a service uses it without one was not read'],
    },
    'attachments that are not in the answer': {
      given: account().add('internetGateways', { InternetGatewayId: 'igw-a', OwnerId: '111111111111' }),
      says: ['igw-a: what it is attached to is not in the answer'],
    },
  },
})
