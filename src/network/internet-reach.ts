/** Whether packets from the internet arrive at a network interface: address, route, Block Public Access and ACL. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { blocksInternet } from './block-public-access.ts'
import { CLIENT_PORTS } from './ephemeral.ts'
import { type NetworkInterface, globalIpv6Of, isLoadBalancerInterface, publicIpsOf } from './interfaces.ts'
import { type IntervalSet, intersect, subtract, union } from './intervals.ts'
import { TCP, aclOf, entriesOf } from './nacl.ts'
import { admittedAddresses } from './nacl-admits.ts'
import { addresses, parsePrefix } from './prefix.ts'
import { isPublic } from './routing.ts'
import { same } from './same.ts'
import type { InternetAccess } from './security-groups.ts'

type Subnet = RowOf<'subnets'>
type Known = Inventory<
  'subnets' | 'routeTables' | 'networkAcls' | 'vpcBlockPublicAccessOptions' | 'prefixListEntries'
>

/** Ports that are reached, or why none is, or why that cannot be said. */
export type Reach =
  | { readonly ports: readonly number[]; readonly addresses: readonly string[] }
  | { readonly not: string }
  | { readonly unknown: string }

const PRIVATE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
]

const blocks = (texts: readonly string[]): IntervalSet<bigint> =>
  union(texts.flatMap((text) => parsePrefix(text) ?? []).map(addresses))

/** The addresses from which strangers come. */
const INTERNET: Readonly<Record<4 | 6, IntervalSet<bigint>>> = {
  4: subtract(blocks(['0.0.0.0/0']), blocks(PRIVATE)),
  6: blocks(['2000::/3']),
}

/** What an ACL admits counts as the internet from this part of it on: less is a list of known networks. */
const LEAST_PART = 256n

const sizeOf = (set: IntervalSet<bigint>): bigint => set.reduce((sum, [start, end]) => sum + end - start, 0n)

/** Interfaces share subnets, so each subnet is worked out once a family and port. */
export class InternetReach {
  readonly #inventory: Known
  readonly #known = new Map<string, Reach>()

  constructor(inventory: Known) {
    this.#inventory = inventory
  }

  /** Whether the internet reaches an interface on TCP ports, as far as what stands before it goes. */
  to(eni: NetworkInterface, family: 4 | 6, ports: readonly number[]): Reach {
    const own = family === 4 ? publicIpsOf(eni) : globalIpv6Of(eni)
    if (own.length === 0)
      return { not: family === 4 ? 'it has no public address' : 'it has no global IPv6 address' }
    if (!same(eni.Status, 'in-use')) return { not: 'it is not attached' }
    if (isLoadBalancerInterface(eni))
      return { not: 'a load balancer answers on the ports of its listeners only' }
    const subnet = this.#inventory.subnets.get(eni.SubnetId)
    if (!subnet) return { unknown: `${eni.SubnetId} was not read` }
    const reach = this.#into(subnet, family, ports)
    return 'ports' in reach ? { ...reach, addresses: own } : reach
  }

  /** The best that the internet gets at an interface by what a security group opens, of both families. */
  through(access: InternetAccess, eni: NetworkInterface): Reach {
    const families = [...new Set(access.openings.map((opening) => opening.family))]
    const tried = families.map((family) => this.to(eni, family, access.ports[family]))
    return (
      tried.find((one) => 'ports' in one) ??
      tried.find((one) => 'unknown' in one) ??
      tried[0] ?? { not: 'nothing is open' }
    )
  }

  #into(subnet: Subnet, family: 4 | 6, ports: readonly number[]): Reach {
    const key = `${subnet.id} ${family} ${ports.join()}`
    const known = this.#known.get(key)
    if (known) return known
    const reach = reachInto(subnet, family, ports, this.#inventory)
    this.#known.set(key, reach)
    return reach
  }
}

/** What surely stops packets comes before what is not known. */
function reachInto(subnet: Subnet, family: 4 | 6, ports: readonly number[], inventory: Known): Reach {
  const routed = isPublic(subnet, inventory, [family])
  if (routed === false) return { not: `${subnet.id} has no working default route to an internet gateway` }
  const blocked = blocksInternet(subnet, inventory)
  if (blocked === true) return { not: `VPC Block Public Access covers ${subnet.id}` }
  const admitted = admittedPorts(subnet, family, ports, inventory)
  if (admitted?.length === 0)
    return { not: `the network ACL of ${subnet.id} does not admit the internet there` }
  if (routed === undefined) return { unknown: `the routes of ${subnet.id} were not read` }
  if (admitted === undefined) return { unknown: `the network ACL of ${subnet.id} was not read` }
  if (blocked === undefined)
    return { unknown: `whether VPC Block Public Access covers ${subnet.id} was not read` }
  return { ports: admitted, addresses: [] }
}

/** The ports on which the ACL lets the internet in and the answers out, to the same addresses. */
function admittedPorts(
  subnet: Subnet,
  family: 4 | 6,
  ports: readonly number[],
  inventory: Known,
): readonly number[] | undefined {
  const acl = aclOf(subnet, inventory)
  const inbound = acl && entriesOf(acl, 'inbound')
  const outbound = acl && entriesOf(acl, 'outbound')
  if (!inbound || !outbound) return undefined
  const answered = intersect(INTERNET[family], admittedAddresses(outbound, TCP, family, CLIENT_PORTS.any))
  return ports.filter((port) => {
    const callers = intersect(answered, admittedAddresses(inbound, TCP, family, [[port, port + 1]]))
    return sizeOf(callers) * LEAST_PART >= sizeOf(INTERNET[family])
  })
}
