/** Whose an address of the internet is, of all that was read: an interface, a NAT gateway, or a place in a VPC. */
import type { RowOf } from '../../inventory/inventory.ts'
import { isNatGatewayInterface } from '../interfaces.ts'
import { contains, parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { hostPrefix } from './packet.ts'
import { vpcBlocks } from '../blocks.ts'
import { type World, eniOfPublic, publicPairs, subnetOf } from './world.ts'

type NatGateway = RowOf<'natGateways'>

/** The gateways that are attached to a VPC. */
export const attachedVpcs = (gateway: {
  readonly Attachments?: readonly { readonly VpcId?: string | undefined }[] | undefined
}): readonly string[] => (gateway.Attachments ?? []).flatMap((attachment) => attachment.VpcId ?? [])

/** A private address and the public one that an internet gateway gives it. */
export interface PublicPair {
  readonly inside: bigint
  readonly outside: bigint
}

/** The private addresses of a NAT gateway with their public ones. */
export const natPairs = (nat: NatGateway): readonly PublicPair[] =>
  (nat.NatGatewayAddresses ?? []).flatMap(({ PrivateIp, PublicIp }) => {
    const [inside, outside] = [parsePrefix(PrivateIp), parsePrefix(PublicIp)]
    return inside && outside ? [{ inside: inside.first, outside: outside.first }] : []
  })

const publicAddresses = (nat: NatGateway): readonly string[] =>
  (nat.NatGatewayAddresses ?? []).flatMap(({ PublicIp }) => {
    const outside = parsePrefix(PublicIp)
    return outside ? [String(outside.first)] : []
  })

/** Where in a VPC packets from the internet to an address come in. */
export interface Landing {
  readonly vpc: string
  /** A regional NAT gateway is in none; and an IPv6 address may be in none. */
  readonly subnet: string | undefined
  /** The address as it is inside. */
  readonly inside: bigint
  /** A NAT gateway has it. */
  readonly byNat: boolean
  /** A regional NAT gateway, which translates by itself. */
  readonly regional?: NatGateway
  readonly label: string
}

export function landingOf(family: 4 | 6, address: bigint, world: World): Landing | undefined {
  return family === 4 ? landingOf4(address, world) : landingOf6(address, world)
}

function landingOf4(address: bigint, world: World): Landing | undefined {
  const [nat] = world.natGateways.where(publicAddresses, String(address))
  if (nat?.VpcId && same(nat.AvailabilityMode, 'regional')) {
    return { vpc: nat.VpcId, subnet: undefined, inside: address, byNat: true, regional: nat, label: nat.id }
  }
  const ofNat = nat && natPairs(nat).find(({ outside }) => outside === address)
  if (nat?.VpcId && ofNat) {
    return { vpc: nat.VpcId, subnet: nat.SubnetId, inside: ofNat.inside, byNat: true, label: nat.id }
  }
  const eni = eniOfPublic(4, address, world)
  const pair = eni && publicPairs(eni).find(({ outside }) => outside === address)
  if (!eni?.VpcId || !pair) return undefined
  return {
    vpc: eni.VpcId,
    subnet: eni.SubnetId,
    inside: pair.inside,
    byNat: isNatGatewayInterface(eni),
    label: eni.id,
  }
}

/** IPv6 is not translated: an address lies where its VPC's block is. */
function landingOf6(address: bigint, world: World): Landing | undefined {
  const host = hostPrefix(6, address)
  const eni = eniOfPublic(6, address, world)
  const home = world.vpcs.everywhere.find((vpc) => vpcBlocks(vpc).some((block) => contains(block, host)))
  const vpc = eni?.VpcId ?? home?.id
  if (vpc === undefined) return undefined
  const subnet = eni?.SubnetId ?? subnetOf(vpc, 6, address, world)?.id
  return { vpc, subnet, inside: address, byNat: false, label: eni?.id ?? vpc }
}
