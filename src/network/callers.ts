/** Who may open connections to what sits in a subnet, as far as security groups and routes say. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type Outcome, type Verdict, answersTo, blocksOf, verdictOf } from './answers.ts'
import { type ClientPorts, INTERNET_CLIENTS, UNKNOWN_CLIENTS, clientPortsOf, isClient, together } from './ephemeral.ts'
import { globalIpv6Of, groupIdsOf, isLambdaInterface, isWorkload, publicIpsOf } from './interfaces.ts'
import { type IntervalSet, intersect, isEmpty } from './intervals.ts'
import { ALL_PORTS, type Entry, TCP, allowsTcp, openedBy } from './nacl.ts'
import { EVERYWHERE, type Prefix, common, contains, overlaps, widest } from './prefix.ts'
import { type Route, effectiveRouteTable, isActive, prefixesOf, routedParts, targetOf } from './routing.ts'
import { permittedPorts, sourcesOf } from './security-groups.ts'

type Subnet = RowOf<'subnets'>
type Known = Inventory<
  'subnets' | 'networkInterfaces' | 'securityGroups' | 'routeTables' | 'instances' | 'prefixListEntries'
>

/** Ports that a security group admits, and from where. */
interface Admission {
  readonly ports: IntervalSet<number>
  readonly sources: readonly Prefix[]
}

/** What the groups of a place admit, each worked out once; undefined for one that was not read in full. */
export class Admissions {
  readonly #known = new Map<string, readonly Admission[] | undefined>()
  readonly #inventory: Known

  constructor(inventory: Known) {
    this.#inventory = inventory
  }

  of(group: string): readonly Admission[] | undefined {
    if (!this.#known.has(group)) this.#known.set(group, this.#read(group))
    return this.#known.get(group)
  }

  #read(id: string): readonly Admission[] | undefined {
    const group = this.#inventory.securityGroups.get(id)
    if (!group?.IpPermissions) return undefined
    const admissions: Admission[] = []
    for (const permission of group.IpPermissions) {
      const ports = permittedPorts(permission, TCP)
      const { sources, unknown } = sourcesOf(permission, this.#inventory)
      if (!ports || (unknown.length > 0 && !isEmpty(ports))) return undefined
      const members = (permission.UserIdGroupPairs ?? []).flatMap((pair) => this.#homesOf(pair.GroupId))
      if (!isEmpty(ports)) admissions.push({ ports, sources: [...sources.map((one) => one.prefix), ...members] })
    }
    return admissions
  }

  /** The blocks of the subnets where members of a group sit. */
  #homesOf(group: string | undefined): readonly Prefix[] {
    const enis = this.#inventory.networkInterfaces.where(groupIdsOf, group)
    const homes = new Set(enis.map((eni) => eni.SubnetId))
    return [...homes].flatMap((id) => {
      const subnet = this.#inventory.subnets.get(id)
      return subnet ? blocksOf(subnet) : []
    })
  }
}

/** The answers of a subnet to those who call it. */
export function answersToCallers(
  subnet: Subnet,
  acl: { readonly inbound: readonly Entry[]; readonly outbound: readonly Entry[] },
  admissions: Admissions,
  inventory: Known,
): Verdict {
  const admitted = admittedBy(subnet, admissions, inventory)
  const outcomes = acl.inbound.filter(allowsTcp).map((opening): Outcome => {
    const opened = openedBy(opening, acl.inbound)
    if (isEmpty(opened)) return undefined
    const callers = callersThrough(opening.prefix, opened, subnet, admitted.list, inventory)
    const outcome = answersTo(opening, opened, { back: acl.outbound, ...callers })
    if (outcome || admitted.complete) return outcome
    return undefined
  })
  if (admitted.complete) return verdictOf(outcomes)
  return { blocked: [], doubts: ['the security groups of its interfaces were not read'] }
}

interface Admitted {
  readonly list: readonly Admission[]
  readonly complete: boolean
}

function admittedBy(subnet: Subnet, admissions: Admissions, inventory: Known): Admitted {
  const servers = inventory.networkInterfaces
    .where('SubnetId', subnet.id)
    .filter((eni) => isWorkload(eni) && !isLambdaInterface(eni))
  const groups = new Set(servers.flatMap(groupIdsOf))
  const list: Admission[] = []
  let complete = true
  for (const group of groups) {
    const own = admissions.of(group)
    if (own) list.push(...own)
    else complete = false
  }
  // Without a security group, as Network Load Balancers may be, an interface admits everyone.
  if (servers.some((eni) => groupIdsOf(eni).length === 0)) {
    list.push({ ports: ALL_PORTS, sources: [EVERYWHERE[4], EVERYWHERE[6]] })
  }
  return { list, complete }
}
