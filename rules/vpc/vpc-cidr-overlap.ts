import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { prefixLabel } from '../../src/network/address-label.ts'
import { BlockIndex } from '../../src/network/block-index.ts'
import { peersOf } from '../../src/network/peering.ts'
import { type Prefix, common, contains, parsePrefix } from '../../src/network/prefix.ts'
import { isForPods } from '../../src/network/private-ranges.ts'
import { same } from '../../src/network/same.ts'
import { vpcBlocks } from '../../src/network/blocks.ts'
import { type Evidence, type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Vpc = RowOf<'vpcs'>
type Attachment = RowOf<'transitGatewayVpcAttachments'>
type Known = Inventory<
  | 'vpcs'
  | 'networkInterfaces'
  | 'vpcPeeringConnections'
  | 'transitGatewayVpcAttachments'
  | 'vpnGateways'
  | 'vpnConnections'
  | 'clientVpnEndpoints'
>

export default defineRule({
  id: 'vpc-cidr-overlap',
  title: 'VPC shares addresses with another network',
  topic: 'vpc',
  pillar: 'reliability',
  severity: 'low',
  needs: ['vpcs', 'networkInterfaces'],
  consults: [
    'vpcPeeringConnections',
    'transitGatewayVpcAttachments',
    'vpnGateways',
    'vpnConnections',
    'clientVpnEndpoints',
  ],
  why: `Addresses that two networks share cost nothing until the day the two must meet: then no route leads to both, AWS
refuses the peering, and one of them has to be renumbered.`,
  fix: `Allocate blocks from one plan (VPC IPAM), add a block of its own to the VPC, and move over.`,
  check: `In the VPC console, compare the CIDR blocks of the VPCs of all accounts and regions, and those of your sites.`,
  reference:
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_network_topology_non_overlap_ip.html',

  *judge(inventory) {
    const index = new BlockIndex<Network>()
    for (const vpc of inventory.vpcs.everywhere)
      for (const block of plannedBlocks(vpc, inventory)) index.add(block, { vpc, block })
    for (const connection of inventory.vpnConnections.everywhere)
      for (const block of staticPrefixes(connection)) index.add(block, { connection, block })

    for (const vpc of inventory.vpcs) {
      const blocks = plannedBlocks(vpc, inventory)
      if (blocks.length === 0) {
        if (vpcBlocks(vpc).length === 0) yield unknown(vpc, 'its blocks are not in the answer')
        continue
      }
      const found = blocks.flatMap((block) =>
        [...index.overlapping(block)]
          .filter((other) => isAnother(vpc, block, other, inventory))
          .map((other) => ({ block, other })),
      )
      const doubt = doubtOf(vpc, found, inventory)
      if (doubt !== undefined) yield unknown(vpc, doubt)
      else if (found[0]) yield finding(vpc, [found[0], ...found.slice(1)], inventory)
      else yield pass(vpc)
    }
  },
})

/** A VPC, or what lies behind a VPN. */
interface Network {
  readonly vpc?: Vpc
  readonly connection?: RowOf<'vpnConnections'>
  readonly block: Prefix
}

/** The IPv4 blocks of a VPC that somebody chose: default VPCs all have the same, and count when something runs there. */
function plannedBlocks(vpc: Vpc, inventory: Known): readonly Prefix[] {
  if (vpc.IsDefault === true && isIdle(vpc, inventory)) return []
  return vpcBlocks(vpc).filter((block) => block.family === 4 && !isForPods(block))
}

const isIdle = (vpc: Vpc, inventory: Known): boolean =>
  !inventory.networkInterfaces.where('VpcId', vpc.id).some(isWorkload)

/** Prefixes that somebody wrote down for a site; a summary of all there is says nothing about addresses in use. */
const staticPrefixes = (connection: RowOf<'vpnConnections'>): readonly Prefix[] =>
  same(connection.State, 'available')
    ? (connection.Routes ?? [])
        .flatMap((route) => parsePrefix(route.DestinationCidrBlock) ?? [])
        .filter((prefix) => prefix.length > 8)
    : []

/** Another network, and not one that a transit gateway has with this one: those have a rule of their own. */
function isAnother(vpc: Vpc, block: Prefix, other: Network, inventory: Known): boolean {
  // A site's summary may hold what AWS has, too.
  if (!other.vpc) return contains(block, other.block)
  if (other.vpc.id === vpc.id) return false
  const gateways = new Set(attachmentsOf(vpc, inventory).map((one) => one.TransitGatewayId))
  return !attachmentsOf(other.vpc, inventory).some((one) => gateways.has(one.TransitGatewayId))
}

const attachmentsOf = (vpc: Vpc, inventory: Known): readonly Attachment[] =>
  inventory.transitGatewayVpcAttachments
    .where('VpcId', vpc.id)
    .filter((one) => !same(one.State, 'deleted', 'deleting', 'failed', 'rejected'))

const attachedVpcs = (gateway: RowOf<'vpnGateways'>): readonly (string | undefined)[] =>
  (gateway.VpcAttachments ?? []).map((one) => (same(one.State, 'attached') ? one.VpcId : undefined))

/** What joins a VPC to other networks. */
const connectivityOf = ({ id }: Vpc, inventory: Known): readonly string[] =>
  [
    ...inventory.vpcPeeringConnections.where(peersOf, id).filter((one) => same(one.Status?.Code, 'active')),
    ...inventory.transitGatewayVpcAttachments.where('VpcId', id),
    ...inventory.vpnGateways.where(attachedVpcs, id),
    ...inventory.clientVpnEndpoints.where('VpcId', id),
  ].map((one) => one.id)

interface Overlap {
  readonly block: Prefix
  readonly other: Network
}

const VAGUE = 'the state of one of the blocks, or whether this is a default VPC, is not in the answer'

/** What keeps the rule from saying that these overlap, or that nothing does. */
function doubtOf(vpc: Vpc, found: readonly Overlap[], inventory: Known): string | undefined {
  if (found.length === 0) {
    if (isVague(vpc, inventory)) return VAGUE
    const isListed = inventory.vpnConnections.everywhere.every(
      (one) => one.Routes !== undefined || one.Options?.StaticRoutesOnly === false,
    )
    return inventory.vpcs.complete && inventory.vpnConnections.complete && isListed
      ? undefined
      : 'the VPCs, or the VPN connections, of some of the audited accounts and regions were not read'
  }
  const joined = found.flatMap(({ other }) => (other.vpc ? [vpc, other.vpc] : []))
  if (joined.some((one) => !inventory.transitGatewayVpcAttachments.readIn(one)))
    return 'whether a transit gateway joins it to VPCs with its addresses was not read'
  return [vpc, ...joined].some((one) => isVague(one, inventory)) ? VAGUE : undefined
}

/** Whether it may not be a VPC that anybody planned, or not have all of its blocks any more. */
const isVague = (vpc: Vpc, inventory: Known): boolean =>
  (vpc.IsDefault === undefined && isIdle(vpc, inventory)) ||
  vpc.CidrBlockAssociationSet?.some((one) => one.CidrBlock && !one.CidrBlockState) === true

/** Networks that are named one by one. */
const SHOWN = 3

function finding(vpc: Vpc, found: readonly [Overlap, ...Overlap[]], inventory: Known): Failure {
  const others = [...new Set(found.map(({ other }) => other.vpc ?? other.connection))].flatMap(
    (one) => one ?? [],
  )
  const connectivity = [vpc, ...found.flatMap(({ other }) => other.vpc ?? [])].flatMap((one) =>
    connectivityOf(one, inventory),
  )
  const connected = connectivity.length > 0 || found.some(({ other }) => other.connection)
  const names = others.slice(0, SHOWN).map((one) => one.id)
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : ''
  const ranges = found.map(({ block, other }) => prefixLabel(common(block, other.block) ?? block))
  return fail(vpc, {
    severity: connected ? undefined : 'info',
    message: `${[...new Set(ranges)].slice(0, SHOWN).join(', ')} of this VPC is in ${names.join(', ')}${more}, too: no route can lead to both, so they can never be joined.`,
    evidence: found.slice(0, SHOWN).map(({ block, other }): Evidence => [
      other.vpc ?? other.connection ?? vpc,
      `${other.vpc ? 'has' : 'routes'} ${prefixLabel(other.block)}, and ${vpc.id} has ${prefixLabel(block)}`,
      {
        VpcId: vpc.id,
        CidrBlock: prefixLabel(block),
        overlapsWith: (other.vpc ?? other.connection)?.id,
        overlappingRange: prefixLabel(common(block, other.block) ?? block),
        connectivity: [...new Set(connectivity)],
      },
    ]),
    remediation: `aws ec2 associate-vpc-cidr-block --vpc-id ${vpc.id} --cidr-block A_BLOCK_OF_ITS_OWN, then move its subnets over`,
  })
}
