import rule from '../../../rules/routing/routing-blackhole-route.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (routes: Record<string, string>, options: object = {}): Account =>
  account()
    .vpc('shop')
    .subnet('app', { routes, ...options })

const dropped = 'rtb-app: Packets to 10.1.0.0/16 from 1 subnet are dropped: the route leads to'
const dead = '  rtb-app routes 10.1.0.0/16 to pcx-hub with State blackhole'

testRule(rule, {
  accepts: {
    'a table whose routes are alive': shop({ '0.0.0.0/0': 'igw', '10.1.0.0/16': 'pcx-hub' }),
    'a dead propagated route behind a static one that works': account()
      .vpc('shop')
      .subnet('app', { empty: true })
      .eni('app', { subnet: 'app' })
      .routeTable(
        'vpn',
        {},
        {
          Associations: [{ SubnetId: 'subnet-app', AssociationState: { State: 'associated' } }],
          Routes: [
            {
              DestinationCidrBlock: '192.168.0.0/16',
              GatewayId: 'vgw-hq',
              Origin: 'EnableVgwRoutePropagation',
              State: 'blackhole',
            },
            {
              DestinationCidrBlock: '192.168.0.0/16',
              TransitGatewayId: 'tgw-hub',
              Origin: 'CreateRoute',
              State: 'active',
            },
          ],
        },
      ),
  },
  flags: {
    'a route to a peering connection that was deleted': {
      given: shop({ '10.1.0.0/16': '!pcx-hub' })
        .vpc('hub', { cidr: '10.1.0.0/16' })
        .peering('hub', 'shop', 'hub', undefined, { Status: { Code: 'deleted' } }),
      finds: [
        `${dropped} pcx-hub, a peering connection that is deleted.`,
        dead,
        '  pcx-hub has Status deleted',
      ],
    },
    'a route that hides a broader one': {
      given: shop({ '10.1.0.0/16': '!pcx-hub', '10.0.0.0/8': 'tgw-hub' }),
      finds: [
        `${dropped} pcx-hub, which is deleted or detached, and hides the working route 10.0.0.0/8 to tgw-hub.`,
        dead,
        '  rtb-app routes 10.0.0.0/8 to tgw-hub',
      ],
    },
    'a main table that a subnet inherits': {
      given: account()
        .vpc('shop', { routes: { '0.0.0.0/0': '!nat-a' } })
        .subnet('app'),
      finds: [
        'rtb-main-shop: Packets to 0.0.0.0/0 from 1 subnet are dropped: the route leads to nat-a, which is deleted or detached.',
        '  rtb-main-shop routes 0.0.0.0/0 to nat-a with State blackhole',
      ],
    },
    'two dead routes, each': {
      given: shop({ '10.1.0.0/16': '!pcx-hub', '::/0': '!eigw-a' }),
      finds: [
        `${dropped} pcx-hub, which is deleted or detached.`,
        dead,
        'rtb-app: Packets to ::/0 from 1 subnet are dropped: the route leads to eigw-a, which is deleted or detached.',
        '  rtb-app routes ::/0 to eigw-a with State blackhole',
      ],
    },
    'a prefix list': {
      given: shop({ 'pl-hq': '!vgw-hq' }).prefixList('pl-hq', ['192.168.0.0/16']),
      finds: [
        'rtb-app: Packets to pl-hq from 1 subnet are dropped: the route leads to vgw-hq, which is deleted or detached.',
        '  rtb-app routes pl-hq to vgw-hq with State blackhole',
      ],
    },
    'an interface that is not attached': {
      given: shop({ '10.1.0.0/16': '!eni-fw' }).eni('fw', { subnet: 'app' }, { Status: 'available' }),
      finds: [
        `${dropped} eni-fw, which is not attached.`,
        '  rtb-app routes 10.1.0.0/16 to eni-fw with State blackhole',
        '  eni-fw has Status available',
      ],
    },
    'a firewall whose instance is stopped': {
      given: shop({ '10.1.0.0/16': '!eni-fw' }).instance(
        'fw',
        { subnet: 'app' },
        { State: { Name: 'stopped' } },
      ),
      finds: [
        `${dropped} eni-fw, whose instance does not run.`,
        '  rtb-app routes 10.1.0.0/16 to eni-fw with State blackhole',
        '  eni-fw has Status in-use',
      ],
    },
    'a table of a gateway': {
      given: account()
        .vpc('shop')
        .routeTable(
          'ingress',
          { '10.0.5.0/24': '!vpce-fw' },
          {
            Associations: [{ GatewayId: 'igw-shop', AssociationState: { State: 'associated' } }],
          },
        ),
      finds: [
        'rtb-ingress: Packets to 10.0.5.0/24 from igw-shop are dropped: the route leads to vpce-fw, which is deleted or detached, and hides the working route 10.0.0.0/16 to local.',
        '  rtb-ingress routes 10.0.5.0/24 to vpce-fw with State blackhole',
        '  rtb-ingress routes 10.0.0.0/16 to local',
      ],
    },
    'subnets where nothing runs, mildly': {
      given: shop({ '10.1.0.0/16': '!pcx-hub' }, { empty: true }),
      finds: [`${dropped} pcx-hub, which is deleted or detached. [low]`, dead],
    },
    'a test environment, as information only': {
      given: account()
        .vpc('shop', { tags: { env: 'test' } })
        .subnet('app', { routes: { '10.1.0.0/16': '!pcx-hub' } }),
      finds: [`${dropped} pcx-hub, which is deleted or detached. [info]`, dead],
    },
  },
  ignores: {
    'a table that nothing uses': account().vpc('shop').routeTable('spare', { '0.0.0.0/0': '!nat-a' }),
    'a main table that every subnet replaced by its own': account()
      .vpc('shop', { routes: { '0.0.0.0/0': '!nat-a' } })
      .routeTable('x'),
    'an association that ended': account()
      .vpc('shop')
      .routeTable(
        'old',
        { '0.0.0.0/0': '!nat-a' },
        {
          Associations: [{ SubnetId: 'subnet-app', AssociationState: { State: 'disassociated' } }],
        },
      ),
  },
  unknown: {
    'a dead route that may be outranked': {
      given: account()
        .vpc('shop')
        .routeTable(
          'x',
          {},
          {
            Associations: [{ SubnetId: 'subnet-app', AssociationState: { State: 'associated' } }],
            Routes: [
              { DestinationCidrBlock: '192.168.0.0/16', GatewayId: 'vgw-hq', State: 'blackhole' },
              { DestinationCidrBlock: '192.168.0.0/16', TransitGatewayId: 'tgw-hub', State: 'active' },
            ],
          },
        ),
      says: ['rtb-x: which of its routes to 192.168.0.0/16 wins (Origin) is not in the answer'],
    },
    'a route without a state': {
      given: account()
        .vpc('shop')
        .routeTable(
          'x',
          {},
          {
            Associations: [{ SubnetId: 'subnet-app', AssociationState: { State: 'associated' } }],
            Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-shop' }],
          },
        ),
      says: ['rtb-x: the state of its route to 0.0.0.0/0 is not in the answer'],
    },
  },
})
