import rule from '../../../rules/transit-gateway/transit-gateway-flat-default-routing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OPTIONS = {
  DefaultRouteTableAssociation: 'enable',
  AssociationDefaultRouteTableId: 'tgw-rtb-all',
  DefaultRouteTablePropagation: 'enable',
  PropagationDefaultRouteTableId: 'tgw-rtb-all',
} as const

/** A gateway with both defaults on and VPCs `a` and `b` for these environments. */
function pair(
  [a, b]: readonly [string?, string?],
  options: object = OPTIONS,
  { table = 'all', writers = { '10.0.0.0/16': 'a', '10.1.0.0/16': 'b' }, ...fields }: Given = {},
): Account {
  return account()
    .transitGateway('hub', { Options: options, ...fields })
    .vpc('a', a ? { tags: { env: a } } : {})
    .subnet('a')
    .vpc('b', { cidr: '10.1.0.0/16', ...(b ? { tags: { stage: b } } : {}) })
    .subnet('b')
    .attach('a', { tgw: 'hub', vpc: 'a', subnets: ['a'], table: 'all' })
    .attach('b', { tgw: 'hub', vpc: 'b', subnets: ['b'], table })
    .transitTable('all', 'hub', {}, writers)
    .transitTable('other', 'hub', {})
}
interface Given {
  readonly table?: string
  readonly writers?: Record<string, string>
  readonly State?: 'deleting'
}

/** The second VPC belongs to another account. */
function shared(): readonly [Account, Account] {
  const owner = account()
    .transitGateway('hub', { Options: OPTIONS })
    .vpc('a')
    .subnet('a')
    .attach('a', { tgw: 'hub', vpc: 'a', subnets: ['a'], table: 'all' })
  const user = account({ id: '222222222222' })
    .vpc('b', { cidr: '10.1.0.0/16' })
    .subnet('b')
    .attach('b', { tgw: 'hub', vpc: 'b', subnets: ['b'], table: 'all', owner })
  owner.transitTable('all', 'hub', {}, { '10.0.0.0/16': 'a', '10.1.0.0/16': 'b' })
  return [owner, user]
}

const setting = '  tgw-hub associates with and propagates to one table by default'
const leads = 'tgw-hub: Its default table tgw-rtb-all leads from each of 2 VPCs to every other'
const tail = ": only the VPCs' own routes keep them apart."

testRule(rule, {
  accepts: {
    'a table for each domain': pair(['prod', 'test'], {
      ...OPTIONS,
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
    }),
    'association by default, and propagation on purpose': pair(['prod', 'test'], {
      ...OPTIONS,
      DefaultRouteTablePropagation: 'disable',
    }),
    'two default tables': pair(['prod', 'test'], {
      ...OPTIONS,
      PropagationDefaultRouteTableId: 'tgw-rtb-other',
    }),
    'one VPC in the default table': pair(['prod', 'test'], OPTIONS, { table: 'other' }),
    'one VPC that writes into the default table': pair(['prod', 'test'], OPTIONS, {
      writers: { '10.0.0.0/16': 'a' },
    }),
    'a VPC and a VPN': account()
      .transitGateway('hub', { Options: OPTIONS })
      .vpc('a')
      .subnet('a')
      .attach('a', { tgw: 'hub', vpc: 'a', subnets: ['a'], table: 'all' })
      .attachVpn('office', { tgw: 'hub', table: 'all' })
      .transitTable('all', 'hub', {}, { '10.0.0.0/16': 'a', '192.168.0.0/16': 'office' }),
    'a propagation that is ending': pair(['prod', 'test'], OPTIONS, {
      writers: { '10.0.0.0/16': 'a' },
    }).propagateTo('all', 'b', { State: 'disabling' }),
  },
  flags: {
    'production beside test': {
      given: pair(['prod', 'test']),
      finds: [
        `${leads}, though they are for prod, test${tail}`,
        setting,
        '  tgw-attach-a uses and fills the table for vpc-a (prod) of account 111111111111',
        '  tgw-attach-b uses and fills the table for vpc-b (test) of account 111111111111',
      ],
    },
    'VPCs of two accounts': {
      given: shared(),
      finds: [
        `${leads}, though they belong to 2 accounts${tail}`,
        setting,
        '  tgw-attach-a uses and fills the table for vpc-a of account 111111111111',
        '  tgw-attach-b uses and fills the table for vpc-b of account 222222222222',
      ],
    },
    'VPCs of two accounts, of which one was not read': {
      given: shared().slice(0, 1),
      finds: [
        `${leads}, though they belong to 2 accounts${tail}`,
        setting,
        '  tgw-attach-a uses and fills the table for vpc-a of account 111111111111',
        '  tgw-attach-b uses and fills the table for vpc-b of account 222222222222',
      ],
    },
    'VPCs for one purpose, as information only': {
      given: pair(['prod', 'Prod']),
      finds: [
        `${leads}${tail} [info]`,
        setting,
        '  tgw-attach-a uses and fills the table for vpc-a (prod) of account 111111111111',
        '  tgw-attach-b uses and fills the table for vpc-b (prod) of account 111111111111',
      ],
    },
    'VPCs that do not say for what they are, as information only': {
      given: pair(['prod']),
      finds: [
        `${leads}${tail} [info]`,
        setting,
        '  tgw-attach-a uses and fills the table for vpc-a (prod) of account 111111111111',
        '  tgw-attach-b uses and fills the table for vpc-b of account 111111111111',
      ],
    },
  },
  ignores: {
    "another account's gateway": account().transitGateway('hub', {
      OwnerId: '222222222222',
      Options: OPTIONS,
    }),
    'a gateway that is being deleted': pair(['prod', 'test'], OPTIONS, { State: 'deleting' }),
    'a gateway with nothing attached': account()
      .transitGateway('hub', { Options: OPTIONS })
      .transitTable('all', 'hub', {}),
  },
  unknown: {
    'an answer without options': {
      given: account().transitGateway('hub', { Options: undefined }),
      says: ['tgw-hub: its state or its options are not in the answer'],
    },
    'default tables that are not named': {
      given: pair(['prod', 'test'], { ...OPTIONS, PropagationDefaultRouteTableId: undefined }),
      says: ['tgw-hub: its default route tables are not in the answer'],
    },
    'a default table that was not read': {
      given: pair(['prod', 'test'], {
        ...OPTIONS,
        AssociationDefaultRouteTableId: 'tgw-rtb-x',
        PropagationDefaultRouteTableId: 'tgw-rtb-x',
      }),
      says: ['tgw-hub: the associations and propagations of tgw-rtb-x were not read'],
    },
    'an attachment that is not in the answer': {
      given: pair(['prod', 'test'])
        .propagateTo('all', 'lost', { ResourceId: 'vpc-lost', ResourceType: 'vpc', State: 'enabled' })
        .add(
          'transitGatewayAssociations',
          {
            TransitGatewayAttachmentId: 'tgw-attach-lost',
            ResourceId: 'vpc-lost',
            ResourceType: 'vpc',
            State: 'associated',
          },
          { TransitGatewayRouteTableId: 'tgw-rtb-all' },
        ),
      says: ['tgw-hub: what is attached by tgw-attach-a, tgw-attach-b, tgw-attach-lost is not in the answer'],
    },
  },
})
