/** What the internet can reach, on which ports and from where: by address, route, ACL and security group together. */
import type { Inventory } from '../../inventory/inventory.ts'
import { globalIpv6Of, groupIdsOf, isNatGatewayInterface, publicIpsOf } from '../interfaces.ts'
import { type IntervalSet, intersect, isEmpty } from '../intervals.ts'
import { TCP, UDP, protocolNumber } from '../nacl.ts'
import type { Eni, World } from '../path/world.ts'
import { same } from '../same.ts'
import { balancerPorts } from './balancers.ts'
import { type Combined, combined } from './combined.ts'
import { type Admission, INTERNET, admissionOf, portsOf, protocolsOf } from './filters.ts'
import { type Way, WaysIn } from './way.ts'

/** A set of ports of one interface that the same strangers can call. */
export interface Exposure {
  readonly eni: Eni
  readonly family: 4 | 6
  readonly addresses: readonly string[]
  readonly protocol: number
  readonly ports: IntervalSet<number>
  readonly sources: IntervalSet<bigint>
  /** All of the internet, or the ranges that the deciding rules name. */
  readonly from: readonly string[]
  readonly gateway: string
  readonly subnet: string
  readonly acl: string
  /** The security group rules that let them in. */
  readonly rules: readonly { readonly group: string; readonly admission: Admission }[]
  /** What answers there. */
  readonly answers: string
  /** The load balancer that leads there; without, it is called by its own address. */
  readonly via?: string
}

/** An interface of which it cannot be said. */
export interface Undecided {
  readonly eni: Eni
  readonly reason: string
}

export interface Exposed {
  readonly exposures: readonly Exposure[]
  readonly undecided: readonly Undecided[]
}

/** What decides for interfaces that are no load balancer's. */
type Around = Inventory<
  | 'instances'
  | 'subnets'
  | 'securityGroups'
  | 'routeTables'
  | 'networkAcls'
  | 'vpcBlockPublicAccessOptions'
  | 'prefixListEntries'
>

type Listening = ReturnType<typeof balancerPorts>

/** Subnets, security groups, and both together are worked out once, however many interfaces share them. */
export class InternetExposure {
  readonly #world: Around
  readonly #listening: (eni: Eni) => Listening
  readonly #ways: WaysIn
  readonly #groups = new Map<string, readonly Admission[] | 'unknown'>()
  /** What is the same for all interfaces with the same groups in a subnet, as those of a scaling group are. */
  readonly #alike = new Map<string, readonly Reached[]>()

  constructor(world: World)
  /** Who asks about other interfaces than load balancers' need not have read those. */
  constructor(world: Around, listening: (eni: Eni) => Listening)
  constructor(world: Around, listening?: (eni: Eni) => Listening) {
    this.#world = world
    // Without `listening`, it is the World of the first signature.
    this.#listening = listening ?? ((eni) => balancerPorts(eni, world as World))
    this.#ways = new WaysIn(world)
  }

  /** Every exposed interface of those that are asked about. */
  of(enis: Iterable<Eni>): Exposed {
    const exposures: Exposure[] = []
    const undecided: Undecided[] = []
    for (const eni of enis) {
      for (const family of [4, 6] as const) {
        const found = this.#one(eni, family)
        if (typeof found === 'string') undecided.push({ eni, reason: found })
        else for (const exposure of found) exposures.push(exposure)
      }
    }
    return { exposures, undecided }
  }

  #one(eni: Eni, family: 4 | 6): readonly Exposure[] | string {
    const addresses = family === 4 ? publicIpsOf(eni) : globalIpv6Of(eni)
    // A NAT gateway accepts nothing that began outside.
    if (addresses.length === 0 || !same(eni.Status, 'in-use') || isNatGatewayInterface(eni)) return []
    const instance = this.#world.instances.get(eni.Attachment?.InstanceId)
    if (same(instance?.State?.Name, 'stopped', 'stopping', 'terminated', 'shutting-down')) return []
    const subnet = this.#world.subnets.get(eni.SubnetId)
    if (!subnet) return `its subnet ${eni.SubnetId ?? ''} was not read`
    const way = this.#ways.to(subnet, family)
    if ('not' in way) return []
    if ('unknown' in way) return this.#isShut(eni, family) ? [] : way.unknown
    if (!eni.Groups) return 'its security groups are not in the answer'
    const listening = this.#listening(eni)
    if (listening === 'unknown') return 'the listeners of its load balancer were not read'

    const protocols = this.#protocols(eni, family)
    if (!protocols) return 'one of its security groups was not read'

    const found: Exposure[] = []
    for (const protocol of protocols) {
      const reached = this.#reached(eni, { subnet: subnet.id, way }, protocol, family, listening)
      if (reached === 'unknown') return 'one of its security groups, or a prefix list in one, was not read'
      for (const { ports, sources, rules, from } of reached) {
        found.push({
          eni,
          family,
          addresses,
          protocol,
          ports,
          sources,
          from,
          gateway: way.gateway,
          subnet: subnet.id,
          acl: way.acl,
          rules,
          answers: answering(eni),
        })
      }
    }
    return found
  }

  /** Who reaches which ports, by the way into the subnet and the groups. */
  #reached(
    eni: Eni,
    { subnet, way }: { readonly subnet: string; readonly way: Way },
    protocol: number,
    family: 4 | 6,
    listening: Exclude<Listening, 'unknown'>,
  ): readonly Reached[] | 'unknown' {
    const key = `${subnet} ${family} ${protocol} ${groupIdsOf(eni).join(' ')}`
    const known = listening ? undefined : this.#alike.get(key)
    if (known) return known
    const admissions = this.#admissions(eni, protocol, family)
    if (admissions === 'unknown') return 'unknown'
    const asked = listening ? intersect(listening(protocol), portsOf(protocol)) : portsOf(protocol)
    const reached = combined(way.open(protocol), admissions, asked).map((one) => ({
      ...one,
      from: isNearlyAll(one.sources, family)
        ? ['the internet']
        : [...new Set(one.rules.flatMap((rule) => rule.admission.labels))],
    }))
    if (!listening) this.#alike.set(key, reached)
    return reached
  }

  /** Whether its groups let no stranger in, by whatever way one may come. */
  #isShut(eni: Eni, family: 4 | 6): boolean {
    return (this.#protocols(eni, family) ?? [undefined]).every((protocol) => {
      const admissions = protocol === undefined ? 'unknown' : this.#admissions(eni, protocol, family)
      return (
        admissions !== 'unknown' &&
        admissions.every(({ admission }) => isEmpty(intersect(admission.sources, INTERNET[family])))
      )
    })
  }

  /** The protocols that its groups are about; undefined when one of them was not read. */
  #protocols(eni: Eni, family: 4 | 6): readonly number[] | undefined {
    const ids = groupIdsOf(eni)
    if (ids.length === 0) return [TCP, UDP]
    const permissions = ids.map((id) => this.#world.securityGroups.get(id)?.IpPermissions)
    if (permissions.includes(undefined)) return undefined
    if (permissions.some((all) => all?.some((one) => protocolNumber(one.IpProtocol) === undefined)))
      return undefined
    const named = permissions.flatMap((one) =>
      (one ?? []).flatMap((permission) => protocolsOf(permission, family)),
    )
    return [...new Set(named)].toSorted((a, b) => a - b)
  }

  /** What the groups of an interface admit; an interface without any admits all. */
  #admissions(
    eni: Eni,
    protocol: number,
    family: 4 | 6,
  ): readonly { group: string; admission: Admission }[] | 'unknown' {
    const ids = groupIdsOf(eni)
    if (ids.length === 0) {
      const admission: Admission = {
        ports: portsOf(protocol),
        sources: INTERNET[family],
        permission: {},
        labels: [],
      }
      return [{ group: 'no security group', admission }]
    }
    const found: { group: string; admission: Admission }[] = []
    for (const id of ids) {
      const admissions = this.#group(id, protocol, family)
      if (admissions === 'unknown') return 'unknown'
      for (const admission of admissions) found.push({ group: id, admission })
    }
    return found
  }

  #group(id: string, protocol: number, family: 4 | 6): readonly Admission[] | 'unknown' {
    const key = `${id} ${protocol} ${family}`
    const known = this.#groups.get(key)
    if (known) return known
    const permissions = this.#world.securityGroups.get(id)?.IpPermissions
    const read = permissions?.map((permission) => admissionOf(permission, protocol, family, this.#world))
    const admissions =
      !read || read.includes('unknown')
        ? 'unknown'
        : read.filter((one) => one !== undefined && one !== 'unknown')
    this.#groups.set(key, admissions)
    return admissions
  }
}

const sizeOf = (set: IntervalSet<bigint>): bigint => set.reduce((sum, [start, end]) => sum + end - start, 0n)

/** All of the internet but a few ranges that are routed elsewhere, as a VPC's own IPv6 block is. */
const isNearlyAll = (sources: IntervalSet<bigint>, family: 4 | 6): boolean =>
  sizeOf(sources) * 100n >= sizeOf(INTERNET[family]) * 99n

type Reached = Combined & Pick<Exposure, 'from'>

const answering = (eni: Eni): string =>
  eni.Attachment?.InstanceId ?? (eni.Description || (eni.InterfaceType ?? eni.id))
