import rule from '../../../rules/network-firewall/network-firewall-subnet-bypasses-inspection.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const toInternet = { '0.0.0.0/0': 'igw' }
const inspected = (): Account =>
  account()
    .vpc('shop')
    .subnet('fw-a', { zone: 'a', empty: true, routes: toInternet })
    .firewallEndpoint('a', 'fw-a')
    .subnet('app-a', { zone: 'a', routes: { '0.0.0.0/0': 'vpce-a' } })
const nat = (given: Account, routes: Record<string, string>): Account =>
  given.subnet('nat-a', { zone: 'a', empty: true, routes }).natGateway('a', { in: 'nat-a' })
const balancers = (given: Account): Account =>
  given
    .subnet('lb-a', { zone: 'a', cidr: '10.0.9.0/24', empty: true, routes: toInternet })
    .eni('lb', { subnet: 'lb-a' }, { Description: 'ELB app/web/1', RequesterManaged: true })
const found = (subnet: string, target: string, table = `rtb-${subnet.slice(7)}`): readonly string[] => [
  `vpc-shop: ${subnet} reaches the internet by ${target} without being inspected, while the rest of the VPC goes through vpce-a.`,
  '  vpc-shop is inspected by vpce-a',
  `  ${table} routes 0.0.0.0/0 to ${target}`,
]

testRule(rule, {
  accepts: {
    'a VPC whose subnets are all inspected': inspected(),
    'a NAT gateway in front of the firewall': nat(inspected(), { '0.0.0.0/0': 'vpce-a' }).subnet('db-a', {
      zone: 'a',
      routes: { '0.0.0.0/0': 'nat-a' },
    }),
    'a NAT gateway behind the firewall': nat(
      account()
        .vpc('shop')
        .subnet('fw-a', { zone: 'a', empty: true, routes: { '0.0.0.0/0': 'nat-a' } })
        .firewallEndpoint('a', 'fw-a')
        .subnet('app-a', { zone: 'a', routes: { '0.0.0.0/0': 'vpce-a' } }),
      toInternet,
    ),
    'a subnet without a way out': inspected().subnet('db-a', { zone: 'a' }),
    'a subnet that leaves by a transit gateway': inspected().subnet('db-a', {
      zone: 'a',
      routes: { '0.0.0.0/0': 'tgw-hub' },
    }),
    'load balancers to which the internet gateway leads through the firewall': balancers(
      inspected(),
    ).gatewayTable('igw', { '10.0.9.0/24': 'vpce-a' }),
  },
  ignores: {
    'a VPC without a firewall': account().vpc('shop').subnet('app-a', { zone: 'a', routes: toInternet }),
    'a VPC where only a gateway endpoint is routed to': account()
      .vpc('shop')
      .subnet('app-a', { zone: 'a', routes: { ...toInternet, 'pl-s3': 'vpce-s3' } })
      .gatewayEndpoint('s3', ['app-a']),
  },
  flags: {
    'a subnet that leaves by the internet gateway': {
      given: inspected().subnet('web-a', { zone: 'a', routes: toInternet }),
      finds: found('subnet-web-a', 'igw-shop'),
    },
    'a subnet that leaves by a NAT gateway beside the firewall': {
      given: nat(inspected(), toInternet).subnet('db-a', { zone: 'a', routes: { '0.0.0.0/0': 'nat-a' } }),
      finds: found('subnet-db-a', 'nat-a'),
    },
    'load balancers to which the internet gateway leads directly': {
      given: balancers(inspected()),
      finds: found('subnet-lb-a', 'igw-shop'),
    },
  },
  unknown: {
    'a route by a prefix list that was not read': {
      given: inspected()
        .subnet('web-a', { zone: 'a', routes: { 'pl-office': 'igw' } })
        .unread('prefixListEntries'),
      says: [
        'vpc-shop: whether subnet-web-a goes around the firewall is not known: the entries of pl-office, a destination in rtb-web-a, were not read',
      ],
    },
  },
})
