import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { isCloudFrontList } from './balancer-access.ts'
import { type ListenerRule, isDefaultRule, ruleLabel } from './listener-rules.ts'
import { familiesOf } from './balancer-subnets.ts'
import type { OriginBalancer } from './origin-balancers.ts'
import { same } from './same.ts'
import { type SecurityGroup, internetAccess, permissionLabel } from './security-groups.ts'
import { wideAccess } from './wide-access.ts'

/** What lets strangers to a port of a load balancer past CloudFront; empty where nothing does. */
export interface StrangersAdmitted {
  readonly by: readonly { readonly group: SecurityGroup; readonly what: string }[]
  /** It has no security group that could keep anybody out. */
  readonly bare: boolean
}

type Groups = Inventory<'securityGroups' | 'prefixListEntries' | 'managedPrefixLists'>

/**
 * The internet, or a public block so wide that it is nobody's, at these ports; a text where that is not known.
 * CloudFront's own lists admit no stranger.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 */
export function strangersAt(
  { balancer, classic }: OriginBalancer,
  ports: readonly number[],
  inventory: Groups,
): StrangersAdmitted | string {
  const ids = balancer ? (balancer.SecurityGroups ?? []) : classic.SecurityGroups
  if (!ids) return 'its security groups are not in the answer'
  if (ids.length === 0) return { by: [], bare: true }
  const groups = ids.map((id) => inventory.securityGroups.get(id))
  const read = groups.flatMap((group) => (group?.IpPermissions ? admittedBy(group, ports, inventory) : []))
  const families = balancer ? familiesOf(balancer) : [4]
  const reached = read.filter((one) => families?.includes(one.family) ?? true)
  const by = [...new Map(reached.map((one) => [`${one.group.id} ${one.what}`, one])).values()]
  if (by.length > 0)
    return families
      ? { by, bare: false }
      : 'whether it has IPv6 addresses (IpAddressType) is not in the answer'
  const isKnown = groups.every(
    (group) => group?.IpPermissions && unreadIn(group, ports, inventory).length === 0,
  )
  return isKnown ? { by: [], bare: false } : 'what its security groups admit was not all read'
}

const accessOf = (group: SecurityGroup, ports: readonly number[], inventory: Groups) => {
  const others = withoutCloudFront(group, inventory)
  return [internetAccess(others, ports, inventory), wideAccess(others, ports, inventory)]
}

/** Lists and ports that could admit more. A list without a name may be CloudFront's. */
const unreadIn = (group: SecurityGroup, ports: readonly number[], inventory: Groups): readonly string[] => [
  ...accessOf(group, ports, inventory).flatMap((access) => access.unknown),
  ...listsOf(group).filter((id) => !nameOf(id, inventory)),
]

const listsOf = ({ IpPermissions }: SecurityGroup): readonly string[] =>
  (IpPermissions ?? []).flatMap((permission) =>
    (permission.PrefixListIds ?? []).map((list) => list.PrefixListId ?? ''),
  )

const nameOf = (id: string | undefined, { managedPrefixLists }: Groups): string | undefined =>
  managedPrefixLists.get(id)?.PrefixListName

const admittedBy = (group: SecurityGroup, ports: readonly number[], inventory: Groups) =>
  accessOf(group, ports, inventory).flatMap((access) =>
    access.openings.map(({ family, permission, sources }) => ({
      group,
      family,
      what: `${permissionLabel(permission)} from ${sources.join(', ')}`,
    })),
  )

const withoutCloudFront = (group: SecurityGroup, inventory: Groups): SecurityGroup => ({
  ...group,
  IpPermissions: group.IpPermissions?.map((permission) => ({
    ...permission,
    PrefixListIds: permission.PrefixListIds?.filter(
      ({ PrefixListId: id }) => nameOf(id, inventory) && !isCloudFrontList(id, inventory),
    ),
  })),
})

/** The rules at these ports that forward what lacks all of these headers; a text where they are not known. */
export function rulesWithoutHeader(
  balancer: RowOf<'loadBalancers'>,
  ports: readonly number[],
  headers: readonly string[] | undefined,
  { listeners, listenerRules }: Inventory<'listeners' | 'listenerRules'>,
): readonly ListenerRule[] | string {
  const all = listeners.under(balancer.id)
  if (!all?.every((listener) => listener.Port !== undefined)) return 'its listeners were not all read'
  const rules = all
    .filter((listener) => ports.includes(listener.Port ?? 0))
    .map((listener) => listenerRules.under(listener.id))
  if (!rules.every((one) => one?.some(isDefaultRule))) return 'the rules of its listeners were not all read'
  const forwarding = rules.flatMap((one) => one ?? []).filter(forwards)
  const strange = forwarding.find((rule) => rule.Actions?.some((action) => !action.Type))
  if (strange) return `what ${ruleLabel(strange)} does is not in the answer`
  const wanted = forwarding.map((rule) => ({ rule, names: headersWantedBy(rule) }))
  if (
    wanted.some(({ names }) => names.includes(undefined)) ||
    (!headers && wanted.some(({ names }) => names.length > 0))
  )
    return 'which headers its rules want, or CloudFront adds, is not in the answer'
  return wanted
    .filter(({ names }) => !names.some((name) => same(name, ...(headers ?? []))))
    .map(({ rule }) => rule)
}

/** Whether it passes requests on to targets, or may. */
export const forwards = (rule: ListenerRule): boolean =>
  rule.Actions?.some((action) => !action.Type || same(action.Type, 'forward')) ?? false

/** The headers that a rule's conditions look at. */
export const headersWantedBy = ({ Conditions }: ListenerRule): readonly (string | undefined)[] =>
  (Conditions ?? []).flatMap(({ Field, HttpHeaderConfig }) =>
    same(Field, 'http-header') ? [HttpHeaderConfig?.HttpHeaderName] : [],
  )
