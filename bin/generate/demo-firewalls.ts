/** What the demo company inspects: payments, in two regions, of which one was set up with care. */
import type { Account } from '../../test/support/account.ts'

export function demoFirewalls(virginia: Account, ireland: Account): void {
  paymentsIreland(ireland)
  paymentsVirginia(virginia)
}

/** Each zone by its own endpoint, everything inspected and logged. */
function paymentsIreland(ireland: Account): void {
  ireland
    .vpc('payments-eu', { cidr: '10.92.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default', [], { IpPermissionsEgress: [] })
    .flowLog('payments-eu', 'vpc-payments-eu')
  for (const [zone, index] of [
    ['a', 0],
    ['b', 1],
  ] as const) {
    ireland.subnet(`payments-fw-${zone}`, {
      zone,
      cidr: `10.92.0.${index * 16}/28`,
      routes: { '0.0.0.0/0': 'igw' },
      empty: true,
    })
  }
  ireland
    .networkFirewall('payments-eu', { subnets: ['payments-fw-a', 'payments-fw-b'] })
    .subnet('payments-a', {
      zone: 'a',
      cidr: '10.92.10.0/24',
      routes: { '0.0.0.0/0': 'vpce-payments-eu-payments-fw-a' },
    })
    .subnet('payments-b', {
      zone: 'b',
      cidr: '10.92.11.0/24',
      routes: { '0.0.0.0/0': 'vpce-payments-eu-payments-fw-b' },
    })
    .gatewayTable('igw', {
      '10.92.10.0/24': 'vpce-payments-eu-payments-fw-a',
      '10.92.11.0/24': 'vpce-payments-eu-payments-fw-b',
    })
}

/**
 * The endpoint of zone b failed when its subnet ran out of addresses. Somebody routed zone b through zone a until it is
 * repaired, and the fraud team got a subnet that leaves directly, to have their work done.
 */
function paymentsVirginia(virginia: Account): void {
  virginia
    .vpc('payments', { cidr: '10.90.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default', [], { IpPermissionsEgress: [] })
    .flowLog('payments', 'vpc-payments')
    .subnet('payments-fw-a', {
      zone: 'a',
      cidr: '10.90.0.0/28',
      routes: { '0.0.0.0/0': 'igw' },
      empty: true,
    })
    .subnet('payments-fw-b', {
      zone: 'b',
      cidr: '10.90.0.16/28',
      sharesTableOf: 'payments-fw-a',
      empty: true,
    })
    .networkFirewall('payments', {
      subnets: ['payments-fw-a', 'payments-fw-b'],
      logs: ['ALERT'],
      statuses: { 'payments-fw-b': 'FAILED' },
      status: { Status: 'PROVISIONING' },
    })
    .subnet('payments-a', {
      zone: 'a',
      cidr: '10.90.10.0/24',
      routes: { '0.0.0.0/0': 'vpce-payments-payments-fw-a' },
    })
    .subnet('payments-b', { zone: 'b', cidr: '10.90.11.0/24', sharesTableOf: 'payments-a' })
    .subnet('fraud-a', { zone: 'a', cidr: '10.90.20.0/24', routes: { '0.0.0.0/0': 'igw' } })
    .gatewayTable('igw', {
      '10.90.10.0/24': 'vpce-payments-payments-fw-a',
      '10.90.11.0/24': 'vpce-payments-payments-fw-a',
    })
}
