/**
 * The demo account: Larkspur, a shop with a warehouse business, in two regions. us-east-1 grew over ten years and has
 * the mistakes that people make, each beside the right thing; eu-west-1 was built last year, and built well.
 */
import { type Account, account } from '../../test/support/account.ts'
import type { Item } from '../../test/support/facts-builder.ts'
import { demoAccess } from './demo-access.ts'
import { demoBalancers } from './demo-balancers.ts'
import { demoClassic } from './demo-clb.ts'
import { demoDistributions } from './demo-distributions.ts'
import { demoFirewalls } from './demo-firewalls.ts'
import { demoClientVpn } from './demo-client-vpn.ts'
import { demoCompute } from './demo-compute.ts'
import { demoDirectConnect } from './demo-direct-connect.ts'
import { demoHealth } from './demo-health.ts'
import { demoNames } from './demo-names.ts'
import { demoRecords } from './demo-records.ts'
import { demoTargets } from './demo-targets.ts'
import { demoVpn } from './demo-vpn.ts'
import { transit } from './demo-transit.ts'
import { demoPlans } from './demo-plans.ts'
import { waysOut } from './demo-ways-out.ts'
import { demoZones } from './demo-zones.ts'

const ID = '123456789012'
const HTTPS_REDIRECT = {
  DefaultActions: [
    {
      Type: 'redirect' as const,
      RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const },
    },
  ],
}
const MODERN_TLS = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'
const OLD_TLS = 'ELBSecurityPolicy-2016-08'

export function demoAccount(): readonly Account[] {
  const virginia = account({ id: ID, region: 'us-east-1', realIds: true })
  const ireland = account({ id: ID, region: 'eu-west-1', realIds: true })
  shopVirginia(virginia)
  dataVirginia(virginia)
  legacyVirginia(virginia)
  labVirginia(virginia)
  peeringsVirginia(virginia)
  balancersVirginia(virginia)
  shopIreland(ireland)
  hubs(virginia, ireland)
  demoNames(virginia, ireland)
  waysOut(virginia, ireland)
  demoAccess(virginia, ireland)
  demoFirewalls(virginia, ireland)
  demoVpn(virginia, ireland)
  demoDirectConnect(virginia, ireland)
  demoClientVpn(virginia, ireland)
  demoTargets(virginia, ireland)
  demoCompute(virginia, ireland)
  transit(virginia, ireland)
  demoPlans(virginia, ireland)
  demoClassic(virginia)
  demoHealth(virginia)
  demoRecords(virginia)
  demoDistributions(virginia)
  demoBalancers(virginia, ireland)
  demoZones(virginia)
  return [virginia, ireland]
}

/** The shop: public, application and database subnets in three zones. */
function shopVirginia(virginia: Account): void {
  virginia
    .vpc('shop', { cidr: '10.20.0.0/16', ipv6: '2600:1f18:4000:2000::/56', tags: { env: 'prod' } })
    .securityGroup('default', [], {
      IpPermissionsEgress: [
        { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      ],
    })
    .securityGroup('shop-alb', ['tcp 443 0.0.0.0/0', 'tcp 80 0.0.0.0/0'])
    .securityGroup('web', ['tcp 8080 sg-shop-alb'])
    // Somebody needed to look at a host at night, two years ago.
    .securityGroup('bastion', ['tcp 22 0.0.0.0/0'])
    .securityGroup('old-admin', ['tcp 3389 0.0.0.0/0'])
    .acl('public', {
      in: [
        'allow tcp 443 0.0.0.0/0',
        'allow tcp 80 0.0.0.0/0',
        'allow tcp 22 0.0.0.0/0',
        'allow tcp 1024-65535 0.0.0.0/0',
      ],
      // Replies leave on the client's port, which may be any from 1024 up: this stops at 32767.
      out: [
        'allow tcp 443 0.0.0.0/0',
        'allow tcp 80 0.0.0.0/0',
        'allow tcp 1024-32767 0.0.0.0/0',
        'allow tcp 8080 10.20.0.0/16',
      ],
    })
    .acl('app', {
      in: ['allow all all 10.0.0.0/8', 'allow tcp 1024-65535 0.0.0.0/0', 'allow tcp 1024-65535 ::/0'],
      out: [
        'allow all all 10.0.0.0/8',
        'allow tcp 443 0.0.0.0/0',
        'allow tcp 80 0.0.0.0/0',
        'allow tcp 443 ::/0',
      ],
    })
    .subnet('public-a', { zone: 'a', cidr: '10.20.0.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .subnet('public-b', { zone: 'b', cidr: '10.20.1.0/24', sharesTableOf: 'public-a', empty: true })
    .subnet('bastion', { zone: 'b', cidr: '10.20.2.0/24', sharesTableOf: 'public-a', empty: true })
    .instance('bastion', { subnet: 'bastion', groups: ['bastion'], publicIp: '203.0.113.40' })
    .subnet('checkout', {
      zone: 'a',
      cidr: '10.20.3.0/24',
      sharesTableOf: 'public-a',
      acl: 'public',
      empty: true,
    })
    .instance('checkout', { subnet: 'checkout', groups: ['shop-alb'], publicIp: '203.0.113.41' })
    .natGateway('shop-a', { in: 'public-a' })
    .subnet('app-a', {
      zone: 'a',
      cidr: '10.20.10.0/24',
      ipv6: '2600:1f18:4000:2010::/64',
      acl: 'app',
      routes: {
        '0.0.0.0/0': 'nat-shop-a',
        '::/0': 'eigw-shop',
        '10.30.0.0/16': 'pcx-shop-data',
        '10.50.0.0/16': 'pcx-shop-lab',
        '10.60.0.0/16': 'tgw-hub',
        '10.99.0.0/16': '!pcx-warehouse',
      },
    })
    // The table was copied from zone a, its NAT gateway with it.
    .subnet('app-b', {
      zone: 'b',
      cidr: '10.20.11.0/24',
      acl: 'app',
      routes: { '0.0.0.0/0': 'nat-shop-a', '10.30.0.0/16': 'pcx-shop-data', '10.50.0.0/16': 'pcx-shop-lab' },
    })
    // IPv6 was added in a hurry: ::/0 to the internet gateway opens the subnet that NAT hides on IPv4.
    .subnet('orders-a', {
      zone: 'a',
      cidr: '10.20.12.0/24',
      ipv6: '2600:1f18:4000:2012::/64',
      routes: { '0.0.0.0/0': 'nat-shop-a', '::/0': 'igw' },
    })
    .elasticIp('nat-shop-a', {
      PublicIp: '203.0.113.10',
      AssociationId: 'eipassoc-0a1b2c3d4e5f60718',
      NetworkInterfaceId: virginia.idOf('eni', 'nat-shop-a'),
      NetworkInterfaceOwnerId: ID,
    })
    .elasticIp('old-mail-gateway', { PublicIp: '203.0.113.77' })
    .instance('web-1', { subnet: 'app-a', groups: ['web'] })
    .instance('web-2', { subnet: 'app-a', groups: ['web'] })
    .instance('web-3', { subnet: 'app-a', groups: ['web'] })
    .instance('web-4', { subnet: 'app-b', groups: ['web'] })
}

/** Databases and batch computing. Nobody here needs the internet. */
function dataVirginia(virginia: Account): void {
  virginia
    .vpc('data', { cidr: '10.30.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .acl('warehouse', {
      // The warehouse asks the shop's services, and their replies have no way back in.
      in: ['allow tcp 5432 10.20.0.0/16', 'allow tcp 443 10.0.0.0/8'],
      out: ['allow tcp 443 10.0.0.0/8', 'allow tcp 1024-65535 10.20.0.0/16'],
    })
    .subnet('warehouse-a', {
      zone: 'a',
      cidr: '10.30.1.0/24',
      acl: 'warehouse',
      routes: { '10.20.0.0/16': 'vgw-hq' },
    })
    .subnet('batch-a', { zone: 'a', cidr: '10.30.2.0/24', empty: true })
    .placementGroup('risk-model', 'cluster')
    .placementGroup('render', 'cluster')
    .placementGroup('kafka', 'spread')
    .placementGroup('zookeeper', 'spread')
    .add('instanceTypes', network('c7i.8xlarge', '12.5 Gigabit', 12.5))
    .add('instanceTypes', network('c7i.2xlarge', 'Up to 12.5 Gigabit', 3.125))
    .add('instanceTypes', network('m7g.large', 'Up to 12.5 Gigabit', 0.937))
    .add('instanceTypes', network('t3.micro', 'Up to 5 Gigabit', 0.064))
  const member = (name: string, group: string, type: string): void => {
    const { AvailabilityZone, AvailabilityZoneId } = virginia.zone('a')
    virginia.instance(
      name,
      { subnet: 'batch-a' },
      {
        InstanceType: type as 'm7g.large', // the SDK's type is a list of all instance types
        Placement: {
          AvailabilityZone,
          AvailabilityZoneId,
          GroupName: group,
          GroupId: virginia.idOf('pg', group),
        },
      },
    )
  }
  for (const index of [1, 2, 3])
    member(`risk-${index}`, 'risk-model', index === 3 ? 'c7i.2xlarge' : 'c7i.8xlarge')
  for (const index of [1, 2]) member(`render-${index}`, 'render', 'c7i.8xlarge')
  for (const index of [1, 2, 3, 4, 5, 6, 7]) member(`kafka-${index}`, 'kafka', 'm7g.large')
  for (const index of [1, 2, 3]) member(`zookeeper-${index}`, 'zookeeper', 'm7g.large')
}

/** A type of the Nitro generation; burstable ones do not fit into cluster placement groups. */
const network = (
  InstanceType: string,
  NetworkPerformance: string,
  BaselineBandwidthInGbps: number,
): object => ({
  InstanceType,
  CurrentGeneration: true,
  BareMetal: false,
  Hypervisor: 'nitro',
  PlacementGroupInfo: {
    SupportedStrategies: [...(InstanceType.startsWith('t') ? [] : ['cluster']), 'partition', 'spread'],
  },
  NetworkInfo: {
    NetworkPerformance,
    EnaSupport: 'required',
    NetworkCards: [{ NetworkCardIndex: 0, NetworkPerformance, BaselineBandwidthInGbps }],
  },
})

/** What was moved out of a data centre in 2017: a NAT instance, and a software VPN whose appliance forgot one switch. */
function legacyVirginia(virginia: Account): void {
  virginia
    .vpc('legacy', { cidr: '10.40.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .subnet('legacy-public-a', {
      zone: 'a',
      cidr: '10.40.0.0/24',
      routes: { '0.0.0.0/0': 'igw' },
      empty: true,
    })
    .instance(
      'nat',
      { subnet: 'legacy-public-a', publicIp: '203.0.113.42' },
      { InstanceType: 't3.micro', SourceDestCheck: false },
      { SourceDestCheck: false },
    )
    .securityGroup('vpn', ['udp 500 198.51.100.20/32', 'udp 4500 198.51.100.20/32'])
    .instance(
      'vpn-appliance',
      { subnet: 'legacy-public-a', publicIp: '203.0.113.43', groups: ['vpn'] },
      { InstanceType: 't3.micro' },
    )
    .subnet('erp-a', {
      zone: 'a',
      cidr: '10.40.10.0/24',
      routes: { '0.0.0.0/0': 'eni-nat', '192.168.0.0/16': 'eni-vpn-appliance' },
    })
}

/** A test environment: the same short cut as in production, which matters less here. */
function labVirginia(virginia: Account): void {
  virginia
    .vpc('lab', { cidr: '10.50.0.0/16', tags: { env: 'dev' } })
    .securityGroup('default')
    .subnet('lab-public-a', { zone: 'a', cidr: '10.50.0.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('lab-a', { in: 'lab-public-a', publicIp: '203.0.113.11' })
    .subnet('lab-b', {
      zone: 'b',
      cidr: '10.50.10.0/24',
      // Somebody hoped that the shop would pass packets on to the data VPC: peering is not transitive.
      routes: {
        '0.0.0.0/0': 'nat-lab-a',
        '10.20.0.0/16': 'pcx-shop-lab',
        '10.30.0.0/16': 'pcx-shop-lab',
        'pl-63a5400a': 'vpce-s3',
      },
    })
    .prefixList('pl-63a5400a', ['52.216.0.0/15', '3.5.0.0/19'])
    .gatewayEndpoint('s3', ['lab-b'])
}

/** The shop reaches the lab and the lab the shop; to the data VPC the way back was forgotten. */
function peeringsVirginia(virginia: Account): void {
  virginia.peering('shop-lab', 'shop', 'lab').peering('shop-data', 'shop', 'data')
}

function balancersVirginia(virginia: Account): void {
  const forwardsTo = (group: string): Item<'listeners'> => ({
    DefaultActions: [{ Type: 'forward', TargetGroupArn: virginia.groupArn(group), Order: 1 }],
  })
  virginia
    .sslPolicy(MODERN_TLS, ['TLSv1.2', 'TLSv1.3'])
    .sslPolicy(OLD_TLS, ['TLSv1', 'TLSv1.1', 'TLSv1.2'])
    .loadBalancer(
      'shop',
      { nodes: true },
      { VpcId: virginia.idOf('vpc', 'shop'), SecurityGroups: [virginia.idOf('sg', 'shop-alb')] },
    )
    .listener('shop', 80, 'HTTP', HTTPS_REDIRECT)
    .listener('shop', 443, 'HTTPS', { SslPolicy: MODERN_TLS })
    // The partners' API: a first version that stayed.
    .loadBalancer(
      'partners',
      { nodes: true },
      { VpcId: virginia.idOf('vpc', 'shop'), SecurityGroups: [virginia.idOf('sg', 'shop-alb')] },
    )
    .listener('partners', 80, 'HTTP', forwardsTo('partners'))
    .listener('partners', 443, 'HTTPS', { SslPolicy: OLD_TLS, ...forwardsTo('partners') })
    .loadBalancer('tracking', { type: 'network', zones: ['a'] }, { VpcId: virginia.idOf('vpc', 'shop') })
    .listener('tracking', 443, 'TLS', { SslPolicy: MODERN_TLS, ...forwardsTo('tracking') })
    .loadBalancer('events', { type: 'network' }, { VpcId: virginia.idOf('vpc', 'shop') })
    .listener('events', 443, 'TLS', { SslPolicy: MODERN_TLS, ...forwardsTo('events') })
    .targetGroup('web', {
      port: 8080,
      balancers: ['shop'],
      targets: ['web-1', 'web-2', 'web-3', 'web-4'],
      attributes: {
        'stickiness.enabled': 'true',
        'stickiness.type': 'lb_cookie',
        'stickiness.lb_cookie.duration_seconds': '3600',
      },
    })
    .targetGroup('partners', {
      port: 8080,
      balancers: ['partners'],
      targets: ['web-1'],
      attributes: {
        'stickiness.enabled': 'true',
        'stickiness.type': 'lb_cookie',
        'stickiness.lb_cookie.duration_seconds': '604800',
      },
    })
    // Cross-zone is off for a network load balancer, and three of four targets are in one zone.
    .targetGroup(
      'events',
      { port: 8080, balancers: ['events'], targets: ['web-1', 'web-2', 'web-3', 'web-4'] },
      { Protocol: 'TCP' },
    )
    .targetGroup(
      'tracking',
      {
        port: 9090,
        balancers: ['tracking'],
        targets: ['web-1', 'web-2'],
        attributes: { 'proxy_protocol_v2.enabled': 'true' },
      },
      { Protocol: 'TCP' },
    )
}

/** Built last year: a NAT gateway a zone, endpoints, redirects, one stack from one template. */
function shopIreland(ireland: Account): void {
  const routes = (zone: string): Record<string, string> => ({
    '0.0.0.0/0': `nat-shop-${zone}`,
    '::/0': 'eigw-shop',
    '10.20.0.0/16': 'tgw-hub-eu',
  })
  ireland
    .vpc('shop-eu', { cidr: '10.60.0.0/16', ipv6: '2a05:d018:4000:6000::/56', tags: { env: 'prod' } })
    .securityGroup('default', [], { IpPermissionsEgress: [] })
    .securityGroup('shop-alb', ['tcp 443 0.0.0.0/0', 'tcp 80 0.0.0.0/0'])
    .securityGroup('web', ['tcp 8080 sg-shop-alb', 'tcp 8443 10.20.0.0/16'])
    .acl('app', {
      in: ['allow all all 10.0.0.0/8', 'allow tcp 1024-65535 0.0.0.0/0'],
      out: ['allow all all 10.0.0.0/8', 'allow tcp 443 0.0.0.0/0'],
    })
    .subnet('public-a', { zone: 'a', cidr: '10.60.0.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .subnet('public-b', { zone: 'b', cidr: '10.60.1.0/24', sharesTableOf: 'public-a', empty: true })
    .natGateway('shop-a', { in: 'public-a', publicIp: '198.51.100.10' })
    .natGateway('shop-b', { in: 'public-b', publicIp: '198.51.100.11' })
    .subnet('app-a', {
      zone: 'a',
      cidr: '10.60.10.0/24',
      ipv6: '2a05:d018:4000:6010::/64',
      acl: 'app',
      routes: routes('a'),
      empty: true,
    })
    .subnet('app-b', {
      zone: 'b',
      cidr: '10.60.11.0/24',
      ipv6: '2a05:d018:4000:6011::/64',
      acl: 'app',
      routes: routes('b'),
      empty: true,
    })
    .gatewayEndpoint('s3', ['app-a', 'app-b'])
    .gatewayEndpoint('dynamodb', ['app-a', 'app-b'])
    .sslPolicy(MODERN_TLS, ['TLSv1.2', 'TLSv1.3'])
    .loadBalancer('shop-eu', { nodes: true }, { SecurityGroups: [ireland.idOf('sg', 'shop-alb')] })
    .listener('shop-eu', 80, 'HTTP', HTTPS_REDIRECT)
    .listener('shop-eu', 443, 'HTTPS', { SslPolicy: MODERN_TLS })
    .instance('web-1', { subnet: 'app-a', groups: ['web'], ipv6: '2a05:d018:4000:6010::10' })
    .instance('web-2', { subnet: 'app-b', groups: ['web'], ipv6: '2a05:d018:4000:6011::10' })
    .targetGroup('web', { port: 8080, balancers: ['shop-eu'], targets: ['web-1', 'web-2'] })
    .add('instanceTypes', network('m7g.large', 'Up to 12.5 Gigabit', 0.937))
}

/** A transit gateway in each region, peered: the shops tell each other what is in stock. */
function hubs(virginia: Account, ireland: Account): void {
  virginia
    .transitGateway('hub')
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app-a', 'app-b'], table: 'hub' })
  ireland
    .transitGateway('hub-eu')
    .subnet('tgw-a', { vpc: 'shop-eu', zone: 'a', cidr: '10.60.250.0/28', empty: true })
    .subnet('tgw-b', { vpc: 'shop-eu', zone: 'b', cidr: '10.60.250.16/28', empty: true })
    .attach('shop-eu', { tgw: 'hub-eu', vpc: 'shop-eu', subnets: ['tgw-a', 'tgw-b'], table: 'hub-eu' })
  virginia.peerTransitGateways('atlantic', { tgw: 'hub', table: 'hub' }, ireland, {
    tgw: 'hub-eu',
    table: 'hub-eu',
  })
  virginia.transitTable('hub', 'hub', { '10.60.0.0/16': 'atlantic' }, { '10.20.0.0/16': 'shop' })
  ireland.transitTable('hub-eu', 'hub-eu', { '10.20.0.0/16': 'atlantic' }, { '10.60.0.0/16': 'shop-eu' })
}
