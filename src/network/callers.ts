/** Who may open connections to what sits in a subnet, and whether a network ACL lets them have their answers. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Admission, Admissions } from './admissions.ts'
import { type Outcome, type Verdict, answersTo, verdictOf } from './answers.ts'
import { subnetBlocks } from './blocks.ts'
import {
  CLIENT_PORTS,
  type ClientPorts,
  INTERNET_CLIENTS,
  UNKNOWN_CLIENTS,
  UNSURE_INTERNET_CLIENTS,
  clientPortsOf,
  isClient,
  together,
} from './ephemeral.ts'
import {
  type NetworkInterface,
  globalIpv6Of,
  isLambdaInterface,
  isWorkload,
  publicIpsOf,
} from './interfaces.ts'
import { type IntervalSet, intersect, isEmpty } from './intervals.ts'
import { type Entry, TCP, allowsTcp, openedBy } from './nacl.ts'
import { servedAddresses } from './nacl-admits.ts'
import { type Prefix, addresses, common, contains, overlaps, prefixKey, widest } from './prefix.ts'
import { isLocal, routedParts } from './routed-parts.ts'
import { type RouteTable, type Target, effectiveRouteTable } from './routing.ts'

type Subnet = RowOf<'subnets'>
type Known = Inventory<'subnets' | 'networkInterfaces' | 'routeTables' | 'instances' | 'prefixListEntries'>

/** What can be called: functions use interfaces to call only. */
export const isServer = (eni: NetworkInterface): boolean => isWorkload(eni) && !isLambdaInterface(eni)

/** A subnet as those see it who call. Its table is undefined where route tables were not read. */
interface Callee {
  readonly subnet: Subnet
  readonly servers: readonly NetworkInterface[]
  readonly table: RouteTable | undefined
  /** Whether any of them has an address on the internet. */
  readonly isPublic: Readonly<Record<4 | 6, boolean>>
}

/** Whether the answers of what sits in a subnet reach those who may call it. */
export function answersToCallers(
  subnet: Subnet,
  servers: readonly NetworkInterface[],
  acl: { readonly inbound: readonly Entry[]; readonly outbound: readonly Entry[] },
  { admissions, neighbours }: { readonly admissions: Admissions; readonly neighbours: Neighbours },
  inventory: Known,
): Verdict {
  const callee: Callee = {
    subnet,
    servers,
    table: effectiveRouteTable(subnet, inventory),
    isPublic: {
      4: servers.some((eni) => publicIpsOf(eni).length > 0),
      6: servers.some((eni) => globalIpv6Of(eni).length > 0),
    },
  }
  let admitted: ReturnType<Admissions['to']> | undefined
  const outcomes = acl.inbound.filter(allowsTcp).map((opening): Outcome => {
    const served = servedAddresses(acl.outbound, TCP, opening.prefix.family, CLIENT_PORTS.any)
    if (isWithin(opening.prefix, served)) return undefined
    const opened = openedBy(opening, acl.inbound)
    // Most ACLs answer everyone, so what the security groups admit is rarely asked for.
    admitted ??= admissions.to(servers)
    const { remotes, uncertain } = callersThrough(opening.prefix, opened, admitted.list, callee, inventory)
    // When some caller is answered on every port, nothing is denied to the whole range.
    if (remotes.some((remote) => isWithin(remote, served))) return undefined
    const clients = together(remotes.map((remote) => clientsIn(remote, callee, neighbours, inventory)))
    const outcome = answersTo(opening, opened, { back: acl.outbound, remotes, clients })
    if (outcome && !admitted.certain)
      return { doubt: 'a security group of its interfaces, or a prefix list in one, was not read' }
    if (outcome && !callee.table) return { doubt: 'its route table was not read' }
    if (outcome && uncertain) return { doubt: 'a prefix list that its route table names was not read' }
    return outcome
  })
  return verdictOf(outcomes)
}

const isWithin = (prefix: Prefix, set: IntervalSet<bigint>): boolean => {
  const [start, end] = addresses(prefix)
  return set.some(([from, to]) => from <= start && end <= to)
}

/** The addresses in a range that the security groups and routes of a subnet let call it on some of these ports. */
function callersThrough(
  range: Prefix,
  ports: IntervalSet<number>,
  admissions: readonly Admission[],
  { subnet, isPublic, table }: Callee,
  inventory: Known,
): { readonly remotes: readonly Prefix[]; readonly uncertain: boolean } {
  const own = subnetBlocks(subnet)
  const isOutside = (source: Prefix): boolean => !own.some((block) => contains(block, source))
  const admitted = admissions
    .filter((admission) => !isEmpty(intersect(admission.ports, ports)))
    .flatMap((admission) => common(admission.source, range) ?? [])
  const outside = widest(admitted).filter(isOutside)
  if (!table) return { remotes: outside, uncertain: false }

  // NAT and egress-only gateways let nobody in; through an internet gateway only what has an address there is called.
  const barred: readonly Target['kind'][] = isPublic[range.family]
    ? ['nat-gateway', 'egress-only-internet-gateway']
    : ['nat-gateway', 'egress-only-internet-gateway', 'internet-gateway']
  const routed = outside.map((source) => routedParts(table, source, inventory, barred))
  const remotes = widest(routed.flatMap((one) => one.parts)).filter(isOutside)
  return { remotes, uncertain: routed.some((one) => one.uncertain) }
}

/** What calls from there: known for the subnets of the same VPC, every sort for the internet at large. */
function clientsIn(remote: Prefix, callee: Callee, neighbours: Neighbours, inventory: Known): ClientPorts {
  const { subnet, isPublic, table } = callee
  const others = neighbours.of(subnet.VpcId, remote).filter((other) => other.id !== subnet.id)
  const inside = [...new Set(others.map((other) => neighbours.clientsIn(other)))]
  if (isWithinVpc(remote, table, others, inventory)) return together(inside)
  if (remote.length > 1) return together([...inside, UNKNOWN_CLIENTS])
  const certain = table !== undefined && isPublic[remote.family]
  return together([...inside, certain ? INTERNET_CLIENTS : UNSURE_INTERNET_CLIENTS])
}

/** The subnets of a VPC and their clients, each worked out once: every subnet asks for all of its neighbours. */
export class Neighbours {
  readonly #inventory: Known
  readonly #subnets = new Map<string, readonly Subnet[]>()
  readonly #clients = new Map<string, ClientPorts>()

  constructor(inventory: Known) {
    this.#inventory = inventory
  }

  /** The subnets of a VPC that share addresses with a range. */
  of(vpc: string | undefined, range: Prefix): readonly Subnet[] {
    const key = `${vpc} ${prefixKey(range)}`
    const known = this.#subnets.get(key)
    if (known) return known
    const found = this.#inventory.subnets
      .where('VpcId', vpc)
      .filter((subnet) => subnetBlocks(subnet).some((block) => overlaps(block, range)))
    this.#subnets.set(key, found)
    return found
  }

  clientsIn(subnet: Subnet): ClientPorts {
    const known = this.#clients.get(subnet.id)
    if (known) return known
    const enis = this.#inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isClient)
    const found = clientPortsOf(enis, this.#inventory)
    this.#clients.set(subnet.id, found)
    return found
  }
}

function isWithinVpc(
  remote: Prefix,
  table: RouteTable | undefined,
  neighbours: readonly Subnet[],
  inventory: Known,
): boolean {
  if (table) return isLocal(table, remote, inventory)
  return neighbours.some((other) => subnetBlocks(other).some((block) => contains(block, remote)))
}
