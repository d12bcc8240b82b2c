import { groupsOfBalancer } from '../../src/network/balancer-groups.ts'
import { PRESERVE, mayStopPreserving } from '../../src/network/client-ip.ts'
import { attributeOf } from '../../src/network/cross-zone.ts'
import { type Hairpin, hairpinOf } from '../../src/network/hairpins.ts'
import { same } from '../../src/network/same.ts'
import { allTargetsRead } from '../../src/network/shared-targets.ts'
import {
  type Evidence,
  type Inventory,
  type Resource,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'nlb-client-ip-hairpin',
  title:
    'Internal NLB preserves client IPs while its targets can be its clients, or share a target with another NLB',
  topic: 'nlb',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['loadBalancers', 'targetGroups', 'targetGroupAttributes', 'targetHealth'],
  consults: ['instances'],
  why: `Where client addresses are preserved, a target that calls its own load balancer and is sent back to itself gets a
packet from its own address, and drops it. A port behind two balancers sees connections of one client as one. Both show
as time-outs that come and go.`,
  fix: `Turn client IP preservation off for the group, and take the client's address from Proxy Protocol v2; or give each
service targets of its own.`,
  check: `In the EC2 console, look for targets that are in several groups of an internal network load balancer, and see
«Preserve client IP addresses» among the Attributes of these.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html',

  *judge(inventory) {
    const isAttached = [...inventory.targetGroups].every((group) => group.LoadBalancerArns)
    const unread = [
      ...(isAttached ? [] : ['the load balancers of some target group are not in the answer']),
      ...(allTargetsRead(inventory) ? [] : ['the targets of other groups were not all read']),
    ]
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'network')) continue
      const groups = groupsOfBalancer(balancer, inventory).filter((group) => !same(group.TargetType, 'alb'))
      if (groups.length === 0) continue
      const found = groups.flatMap((group) => hairpinOf(group, balancer, inventory) ?? [])
      const hairpins = found.flatMap((one) => ('unknown' in one ? [] : [one]))
      const reasons = [...found.flatMap((one) => ('unknown' in one ? [one.unknown] : [])), ...unread]
      const [reason] = reasons
      if (hairpins.length > 0) yield finding(balancer, hairpins, inventory)
      else yield reason === undefined ? pass(balancer) : unknown(balancer, reason)
    }
  },
})

function finding(
  balancer: Resource,
  hairpins: readonly Hairpin[],
  inventory: Inventory<'targetGroupAttributes'>,
) {
  const mendable = hairpins.filter(({ group }) => mayStopPreserving(group))
  const [first] = mendable.length > 0 ? mendable : hairpins
  return fail(balancer, {
    // With datagrams there is no attribute to turn off: it is for the next design.
    severity: mendable.length > 0 ? undefined : 'info',
    message: `Its targets see client addresses: ${first?.effect ?? ''}.`,
    evidence: hairpins.map(({ group, fact, shared }): Evidence => [
      group,
      fact,
      {
        TargetGroupArn: group.id,
        LoadBalancerArn: balancer.id,
        sharedBy: shared,
        [PRESERVE]: true,
        'proxy_protocol_v2.enabled': attributeOf(
          inventory.targetGroupAttributes.under(group.id),
          'proxy_protocol_v2.enabled',
        ),
      },
    ]),
    remediation:
      mendable.length > 0
        ? mendable
            .map(
              ({ group }) =>
                `aws elbv2 modify-target-group-attributes --target-group-arn ${group.id} --attributes Key=${PRESERVE},Value=false`,
            )
            .join('; ')
        : 'give each service targets of its own: groups of datagrams always preserve client addresses',
  })
}
