import rule from '../../../rules/routing/routing-middlebox-asymmetric-return.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }
const viaFirewall = { '0.0.0.0/0': 'vpce-fw' }
const firewall = (routes: Readonly<Record<string, string>> = viaIgw, vpc: object = {}): Account =>
  account().vpc('shop', vpc).subnet('firewall', { routes, empty: true }).firewallEndpoint('fw', 'firewall')
const web = (given: Account, publicIp = '203.0.113.5'): Account =>
  given
    .subnet('web', { cidr: '10.0.1.0/24', routes: viaFirewall, empty: true })
    .instance('web', { subnet: 'web', ...(publicIp ? { publicIp } : {}) })
const behindNat = (back: Readonly<Record<string, string>>): Account =>
  firewall({ '0.0.0.0/0': 'nat-a' })
    .subnet('public', { routes: { ...viaIgw, ...back }, empty: true })
    .natGateway('a', { in: 'public' })
    .subnet('app', { cidr: '10.0.2.0/24', routes: viaFirewall })

const past = (id: string, from: string): string =>
  `${id}: Connections of this subnet leave through the firewall at vpce-fw, and what comes back from ${from} goes past it: a stateful firewall drops them.`

testRule(rule, {
  accepts: {
    'a gateway table that sends the block back through the endpoint': web(firewall()).gatewayTable('igw', {
      '10.0.1.0/24': 'vpce-fw',
    }),
    'a gateway table that replaces the local route': web(firewall()).gatewayTable('igw', {
      '10.0.0.0/23': 'vpce-fw',
    }),
    'a NAT subnet that sends the block back through the endpoint': behindNat({ '10.0.2.0/24': 'vpce-fw' }),
  },
  flags: {
    'an internet gateway without a table of its own': {
      given: web(firewall()),
      finds: [
        past('subnet-web', 'igw-shop'),
        '  rtb-web routes 0.0.0.0/0 to vpce-fw',
        '  subnet-web no route table steers what enters by igw-shop',
      ],
    },
    'a gateway table that forgot the subnet': {
      given: web(firewall()).gatewayTable('igw', { '10.0.9.0/24': 'vpce-fw' }),
      finds: [
        past('subnet-web', 'igw-shop'),
        '  rtb-web routes 0.0.0.0/0 to vpce-fw',
        '  rtb-of-igw sends 10.0.1.0/24 to local',
      ],
    },
    'an endpoint of another zone on the way back': {
      given: web(firewall()).gatewayTable('igw', { '10.0.1.0/24': 'vpce-fw-b' }),
      finds: [
        past('subnet-web', 'igw-shop'),
        '  rtb-web routes 0.0.0.0/0 to vpce-fw',
        '  rtb-of-igw sends 10.0.1.0/24 to vpce-fw-b',
      ],
    },
    'a NAT gateway that answers directly': {
      given: behindNat({}),
      finds: [
        past('subnet-app', 'nat-a'),
        '  rtb-app routes 0.0.0.0/0 to vpce-fw',
        '  rtb-public sends 10.0.2.0/24 to local',
      ],
    },
    'a test environment, as information only': {
      given: web(firewall(viaIgw, { tags: { env: 'test' } })),
      finds: [
        `${past('subnet-web', 'igw-shop')} [info]`,
        '  rtb-web routes 0.0.0.0/0 to vpce-fw',
        '  subnet-web no route table steers what enters by igw-shop',
      ],
    },
  },
  ignores: {
    'a subnet without public addresses, for which nothing comes back': web(firewall(), ''),
    'a firewall before a transit gateway': web(firewall({ '0.0.0.0/0': 'tgw-hub' })),
    'a subnet where nothing runs': firewall().subnet('web', { routes: viaFirewall, empty: true }),
    'a NAT instance, which sees its answers by translating': account()
      .vpc('shop')
      .subnet('public', { routes: viaIgw, empty: true })
      .instance('nat', { subnet: 'public', publicIp: '203.0.113.5' })
      .subnet('app', { routes: { '0.0.0.0/0': 'eni-nat' } }),
    'a route that is dead': firewall().subnet('web', { routes: { '0.0.0.0/0': '!vpce-fw' } }),
  },
  unknown: {
    'an endpoint that was not read': {
      given: account().vpc('shop').subnet('web', { routes: viaFirewall }),
      says: ['subnet-web: vpce-fw, where it leads, was not read'],
    },
    'NAT gateways that were not read': {
      given: behindNat({}).unread('natGateways'),
      says: ['subnet-app: the route table of nat-a was not read'],
    },
  },
})
