/** Whether the internet arrives at a network interface on some TCP ports: its address, and the way to its subnet. */
import type { Inventory } from '../inventory/inventory.ts'
import { INTERNET, type Opening } from './exposure/filters.ts'
import { WaysIn } from './exposure/way.ts'
import { type NetworkInterface, globalIpv6Of, isLoadBalancerInterface, publicIpsOf } from './interfaces.ts'
import { type IntervalSet, union } from './intervals.ts'
import { TCP } from './nacl.ts'
import { same } from './same.ts'
import type { InternetAccess } from './security-groups.ts'

type Known = Inventory<
  'subnets' | 'routeTables' | 'networkAcls' | 'vpcBlockPublicAccessOptions' | 'prefixListEntries'
>

/** Ports that are reached, or why none is, or why that cannot be said. */
export type Reach =
  | { readonly ports: readonly number[]; readonly addresses: readonly string[] }
  | { readonly not: string }
  | { readonly unknown: string }

/** What an ACL admits counts as the internet from this part of it on: less is a list of known networks. */
const LEAST_PART = 256n

const sizeOf = (set: IntervalSet<bigint>): bigint => set.reduce((sum, [start, end]) => sum + end - start, 0n)

export class InternetReach {
  readonly #inventory: Known
  readonly #ways: WaysIn

  constructor(inventory: Known) {
    this.#inventory = inventory
    this.#ways = new WaysIn(inventory)
  }

  /** The best that the internet gets at an interface by what a security group opens, of both families. */
  through(access: InternetAccess, eni: NetworkInterface): Reach {
    const families = [...new Set(access.openings.map((opening) => opening.family))]
    const tried = families.map((family) => this.#to(eni, family, access.ports[family]))
    return (
      tried.find((one) => 'ports' in one) ??
      tried.find((one) => 'unknown' in one) ??
      tried[0] ?? { not: 'nothing is open' }
    )
  }

  #to(eni: NetworkInterface, family: 4 | 6, ports: readonly number[]): Reach {
    const addresses = family === 4 ? publicIpsOf(eni) : globalIpv6Of(eni)
    if (addresses.length === 0) {
      return { not: family === 4 ? 'it has no public address' : 'it has no global IPv6 address' }
    }
    if (!same(eni.Status, 'in-use')) return { not: 'it is not attached' }
    if (isLoadBalancerInterface(eni))
      return { not: 'a load balancer answers on the ports of its listeners only' }
    const subnet = this.#inventory.subnets.get(eni.SubnetId)
    if (!subnet) return { unknown: `${eni.SubnetId} was not read` }
    const way = this.#ways.to(subnet, family)
    if (!('open' in way)) return way
    const openings = way.open(TCP)
    const reached = ports.filter((port) => isWide(sourcesAt(openings, port), family))
    return reached.length > 0
      ? { ports: reached, addresses }
      : { not: `the network ACL of ${subnet.id} does not admit the internet there` }
  }
}

function sourcesAt(openings: readonly Opening[], port: number): IntervalSet<bigint> {
  const at = openings.filter((one) => one.ports.some(([start, end]) => start <= port && port < end))
  return union(at.flatMap((one) => one.sources))
}

/** Whether these addresses are so much of the internet that they are no list of known networks. */
export const isWide = (sources: IntervalSet<bigint>, family: 4 | 6): boolean =>
  sizeOf(sources) * LEAST_PART >= sizeOf(INTERNET[family])
