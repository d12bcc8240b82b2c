import rule from '../../../rules/transit-gateway/transit-gateway-attachment-unused.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const TO_HUB = { '10.9.0.0/16': 'tgw-hub' }
const LEARNT = { '10.0.0.0/16': 'shop' }

/** A shop that is attached to the hub and routes to it; the hub's table leads there. */
function shop({
  attachment = {},
  table = 'hub',
  routes = {},
  propagated = LEARNT,
  vpc = TO_HUB,
  gateway = {},
}: Given = {}): Account {
  return account()
    .transitGateway('hub', gateway)
    .vpc('shop')
    .subnet('app', { routes: vpc })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], ...(table ? { table } : {}) }, attachment)
    .transitTable('hub', 'hub', routes, propagated)
}
interface Given {
  readonly attachment?: object
  readonly table?: string
  readonly routes?: Record<string, string>
  readonly propagated?: Record<string, string>
  readonly vpc?: Record<string, string>
  readonly gateway?: object
}

/** The VPC's account uses the gateway of another. */
function shared(vpc: Record<string, string> = TO_HUB, table = 'hub'): readonly [Account, Account] {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account()
    .transitGateway('hub', { OwnerId: owner.id })
    .vpc('shop')
    .subnet('app', { routes: vpc })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], owner, ...(table ? { table } : {}) })
  owner.transitTable('hub', 'hub', {}, LEARNT)
  return [user, owner]
}

const connect = (given: Account, State = 'available'): Account =>
  given.add('transitGatewayConnects', {
    TransitGatewayAttachmentId: 'tgw-attach-sdwan',
    TransportTransitGatewayAttachmentId: 'tgw-attach-shop',
    TransitGatewayId: 'tgw-hub',
    State: State as 'available',
  })

const peered = (routes: Record<string, string>): readonly [Account, Account] => {
  const far = account({ region: 'eu-west-1' }).transitGateway('far')
  const near = account().transitGateway('hub')
  near.peerTransitGateways('sea', { tgw: 'hub', table: 'hub' }, far, { tgw: 'far', table: 'far' })
  near.transitTable('hub', 'hub', routes)
  far.transitTable('far', 'far', { '10.0.0.0/16': 'sea' })
  return [near, far]
}

const noAssociation = [
  'tgw-attach-shop: Whatever vpc-shop sends to tgw-hub is dropped: its attachment is associated with no route table.',
  '  tgw-attach-shop is associated with no route table of tgw-hub',
]
const noRoute = [
  'tgw-attach-shop: Nothing reaches vpc-shop by tgw-hub: no route table has a route to its attachment or lets it write one.',
  '  tgw-attach-shop is in no route and no propagation of tgw-hub',
]
const noVpcRoute = [
  'tgw-attach-shop: The attachment of vpc-shop carries nothing: no route table of the VPC leads to tgw-hub.',
  '  tgw-attach-shop attaches vpc-shop, of which no route table leads to tgw-hub',
]
const LONG_AGO = '2026-11-01T00:00:00.000Z'
const TODAY = '2026-11-22T01:00:00.000Z'

testRule(rule, {
  accepts: {
    'an attachment that is finished': shop(),
    'an attachment with a static route instead of propagation': shop({
      propagated: {},
      routes: { '10.0.0.0/16': 'shop' },
    }),
    'an attachment whose routes another table learns': shop({ propagated: {} }).transitTable(
      'other',
      'hub',
      {},
      LEARNT,
    ),
    'an attachment that carries a Connect attachment': connect(shop({ table: '', propagated: {}, vpc: {} })),
    'a VPN that announces nothing just now': account()
      .transitGateway('hub')
      .attachVpn('office', { tgw: 'hub', table: 'hub' })
      .transitTable('hub', 'hub', {})
      .propagateTo('hub', 'office'),
    'an attachment across accounts': shared(),
    'a peering with a static route on each side': peered({ '10.9.0.0/16': 'sea' }),
  },
  flags: {
    'an attachment without a table': { given: shop({ table: '' }), finds: noAssociation },
    'an attachment that no table leads to': { given: shop({ propagated: {} }), finds: noRoute },
    'an attachment to which only a blackhole led': {
      given: shop({ propagated: {}, routes: { '10.0.0.0/16': '!shop' } }),
      finds: noRoute,
    },
    'a propagation that was turned off': {
      given: shop({ propagated: {} }).propagateTo('hub', 'shop', { State: 'disabled' }),
      finds: noRoute,
    },
    'a VPC that does not use it': { given: shop({ vpc: {} }), finds: noVpcRoute },
    'all at once': {
      given: shop({ table: '', propagated: {}, vpc: {} }),
      finds: [...noAssociation, ...noRoute.slice(1), ...noVpcRoute.slice(1)],
    },
    "a shared gateway's attachment, once": { given: shared({}), finds: noVpcRoute },
    "a VPC that does not use another account's gateway, which was not read": {
      given: shared({}).slice(0, 1),
      finds: noVpcRoute,
    },
    'an attachment that failed': {
      given: shop({ attachment: { State: 'failed' } }),
      finds: [
        'tgw-attach-shop: vpc-shop is not connected: its attachment failed.',
        '  tgw-attach-shop is failed',
      ],
    },
    'an attachment that was rejected': {
      given: shop({ attachment: { State: 'rejected' } }),
      finds: [
        'tgw-attach-shop: vpc-shop is not connected: its attachment was rejected.',
        '  tgw-attach-shop is rejected',
      ],
    },
    'an attachment that nobody accepted for weeks': {
      given: shop({ attachment: { State: 'pendingAcceptance', CreationTime: LONG_AGO } }),
      finds: [
        'tgw-attach-shop: vpc-shop is not connected: its attachment has waited since 2026-11-01 for somebody to accept it.',
        '  tgw-attach-shop is pendingAcceptance',
      ],
    },
    'a peering that only the other side routes to': {
      given: peered({}),
      finds: [
        'tgw-attach-sea: Nothing reaches tgw-far by tgw-hub: no route table has a route to its attachment or lets it write one.',
        '  tgw-attach-sea is in no route and no propagation of tgw-hub',
      ],
    },
    'a VPC over which a Connect attachment went': {
      given: connect(shop({ vpc: {} }), 'deleted'),
      finds: noVpcRoute,
    },
  },
  ignores: {
    'an attachment of today': shop({ table: '', attachment: { CreationTime: TODAY } }),
    'an attachment that waits since today': shop({
      attachment: { State: 'pendingAcceptance', CreationTime: '2026-11-20T01:00:00.000Z' },
    }),
    'an attachment that is being deleted': shop({ attachment: { State: 'deleting' } }),
    'the attachment of a firewall, which AWS sees to': account()
      .transitGateway('hub')
      .attachVpn('fw', { tgw: 'hub' }, { ResourceType: 'network-function' }),
    'a peering with a core network': account()
      .transitGateway('hub')
      .attachVpn('wan', { tgw: 'hub' }, { ResourceType: 'peering', ResourceId: 'core-network-1' }),
    'a peering that a policy table routes': account()
      .transitGateway('hub')
      .attachVpn(
        'far',
        { tgw: 'hub' },
        {
          ResourceType: 'peering',
          ResourceId: 'tgw-far',
          Association: { TransitGatewayPolicyTableId: 'tgw-ptb-1', State: 'associated' },
        },
      ),
  },
  unknown: {
    'an attachment without its state': {
      given: shop({ attachment: { State: undefined } }),
      says: ['tgw-attach-shop: its state, what it attaches or its gateway is not in the answer'],
    },
    "another account's gateway, which was not read": {
      given: shared().slice(0, 1),
      says: [
        'tgw-attach-shop: the route tables of tgw-hub are seen by its owner only (account 222222222222), which was not read',
      ],
    },
    "another account's VPC, which was not read": {
      given: shared().slice(1),
      says: ['tgw-attach-shop: the routes of vpc-shop were not read'],
    },
    'an attachment whose age is not in the answer': {
      given: shop({ vpc: {}, attachment: { CreationTime: undefined } }),
      says: ['tgw-attach-shop: it carries nothing, and when it was made is not in the answer'],
    },
    'a gateway that carries multicast': {
      given: shop({ vpc: {}, gateway: { Options: { MulticastSupport: 'enable' } } }),
      says: ['tgw-attach-shop: whether tgw-hub is for multicast, which needs no routes, is not known'],
    },
    'Connect attachments that were not read': {
      given: shop({ vpc: {} }).unread('transitGatewayConnects'),
      says: ['tgw-attach-shop: whether a Connect attachment goes over it was not read'],
    },
  },
})
