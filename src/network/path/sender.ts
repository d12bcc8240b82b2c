import type { blockMode } from '../block-public-access.ts'
import { isOnInternet } from './packet.ts'
import { type PublicPair, natPairs } from './places.ts'
import type { State } from './walk.ts'
import { type Subnet, eniAt, publicPairs, subnetOf, wasRead } from './world.ts'

/** Whose address the packets come from, as the gateway of a VPC knows it: only what is in that VPC has a public one. */
export interface Sender {
  readonly covered: Parameters<typeof blockMode>[0] | undefined
  readonly byNat: boolean
  readonly isPublic: boolean
  readonly pairs: readonly PublicPair[]
  readonly unread: boolean
}

export function senderOf(
  vpc: string,
  from: Subnet | undefined,
  { packet, world, homeVpc, translations }: State,
): Sender {
  const row = world.vpcs.get(vpc)
  const last = translations.at(-1)
  const regional =
    last && last.after.source === packet.source && isOnInternet(4, packet.source) && packet.family === 4
  if (regional) return { covered: row, byNat: true, isPublic: true, pairs: [], unread: false }
  const own = homeVpc === vpc
  const home = own ? subnetOf(vpc, packet.family, packet.source, world) : undefined
  const eni = home && eniAt(home, packet.family, packet.source, world)
  const nat = own
    ? world.natGateways
        .where('VpcId', vpc)
        .find((one) => natPairs(one).some(({ inside }) => inside === packet.source))
    : undefined
  return {
    covered: home ?? from ?? row,
    byNat: nat !== undefined || last?.after.source === packet.source,
    isPublic: false,
    pairs: [...(nat ? natPairs(nat) : []), ...(eni ? publicPairs(eni) : [])],
    unread: home !== undefined && !eni && !nat && !wasRead('networkInterfaces', home, world),
  }
}
