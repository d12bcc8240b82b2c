/** Which attached VPC answers for which addresses in a transit gateway's route table. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Attachment } from './attached.ts'
import { type Prefix, common, contains, parsePrefix, prefixKey } from './prefix.ts'
import { same } from './same.ts'

export interface Claim {
  readonly prefix: Prefix
  readonly label: string
  readonly attachment: Attachment
  /** Whether the VPC writes it into the table by itself, or somebody wrote a route. */
  readonly propagated: boolean
}

type Block = Pick<Claim, 'prefix' | 'label'>

/** The blocks of an attached VPC as others reach them, or why they are not known. */
export function blocksBehind(
  attachment: Attachment,
  inventory: Inventory<'vpcs' | 'transitGatewayNatConfigurations'>,
): readonly Block[] | string {
  const vpc = inventory.vpcs.get(attachment.ResourceId)
  const blocks = vpc && ownBlocks(vpc)
  if (!blocks)
    return `the addresses of ${attachment.ResourceId} in account ${attachment.ResourceOwnerId} were not read`
  if (same(attachment.NatGatewaySupport ?? 'disabled', 'disabled')) return blocks
  const [rules] = inventory.transitGatewayNatConfigurations.under(attachment.id) ?? []
  if (same(rules?.NatGatewaySupport, 'disabled')) return blocks
  const isSettled =
    same(rules?.NatGatewaySupport, 'enabled') &&
    rules?.NatGatewayRules?.every((one) => same(one.State, 'activated', 'deactivated'))
  if (isSettled !== true) return `how ${attachment.id} is translated was not read, or changes just now`
  return blocks.map((block) => translated(block, rules?.NatGatewayRules ?? []))
}

type NatRules = NonNullable<RowOf<'transitGatewayNatConfigurations'>['NatGatewayRules']>

/**
 * The route to a block is replaced by one to its translation only where a rule is for all of it.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nat-routing.html
 */
function translated(block: Block, rules: NatRules): Block {
  for (const { MatchSourceCidr, NatCidr, State } of rules) {
    const [from, to] = [parsePrefix(MatchSourceCidr), parsePrefix(NatCidr)]
    if (same(State, 'activated') && from && to && contains(from, block.prefix))
      return { ...block, prefix: to, label: `${NatCidr} for ${block.label}` }
  }
  return block
}

/** Undefined where the answer leaves something out: a block may be missing. */
function ownBlocks({
  CidrBlockAssociationSet,
  // A VPC without IPv6 has no such list in the answer.
  Ipv6CidrBlockAssociationSet = [],
}: RowOf<'vpcs'>): readonly Block[] | undefined {
  if (!CidrBlockAssociationSet) return undefined
  const all = [
    ...CidrBlockAssociationSet.map((one) => [one.CidrBlock, one.CidrBlockState?.State] as const),
    ...Ipv6CidrBlockAssociationSet.map((one) => [one.Ipv6CidrBlock, one.Ipv6CidrBlockState?.State] as const),
  ]
  if (all.some(([, state]) => state === undefined)) return undefined
  return all.flatMap(([text = '', state]) => {
    const prefix = parsePrefix(text)
    return prefix && same(state, 'associated') ? [{ prefix, label: text }] : []
  })
}

/** What VPCs answer for in a table: all of their blocks where they propagate, else what static routes give them. */
export function claimsIn(
  table: string,
  blocks: ReadonlyMap<Attachment, readonly Block[]>,
  inventory: Inventory<'transitGatewayPropagations' | 'transitGatewayRoutes'>,
): readonly Claim[] | undefined {
  const propagations = inventory.transitGatewayPropagations.under(table)
  const routes = inventory.transitGatewayRoutes.under(table)
  if (!propagations || !routes) return undefined
  const writers = new Set(
    propagations.flatMap((one) => (same(one.State, 'enabled') ? one.TransitGatewayAttachmentId : [])),
  )
  const written = new Map<string, Prefix[]>()
  for (const route of routes) {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    if (!prefix || !same(route.Type, 'static') || same(route.State, 'blackhole')) continue
    for (const { TransitGatewayAttachmentId: id } of route.TransitGatewayAttachments ?? []) {
      if (id !== undefined) written.set(id, [...(written.get(id) ?? []), prefix])
    }
  }
  const claims: Claim[] = []
  for (const [attachment, own] of blocks) {
    if (writers.has(attachment.id)) {
      for (const block of own) claims.push({ ...block, attachment, propagated: true })
      continue
    }
    const parts = own.flatMap((block) =>
      (written.get(attachment.id) ?? []).flatMap((route) => {
        const prefix = common(block.prefix, route)
        return prefix ? [{ ...block, prefix, attachment, propagated: false }] : []
      }),
    )
    claims.push(...new Map(parts.map((one) => [prefixKey(one.prefix), one])).values())
  }
  return claims
}
