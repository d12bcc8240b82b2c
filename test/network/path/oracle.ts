/**
 * The slow definition of what a packet does: one packet, one address, one port at a time, on networks written down as
 * plain lists. It shares nothing with the engine: addresses are strings of bits, and every rule is spelled out.
 */
import {
  type Host,
  type Nat,
  type Network,
  type Packet,
  type Subnet,
  type Target,
  type Vpc,
  found,
  holds,
  isPrivate,
  lengthOf,
} from './oracle-model.ts'
import { aclAllows, groupsAllow } from './oracle-rules.ts'

/** Every port at which some rule of a random network begins or ends lies between two of these, or is one. */
const PORTS = [1024, 32_767, 32_768, 39_999, 40_000, 50_000, 50_001, 60_999, 61_000, 65_535]
const LINUX = PORTS.filter((port) => port >= 32_768 && port <= 60_999)

interface Memory {
  readonly nat: string
  readonly before: Packet
  readonly after: Packet
}
interface Journey {
  readonly packet: Packet
  /** Who sent it, as long as groups can tell. */
  readonly sender?: Host | undefined
  readonly home: string | undefined
  readonly answering: boolean
  readonly memories: readonly Memory[]
  readonly natPort: number
  readonly steps: number
}
type Result =
  | { readonly end: 'dropped' }
  | { readonly end: 'host'; readonly host: Host; readonly journey: Journey }
  | { readonly end: 'outside'; readonly journey: Journey }

const DROPPED: readonly Result[] = [{ end: 'dropped' }]

export class Oracle {
  readonly #net: Network

  constructor(network: Network) {
    this.#net = network
  }

  /** Whether a connection works from every port that the caller may use. */
  answer(
    from: Host | 'stranger',
    to: Host | string,
    protocol: number,
    port: number,
  ): 'delivered' | 'dropped' | 'exits-network' {
    const destination = typeof to === 'string' ? to : to.address
    let outside = false
    for (const sourcePort of from === 'stranger' ? PORTS.filter((one) => one >= 32_768) : LINUX) {
      for (const natPort of PORTS) {
        const source = from === 'stranger' ? '8.8.8.8' : from.address
        const packet = { protocol, source, destination, sourcePort, port }
        const begun = { packet, answering: false, memories: [], natPort, steps: 0 }
        const there =
          from === 'stranger' ? this.#fromInternet({ ...begun, home: undefined }) : this.#set(from, begun)
        for (const result of there) {
          if (!this.#comesBack(result, from, to, packet)) return 'dropped'
          if (result.end === 'outside') outside = true
        }
      }
    }
    return outside ? 'exits-network' : 'delivered'
  }

  #set(host: Host, begun: Omit<Journey, 'home'>): readonly Result[] {
    const subnet = this.#subnet(host.subnet)
    if (!groupsAllow(this.#net, host, 'out', begun.packet, this.#receiver(subnet, begun.packet.destination)))
      return DROPPED
    return this.#leave(subnet, { ...begun, sender: host, home: subnet.vpc })
  }

  #comesBack(result: Result, from: Host | 'stranger', to: Host | string, sent: Packet): boolean {
    if (result.end === 'dropped') return false
    if (result.end === 'host' && typeof to !== 'string' && result.host !== to) return false
    const { packet, memories, natPort } = result.journey
    const back: Packet = {
      protocol: packet.protocol,
      source: packet.destination,
      destination: packet.source,
      sourcePort: packet.port,
      port: packet.sourcePort,
    }
    const journey = { packet: back, answering: true, memories, natPort, steps: 0, home: undefined }
    const home = result.end === 'host' ? this.#subnet(result.host.subnet) : undefined
    const results = home ? this.#leave(home, { ...journey, home: home.vpc }) : this.#fromInternet(journey)
    return results.every((one) => {
      if (one.end === 'dropped' || one.journey.packet.source !== sent.destination) return false
      return from === 'stranger' ? one.end === 'outside' : one.end === 'host' && one.host === from
    })
  }

  /** Out of a subnet. */
  #leave(subnet: Subnet, journey: Journey): readonly Result[] {
    const { packet } = journey
    if (journey.steps > 30) return DROPPED
    const next = { ...journey, steps: journey.steps + 1 }
    if (holds(subnet.cidr, packet.destination)) return this.#reach(subnet, next)
    if (!aclAllows(this.#net, subnet, 'out', packet)) return DROPPED
    const target = this.#route(subnet, packet.destination)
    if (target === 'local') return this.#arrive(subnet.vpc, subnet, next)
    if (target?.kind === 'internet') return this.#throughInternetGateway(subnet.vpc, next)
    if (target?.kind === 'nat') return this.#throughNat(target.name, subnet, next)
    if (target?.kind === 'peering') return this.#throughPeering(target.name, subnet.vpc, next)
    if (target?.kind === 'transit') return this.#throughTransit(subnet, next)
    return DROPPED
  }

  #route(subnet: Subnet, destination: string): Target | 'local' | undefined {
    const vpc = this.#vpc(subnet.vpc)
    const table = subnet.table ?? vpc.main
    const all = [{ to: vpc.cidr, by: 'local' as const }, ...table.routes].filter((route) =>
      holds(route.to, destination),
    )
    return all.toSorted((a, b) => lengthOf(b.to) - lengthOf(a.to))[0]?.by
  }

  #throughInternetGateway(vpc: string, journey: Journey): readonly Result[] {
    const { packet, home } = journey
    if (isPrivate(packet.destination) || home !== vpc) return DROPPED
    const owner = [...this.#net.hosts, ...this.#net.nats].find(
      (one) => this.#subnet(one.subnet).vpc === vpc && one.address === packet.source,
    )
    if (!owner?.publicAddress) return DROPPED
    return this.#onInternet({
      ...journey,
      packet: { ...packet, source: owner.publicAddress },
      sender: undefined,
      home: undefined,
    })
  }

  #onInternet(journey: Journey): readonly Result[] {
    const owner = [...this.#net.hosts, ...this.#net.nats].find(
      (one) => one.publicAddress === journey.packet.destination,
    )
    return owner ? this.#fromInternet(journey) : [{ end: 'outside', journey }]
  }

  #fromInternet(journey: Journey): readonly Result[] {
    const owner = [...this.#net.hosts, ...this.#net.nats].find(
      (one) => one.publicAddress === journey.packet.destination,
    )
    if (!owner) return DROPPED
    const { vpc } = this.#subnet(owner.subnet)
    if (!this.#vpc(vpc).hasInternetGateway) return DROPPED
    return this.#arrive(vpc, undefined, {
      ...journey,
      packet: { ...journey.packet, destination: owner.address },
    })
  }

  #throughNat(name: string, from: Subnet, journey: Journey): readonly Result[] {
    const nat = this.#net.nats.find((one) => one.name === name)
    // Answers to what it did not open are nothing to it.
    if (!nat || journey.answering) return DROPPED
    const subnet = this.#subnet(nat.subnet)
    if (subnet.name !== from.name && !aclAllows(this.#net, subnet, 'in', journey.packet)) return DROPPED
    const after = { ...journey.packet, source: nat.address, sourcePort: journey.natPort }
    const memories = [...journey.memories, { nat: name, before: journey.packet, after }]
    return this.#leave(subnet, { ...journey, packet: after, memories, sender: undefined, home: subnet.vpc })
  }

  #throughPeering(name: string, vpc: string, journey: Journey): readonly Result[] {
    const sides: readonly string[] = this.#net.peerings.find((one) => one.name === name)?.sides ?? []
    const peer = this.#net.vpcs.find((one) => sides.includes(one.name) && one.name !== vpc)
    if (!peer || !holds(peer.cidr, journey.packet.destination)) return DROPPED
    return this.#arrive(peer.name, undefined, journey)
  }

  #throughTransit(subnet: Subnet, journey: Journey): readonly Result[] {
    const { transit } = this.#net
    const attachment = transit?.attachments.find((one) => one.vpc === subnet.vpc)
    const door = attachment?.doors.map((name) => this.#subnet(name)).find((one) => one.zone === subnet.zone)
    if (!transit || !attachment?.associated || !door || !aclAllows(this.#net, door, 'in', journey.packet))
      return DROPPED
    const holding = transit.routes.filter((one) => holds(one.to, journey.packet.destination))
    const best = holding.toSorted((a, b) => lengthOf(b.to) - lengthOf(a.to))[0]
    const leaving = transit.attachments.find((one) => one.name === best?.by)
    if (!leaving) return DROPPED
    const doors = leaving.doors.map((name) => this.#subnet(name))
    const near = doors.filter((one) => one.zone === door.zone)
    const sender = transit.knowsGroups ? journey.sender : undefined
    return (near.length > 0 ? near : doors).flatMap((one) => this.#leave(one, { ...journey, sender }))
  }

  #arrive(vpc: string, from: Subnet | undefined, journey: Journey): readonly Result[] {
    const subnet = this.#net.subnets.find(
      (one) => one.vpc === vpc && holds(one.cidr, journey.packet.destination),
    )
    if (!subnet || (subnet !== from && !aclAllows(this.#net, subnet, 'in', journey.packet))) return DROPPED
    return this.#reach(subnet, journey)
  }

  #reach(subnet: Subnet, journey: Journey): readonly Result[] {
    const { packet, answering } = journey
    const nat = this.#net.nats.find((one) => one.subnet === subnet.name && one.address === packet.destination)
    if (nat) return this.#undo(nat, subnet, journey)
    const host = this.#net.hosts.find(
      (one) => one.subnet === subnet.name && one.address === packet.destination,
    )
    if (!host || (!answering && !groupsAllow(this.#net, host, 'in', packet, journey.sender))) return DROPPED
    return [{ end: 'host', host, journey }]
  }

  #undo(nat: Nat, subnet: Subnet, journey: Journey): readonly Result[] {
    const { packet, answering, memories } = journey
    const memory = memories.find(
      (one) =>
        one.nat === nat.name &&
        one.after.destination === packet.source &&
        one.after.sourcePort === packet.port,
    )
    if (!answering || !memory) return DROPPED
    return this.#leave(subnet, {
      ...journey,
      packet: { ...packet, destination: memory.before.source, port: memory.before.sourcePort },
    })
  }

  /** Whose groups a rule for what goes out may name: whoever is reached without anything between. */
  #receiver(subnet: Subnet, destination: string): Host | undefined {
    const target = holds(subnet.cidr, destination) ? 'local' : this.#route(subnet, destination)
    if (target !== 'local' && target?.kind !== 'peering') return undefined
    const sides: readonly string[] =
      target === 'local' ? [] : (this.#net.peerings.find((one) => one.name === target.name)?.sides ?? [])
    const vpc = target === 'local' ? subnet.vpc : sides.find((one) => one !== subnet.vpc)
    return this.#net.hosts.find((one) => one.address === destination && this.#subnet(one.subnet).vpc === vpc)
  }

  #subnet = (name: string): Subnet => found(this.#net.subnets, name)
  #vpc = (name: string): Vpc => found(this.#net.vpcs, name)
}
