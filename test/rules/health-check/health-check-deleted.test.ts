import rule from '../../../rules/health-check/health-check-deleted.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { ZONE, address, primary, serviceZone, zone } from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A/main`
const checked = (HealthCheckId: string) => address('192.0.2.1', { ...primary(), HealthCheckId })
const GONE = { name: 'NoSuchHealthCheck', message: 'A health check with id gone does not exist.' }
const gone = (): Account =>
  zone(checked('gone')).refused('unlistedHealthChecks', { HealthCheckId: 'gone' }, GONE)

testRule(rule, {
  accepts: {
    'a check of the account': zone(checked('hc-1')),
    'a check of another account that was audited': [
      zone(checked('far')).refused('unlistedHealthChecks', { HealthCheckId: 'far' }, DENIED),
      account({ id: '222222222222' }).healthCheck('far'),
    ],
    'a check that Route 53 describes, although it is in no list': zone(checked('far')).add(
      'unlistedHealthChecks',
      { Id: 'far', CallerReference: 'far', HealthCheckVersion: 1 },
      { HealthCheckId: 'far' },
    ),
  },
  flags: {
    'a check that does not exist': {
      given: gone(),
      finds: [
        `${id}: www.example.com (A) relies on health check gone, which does not exist: whether users are sent to 192.0.2.1 no longer depends on its health.`,
        `  ${id} has the health check gone, of which Route 53 says NoSuchHealthCheck`,
      ],
    },
  },
  ignores: {
    'a record without one': zone(address('192.0.2.1', primary())),
    'a zone that a service manages': serviceZone(checked('gone')),
  },
  unknown: {
    'a check of an account that was not audited': {
      given: zone(checked('far')).refused('unlistedHealthChecks', { HealthCheckId: 'far' }, DENIED),
      says: [
        `${id}: health check far is not among those that were read: it may be one of an account that was not audited`,
      ],
    },
    'checks that were not read': {
      given: zone(checked('hc-1')).unread('healthChecks', DENIED).unread('unlistedHealthChecks', DENIED),
      says: [
        `${id}: health check hc-1 is not among those that were read: it may be one of an account that was not audited`,
      ],
    },
    'an answer without a health check': {
      given: zone(checked('far')),
      says: [
        `${id}: health check far is not among those that were read: it may be one of an account that was not audited`,
      ],
    },
  },
})
