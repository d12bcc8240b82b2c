import type { Inventory } from '../../src/inventory/inventory.ts'
import { type PlacementGroup, allActiveMembers, isJudged, membersOf } from '../../src/network/placement.ts'
import { launchesInto } from '../../src/network/placement-scaling.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'placement-group-single-member',
  title: 'Placement group has one running member, so it does nothing',
  topic: 'placement',
  pillar: 'reliability',
  severity: 'low',
  needs: ['placementGroups', 'instances'],
  consults: ['autoScalingGroups', 'launchTemplateVersions'],
  settings: { graceHours: 1 },
  why: `A placement group says how its members lie to each other, near or apart. A lone member gains nothing from it, and
is often what is left of a deployment that somebody meant to finish.`,
  fix: `Launch the missing members into the group, or take the instance out of it.`,
  check: `In the EC2 console, filter the running instances by the placement group's name and count them.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',

  *judge(inventory, { now, settings: { graceHours } }) {
    for (const group of inventory.placementGroups) {
      const gain = gainOf(group)
      if (!gain || !isJudged(group)) continue
      const active = allActiveMembers(group, inventory)
      if ('unknown' in active) {
        yield unknown(group, active.unknown)
        continue
      }
      const [member, ...others] = active.members
      if (!member) continue
      if (others.length > 0) {
        yield pass(group)
        continue
      }
      const launched = Date.parse(String(member.LaunchTime))
      if (Number.isNaN(launched)) {
        yield unknown(group, `when its only member ${member.id} was launched is not in the answer`)
        continue
      }
      if (launched > now - graceHours * HOUR || hasSleepers(group, inventory)) continue
      const growth = growthOf(group, inventory)
      if (growth === 'grows') continue
      if (growth) {
        yield unknown(group, growth.unknown)
        continue
      }
      yield fail(group, {
        message: `${member.id} is the only running member of this ${group.Strategy} group, so it gives ${gain}.`,
        evidence: [
          [
            group,
            'has one running member and none that is stopped',
            { GroupName: group.GroupName, Strategy: group.Strategy },
          ],
          [
            member,
            `was launched on ${new Date(launched).toISOString().slice(0, 10)}`,
            { InstanceId: member.id, LaunchTime: member.LaunchTime },
          ],
        ],
        remediation: `launch the others with aws ec2 run-instances --placement GroupName=${shellWord(group.id)} …; or aws ec2 stop-instances --instance-ids ${member.id}, aws ec2 modify-instance-placement --instance-id ${member.id} --group-name "", aws ec2 start-instances --instance-ids ${member.id}`,
      })
    }
  },
})

/** What several members would gain from it; undefined for strategies that are good for one, too. */
function gainOf({ Strategy }: PlacementGroup): string | undefined {
  if (same(Strategy, 'cluster')) return 'no latency gain'
  return same(Strategy, 'spread', 'partition') ? 'no isolation' : undefined
}

/** Others that are switched off, as at night, and come back into the group when they are started. */
const hasSleepers = (group: PlacementGroup, inventory: Inventory<'instances'>): boolean =>
  membersOf(group, inventory).some((one) => same(one.State?.Name, 'stopping', 'stopped'))

/** Whether an Auto Scaling group may yet launch others into it; undefined where none does. */
function growthOf(
  group: PlacementGroup,
  inventory: Inventory<'autoScalingGroups' | 'launchTemplateVersions'>,
): 'grows' | { readonly unknown: string } | undefined {
  if (!inventory.autoScalingGroups.readIn()) return { unknown: 'the Auto Scaling groups were not read' }
  let unread: string | undefined
  for (const scaling of inventory.autoScalingGroups) {
    if (scaling.MaxSize !== undefined && scaling.MaxSize <= 1) continue
    const uses = launchesInto(scaling, group, inventory)
    if (uses) return 'grows'
    if (uses === undefined) unread ??= scaling.id
  }
  return unread === undefined
    ? undefined
    : { unknown: `the launch templates of ${unread}, which may launch into it, were not all read` }
}
