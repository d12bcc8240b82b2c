import type { Account } from '../../test/support/account.ts'

const ZONE = 'larkspur-club.example'
const DOWN = '3a9b2c1d-0000-4000-8000-000000000011'
const DISABLED = '3a9b2c1d-0000-4000-8000-000000000012'
const LIVE = '3a9b2c1d-0000-4000-8000-000000000013'
const ANY = '3a9b2c1d-0000-4000-8000-000000000014'
const BOTH = '3a9b2c1d-0000-4000-8000-000000000015'

const config = (FullyQualifiedDomainName: string, more: object = {}) =>
  ({
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName,
      Port: 443,
      ResourcePath: '/health',
      Disabled: false,
      Inverted: false,
      ...more,
    },
  }) as const

const calculated = (HealthThreshold: number, ChildHealthChecks: string[]) =>
  ({
    HealthCheckConfig: {
      Type: 'CALCULATED',
      HealthThreshold,
      ChildHealthChecks,
      Disabled: false,
      Inverted: false,
    },
  }) as const

/** The club's names, with a standby each. */
export function demoHealth(virginia: Account): void {
  const member = (name: string, Failover: 'PRIMARY' | 'SECONDARY', address: string, more: object = {}) => ({
    Name: `${name}.${ZONE}.`,
    Type: 'A' as const,
    TTL: 60,
    SetIdentifier: Failover.toLowerCase(),
    Failover,
    ResourceRecords: [{ Value: address }],
    ...more,
  })
  virginia
    // The page was renamed; the standby has served since, and nobody has noticed.
    .healthCheck(DOWN, config(`points.${ZONE}`), [
      'Failure: HTTP Status Code 404, Not Found',
      'Failure: HTTP Status Code 404, Not Found',
    ])
    // Disabled for the move of the data centre, in 2023.
    .healthCheck(DISABLED, config(`cards.${ZONE}`, { Disabled: true }))
    .healthCheck(LIVE, config(`gifts.${ZONE}`))
    .healthCheck(ANY, calculated(1, [LIVE]))
    // One of the two went in spring, and the threshold stayed.
    .healthCheck(BOTH, calculated(2, [LIVE]))
    .hostedZone(ZONE, [
      member('points', 'PRIMARY', '203.0.113.41', { HealthCheckId: DOWN }),
      member('points', 'SECONDARY', '203.0.113.43'),
      member('cards', 'PRIMARY', '203.0.113.41', { HealthCheckId: DISABLED }),
      member('cards', 'SECONDARY', '203.0.113.43'),
      member('gifts', 'PRIMARY', '203.0.113.41', { HealthCheckId: ANY }),
      member('gifts', 'SECONDARY', '203.0.113.43'),
      member('events', 'PRIMARY', '203.0.113.41', { HealthCheckId: BOTH }),
      member('events', 'SECONDARY', '203.0.113.43'),
    ])
}
