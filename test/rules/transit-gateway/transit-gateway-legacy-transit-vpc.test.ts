import rule from '../../../rules/transit-gateway/transit-gateway-legacy-transit-vpc.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const ROUTER = '203.0.113.50'

const hub = (given = account()): Account =>
  given.vpc('hub').subnet('edge', { empty: true }).instance('router', { subnet: 'edge', publicIp: ROUTER })

/** A VPC whose virtual private gateway has a VPN to an address. */
const spoke = (given: Account, name: string, IpAddress: string | undefined, vpn: object = {}): Account =>
  given
    .vpc(name, { cidr: '10.1.0.0/16' })
    .vpnGateway(name, name)
    .add('customerGateways', {
      CustomerGatewayId: `cgw-${name}`,
      State: 'available',
      Type: 'ipsec.1',
      BgpAsn: '65000',
      Tags: [],
      ...(IpAddress === undefined ? {} : { IpAddress }),
    })
    .vpn(name, ['UP', 'DOWN'], vpn)

const joined = (a: string, b: string): string =>
  `vpc-hub: ${a}, ${b} are connected by VPN to routers in this VPC: all that they say to each other goes through i-router, and stops with it.`
const holds = '  vpc-hub holds the routers i-router'
const line = (name: string): string =>
  `  vpn-${name} connects vpc-${name} to 203.0.113.50 of i-router (cgw-${name})`

testRule(rule, {
  accepts: {
    'a VPN to premises': spoke(hub(), 'shop', '198.51.100.9'),
    'a VPN to an address that an instance had': spoke(
      account().vpc('hub').subnet('edge').elasticIp('router', { PublicIp: ROUTER }),
      'shop',
      ROUTER,
    ),
    'a VPN to a NAT gateway, which is no router': spoke(
      account().vpc('hub').subnet('edge').natGateway('edge', { in: 'edge', publicIp: ROUTER }),
      'shop',
      ROUTER,
    ),
  },
  flags: {
    'two VPCs with VPNs to one instance': {
      given: spoke(spoke(hub(), 'shop', ROUTER), 'data', ROUTER),
      finds: [joined('vpc-shop', 'vpc-data'), holds, line('shop'), line('data')],
    },
    'spokes in another account and another region': {
      given: [
        hub(),
        spoke(account({ id: '222222222222' }), 'shop', ROUTER),
        spoke(account({ region: 'eu-west-1' }), 'data', ROUTER),
      ],
      finds: [joined('vpc-data', 'vpc-shop'), holds, line('data'), line('shop')],
    },
    'one VPC with a VPN to an instance, as information only': {
      given: spoke(hub(), 'shop', ROUTER),
      finds: [
        'vpc-hub: vpc-shop is connected to this VPC by a VPN that ends on i-router, where a peering connection would do. [info]',
        holds,
        line('shop'),
      ],
    },
    'two routers': {
      given: spoke(
        spoke(hub().instance('second', { subnet: 'edge', publicIp: '203.0.113.51' }), 'shop', ROUTER),
        'data',
        '203.0.113.51',
      ),
      finds: [
        'vpc-hub: vpc-shop, vpc-data are connected by VPN to routers in this VPC: all that they say to each other goes through i-router, i-second, and stops with them.',
        '  vpc-hub holds the routers i-router, i-second',
        line('shop'),
        '  vpn-data connects vpc-data to 203.0.113.51 of i-second (cgw-data)',
      ],
    },
  },
  ignores: {
    'a VPN that is gone': spoke(hub(), 'shop', ROUTER, { State: 'deleted' }),
    'a VPN of a transit gateway to a router behind it': spoke(hub(), 'shop', ROUTER, {
      VpnGatewayId: undefined,
      TransitGatewayId: 'tgw-hub',
    }),
    'a customer gateway that is known by its certificate': spoke(hub(), 'shop', undefined),
    'a VPN from the VPC of the router itself': hub()
      .vpnGateway('hub', 'hub')
      .add('customerGateways', { CustomerGatewayId: 'cgw-hub', State: 'available', IpAddress: ROUTER })
      .vpn('hub'),
  },
  unknown: {
    'an account whose interfaces were not read': {
      given: [
        spoke(account(), 'shop', '198.51.100.9'),
        account({ id: '222222222222' }).vpc('other').unread('networkInterfaces'),
      ],
      says: ['cgw-shop: whether an instance has 198.51.100.9 was not read in every account and region'],
    },
  },
})
