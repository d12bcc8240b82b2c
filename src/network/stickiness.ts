import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { attributeOf, effectiveCrossZone } from './cross-zone.ts'
import { type ListenerRule, forwardedTo, groupsOf, ruleLabel } from './listener-rules.ts'
import { same } from './same.ts'

type TargetGroup = RowOf<'targetGroups'>
type Looks = Inventory<
  | 'targetGroupAttributes'
  | 'targetHealth'
  | 'loadBalancers'
  | 'loadBalancerAttributes'
  | 'listeners'
  | 'listenerRules'
>

/** What is wrong with the sticky sessions of a target group, and what could not be looked at. */
export interface Stickiness {
  readonly type: string
  readonly duration: number | undefined
  readonly healthy: number | undefined
  readonly problems: readonly { readonly fact: string; readonly breaksSessions: boolean }[]
  readonly unknown: string | undefined
}

/** Undefined where sticky sessions are off; a text where it is not known whether they are. */
export function stickinessOf(
  group: TargetGroup,
  maxSeconds: number,
  inventory: Looks,
): Stickiness | string | undefined {
  const attributes = inventory.targetGroupAttributes.under(group.id)
  if (!attributes) return 'its attributes were not read'
  if (!same(attributeOf(attributes, 'stickiness.enabled'), 'true')) return undefined
  const type = attributeOf(attributes, 'stickiness.type')
  if (!type) return 'the type of its stickiness is not in the answer'

  const seconds = attributeOf(attributes, `stickiness.${type}.duration_seconds`)
  const duration = seconds === undefined ? undefined : Number(seconds)
  const targets = healthOf(group, inventory)
  const parts = [
    targets,
    zonal(group, inventory),
    shared(group, inventory),
    duration !== undefined && duration > maxSeconds ? lasting(duration, maxSeconds) : {},
    same(type, 'app_cookie') && attributeOf(attributes, 'stickiness.app_cookie.cookie_name') === ''
      ? NAMELESS
      : {},
  ]
  return {
    type,
    duration,
    healthy: targets.healthy,
    problems: parts.flatMap((part) => part.problem ?? []),
    unknown: parts.find((part) => part.unknown !== undefined)?.unknown,
  }
}

interface Part {
  readonly problem?: Stickiness['problems'][number]
  readonly unknown?: string | undefined
}

const NAMELESS: Part = {
  problem: { fact: 'names no cookie of the application', breaksSessions: false },
}

const lasting = (duration: number, most: number): Part => ({
  problem: {
    fact: `pins a client for ${duration} seconds, longer than ${most}: new targets stay idle while old ones are full`,
    breaksSessions: false,
  },
})

/**
 * Fewer than two targets leave nothing to choose. Those that are being registered will soon be healthy; groups without
 * targets or in no use, the one balancer of an `alb` group, and the flows of gateway load balancers are other matters.
 */
function healthOf(group: TargetGroup, inventory: Looks): Part & { readonly healthy: number | undefined } {
  const targets = inventory.targetHealth.under(group.id)
  if (!targets) return { healthy: undefined, unknown: 'the health of its targets was not read' }
  const states = targets.map((target) => target.TargetHealth?.State)
  const healthy = states.filter((state) => same(state, 'healthy')).length
  const isOther =
    same(group.TargetType, 'alb') || same(group.Protocol, 'GENEVE') || !group.LoadBalancerArns?.length
  if (isOther || states.every((state) => same(state, 'unused'))) return { healthy }
  if (states.includes(undefined))
    return { healthy, unknown: 'the health of one of its targets is not in the answer' }
  if (states.filter((state) => same(state, 'healthy', 'initial', 'unavailable')).length >= 2)
    return { healthy }
  if (!group.TargetType || (!group.Protocol && !same(group.TargetType, 'lambda')))
    return { healthy, unknown: 'what its targets are, or by which protocol, is not in the answer' }
  const fact = `does nothing while the group has ${healthy === 0 ? 'no' : 'one'} healthy target`
  return { healthy, problem: { fact, breaksSessions: false } }
}

/**
 * An application load balancer does not stick to targets while cross-zone load balancing is off.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/disable-cross-zone.html
 */
function zonal(group: TargetGroup, inventory: Looks): Part {
  if (!group.LoadBalancerArns) return { unknown: 'which load balancers use it is not in the answer' }
  for (const arn of group.LoadBalancerArns) {
    const balancer = inventory.loadBalancers.get(arn)
    if (!balancer) return { unknown: `its load balancer ${arn} is not among those that were read` }
    if (!same(balancer.Type, 'application')) continue
    const crossZone = effectiveCrossZone(group, balancer, inventory)
    if ('unknown' in crossZone) return crossZone
    if (!crossZone.enabled) {
      return {
        problem: {
          fact: `does not work: cross-zone load balancing is off (${crossZone.source})`,
          breaksSessions: true,
        },
      }
    }
  }
  return {}
}

const groupsOfRule = (rule: ListenerRule): readonly string[] => groupsOf(rule.Actions)

/**
 * Where an application load balancer's rule spreads requests over several groups, a client changes groups from request
 * to request unless the rule sticks to groups, too; what it stuck to in one group is lost in the next.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
function shared(group: TargetGroup, inventory: Looks): Part {
  const hopping = inventory.listenerRules.where(groupsOfRule, group.id).flatMap((rule) => {
    const actions = hopsOf(rule, group.id, inventory)
    return actions.length > 0 ? [{ rule, isSure: actions.some(saysHowItSpreads) }] : []
  })
  const sure = hopping.find(({ isSure }) => isSure)
  if (sure) {
    const fact = `is lost where ${ruleLabel(sure.rule)} spreads requests over several groups without sticking to one`
    return { problem: { fact, breaksSessions: true } }
  }
  const [doubt] = hopping
  if (doubt)
    return { unknown: `how ${ruleLabel(doubt.rule)} spreads requests over groups is not in the answer` }
  const unread = (group.LoadBalancerArns ?? []).some((arn) => {
    if (!same(inventory.loadBalancers.get(arn)?.Type, 'application')) return false
    const listeners = inventory.listeners.under(arn)
    return !listeners || listeners.some((listener) => !inventory.listenerRules.under(listener.id))
  })
  return unread ? { unknown: 'the rules that forward to it were not all read' } : {}
}

type Action = NonNullable<ListenerRule['Actions']>[number]

/** The actions by which a client changes groups, as far as they say. */
function hopsOf(rule: ListenerRule, group: string, inventory: Looks): readonly Action[] {
  const balancer = inventory.loadBalancers.get(inventory.listeners.get(rule.ListenerArn)?.LoadBalancerArn)
  if (!same(balancer?.Type, 'application')) return []
  return (rule.Actions ?? []).filter((action) => {
    const used = forwardedTo(action).filter(({ weight }) => weight > 0)
    const sticks = action.ForwardConfig?.TargetGroupStickinessConfig?.Enabled === true
    return used.length > 1 && used.some(({ arn }) => arn === group) && !sticks
  })
}

const saysHowItSpreads = ({ ForwardConfig }: Action): boolean =>
  ForwardConfig?.TargetGroupStickinessConfig?.Enabled === false &&
  (ForwardConfig.TargetGroups ?? []).every(({ Weight }) => Weight !== undefined)
