import type { Inventory } from '../../src/inventory/inventory.ts'
import { refusedByCluster, strategiesOf } from '../../src/network/cluster-launches.ts'
import { type PlacementGroup, allActiveMembers, isJudged, membersOf } from '../../src/network/placement.ts'
import { type AutoScalingGroup, launchesInto } from '../../src/network/placement-scaling.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Judgement,
  type Severity,
  defineRule,
  fail,
  pass,
  shellWord,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'placement-cluster-launch-will-fail',
  title: 'Launches into a cluster group ask for something that it cannot hold',
  topic: 'placement',
  pillar: 'reliability',
  severity: 'high',
  needs: ['placementGroups', 'autoScalingGroups', 'instances'],
  consults: ['launchTemplateVersions', 'launchConfigurations', 'instanceTypes'],
  why: `A cluster placement group lies in one Availability Zone and does not take every instance type: burstable ones are
refused. An Auto Scaling group that asks for what is refused stays as it is until the day on which it has to grow or to
replace an instance.`,
  fix: `Launch a type that supports cluster groups, into subnets of one zone; or leave the placement group out.`,
  check: `Read the instance types and the subnets of each Auto Scaling group that launches into the cluster group, and
SupportedStrategies in aws ec2 describe-instance-types.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',

  *judge(inventory) {
    for (const group of inventory.placementGroups) {
      if (!same(group.Strategy, 'cluster') || !isJudged(group)) continue
      const findings = [...scalingFindings(group, inventory), ...stoppedFindings(group, inventory)]
      const judgement = conclude(group, findings)
      if (judgement) yield judgement
    }
  },
})

type Known = Inventory<
  'autoScalingGroups' | 'instances' | 'launchTemplateVersions' | 'launchConfigurations' | 'instanceTypes'
>

interface Problem {
  readonly says: string
  readonly severity: Severity
  readonly evidence: readonly Evidence[]
  readonly repair: string
}

/** Of each that may be launched or started in a group: nothing wrong, a problem, or why it cannot be said. */
type Finding = 'fine' | Problem | { readonly unknown: string }

function conclude(group: PlacementGroup, findings: readonly Finding[]): Judgement | undefined {
  const problems = findings.flatMap((one) => (typeof one === 'object' && 'says' in one ? [one] : []))
  const doubt = findings.find((one) => typeof one === 'object' && 'unknown' in one)
  if (problems.length > 0) {
    return fail(group, {
      message: `${problems.map((one) => one.says).join('; ')}.`,
      severity: problems.some((one) => one.severity === 'high') ? 'high' : 'medium',
      evidence: problems.flatMap((one) => one.evidence),
      remediation: problems.map((one) => one.repair).join('; '),
    })
  }
  if (typeof doubt === 'object' && 'unknown' in doubt) return unknown(group, doubt.unknown)
  return findings.length > 0 ? pass(group) : undefined
}

function* scalingFindings(group: PlacementGroup, inventory: Known): Iterable<Finding> {
  for (const scaling of inventory.autoScalingGroups) {
    if (scaling.MaxSize === 0 || scaling.Status) continue // it launches nothing, or is being deleted
    const uses = launchesInto(scaling, group, inventory)
    if (uses === false) continue
    if (uses === undefined || scaling.MaxSize === undefined) {
      yield { unknown: `whether ${scaling.id} launches into it is not known: not all that decides was read` }
      continue
    }
    yield* typeFindings(scaling, inventory)
    yield zoneFinding(scaling)
  }
}

function* typeFindings(scaling: AutoScalingGroup, inventory: Known): Iterable<Finding> {
  const { refused, isAll, unknown: doubt } = refusedByCluster(scaling, inventory)
  if (doubt) yield { unknown: doubt }
  const [first] = refused
  if (!first) {
    if (!doubt) yield 'fine'
    return
  }
  const types = refused.map((one) => one.what).join(', ')
  yield {
    says: isAll
      ? `${scaling.id} asks for ${types}, which a cluster group refuses: it launches nothing`
      : `${scaling.id} also asks for ${types}, which a cluster group refuses: those launches fail`,
    severity: isAll ? 'high' : 'medium',
    evidence: refused.map(({ launch, what, strategies }) => [
      scaling,
      strategies ? `asks for ${what}, which supports ${supported(strategies)}` : `requires ${what}`,
      {
        AutoScalingGroupName: scaling.id,
        launchesFrom: launch.from.id,
        ...('VersionNumber' in launch.from ? { VersionNumber: launch.from.VersionNumber } : {}),
        InstanceType: launch.instanceType,
        BurstablePerformance: launch.requirements?.BurstablePerformance,
        SupportedStrategies: strategies,
      },
    ]),
    repair: `give ${first.launch.from.id} a type that supports cluster groups (aws ec2 describe-instance-types --filters Name=placement-group-info.supported-strategies,Values=cluster), and ${shellWord(scaling.id)} that version of it`,
  }
}

const supported = (strategies: readonly string[]): string =>
  `${strategies.join(', ') || 'no placement group'} and not cluster`

/** Where one zone refuses, Auto Scaling tries another, unless it was told to keep them in balance. */
function zoneFinding(scaling: AutoScalingGroup): Finding {
  const zones = [...new Set(scaling.AvailabilityZones)]
  if (zones.length === 0)
    return { unknown: `the zones of ${scaling.id}, which launches into it, are not in the answer` }
  if (zones.length === 1) return 'fine'
  const strategy = scaling.AvailabilityZoneDistribution?.CapacityDistributionStrategy
  return {
    says: `${scaling.id} launches in ${zones.join(', ')}, and a cluster group lies in one zone: launches in the others fail`,
    severity: same(strategy, 'balanced-only') ? 'high' : 'medium',
    evidence: [
      [
        scaling,
        `launches in ${zones.length} zones`,
        {
          AutoScalingGroupName: scaling.id,
          AvailabilityZones: zones,
          VPCZoneIdentifier: scaling.VPCZoneIdentifier,
          CapacityDistributionStrategy: strategy,
        },
      ],
    ],
    repair: `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${shellWord(scaling.id)} --vpc-zone-identifier ${scaling.VPCZoneIdentifier?.split(',')[0] ?? 'SUBNET'}`,
  }
}

/** An instance may be given any type while it is stopped; that it does not fit shows when it is started. */
function* stoppedFindings(group: PlacementGroup, inventory: Known): Iterable<Finding> {
  const active = allActiveMembers(group, inventory)
  if ('unknown' in active) yield { unknown: active.unknown }
  for (const instance of membersOf(group, inventory)) {
    if (!same(instance.State?.Name, 'stopped')) continue
    const type = instance.InstanceType
    const strategies = type === undefined ? undefined : strategiesOf(type, inventory)
    if (!strategies)
      yield { unknown: `whether ${instance.id} can be started in a cluster group was not read` }
    else if (strategies.includes('cluster')) yield 'fine'
    else
      yield {
        says: `${instance.id} is stopped and of type ${type}, which a cluster group refuses: it cannot be started`,
        severity: 'medium',
        evidence: [
          [
            instance,
            `is stopped, and ${type} supports ${supported(strategies)}`,
            { InstanceId: instance.id, InstanceType: type, SupportedStrategies: strategies },
          ],
        ],
        repair: `aws ec2 modify-instance-placement --instance-id ${instance.id} --group-name "", or give it a type that supports cluster groups: aws ec2 modify-instance-attribute --instance-id ${instance.id} --instance-type Value=TYPE`,
      }
  }
}
