import type { GetHealthCheckStatusResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { healthChecks } from './health-checks.ts'

/** What Route 53's checkers last saw: a row a health check that asks an endpoint, which are the only ones to have it. */
export const healthCheckStatuses = defineKind({
  operation: 'route53:GetHealthCheckStatus',
  global: true,
  per: {
    param: 'HealthCheckId',
    from: [
      from(healthChecks, ({ Id, HealthCheckConfig, LinkedService }) =>
        /^(http|tcp)/i.test(HealthCheckConfig?.Type ?? '') && !HealthCheckConfig?.Disabled && !LinkedService
          ? Id
          : undefined,
      ),
    ],
  },
  items: ({ HealthCheckObservations }: Plain<GetHealthCheckStatusResponse>, asked) =>
    HealthCheckObservations
      ? [{ HealthCheckObservations, HealthCheckId: String(asked['HealthCheckId']) }]
      : [],
  identify: (item) => ({ type: 'AWS::Route53::HealthCheck', id: item.HealthCheckId }),
})
