import rule from '../../../rules/transit-gateway/transit-gateway-appliance-mode-missing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

const ON = { Options: { ApplianceModeSupport: 'enable' } } as const

/** An inspection VPC with a firewall in each of two zones; the subnets of its attachment route so. */
function inspection(a: Routes, b: Routes, attachment: object = {}, vpc: object = {}): Account {
  return account()
    .transitGateway('hub')
    .vpc('inspect', vpc)
    .subnet('fw-a', { zone: 'a', empty: true })
    .subnet('fw-b', { zone: 'b', empty: true })
    .subnet('edge', { zone: 'a', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .firewallEndpoint('fw-a', 'fw-a')
    .firewallEndpoint('fw-b', 'fw-b')
    .instance('appliance-a', { subnet: 'fw-a' })
    .instance('appliance-b', { subnet: 'fw-b' })
    .instance('nat', { subnet: 'edge', publicIp: '203.0.113.9' })
    .subnet('tgw-a', { zone: 'a', routes: a, empty: true })
    .subnet('tgw-b', { zone: 'b', routes: b, empty: true })
    .attach('inspect', { tgw: 'hub', vpc: 'inspect', subnets: ['tgw-a', 'tgw-b'] }, attachment)
}
const to = (target: string, destination = '0.0.0.0/0'): Routes => ({ [destination]: target })
const firewalls = (attachment: object = {}, vpc: object = {}): Account =>
  inspection(to('vpce-fw-a'), to('vpce-fw-b'), attachment, vpc)

/** The VPC's account uses the gateway of another. */
function shared(): readonly [Account, Account] {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account().vpc('inspect').subnet('tgw-a')
  user.attach('inspect', { tgw: 'hub', vpc: 'inspect', subnets: ['tgw-a'], owner })
  return [user, owner]
}

const dropped = (a: string, b: string): string =>
  `tgw-attach-inspect: Connections through vpc-inspect between zones are dropped: appliance mode is off, so that one direction meets ${a} and the other ${b}, and neither firewall sees a whole connection.`
const facts = (a: string, b: string, destination = '0.0.0.0/0'): readonly string[] => [
  '  tgw-attach-inspect has appliance mode off',
  `  subnet-tgw-a in us-east-1a (use1-az1) routes ${destination} to ${a}`,
  `  subnet-tgw-b in us-east-1b (use1-az2) routes ${destination} to ${b}`,
]
const endpoints = ['vpce-fw-a', 'vpce-fw-b'] as const
const appliances = ['eni-appliance-a', 'eni-appliance-b'] as const

testRule(rule, {
  accepts: {
    'appliance mode': firewalls(ON),
    'one firewall for both zones': inspection(to('vpce-fw-a'), to('vpce-fw-a')),
    'firewalls in two zones, of which the attachment is in one': account()
      .transitGateway('hub')
      .vpc('inspect')
      .subnet('fw-a', { zone: 'a', empty: true })
      .firewallEndpoint('fw-a', 'fw-a')
      .subnet('tgw-a', { zone: 'a', routes: to('vpce-fw-a'), empty: true })
      .attach('inspect', { tgw: 'hub', vpc: 'inspect', subnets: ['tgw-a'] }),
    'appliance mode, where a route could not be followed': inspection(to('vpce-fw-a'), to('vpce-x'), ON),
  },
  flags: {
    'a firewall endpoint in each zone': {
      given: firewalls(),
      finds: [dropped(...endpoints), ...facts(...endpoints)],
    },
    'firewall endpoints in the way to some networks': {
      given: inspection(to('vpce-fw-a', '10.8.0.0/16'), to('vpce-fw-b', '10.8.0.0/16')),
      finds: [dropped(...endpoints), ...facts(...endpoints, '10.8.0.0/16')],
    },
    'an appliance in each zone': {
      given: inspection(to(appliances[0]), to(appliances[1])),
      finds: [dropped(...appliances), ...facts(...appliances)],
    },
    'an appliance in each zone for all private networks': {
      given: inspection(to(appliances[0], '10.0.0.0/8'), to(appliances[1], '10.0.0.0/8')),
      finds: [dropped(...appliances), ...facts(...appliances, '10.0.0.0/8')],
    },
    'a test environment, as information only': {
      given: firewalls({}, { tags: { env: 'lab' } }),
      finds: [`${dropped(...endpoints)} [info]`, ...facts(...endpoints)],
    },
  },
  ignores: {
    'a VPC without firewalls': inspection(to('nat-a'), to('nat-b')),
    'a VPC without firewalls, in appliance mode': inspection({}, {}, ON),
    'a firewall in one zone, and none in the way of the other': inspection(to('vpce-fw-a'), {}),
    'central egress by NAT instances': inspection(to('eni-nat'), to('eni-nat')),
    'gateway endpoints, which are no firewalls': inspection(to('vpce-s3', 'pl-s3'), to('vpce-s3', 'pl-s3'))
      .gatewayEndpoint('s3', [])
      .prefixList('pl-s3', ['52.216.0.0/15']),
    'firewalls before workloads of the VPC itself': inspection(
      to('vpce-fw-a', '10.0.10.0/24'),
      to('vpce-fw-b', '10.0.10.0/24'),
    ),
    'routers to an office, which need not keep state': inspection(
      to(appliances[0], '192.168.7.0/24'),
      to(appliances[1], '192.168.7.0/24'),
    ),
    'routes to firewalls that are gone': inspection(to('!vpce-fw-a'), to('!vpce-fw-b')),
    'an attachment that is being deleted': firewalls({ State: 'deleting' }),
  },
  unknown: {
    'a VPC of an account that is not audited': {
      given: shared().slice(1),
      says: ['tgw-attach-inspect: vpc-inspect in account 111111111111 was not read'],
    },
    'an attachment without options': {
      given: firewalls({ Options: undefined }),
      says: ['tgw-attach-inspect: whether appliance mode is on is not in the answer'],
    },
    'an attachment without its subnets': {
      given: firewalls({ SubnetIds: undefined }),
      says: ['tgw-attach-inspect: its subnets, or their zones, are not in the answer'],
    },
    'an endpoint that is not in the answer': {
      given: inspection(to('vpce-fw-a'), to('vpce-x')),
      says: ['tgw-attach-inspect: whether vpce-x, where rtb-tgw-b leads, is a firewall is not known'],
    },
    'an appliance that was not read': {
      given: inspection(to(appliances[0]), to(appliances[1])).unread('networkInterfaces'),
      says: [
        'tgw-attach-inspect: whether eni-appliance-a, where rtb-tgw-a leads, is a firewall is not known',
      ],
    },
    'a prefix list that was not read': {
      given: inspection(to('vpce-fw-a', 'pl-all'), to('vpce-fw-b', 'pl-all')).unread('prefixListEntries'),
      says: ['tgw-attach-inspect: whether vpce-fw-a, where rtb-tgw-a leads, is a firewall is not known'],
    },
  },
})
