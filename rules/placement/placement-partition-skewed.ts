import {
  type Instance,
  type PlacementGroup,
  allActiveMembers,
  countBy,
  isJudged,
} from '../../src/network/placement.ts'
import { byZone } from '../../src/network/placement-zones.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'placement-partition-skewed',
  title: 'Partition group does not separate its members',
  topic: 'placement',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['placementGroups', 'instances'],
  settings: { skewedFrom: 4 },
  why: `The partitions of a placement group share no racks with each other, which keeps replicas apart. EC2 spreads
instances over them as well as it can, and a launch may name its partition: where most members of a zone end up in
one, they fail together.`,
  fix: `Relaunch some of the members with a partition number of their own.`,
  check: `In the EC2 console, filter the running instances by the placement group, and compare their partition numbers
in each zone.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',

  *judge(inventory, { settings: { skewedFrom }, nonProduction }) {
    for (const group of inventory.placementGroups) {
      if (!same(group.Strategy, 'partition') || !isJudged(group)) continue
      const active = allActiveMembers(group, inventory)
      if ('unknown' in active) {
        yield unknown(group, active.unknown)
        continue
      }
      // On an Outpost the racks that it has decide, and often there is one.
      const members = active.members.filter((one) => !one.OutpostArn)
      const judgement = judge(group, members, skewedFrom, nonProduction(group))
      if (judgement) yield judgement
    }
  },
})

/** The fullest partition of a zone. */
interface Fullest {
  readonly zone: string
  readonly members: readonly Instance[]
  readonly partition: string
  readonly held: number
}

function judge(
  group: PlacementGroup,
  members: readonly Instance[],
  skewedFrom: number,
  isMinor: boolean,
): Judgement | undefined {
  if (members.length < 2) return undefined
  const found = byZone(members)
  if ('unknown' in found) return unknown(group, found.unknown)
  const shared = [...found.zones].filter(([, inZone]) => inZone.length > 1)
  if (shared.length === 0) return undefined
  const loose = members.find((one) => one.Placement?.PartitionNumber === undefined)
  if (loose)
    return unknown(group, `the partition (PartitionNumber) of its member ${loose.id} is not in the answer`)

  const skewed = shared
    .map(([zone, inZone]) => fullest(zone, inZone))
    .filter(
      ({ members: all, held }) => held === all.length || (all.length >= skewedFrom && held * 2 > all.length),
    )
  if (skewed.length === 0) return pass(group)
  const [worst = skewed[0]] = skewed
  const free = otherThan(worst?.partition)
  return fail(group, {
    message: `${skewed.map((one) => `${label(one)} are in partition ${one.partition}`).join('; ')}: they share racks, and fail together.`,
    severity: isMinor ? 'info' : undefined,
    evidence: skewed.map((one) => fact(group, one)),
    remediation: `aws ec2 run-instances --placement ${shellWord(`GroupName=${group.id},PartitionNumber=${free}`)} --launch-template …, and terminate one of ${skewed.flatMap(crowd).join(' ')} when the new one serves${group.PartitionCount === 1 ? '; this group has one partition only, so make one with more first' : ''}`,
  })
}

const numberOf = (one: Instance): string => String(one.Placement?.PartitionNumber)

function fullest(zone: string, members: readonly Instance[]): Fullest {
  const counts = [...countBy(members, numberOf)].toSorted(([, a], [, b]) => b - a)
  const [[partition, held] = ['', 0]] = counts
  return { zone, members, partition, held }
}

const label = ({ zone, members, held }: Fullest): string =>
  `${held} of ${members.length} running members in ${zone}`

const crowd = ({ members, partition }: Fullest): readonly string[] =>
  members.filter((one) => numberOf(one) === partition).map((one) => one.id)

const fact = (group: PlacementGroup, one: Fullest): Evidence => [
  group,
  `puts ${label(one)} into partition ${one.partition}`,
  {
    GroupName: group.GroupName,
    PartitionCount: group.PartitionCount,
    zone: one.zone,
    membersPerPartition: Object.fromEntries(countBy(one.members, numberOf)),
    Tenancy: [...new Set(one.members.map((member) => member.Placement?.Tenancy))],
  },
]

/** A partition that is not the full one. */
const otherThan = (partition: string | undefined): number => (partition === '1' ? 2 : 1)
