/** What `--from` and `--to` may name: an instance, an interface, an address, the internet, a balancer, a gateway. */
import type { RowOf } from '../../inventory/inventory.ts'
import { addressesOf, instanceIdOf } from '../interfaces.ts'
import { parsePrefix } from '../prefix.ts'
import { isOnInternet } from './packet.ts'
import { type Eni, type World, eniOfPublic, publicPairs } from './world.ts'

export type Balancer = RowOf<'loadBalancers'>

export type Endpoint =
  | { readonly kind: 'interface'; readonly label: string; readonly eni: Eni; readonly address?: Address }
  | { readonly kind: 'internet'; readonly label: string; readonly address?: Address }
  | { readonly kind: 'address'; readonly label: string; readonly address: Address }
  | { readonly kind: 'balancer'; readonly label: string; readonly balancer: Balancer }
  | { readonly kind: 'gateway'; readonly label: string; readonly gateway: string }

export interface Address {
  readonly family: 4 | 6
  readonly value: bigint
}

/** An endpoint, or one sentence that says why it is none. */
export function resolveEndpoint(text: string, world: World): Endpoint | string {
  if (text === 'internet') return { kind: 'internet', label: text }
  if (text.startsWith('eni-')) {
    const eni = world.networkInterfaces.get(text)
    return eni ? { kind: 'interface', label: text, eni } : missing('network interface', text, world)
  }
  if (text.startsWith('i-')) return ofInstance(text, world)
  if (/^(vgw|tgw-attach|igw)-/.test(text)) return { kind: 'gateway', label: text, gateway: text }
  const host = text.includes('/') ? undefined : parsePrefix(text)
  if (host) return ofAddress(text, { family: host.family, value: host.first }, world)
  const balancers = world.loadBalancers.everywhere.filter(
    (one) => one.LoadBalancerArn === text || one.LoadBalancerName === text,
  )
  const [balancer] = balancers
  if (balancers.length > 1)
    return `${balancers.length} load balancers are called "${text}": give the ARN of one.`
  if (balancer) return { kind: 'balancer', label: balancer.LoadBalancerName ?? text, balancer }
  return `"${text}" is no instance, network interface, address, load balancer or gateway that was read, nor "internet".`
}

const missing = (what: string, id: string, world: World): string =>
  `There is no ${what} ${id} among the ${world.networkInterfaces.everywhere.length} network interfaces that were read${world.networkInterfaces.complete ? '' : ', and not all could be'}.`

function ofInstance(id: string, world: World): Endpoint | string {
  const enis = world.networkInterfaces.where(instanceIdOf, id)
  const eni = enis.find((one) => one.Attachment?.DeviceIndex === 0) ?? enis[0]
  return eni ? { kind: 'interface', label: id, eni } : missing('instance', id, world)
}

const privateAddresses = (eni: Eni): readonly string[] =>
  addressesOf(eni).flatMap((text) => {
    const host = parsePrefix(text)
    return host ? [String(host.first)] : []
  })

function ofAddress(label: string, address: Address, world: World): Endpoint | string {
  const enis = world.networkInterfaces.where(privateAddresses, String(address.value))
  const [eni] = enis
  if (enis.length > 1) {
    return `${enis.length} network interfaces have the address ${label} (${enis.map((one) => one.id).join(', ')}): give the id of one.`
  }
  if (eni) return { kind: 'interface', label, eni, address }
  return { kind: 'address', label, address }
}

/** The address by which an interface is called: its own, or the public one for those who come from the internet. */
export function calledAddress(eni: Eni, family: 4 | 6, fromInternet: boolean): bigint | undefined {
  if (family === 6) return parsePrefix(eni.Ipv6Addresses?.[0]?.Ipv6Address)?.first
  return fromInternet ? publicPairs(eni)[0]?.outside : parsePrefix(eni.PrivateIpAddress)?.first
}

/** Documentation addresses (RFC 5737, RFC 3849): they stand for somebody on the internet. */
export const SOMEBODY: Readonly<Record<4 | 6, bigint>> = {
  4: parsePrefix('192.0.2.1')?.first ?? 0n,
  6: parsePrefix('2001:db8::1')?.first ?? 0n,
}

/** Whether an address is out on the internet and not one of the inventory's own. */
export const isOutside = ({ family, value }: Address, world: World): boolean =>
  isOnInternet(family, value) && eniOfPublic(family, value, world) === undefined
