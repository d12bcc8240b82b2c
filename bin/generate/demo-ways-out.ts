/** How the demo company's packets leave: the office network that came with an acquisition, beside ways that work. */
import type { Account } from '../../test/support/account.ts'

export function waysOut(virginia: Account, _ireland: Account): void {
  officeVirginia(virginia)
  kioskVirginia(virginia)
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
      CreateTime: '2026-11-22T07:30:00.000Z' as never, // JSON has dates as text
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
