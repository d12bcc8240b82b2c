import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { type ListenerRule, groupsOf, isDefaultRule, ruleLabel } from './listener-rules.ts'

type TargetGroup = RowOf<'targetGroups'>
type LoadBalancer = RowOf<'loadBalancers'>
type Listener = RowOf<'listeners'>
type Actions = ListenerRule['Actions']
type Looks = Inventory<'loadBalancers' | 'listeners' | 'listenerRules'>

/** A listener, by its default action, or one of its rules, which sends requests to a target group. */
export interface Sender {
  readonly resource: Row
  /** `HTTPS:443 of shop`, `rule 10 of HTTPS:443 of shop`. */
  readonly label: string
  readonly balancer: LoadBalancer
  /** The part of its requests that the group gets, from 0 to 1. */
  readonly share: number
}

const groupsOfListener = (listener: Listener): readonly string[] => groupsOf(listener.DefaultActions)
const groupsOfRule = (rule: ListenerRule): readonly string[] => groupsOf(rule.Actions)

/**
 * What sends requests to a target group. Being attached is not enough: a rule may give the group a weight of 0, as one
 * half of a blue/green pair has. Undefined where the group is in no use.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
 */
export function useOf(
  group: TargetGroup,
  inventory: Looks,
): { readonly senders: readonly Sender[] } | { readonly unknown: string } | undefined {
  const balancers = group.LoadBalancerArns
  if (!balancers) return { unknown: 'its load balancers are not in the answer' }
  if (balancers.length === 0) return undefined

  const senders: Sender[] = []
  let unknown: string | undefined
  for (const { resource, listener, label, actions } of candidates(group, inventory)) {
    const share = shareOf(group.id, actions)
    const balancer = inventory.loadBalancers.get(listener.LoadBalancerArn)
    if (share === undefined) unknown = `the weight that ${label} gives it is not in the answer`
    else if (!balancer) unknown = UNREAD
    else if (share > 0)
      senders.push({ resource, balancer, share, label: `${label} of ${balancer.name ?? balancer.id}` })
  }
  if (senders.length > 0) return { senders }
  unknown ??= unreadRules(balancers, inventory)
  return unknown === undefined ? undefined : { unknown }
}

interface Candidate {
  readonly resource: Row
  readonly listener: Listener
  readonly label: string
  readonly actions: Actions
}

function candidates(group: TargetGroup, inventory: Looks): readonly Candidate[] {
  const byDefault = inventory.listeners.where(groupsOfListener, group.id).map((listener) => ({
    resource: listener,
    listener,
    label: listenerLabel(listener),
    actions: listener.DefaultActions,
  }))
  const byRule = inventory.listenerRules.where(groupsOfRule, group.id).flatMap((rule) => {
    const listener = inventory.listeners.get(rule.ListenerArn)
    if (!listener || isDefaultRule(rule)) return []
    const label = `${ruleLabel(rule)} of ${listenerLabel(listener)}`
    return [{ resource: rule, listener, label, actions: rule.Actions }]
  })
  return [...byDefault, ...byRule]
}

/** Gateway load balancers listen to everything: their one listener has neither protocol nor port. */
const listenerLabel = (listener: Listener): string =>
  listener.Port === undefined ? 'the listener' : (listener.name ?? listener.id)

/** The part of the requests that some actions give to a group. With one group, AWS may leave its weight out. */
function shareOf(arn: string, actions: Actions): number | undefined {
  for (const action of actions ?? []) {
    const weighted = action.ForwardConfig?.TargetGroups ?? []
    const own = weighted.find((one) => one.TargetGroupArn === arn)
    if (!own && action.TargetGroupArn !== arn) continue
    if (!own || weighted.length === 1) return own?.Weight === 0 ? 0 : 1
    const weights = weighted.map((one) => one.Weight)
    if (own.Weight === undefined || weights.includes(undefined)) return undefined
    const total = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0)
    return total === 0 ? 0 : own.Weight / total
  }
  return 0
}

function unreadRules(balancers: readonly string[], inventory: Looks): string | undefined {
  const unread = balancers.some((arn) => {
    const listeners = inventory.listeners.under(arn)
    return !listeners || listeners.some((listener) => !inventory.listenerRules.under(listener.id))
  })
  return unread ? UNREAD : undefined
}

const UNREAD = 'the rules that forward to it were not all read'

/** `HTTPS:443 of shop and 2 more`. */
export const sendersLabel = ([first, ...others]: readonly Sender[]): string =>
  `${first?.label ?? ''}${others.length > 0 ? ` and ${others.length} more` : ''}`

/** Who sends to a group, as evidence. */
export const senderEvidence = (
  senders: readonly Sender[],
): readonly (readonly [Row, string, Readonly<Record<string, unknown>>])[] =>
  senders.map(({ resource, label, balancer, share }) => [
    resource,
    share === 1 ? `forwards to it (${label})` : `forwards ${percent(share)} of its requests to it (${label})`,
    { LoadBalancerArn: balancer.id, share },
  ])

const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`
