import { activeMembers, countBy, countLabel, isJudged } from '../../src/network/placement.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'placement-cluster-mixed-instance-types',
  title: 'Cluster placement group spans several instance types',
  topic: 'placement',
  pillar: 'performance',
  severity: 'medium',
  needs: ['placementGroups', 'instances'],
  consults: ['instanceTypes'],
  why: `A cluster placement group packs its members close together for low latency. AWS advises one instance type: each
further type makes it likelier that a launch or a restart finds no capacity, and between any two members the slower
one sets the throughput.`,
  fix: `Stop the members of the odd type, change their type to the common one and start them, or move them out of the
group.`,
  check: `In the EC2 console, filter the instances by the placement group's name and compare their types.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',

  *judge(inventory) {
    for (const group of inventory.placementGroups) {
      if (!same(group.Strategy, 'cluster') || !isJudged(group)) continue
      const active = activeMembers(group, inventory)
      if ('unknown' in active) {
        yield unknown(group, active.unknown)
        continue
      }
      const { members } = active
      if (members.length < 2) continue
      const untyped = members.find((one) => !one.InstanceType)
      if (untyped) {
        yield unknown(group, `the instance type of its member ${untyped.id} is not in the answer`)
        continue
      }
      const counts = countBy(members, (one) => one.InstanceType ?? '')
      if (counts.size === 1) {
        yield active.more === undefined ? pass(group) : unknown(group, active.more)
        continue
      }

      const [common = ''] = [...counts].toSorted(([, a], [, b]) => b - a).map(([type]) => type)
      const odd = members.filter((one) => one.InstanceType !== common)
      const ids = odd.map((one) => one.id)
      yield fail(group, {
        message: `${members.length} running members are of ${counts.size} instance types (${countLabel(counts)}): the slowest caps what any two exchange, and a restart may find no capacity.`,
        evidence: [
          [
            group,
            `is a cluster group of ${countLabel(counts)}`,
            {
              Strategy: group.Strategy,
              GroupName: group.GroupName,
              GroupId: group.GroupId,
              InstanceTypes: Object.fromEntries(counts),
              AvailabilityZone: [...new Set(members.map((one) => one.Placement?.AvailabilityZone))],
              ...speedsOf([...counts.keys()], inventory),
            },
          ],
          ...odd.map((one) => [one, `is ${one.InstanceType}`, { InstanceType: one.InstanceType }] as const),
        ],
        remediation: `for each of ${ids.join(' ')}: aws ec2 stop-instances --instance-ids ID, aws ec2 modify-instance-attribute --instance-id ID --instance-type Value=${common}, aws ec2 start-instances --instance-ids ID; or, while it is stopped, aws ec2 modify-instance-placement --instance-id ID --group-name ""`,
      })
    }
  },
})

/** What EC2 says of the types' network; nothing where it was not read. */
function speedsOf(types: readonly string[], inventory: Inventory<'instanceTypes'>): Record<string, unknown> {
  const known = types.flatMap((type) => inventory.instanceTypes.get(type) ?? [])
  const baselines = known.map((type) =>
    (type.NetworkInfo?.NetworkCards ?? []).reduce(
      (sum, card) => sum + (card.BaselineBandwidthInGbps ?? 0),
      0,
    ),
  )
  const positive = baselines.filter((gbps) => gbps > 0)
  return {
    NetworkPerformance: Object.fromEntries(
      known.map((type) => [type.id, type.NetworkInfo?.NetworkPerformance]),
    ),
    ...(positive.length === types.length ? { slowestBaselineBandwidthInGbps: Math.min(...positive) } : {}),
  }
}
