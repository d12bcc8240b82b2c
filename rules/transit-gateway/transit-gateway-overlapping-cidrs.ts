import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Attachment, attachmentsOf, isLive } from '../../src/network/attached.ts'
import { overlapGroups } from '../../src/network/overlap-groups.ts'
import { isForPods } from '../../src/network/private-ranges.ts'
import { same } from '../../src/network/same.ts'
import { type Claim, blocksBehind, claimsIn } from '../../src/network/transit-claims.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Gateway = RowOf<'transitGateways'>

export default defineRule({
  id: 'transit-gateway-overlapping-cidrs',
  title: 'VPCs on one transit gateway have overlapping addresses',
  topic: 'transit-gateway',
  pillar: 'reliability',
  severity: 'high',
  needs: [
    'transitGateways',
    'transitGatewayAttachments',
    'transitGatewayRouteTables',
    'transitGatewayPropagations',
    'transitGatewayRoutes',
    'vpcs',
  ],
  consults: ['transitGatewayNatConfigurations'],
  why: `A route table leads each address to one attachment. When a second VPC with the same addresses is to write them into
the table, the transit gateway leaves them out, and no error appears: who calls the second VPC talks to the first.`,
  fix: `Readdress one of the VPCs, keep them in different route tables, let the transit gateway translate (1:1 NAT on the
attachment), or offer single services by PrivateLink.`,
  check: `In the VPC console, compare the CIDR blocks of the VPCs that propagate to one transit gateway route table.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.transitGateways) {
      if (gateway.State !== undefined && !isLive(gateway)) continue
      const all = attachmentsOf(gateway, inventory)
      if (all.length === 0) continue
      const { overlaps, doubt } = overlapsOn(gateway, all, inventory)
      for (const overlap of overlaps) {
        const isMinor = overlap.claims.every((one) =>
          nonProduction(one.attachment, inventory.vpcs.get(one.attachment.ResourceId)),
        )
        yield finding(gateway, overlap, isMinor, inventory)
      }
      if (overlaps.length > 0) continue
      yield doubt === undefined ? pass(gateway) : unknown(gateway, doubt)
    }
  },
})

type Known = Inventory<
  | 'transitGatewayAttachments'
  | 'transitGatewayRouteTables'
  | 'transitGatewayPropagations'
  | 'transitGatewayRoutes'
  | 'transitGatewayNatConfigurations'
  | 'vpcs'
>

/** VPCs that answer for the same addresses, in these tables. */
interface Overlap {
  readonly claims: readonly Claim[]
  readonly tables: readonly string[]
}

function overlapsOn(
  gateway: Gateway,
  attachments: readonly Attachment[],
  inventory: Known,
): { readonly overlaps: readonly Overlap[]; readonly doubt: string | undefined } {
  let doubt =
    gateway.State && attachments.every((one) => one.State)
      ? undefined
      : 'its state, or that of an attachment, is not in the answer'
  const blocks = new Map<Attachment, Exclude<ReturnType<typeof blocksBehind>, string>>()
  for (const one of attachments) {
    if (!isLive(one) || !same(one.ResourceType, 'vpc')) continue
    const own = blocksBehind(one, inventory)
    if (typeof own === 'string') doubt ??= own
    else blocks.set(one, own)
  }
  const found = new Map<string, Overlap>()
  for (const table of inventory.transitGatewayRouteTables.where('TransitGatewayId', gateway.id)) {
    const claims = claimsIn(table.id, blocks, inventory)
    if (!claims) doubt ??= `what is propagated and routed to ${table.id} was not read`
    for (const group of overlapGroups(claims ?? []).filter(isOverlap)) {
      const key = keyOf(group)
      found.set(key, { claims: group, tables: [...(found.get(key)?.tables ?? []), table.id] })
    }
  }
  return { overlaps: [...found.values()], doubt }
}

/** Where each has its part by a static route, somebody shared the addresses out on purpose. */
const isOverlap = (claims: readonly Claim[]): boolean =>
  new Set(claims.map((one) => one.attachment.id)).size > 1 && claims.some((one) => one.propagated)

/** The widest of the blocks, and whose they are. */
const keyOf = (claims: readonly Claim[]): string =>
  [claims[0]?.label, ...claims.map((one) => one.attachment.id).toSorted()].join(' ')

function finding(
  gateway: Gateway,
  { claims, tables }: Overlap,
  isMinor: boolean,
  { transitGatewayRouteTables, transitGatewayNatConfigurations }: Known,
): Judgement {
  const [widest] = claims
  const vpcs = [...new Set(claims.map((one) => one.attachment.ResourceId))]
  const attachments = [...new Set(claims.map((one) => one.attachment))]
  const last = attachments.toSorted((a, b) => created(a) - created(b)).at(-1)
  return fail(gateway, {
    key: keyOf(claims),
    severity: isMinor || claims.every(({ prefix }) => isForPods(prefix)) ? 'info' : undefined,
    message: `Packets to ${widest?.label} reach only one of ${vpcs.join(', ')}: the addresses of all are meant to be in ${tables.join(', ')}, which holds each once.`,
    evidence: [
      ...attachments.map((attachment): Evidence => {
        const own = claims.filter((one) => one.attachment === attachment)
        return [
          attachment,
          `attaches ${attachment.ResourceId} with ${own.map((one) => `${one.label} (${one.propagated ? 'propagated' : 'static'})`).join(', ')}`,
          {
            TransitGatewayId: gateway.id,
            attachment: attachment.id,
            natRules: transitGatewayNatConfigurations.under(attachment.id)?.[0]?.NatGatewayRules ?? [],
          },
        ]
      }),
      ...tables.map((id): Evidence => [
        transitGatewayRouteTables.get(id) ?? gateway,
        `is what they have in common`,
        { overlappingCidr: widest?.label, commonRouteTableId: id },
      ]),
    ],
    remediation: `Readdress one of the VPCs, or translate: aws ec2 modify-transit-gateway-attachment-nat-configuration --transit-gateway-attachment-id ${last?.id} --nat-gateway-support enable --nat-gateway-rules RuleNumber=1,MatchSourceCidr=${claims.find((one) => one.attachment === last)?.label},NatCidr=UNUSED_BLOCK; or keep them apart: aws ec2 disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${tables[0]} --transit-gateway-attachment-id ${last?.id}`,
  })
}

const created = ({ CreationTime }: Attachment): number => Date.parse(String(CreationTime)) || 0
