import type { RowOf } from '../../src/inventory/inventory.ts'
import { attributeOf } from '../../src/network/cross-zone.ts'
import { addressesOf } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import { allTargetsRead, otherRegistrations } from '../../src/network/shared-targets.ts'
import { isLeaving, isUnhealthy, targetLabel } from '../../src/network/target-states.ts'
import {
  type Evidence,
  type Inventory,
  type Judgement,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>
type Looks = Inventory<'targetGroups' | 'targetGroupAttributes' | 'targetHealth' | 'networkInterfaces'>

const PROXY = 'proxy_protocol_v2.enabled'

export default defineRule({
  id: 'nlb-proxy-protocol-mismatch',
  title: 'Proxy Protocol v2 settings disagree for one backend, or go to a target that cannot take them',
  topic: 'nlb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['targetGroups', 'targetGroupAttributes', 'targetHealth'],
  consults: ['networkInterfaces'],
  why: `With Proxy Protocol each connection begins with a header, and a port of a backend either expects it or takes it for
garbage. Where one group sends it to a port and another does not, one of the two ways is broken.`,
  fix: `Turn it on in every group of that port, or off in all, as the backend is configured; give each way a port of its
own where both are wanted.`,
  check: `In the EC2 console, compare «Proxy protocol v2» among the Attributes of the groups that share targets.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html',

  *judge(inventory) {
    const others = allTargetsRead(inventory) ? [] : ['the targets of other groups were not all read']
    for (const group of inventory.targetGroups) {
      if (group.LoadBalancerArns?.length === 0 || sendsHeader(group, inventory) !== true) continue
      const targets = inventory.targetHealth.under(group.id)
      if (!targets) yield unknown(group, 'its targets were not read')
      else if (!group.LoadBalancerArns) yield unknown(group, 'its load balancers are not in the answer')
      else yield judge(group, targets, others, inventory)
    }
  },
})

/** Groups of application load balancers have no such attribute, and never send it. */
function sendsHeader(group: TargetGroup, inventory: Inventory<'targetGroupAttributes'>): boolean | undefined {
  const attributes = inventory.targetGroupAttributes.under(group.id)
  return attributes && same(attributeOf(attributes, PROXY), 'true')
}

interface Problem {
  readonly message: string
  readonly evidence: readonly Evidence[]
  readonly severity?: Severity
}

function judge(
  group: TargetGroup,
  targets: readonly Target[],
  unread: readonly string[],
  inventory: Looks,
): Judgement {
  const findings = [
    ...unread,
    ...targets.filter((one) => !isLeaving(one)).flatMap((one) => disagreement(one, group, inventory) ?? []),
    ...targets.flatMap((one) => applicationBalancer(one, group, inventory) ?? []),
    ...refused(group, targets),
  ]
  const [problem, ...others] = findings.flatMap((one) => (typeof one === 'string' ? [] : [one]))
  if (!problem) {
    const [reason] = findings.flatMap((one) => (typeof one === 'string' ? [one] : []))
    return reason === undefined ? pass(group) : unknown(group, reason)
  }
  return fail(group, {
    message: `${problem.message}.`,
    severity: problem.severity,
    evidence: [
      [group, 'sends the Proxy Protocol header', { TargetGroupArn: group.id, [PROXY]: true }],
      ...problem.evidence,
      ...others.flatMap((one) => one.evidence),
    ],
    remediation: `aws elbv2 modify-target-group-attributes --target-group-arn ${group.id} --attributes Key=${PROXY},Value=false, unless the backend expects the header: then turn it on wherever that port is a target`,
  })
}

/** The same port of the same machine, without the header in another group. */
function disagreement(target: Target, group: TargetGroup, inventory: Looks): Problem | string | undefined {
  const port = target.Target?.Port
  const label = targetLabel(target)
  let reason: string | undefined
  for (const other of otherRegistrations(target, group, inventory)) {
    const theirs = other.target.Target?.Port
    if (port !== undefined && theirs !== undefined && port !== theirs) continue
    const sends = sendsHeader(other.group, inventory)
    if (sends === true) continue
    const name = other.group.name ?? other.group.id
    const isKnown = sends === false && !other.unsure && port !== undefined && theirs !== undefined
    if (isKnown && target.TargetHealth?.State !== undefined)
      return {
        message: `${label} gets the Proxy Protocol header by this group and none by ${name}: whichever it expects, connections by the other fail`,
        evidence: [
          [
            other.group,
            `sends no header to ${label}`,
            { TargetGroupArn: other.group.id, [PROXY]: false, Target: { Id: target.Target?.Id, Port: port } },
          ],
        ],
      }
    reason = `whether ${name} sends ${label} the header, too, is not known`
  }
  return reason
}

/** An application load balancer reads HTTP from the first byte on. */
function applicationBalancer(
  target: Target,
  group: TargetGroup,
  inventory: Looks,
): Problem | string | undefined {
  if (same(group.TargetType, 'instance')) return undefined
  const id = target.Target?.Id ?? ''
  if (!inventory.networkInterfaces.readIn(group)) return `what has the address ${id} was not read`
  const eni = inventory.networkInterfaces
    .where(addressesOf, id)
    .find((one) => one.Description?.startsWith('ELB app/'))
  if (!eni) return undefined
  if (group.VpcId === undefined) return 'its VPC is not in the answer'
  if (eni.VpcId !== group.VpcId) return undefined
  return {
    message: `${id} is an application load balancer, which takes the Proxy Protocol header for a bad request: it answers 400 to everything`,
    evidence: [[eni, `is ${eni.Description}`, { NetworkInterfaceId: eni.id, Description: eni.Description }]],
  }
}

/** Health checks by HTTP carry the header, too: a backend that does not expect it fails them all. */
function refused(group: TargetGroup, targets: readonly Target[]): readonly (Problem | string)[] {
  const verdicts = targets.map(failsItsCheck)
  const protocol = group.HealthCheckProtocol
  if (verdicts.length === 0 || verdicts.includes(false)) return []
  if (protocol === undefined || verdicts.includes(undefined))
    return ['why its targets fail their health checks is not in the answer']
  if (!same(protocol, 'HTTP', 'HTTPS')) return []
  return [
    {
      message: `All of its ${targets.length} targets fail health checks by ${protocol}, which carry the Proxy Protocol header, too: a backend that does not expect it answers them with errors`,
      severity: 'medium',
      evidence: [
        [
          group,
          `has no target that passes health checks by ${protocol}`,
          {
            HealthCheckProtocol: protocol,
            Reasons: [...new Set(targets.map((one) => one.TargetHealth?.Reason))],
          },
        ],
      ],
    },
  ]
}

function failsItsCheck(target: Target): boolean | undefined {
  const { State: state, Reason: reason } = target.TargetHealth ?? {}
  if (state === undefined) return undefined
  if (!isUnhealthy(target)) return false
  return reason === undefined
    ? undefined
    : same(reason, 'Target.ResponseCodeMismatch', 'Target.FailedHealthChecks')
}
