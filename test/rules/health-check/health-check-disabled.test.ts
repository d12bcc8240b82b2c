import rule from '../../../rules/health-check/health-check-disabled.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const record = {
  Name: 'www.example.com.',
  Type: 'A' as const,
  SetIdentifier: 'primary',
  Failover: 'PRIMARY' as const,
  TTL: 60,
  ResourceRecords: [{ Value: '203.0.113.1' }],
  HealthCheckId: 'hc-1',
}
const check = (given: Account, config: object): Account =>
  given.healthCheck('hc-1', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'www.example.com',
      Disabled: false,
      Inverted: false,
      ...config,
    },
  })
const used = (config: object): Account => check(account(), config).hostedZone('example.com', [record])

testRule(rule, {
  accepts: {
    'a check that is enabled': used({}),
    'one that is inverted and enabled': used({ Inverted: true }),
    'one that is enabled, where records were not read': used({}).unread('resourceRecordSets', DENIED),
  },
  flags: {
    'a check of a record': {
      given: used({ Disabled: true }),
      finds: [
        'hc-1: It is disabled, which always counts as healthy: www.example.com (A) no longer fails over when the endpoint does.',
        '  hc-1 is disabled',
        '  ZEXAMPLECOM/www.example.com./A/primary has the health check hc-1',
      ],
    },
    'a child of a calculated check': {
      given: check(account(), { Disabled: true }).healthCheck('hc-all', {
        HealthCheckConfig: {
          Type: 'CALCULATED',
          HealthThreshold: 1,
          ChildHealthChecks: ['hc-1'],
          Disabled: false,
          Inverted: false,
        },
      }),
      finds: [
        'hc-1: It is disabled, which always counts as healthy: health check hc-all no longer fails over when the endpoint does.',
        '  hc-1 is disabled',
        '  hc-all counts it among its 1 children',
      ],
    },
    'one that is inverted, too': {
      given: used({ Disabled: true, Inverted: true }),
      finds: [
        'hc-1: It is disabled and inverted, which always counts as unhealthy: Route 53 sends nobody to the endpoint for www.example.com (A) unless all else is unhealthy, too.',
        '  hc-1 is disabled and inverted',
        '  ZEXAMPLECOM/www.example.com./A/primary has the health check hc-1',
      ],
    },
    'a record of another account that uses it': {
      given: [
        check(account(), { Disabled: true }),
        account({ id: '222222222222' }).hostedZone('example.com', [record]),
      ],
      finds: [
        'hc-1: It is disabled, which always counts as healthy: www.example.com (A) no longer fails over when the endpoint does.',
        '  hc-1 is disabled',
        '  ZEXAMPLECOM/www.example.com./A/primary has the health check hc-1',
      ],
    },
  },
  ignores: {
    'one that nothing uses': check(account(), { Disabled: true }).hostedZone('example.com'),
    'one of Cloud Map': account()
      .healthCheck('hc-1', {
        HealthCheckConfig: { Type: 'HTTP', Disabled: true, Inverted: false },
        LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
      })
      .hostedZone('example.com', [record]),
  },
  unknown: {
    'records that were not read': {
      given: used({ Disabled: true }).unread('resourceRecordSets', DENIED),
      says: ['hc-1: it is disabled, and whether anything uses it is not known: not all records were read'],
    },
    'an answer that does not say': {
      given: used({ Disabled: undefined }),
      says: ['hc-1: whether it is disabled and inverted is not in the answer'],
    },
  },
})
