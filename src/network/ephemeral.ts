import type { Inventory } from '../inventory/inventory.ts'
import {
  type NetworkInterface,
  isLambdaInterface,
  isLoadBalancerInterface,
  isNatGatewayInterface,
  isWorkload,
} from './interfaces.ts'
import { type IntervalSet, union } from './intervals.ts'
import { same } from './same.ts'

/**
 * The ports from which clients open connections, and on which they expect the answers.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const CLIENT_PORTS = {
  /** NAT gateways, load balancers, Lambda functions, and the internet at large. */
  any: [[1024, 65_536]],
  linux: [[32_768, 61_000]],
  windows: [[49_152, 65_536]],
  /** Used by Linux as by Windows, whichever it is … */
  eitherSystem: [[49_152, 61_000]],
  /** … and used by one of them. */
  someSystem: [[32_768, 65_536]],
} as const satisfies Record<string, IntervalSet<number>>

export interface ClientPorts {
  /** Ports that these clients surely use. */
  readonly required: IntervalSet<number>
  /** Those and the ports that they use if they run the one system or the other. */
  readonly possible: IntervalSet<number>
  /** What they are, in words. */
  readonly kinds: readonly string[]
}

const surely = (kind: string, ports: IntervalSet<number>): ClientPorts => ({
  required: ports,
  possible: ports,
  kinds: [kind],
})

/** Clients of which nothing is known, as those on premises. */
export const UNKNOWN_CLIENTS: ClientPorts = {
  required: CLIENT_PORTS.eitherSystem,
  possible: CLIENT_PORTS.someSystem,
  kinds: ['hosts outside the VPC'],
}

export const INTERNET_CLIENTS = surely('internet', CLIENT_PORTS.any)

/** Everyone, where it is not known whether the internet is among them. */
export const UNSURE_INTERNET_CLIENTS: ClientPorts = {
  required: CLIENT_PORTS.eitherSystem,
  possible: CLIENT_PORTS.any,
  kinds: ['hosts outside the VPC, perhaps on the internet'],
}

/** Whether an interface opens connections of its own, or for others. */
export const isClient = (eni: NetworkInterface): boolean =>
  isWorkload(eni) || (isNatGatewayInterface(eni) && same(eni.Status, 'in-use'))

/** What all of these clients use together: their kinds tell it, and there are few mixtures of them. */
export function together(clients: readonly ClientPorts[]): ClientPorts {
  const [first] = clients
  if (first && clients.length === 1) return first
  const kinds = [...new Set(clients.flatMap((one) => one.kinds))].toSorted()
  const key = kinds.join(';')
  const known = mixtures.get(key) ?? {
    required: union(clients.flatMap((one) => one.required)),
    possible: union(clients.flatMap((one) => one.possible)),
    kinds,
  }
  mixtures.set(key, known)
  return known
}

const mixtures = new Map<string, ClientPorts>()

export const clientPortsOf = (
  enis: readonly NetworkInterface[],
  inventory: Inventory<'instances'>,
): ClientPorts => together([...new Set(enis.map((eni) => clientPorts(eni, inventory)))])

function clientPorts(eni: NetworkInterface, inventory: Inventory<'instances'>): ClientPorts {
  if (isNatGatewayInterface(eni)) return NAT_GATEWAY
  if (isLoadBalancerInterface(eni)) return LOAD_BALANCER
  if (isLambdaInterface(eni)) return FUNCTION
  const id = eni.Attachment?.InstanceId
  // What AWS runs for others (databases, containers) is nearly always Linux.
  if (id === undefined) return MANAGED
  const instance = inventory.instances.get(id)
  if (!instance) return UNREAD_INSTANCE
  return same(instance.Platform, 'windows') ? WINDOWS : LINUX
}

const NAT_GATEWAY = surely('NAT gateway', CLIENT_PORTS.any)
const LOAD_BALANCER = surely('load balancer', CLIENT_PORTS.any)
const FUNCTION = surely('Lambda function', CLIENT_PORTS.any)
const MANAGED = surely('managed interface', CLIENT_PORTS.linux)
const WINDOWS = surely('Windows instance', CLIENT_PORTS.windows)
const LINUX = surely('Linux instance', CLIENT_PORTS.linux)
const UNREAD_INSTANCE: ClientPorts = {
  required: CLIENT_PORTS.eitherSystem,
  possible: CLIENT_PORTS.someSystem,
  kinds: ['instance that was not read'],
}

/**
 * A range that holds the ports of clients and no well-known one is there to let answers pass: it does not say that
 * connections are opened to such ports.
 */
export const isReplyRange = (ports: IntervalSet<number>): boolean =>
  ports.length > 0 &&
  ports.every(([start]) => start >= 1024) &&
  CLIENT_PORTS.eitherSystem.every(([from, to]) => ports.some(([start, end]) => start <= from && end >= to))
