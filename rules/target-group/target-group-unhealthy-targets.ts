import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { balancerZoneLabel } from '../../src/network/balancer-zones.ts'
import {
  adviceFor,
  byState,
  isHealthy,
  isUnclear,
  isUnhealthy,
  stateEvidence,
} from '../../src/network/target-states.ts'
import { type Sender, senderEvidence, sendersLabel, useOf } from '../../src/network/target-use.ts'
import { isShifted, zoneOfTarget } from '../../src/network/target-zones.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>

export default defineRule({
  id: 'target-group-unhealthy-targets',
  title: 'Target group has unhealthy targets',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['targetGroups', 'targetHealth', 'loadBalancers', 'listeners', 'listenerRules'],
  consults: ['instances', 'availabilityZones'],
  settings: { highPercent: 50 },
  why: `An unhealthy target gets no requests: the others carry its part, and there are fewer of them when the next one
fails. With half of a group or of a zone gone, a failure of the rest is near.`,
  fix: `Act on the reason that the target gives: replace it, or repair what the health check asks for.`,
  check: `In the EC2 console, open the target group and read «Health status» and its details under Targets.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',

  *judge(inventory, { settings }) {
    for (const group of inventory.targetGroups) {
      const use = useOf(group, inventory)
      if (!use) continue
      const all = inventory.targetHealth.under(group.id)
      const targets = all?.filter((target) => !isShifted(target))
      const hasHealthy = targets?.some(isHealthy) ?? false
      const unhealthy = targets?.filter(isUnhealthy) ?? []
      if (targets && !hasHealthy && !targets.some(isUnclear)) continue // none at all is another matter
      if ('unknown' in use) yield unknown(group, use.unknown)
      else if (!targets) yield unknown(group, 'the health of its targets was not read')
      else if (hasHealthy && unhealthy.length > 0)
        yield finding(group, targets, unhealthy, use.senders, settings.highPercent, inventory)
      else if (targets.some(isUnclear)) yield unknown(group, 'AWS does not say how all of its targets are')
      else yield pass(group)
    }
  },
})

function finding(
  group: TargetGroup,
  targets: readonly Target[],
  unhealthy: readonly Target[],
  senders: readonly Sender[],
  highPercent: number,
  inventory: Inventory<'instances' | 'availabilityZones'>,
): Failure {
  const checked = [...targets.filter(isHealthy), ...unhealthy]
  const [first] = senders
  const label = (zone: string): string => (first ? balancerZoneLabel(zone, first.balancer, inventory) : zone)
  const zones = byZone(checked, inventory).map(({ zone, members }) => ({
    zone,
    total: members.length,
    unhealthy: members.filter(isUnhealthy).length,
  }))
  const isMuch = (part: number, total: number): boolean => total > 0 && part * 100 >= total * highPercent
  const thin = zones.find((zone) => isMuch(zone.unhealthy, zone.total))
  const reasons = byState(unhealthy).map((one) => one.reason ?? one.state)
  const where = thin ? `, ${thin.unhealthy} of ${thin.total} in ${label(thin.zone)}` : ''
  const left = checked.length - unhealthy.length
  return fail(group, {
    message: `${unhealthy.length} of its ${checked.length} targets ${unhealthy.length === 1 ? 'is' : 'are'} unhealthy (${[...new Set(reasons)].join(', ')})${where}: the other ${left === 1 ? 'one carries' : `${left} carry`} all requests by ${sendersLabel(senders)}.`,
    severity: thin || isMuch(unhealthy.length, checked.length) ? 'high' : undefined,
    evidence: [
      ...stateEvidence(group, unhealthy),
      [
        group,
        `has ${left} healthy of ${checked.length}`,
        {
          TargetGroupArn: group.id,
          unhealthyPercent: Number(((unhealthy.length * 100) / checked.length).toFixed(1)),
          unhealthyPerZone: Object.fromEntries(zones.map((zone) => [zone.zone, zone.unhealthy])),
        },
      ],
      ...senderEvidence(senders),
    ],
    remediation: adviceFor(group, unhealthy),
  })
}

/** Targets whose zone is known; addresses that are registered for all zones are in none. */
function byZone(
  targets: readonly Target[],
  inventory: Inventory<'instances'>,
): readonly { readonly zone: string; readonly members: readonly Target[] }[] {
  const zones = new Map<string, Target[]>()
  for (const target of targets) {
    const zone = zoneOfTarget(target, inventory)
    if (zone !== undefined && zone !== 'all') zones.set(zone, [...(zones.get(zone) ?? []), target])
  }
  return [...zones]
    .map(([zone, members]) => ({ zone, members }))
    .toSorted((a, b) => a.zone.localeCompare(b.zone))
}
