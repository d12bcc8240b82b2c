import type { RowOf } from '../inventory/inventory.ts'
import type { Row } from '../inventory/kind.ts'
import { same } from './same.ts'

type Target = RowOf<'targetHealth'>
type TargetGroup = RowOf<'targetGroups'>

/**
 * The states that health checks of targets can end in.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export const isHealthy = (target: Target): boolean => same(target.TargetHealth?.State, 'healthy')

export const isUnhealthy = (target: Target): boolean =>
  same(target.TargetHealth?.State, 'unhealthy', 'unhealthy.draining')

/** Being registered: it will soon be healthy, or not. */
export const isStarting = (target: Target): boolean => same(target.TargetHealth?.State, 'initial')

/** Being deregistered: it gets nothing new. */
export const isLeaving = (target: Target): boolean => same(target.TargetHealth?.State, 'draining')

/** Nobody checks it: functions, and groups whose health checks are off. */
export const isUnchecked = (target: Target): boolean =>
  same(target.TargetHealth?.State, 'unavailable') &&
  same(target.TargetHealth?.Reason, 'Target.HealthCheckDisabled')

/** AWS does not say how it is. */
export const isUnclear = (target: Target): boolean =>
  target.TargetHealth?.State === undefined ||
  (same(target.TargetHealth.State, 'unavailable') && !isUnchecked(target))

interface States {
  /** `unhealthy (Target.Timeout)`. */
  readonly label: string
  readonly state: string
  readonly reason: string | undefined
  readonly targets: readonly Target[]
}

/** Targets by state and reason, the most frequent first. */
export function byState(targets: readonly Target[]): readonly States[] {
  const groups = new Map<string, Target[]>()
  for (const target of targets) {
    const { State = 'unknown', Reason } = target.TargetHealth ?? {}
    const label = Reason ? `${State} (${Reason})` : State
    groups.set(label, [...(groups.get(label) ?? []), target])
  }
  return [...groups]
    .map(([label, members]) => ({
      label,
      state: members[0]?.TargetHealth?.State ?? 'unknown',
      reason: members[0]?.TargetHealth?.Reason,
      targets: members,
    }))
    .toSorted((a, b) => b.targets.length - a.targets.length || a.label.localeCompare(b.label))
}

/** What AWS says of some targets, as evidence: a line for each state and reason. */
export const stateEvidence = (
  group: TargetGroup,
  targets: readonly Target[],
): readonly (readonly [Row, string, Readonly<Record<string, unknown>>])[] =>
  byState(targets).map(({ label, state, reason, targets: members }) => [
    group,
    `has ${members.map(targetLabel).slice(0, SHOWN).join(', ')}${members.length > SHOWN ? ` and ${members.length - SHOWN} more` : ''} ${label}`,
    {
      State: state,
      Reason: reason,
      Description: members[0]?.TargetHealth?.Description,
      Targets: members.map(targetLabel),
    },
  ])

const SHOWN = 5

/** `i-0123:8080`. */
export const targetLabel = ({ Target }: Target): string =>
  Target?.Port === undefined ? (Target?.Id ?? '') : `${Target.Id}:${Target.Port}`

/** What to look at first, by the reason that most targets have. */
export function adviceFor(group: TargetGroup, targets: readonly Target[]): string {
  const reason = byState(targets)[0]?.reason
  const see = `aws elbv2 describe-target-health --target-group-arn ${group.id}`
  const port = group.HealthCheckPort ?? 'traffic-port'
  if (same(reason, 'Target.Timeout', 'Target.FailedHealthChecks'))
    return `${see}; see that the targets listen on the health check port (${port}) and that their security groups and network ACLs let the load balancer to it`
  if (same(reason, 'Target.ResponseCodeMismatch'))
    return `${see}; repair what answers at ${group.HealthCheckPath ?? 'the path'}, or aws elbv2 modify-target-group --target-group-arn ${group.id} --health-check-path PATH --matcher HttpCode=200`
  if (same(reason, 'Target.InvalidState'))
    return `${see}; aws ec2 start-instances --instance-ids ${targets.map(({ Target }) => Target?.Id).join(' ')}`
  return `${see}, then register or replace targets: aws elbv2 register-targets --target-group-arn ${group.id} --targets Id=TARGET`
}
