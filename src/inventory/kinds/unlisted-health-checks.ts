import type { GetHealthCheckResponse, HealthCheck } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { healthChecks } from './health-checks.ts'
import { resourceRecordSets } from './resource-record-sets.ts'

/**
 * The health checks that records name and that the account's list does not hold: another account's, or deleted ones.
 * A deleted one has no row.
 */
export const unlistedHealthChecks = defineKind({
  operation: 'route53:GetHealthCheck',
  global: true,
  per: {
    param: 'HealthCheckId',
    from: [from(resourceRecordSets, (record) => record.HealthCheckId)],
    except: healthChecks,
  },
  // An answer without one is none: only the error says that it is gone.
  items: (page: Plain<GetHealthCheckResponse>): readonly Partial<Plain<HealthCheck>>[] => [
    page.HealthCheck ?? {},
  ],
  saidByError: (name) => (name === 'NoSuchHealthCheck' ? [] : undefined),
  identify: (item) => (item.Id ? { type: 'AWS::Route53::HealthCheck', id: item.Id } : undefined),
})
