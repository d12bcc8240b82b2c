import { activeMembers, countBy, countLabel, isJudged } from '../../src/network/placement.ts'
import { ceilingOf, outgrows, scalingBeyond } from '../../src/network/placement-scaling.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown, shellWord } from '../../src/rule.ts'

export default defineRule({
  id: 'placement-spread-at-zone-limit',
  title:
    'Spread group is at its limit of running instances in a zone, or below what its Auto Scaling group may launch',
  topic: 'placement',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['placementGroups', 'instances'],
  consults: ['autoScalingGroups', 'launchTemplateVersions', 'subnets'],
  settings: { limit: 7, warnAt: 6 },
  why: `A rack-level spread placement group runs at most seven instances in an Availability Zone. The eighth launch there
is refused: scaling out stops, and so does a replacement that is launched before the old instance ends.`,
  fix: `Use subnets in more zones, or spread the instances over several groups; each keeps its own guarantee.`,
  check: `In the EC2 console, filter the running instances by the placement group and count them in each zone; compare
the largest size of Auto Scaling groups that launch into it with seven times their zones.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',

  *judge(inventory, { settings: { limit, warnAt }, nonProduction }) {
    const large = [...inventory.autoScalingGroups].filter((asg) => outgrows(asg, limit))
    for (const group of inventory.placementGroups) {
      if (!same(group.Strategy, 'spread') || same(group.SpreadLevel, 'host') || !isJudged(group)) continue
      if (!group.SpreadLevel) {
        yield unknown(group, 'whether it spreads over racks or hosts (SpreadLevel) is not in the answer')
        continue
      }
      const active = activeMembers(group, inventory)
      if ('unknown' in active) {
        yield unknown(group, active.unknown)
        continue
      }
      const members = active.members.filter((one) => !one.OutpostArn)
      if (members.length === 0 && active.members.length > 0) continue // all on Outposts, where racks are the limit
      const zoneless = members.find((one) => !one.Placement?.AvailabilityZone)
      if (zoneless) {
        yield unknown(group, `the zone of its member ${zoneless.id} is not in the answer`)
        continue
      }

      const zones = countBy(members, (one) => one.Placement?.AvailabilityZone ?? '')
      const tight = [...zones].filter(([, count]) => count >= warnAt)
      const scaling = scalingBeyond(group, large, inventory)
      const beyond = scaling.groups.map((asg): Evidence => {
        const ceiling = ceilingOf(asg, limit)
        const { MaxSize, AvailabilityZones } = asg
        const fact = `may grow to ${MaxSize} instances, where its ${ceiling / limit} zones take ${ceiling}`
        return [asg, fact, { AutoScalingGroupName: asg.id, MaxSize, AvailabilityZones, ceiling }]
      })
      if (tight.length === 0 && beyond.length === 0) {
        const doubt = scaling.unknown ?? active.more
        yield doubt === undefined ? pass(group) : unknown(group, doubt)
        continue
      }
      const isLimit = beyond.length > 0 || tight.some(([, count]) => count >= limit)
      yield fail(group, {
        message: `${[...tight.map(([zone, count]) => inZone(zone, count, limit)), ...beyond.map(([asg, fact]) => `${asg.id} ${fact}`)].join('; ')}.`,
        severity: nonProduction(group) ? 'info' : isLimit ? undefined : 'low',
        evidence: [
          [
            group,
            members.length === 0
              ? 'is a spread group without running members'
              : `is a spread group of ${countLabel(zones)}`,
            {
              GroupName: group.GroupName,
              SpreadLevel: group.SpreadLevel,
              runningPerZone: Object.fromEntries(zones),
            },
          ],
          ...beyond,
        ],
        remediation: `aws ec2 create-placement-group --group-name ${shellWord(`${group.id}-2`)} --strategy spread, and launch some of the instances into it; or aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${shellWord(beyond[0]?.[0].id ?? 'NAME')} --vpc-zone-identifier SUBNETS_IN_MORE_ZONES`,
      })
    }
  },
})

const inZone = (zone: string, count: number, limit: number): string =>
  `${count} of at most ${limit} instances run in ${zone}: ${count >= limit ? 'the next launch there is refused' : `it takes ${limit - count} more, and then refuses launches`}`
