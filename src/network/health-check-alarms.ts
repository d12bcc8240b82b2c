import type { Inventory, RowOf } from '../inventory/inventory.ts'

type Alarm = RowOf<'healthCheckAlarms'>

interface Watched {
  readonly Namespace?: string | undefined
  readonly Dimensions?:
    | readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[]
    | undefined
}

/** What an alarm looks at: one metric, or several that an expression combines. */
const metricsOf = (alarm: Alarm): readonly Watched[] => [
  ...(alarm.Metrics ? [] : [alarm]),
  ...(alarm.Metrics ?? []).flatMap((query) => query.MetricStat?.Metric ?? []),
]

/** The health checks whose metrics an alarm looks at: a key to look alarms up by. Composite alarms watch alarms. */
const watchedChecks = (alarm: Alarm): readonly string[] =>
  metricsOf(alarm).flatMap(({ Dimensions = [] }) =>
    Dimensions.flatMap(({ Name, Value }) => (Name === 'HealthCheckId' && Value ? [Value] : [])),
  )

/** Whether an alarm may watch any health check: it asks for all metrics, or the answer does not say which. */
const isOpen = (alarm: Alarm): boolean =>
  metricsOf(alarm).some(
    ({ Namespace, Dimensions }) =>
      (Namespace === undefined || Namespace === 'AWS/Route53') &&
      (!Dimensions || Dimensions.some(({ Name, Value }) => !Name || !Value)),
  ) ||
  (alarm.Metrics ?? []).some((query) =>
    query.Expression ? query.Expression.includes('AWS/Route53') : !query.MetricStat?.Metric,
  )

const openness = (alarm: Alarm): string => (isOpen(alarm) ? 'open' : 'told')

/**
 * The alarms on a health check, or why it is open whether there are any.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
 */
export function alarmsOn(
  check: { readonly id: string; readonly account: string; readonly region: string },
  { healthCheckAlarms }: Inventory<'healthCheckAlarms'>,
): readonly Alarm[] | { readonly unknown: string } {
  const found = healthCheckAlarms.where(watchedChecks, check.id)
  if (found.length > 0) return found
  if (!healthCheckAlarms.readIn(check)) return { unknown: 'the alarms on health checks were not read' }
  const [open] = healthCheckAlarms.where(openness, 'open')
  return open ? { unknown: `the alarm ${open.id} may watch it` } : []
}
