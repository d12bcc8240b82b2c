import { allActiveMembers, isJudged } from '../../src/network/placement.ts'
import { byZone, isAtTheEdge } from '../../src/network/placement-zones.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'placement-spread-single-zone',
  title: 'Spread group keeps all its members in one Availability Zone',
  topic: 'placement',
  pillar: 'reliability',
  severity: 'low',
  needs: ['placementGroups', 'instances'],
  why: `A spread placement group keeps its members on distinct racks, but racks of one zone fail with the zone. A group
may span zones at no cost, and so survive that, too.`,
  fix: `Launch replacements into subnets of other zones, in the same group.`,
  check: `In the EC2 console, filter the running instances by the placement group and compare their zones.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',

  *judge(inventory, { nonProduction }) {
    for (const group of inventory.placementGroups) {
      if (!same(group.Strategy, 'spread') || same(group.SpreadLevel, 'host') || !isJudged(group)) continue
      if (!group.SpreadLevel) {
        yield unknown(group, 'whether it spreads over racks or hosts (SpreadLevel) is not in the answer')
        continue
      }
      const active = allActiveMembers(group, inventory)
      if ('unknown' in active) {
        yield unknown(group, active.unknown)
        continue
      }
      const members = active.members.filter((one) => !isAtTheEdge(one))
      if (members.length < 2) continue
      const found = byZone(members)
      if ('unknown' in found) {
        yield unknown(group, found.unknown)
        continue
      }
      const [[zone, inZone] = ['', []], ...others] = found.zones
      if (others.length > 0) {
        yield pass(group)
        continue
      }
      const [first] = inZone
      yield fail(group, {
        message: `All ${members.length} running members are in ${zone}: they are on different racks, and fail with the zone all the same.`,
        severity: nonProduction(group) ? 'info' : undefined,
        evidence: [
          [
            group,
            `has ${members.length} running members in ${zone} and none in another zone`,
            {
              GroupName: group.GroupName,
              SpreadLevel: group.SpreadLevel,
              members: inZone.map((one) => one.id),
              AvailabilityZoneId: first?.Placement?.AvailabilityZoneId,
            },
          ],
        ],
        remediation: `aws ec2 run-instances --placement GroupName=${shellWord(group.id)} --subnet-id SUBNET_IN_ANOTHER_ZONE --launch-template …, and terminate one of ${inZone.map((one) => one.id).join(' ')} when the new one serves`,
      })
    }
  },
})
