import rule from '../../../rules/peering/peering-peers-overlap.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

/** A hub whose two peers have the same block; `hub` are the routes of its one table. */
const hub = (
  routes: Record<string, string>,
  peers: { readonly b?: object; readonly c?: object } = {},
): Account =>
  account()
    .vpc('hub', { cidr: '10.0.0.0/16' })
    .subnet('hub', { cidr: '10.0.1.0/24', routes })
    .vpc('b', { cidr: '10.1.0.0/16' })
    .subnet('b', { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-b' }, ...peers.b })
    .vpc('c', { cidr: '10.1.0.0/16' })
    .subnet('c', { cidr: '10.1.2.0/24', routes: { '10.0.0.0/16': 'pcx-c' }, ...peers.c })
    .peering('b', 'hub', 'b')
    .peering('c', 'hub', 'c')
const found = [
  'vpc-hub: Answers to subnet-c in vpc-c never arrive: rtb-hub takes them to vpc-b, which has the same addresses.',
  '  rtb-hub routes 10.1.0.0/16 to pcx-b',
  '  rtb-c routes 10.0.0.0/16 to pcx-c',
]

testRule(rule, {
  accepts: {
    'routes to the subnets of each peer': hub({ '10.1.1.0/24': 'pcx-b', '10.1.2.0/24': 'pcx-c' }),
    'the whole block of one peer, and of the other a subnet': hub({
      '10.1.0.0/16': 'pcx-b',
      '10.1.2.0/24': 'pcx-c',
    }),
    'a peer that does not call': hub({ '10.1.0.0/16': 'pcx-b' }, { c: { routes: {} } }),
    'a peer where nothing runs': hub({ '10.1.0.0/16': 'pcx-b' }, { c: { empty: true } }),
    'two peers with addresses of their own': account()
      .vpc('hub', { cidr: '10.0.0.0/16' })
      .subnet('hub', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx-b' } })
      .vpc('b', { cidr: '10.1.0.0/16' })
      .vpc('c', { cidr: '10.2.0.0/16' })
      .peering('b', 'hub', 'b')
      .peering('c', 'hub', 'c'),
  },
  ignores: {
    'one peer': account()
      .vpc('hub', { cidr: '10.0.0.0/16' })
      .vpc('b', { cidr: '10.1.0.0/16' })
      .peering('b', 'hub', 'b'),
  },
  flags: {
    'one table that leads all of it to the first peer': {
      given: hub({ '10.1.0.0/16': 'pcx-b' }),
      finds: found,
    },
  },
  unknown: {
    'a peer in an account that was not audited': {
      given: account()
        .vpc('hub', { cidr: '10.0.0.0/16' })
        .subnet('hub', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx-b' } })
        .vpc('b', { cidr: '10.1.0.0/16' })
        .peering('b', 'hub', 'b')
        .add('vpcPeeringConnections', {
          VpcPeeringConnectionId: 'pcx-c',
          Status: { Code: 'active' },
          RequesterVpcInfo: {
            VpcId: 'vpc-hub',
            OwnerId: '111111111111',
            Region: 'us-east-1',
            CidrBlock: '10.0.0.0/16',
          },
          AccepterVpcInfo: {
            VpcId: 'vpc-theirs',
            OwnerId: '999999999999',
            Region: 'us-east-1',
            CidrBlock: '10.1.0.0/16',
          },
        }),
      says: [
        'vpc-hub: whether vpc-theirs, which has addresses of vpc-b, calls it is not known: its routes were not read',
      ],
    },
  },
})
