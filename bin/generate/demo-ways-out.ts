/** How the demo company's packets leave: the office network that came with an acquisition, beside ways that work. */
import type { Account } from '../../test/support/account.ts'

export function waysOut(virginia: Account, _ireland: Account): void {
  officeVirginia(virginia)
  kioskVirginia(virginia)
  loyaltyVirginia(virginia)
  regionalVirginia(virginia)
  leftoversVirginia(virginia)
  virginia
    .instanceStatus('nat')
    .instanceStatus('vpn-appliance')
    .instanceStatus('kiosk-nat-a')
    // Its disk is full since Tuesday: the stores of zone b are offline, and the route reads active.
    .instanceStatus('kiosk-nat-b', { instance: 'impaired' })
}

/** Taken over with a company in 2023, and moved in a hurry. */
function officeVirginia(virginia: Account): void {
  virginia
    .vpc('office', { cidr: '10.70.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .subnet(
      'office-public-a',
      { zone: 'a', cidr: '10.70.0.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true },
      { MapPublicIpOnLaunch: true },
    )
    // Made for a second zone that never came.
    .natGateway('office-b', { in: 'office-public-a', publicIp: '203.0.113.12' })
    // Made in the private subnet that it was to serve: what it sends comes back to it.
    .subnet('office-a', { zone: 'a', cidr: '10.70.10.0/24', routes: { '0.0.0.0/0': 'nat-office-a' } })
    .natGateway('office-a', { in: 'office-a', publicIp: '203.0.113.13' })
    .add('natGateways', {
      NatGatewayId: virginia.idOf('nat', 'office-c'),
      VpcId: virginia.idOf('vpc', 'office'),
      SubnetId: virginia.idOf('subnet', 'office-public-a'),
      State: 'failed',
      FailureCode: 'Gateway.NotAttached',
      FailureMessage: 'Network vpc has no Internet gateway attached',
      ConnectivityType: 'public',
      AvailabilityMode: 'zonal',
      NatGatewayAddresses: [],
      CreateTime: '2026-11-22T07:30:00.000Z',
      Tags: virginia.tags('office-c'),
    })
}

/** The tills in the stores: two zones, an instance each that translates; and a main table that leads to the internet. */
function kioskVirginia(virginia: Account): void {
  virginia
    .vpc('kiosk', { cidr: '10.72.0.0/16', routes: { '0.0.0.0/0': 'igw' }, tags: { env: 'prod' } })
    .securityGroup('default')
    // For the supplier's hotline, which comes from everywhere.
    .securityGroup('kiosk-support', ['tcp 22 0.0.0.0/0', 'all all 10.72.0.0/16'])
    .subnet('kiosk-public-a', {
      zone: 'a',
      cidr: '10.72.0.0/24',
      routes: { '0.0.0.0/0': 'igw' },
      empty: true,
    })
    .subnet('kiosk-public-b', {
      zone: 'b',
      cidr: '10.72.1.0/24',
      sharesTableOf: 'kiosk-public-a',
      empty: true,
    })
  for (const [zone, publicIp] of [
    ['a', '203.0.113.44'],
    ['b', '203.0.113.45'],
  ] as const) {
    virginia
      .instance(
        `kiosk-nat-${zone}`,
        { subnet: `kiosk-public-${zone}`, publicIp, groups: [zone === 'a' ? 'default' : 'kiosk-support'] },
        { InstanceType: 't3.micro', SourceDestCheck: false },
        { SourceDestCheck: false },
      )
      .subnet(`kiosk-${zone}`, {
        zone,
        cidr: `10.72.1${zone === 'a' ? 0 : 1}.0/24`,
        routes: { '0.0.0.0/0': `eni-kiosk-nat-${zone}` },
      })
  }
}

/** The loyalty programme, behind a firewall: the table of the internet gateway knows zone a only. */
function loyaltyVirginia(virginia: Account): void {
  virginia
    .vpc('loyalty', { cidr: '10.74.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .subnet('loyalty-firewall-a', {
      zone: 'a',
      cidr: '10.74.0.0/24',
      routes: { '0.0.0.0/0': 'igw' },
      empty: true,
    })
    .firewallEndpoint('loyalty-a', 'loyalty-firewall-a')
    .gatewayTable('igw-loyalty', { '10.74.10.0/24': 'vpce-loyalty-a' })
  for (const zone of ['a', 'b']) {
    virginia
      .subnet(
        `loyalty-${zone}`,
        {
          zone,
          cidr: `10.74.1${zone === 'a' ? 0 : 1}.0/24`,
          routes: { '0.0.0.0/0': 'vpce-loyalty-a' },
          empty: true,
        },
        zone === 'b' ? { AvailableIpAddressCount: 9 } : {},
      )
      .instance(`loyalty-${zone}`, {
        subnet: `loyalty-${zone}`,
        publicIp: zone === 'a' ? '203.0.113.46' : '203.0.113.47',
      })
  }
}

/** Regional NAT gateways: one that follows its workloads, and one that was given a single zone by hand. */
function regionalVirginia(virginia: Account): void {
  for (const [vpc, net, zones, AutoProvisionZones] of [
    ['returns', '10.76', ['a', 'b'], 'enabled'],
    ['careers', '10.77', ['a'], 'disabled'],
  ] as const) {
    virginia
      .vpc(vpc, {
        cidr: `${net}.0.0/16`,
        ipv6: `2600:1f18:4000:${net.slice(3)}00::/56`,
        tags: { env: 'prod' },
      })
      .securityGroup('default')
      .routeTable(`${vpc}-nat`, { '0.0.0.0/0': 'igw' })
      .natGateway(
        vpc,
        {},
        {
          AutoProvisionZones,
          AutoScalingIps: AutoProvisionZones,
          RouteTableId: virginia.idOf('rtb', `${vpc}-nat`),
          NatGatewayAddresses: zones.map((zone, index) => ({
            ...virginia.zone(zone),
            PublicIp: `203.0.113.${vpc === 'returns' ? 14 + index : 16}`,
            Status: 'succeeded' as const,
          })),
        },
      )
      .subnet(`${vpc}-a`, {
        zone: 'a',
        cidr: `${net}.10.0/24`,
        // Careers has IPv6 addresses since spring, and no route for them.
        ipv6: `2600:1f18:4000:${net.slice(3)}10::/64`,
        routes: { '0.0.0.0/0': `nat-${vpc}`, ...(vpc === 'returns' ? { '::/0': 'eigw-returns' } : {}) },
      })
      .subnet(`${vpc}-b`, { zone: 'b', cidr: `${net}.11.0/24`, sharesTableOf: `${vpc}-a` })
  }
  // Its group lets the world call it over IPv6; its only way out is one by which nobody is answered who asked first.
  virginia
    .securityGroup('labels', ['tcp 443 ::/0'], {
      VpcId: virginia.idOf('vpc', 'returns'),
      IpPermissionsEgress: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
    })
    .instance('labels', { subnet: 'returns-a', groups: ['labels'], ipv6: '2600:1f18:4000:7610::20' })
}

/** What nobody took away. */
function leftoversVirginia(virginia: Account): void {
  virginia
    .add('internetGateways', {
      InternetGatewayId: virginia.idOf('igw', 'pilot'),
      OwnerId: virginia.id,
      Attachments: [],
      Tags: virginia.tags('pilot'),
    })
    // Numbered in 2016 by somebody who liked round numbers.
    .vpc('signage', { cidr: '172.50.0.0/16', tags: { env: 'prod' } })
    // The depot has a VPN connection now, and the route to the router of old stands before it.
    .vpc('depot', { cidr: '10.78.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .vpnGateway('depot', 'depot')
    .subnet('depot-a', {
      zone: 'a',
      cidr: '10.78.10.0/24',
      routes: { '192.168.50.0/24': 'eni-depot-router' },
    })
    .instance('depot-router', { subnet: 'depot-a' }, { SourceDestCheck: false }, { SourceDestCheck: false })
    .instanceStatus('depot-router')
    .subnet('depot-b', { zone: 'b', cidr: '10.78.11.0/24', routes: {} })
    .propagate('depot-a', '192.168.50.0/24', 'depot')
    .propagate('depot-b', '192.168.50.0/24', 'depot')
    // Block Public Access was tried on the depot; this subnet was left out of the exclusions afterwards.
    .subnet(
      'depot-tracking',
      { zone: 'a', cidr: '10.78.0.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true },
      { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-bidirectional' } },
    )
    .instance('depot-tracking', { subnet: 'depot-tracking', publicIp: '203.0.113.48' })
  // Two routers of the software WAN speak to the route server; one of them lost its session.
  for (const [name, status] of [
    ['a', 'up'],
    ['b', 'down'],
  ] as const) {
    virginia.add('routeServerPeers', {
      RouteServerPeerId: virginia.idOf('rsp', `depot-${name}`),
      RouteServerId: virginia.idOf('rs', 'depot'),
      VpcId: virginia.idOf('vpc', 'depot'),
      State: 'available',
      PeerAddress: name === 'a' ? '10.78.10.20' : '10.78.11.20',
      BgpOptions: { PeerAsn: 65_010, PeerLivenessDetection: 'bgp-keepalive' },
      BgpStatus: { Status: status },
      Tags: virginia.tags(`depot-${name}`),
    })
  }
}
