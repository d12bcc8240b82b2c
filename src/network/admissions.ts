import type { Inventory } from '../inventory/inventory.ts'
import { subnetBlocks } from './blocks.ts'
import { type NetworkInterface, groupIdsOf, hideGroups } from './interfaces.ts'
import { type IntervalSet, isEmpty, union } from './intervals.ts'
import { ALL_PORTS, TCP } from './nacl.ts'
import { EVERYWHERE, type Prefix, prefixKey } from './prefix.ts'
import { type Permission, permittedPorts, sourcesOf } from './security-groups.ts'

type Known = Inventory<'subnets' | 'networkInterfaces' | 'securityGroups' | 'prefixListEntries'>

/** TCP ports that a security group admits, and from where. */
export interface Admission {
  readonly ports: IntervalSet<number>
  readonly source: Prefix
  /** What tells sources apart. */
  readonly key: string
}

const EVERYTHING: readonly Admission[] = ([4, 6] as const).map((family) => ({
  ports: ALL_PORTS,
  source: EVERYWHERE[family],
  key: prefixKey(EVERYWHERE[family]),
}))

/** Groups name the same sources over and over. */
function onePerSource(admissions: readonly Admission[]): readonly Admission[] {
  const found = new Map<string, Admission>()
  for (const admission of admissions) {
    const known = found.get(admission.key)
    if (!known) found.set(admission.key, admission)
    else if (known.ports !== admission.ports) {
      found.set(admission.key, { ...known, ports: union([...known.ports, ...admission.ports]) })
    }
  }
  return [...found.values()]
}

/** What security groups admit to interfaces. Each group is worked out once: thousands of interfaces wear the same. */
export class Admissions {
  readonly #known = new Map<string, readonly Admission[] | undefined>()
  readonly #inventory: Known

  constructor(inventory: Known) {
    this.#inventory = inventory
  }

  /** What any of these interfaces admits; where a group was not read it may be anything, and `certain` is false. */
  to(enis: readonly NetworkInterface[]): { readonly list: readonly Admission[]; readonly certain: boolean } {
    // Without a security group, as Network Load Balancers may be, an interface admits everyone.
    const bare = enis.some((eni) => eni.Groups?.length === 0)
    const areKnown = enis.every((eni) => eni.Groups)
    const list = areKnown ? this.through([...new Set(enis.flatMap(groupIdsOf))]) : undefined
    return { list: bare || !list ? EVERYTHING : list, certain: bare || list !== undefined }
  }

  /** What these groups admit together; undefined where one of them was not read. */
  through(groups: readonly string[]): readonly Admission[] | undefined {
    const read = groups.map((group) => this.#of(group))
    return read.every((admissions) => admissions !== undefined) ? onePerSource(read.flat()) : undefined
  }

  #of(group: string): readonly Admission[] | undefined {
    if (!this.#known.has(group)) this.#known.set(group, this.#read(group))
    return this.#known.get(group)
  }

  #read(group: string): readonly Admission[] | undefined {
    const permissions = this.#inventory.securityGroups.get(group)?.IpPermissions
    const read = permissions?.map((permission) => this.#admitted(permission))
    return read?.every((admissions) => admissions !== undefined) ? onePerSource(read.flat()) : undefined
  }

  #admitted(permission: Permission): readonly Admission[] | undefined {
    const ports = permittedPorts(permission, TCP)
    if (!ports || isEmpty(ports)) return ports && []
    const { sources, unknown } = sourcesOf(permission, this.#inventory)
    if (unknown.length > 0) return undefined
    if (permission.UserIdGroupPairs?.length && hideGroups(this.#inventory)) return undefined
    const members = (permission.UserIdGroupPairs ?? []).flatMap((pair) => this.#homesOf(pair.GroupId))
    return [...sources.map((source) => source.prefix), ...members].map((source) => ({
      ports,
      source,
      key: prefixKey(source),
    }))
  }

  /** The blocks of the subnets where members of a group sit. */
  #homesOf(group: string | undefined): readonly Prefix[] {
    const homes = new Set(
      this.#inventory.networkInterfaces.where(groupIdsOf, group).map((eni) => eni.SubnetId),
    )
    return [...homes].flatMap((id) => {
      const subnet = this.#inventory.subnets.get(id)
      return subnet ? subnetBlocks(subnet) : []
    })
  }
}
