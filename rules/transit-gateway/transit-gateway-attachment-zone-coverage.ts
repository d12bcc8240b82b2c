import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type VpcAttachment, vpcAttachmentsHere } from '../../src/network/attached.ts'
import { type Route, destinationOf, effectiveRouteTable, isActive } from '../../src/network/routing.ts'
import { workloadsIn } from '../../src/network/subnet-use.ts'
import { isEdgeZone, zoneLabel } from '../../src/network/zones.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>

export default defineRule({
  id: 'transit-gateway-attachment-zone-coverage',
  title: 'Transit gateway attachment has no subnet in a zone with workloads',
  topic: 'transit-gateway',
  pillar: 'reliability',
  severity: 'high',
  needs: ['transitGatewayVpcAttachments', 'subnets', 'routeTables', 'networkInterfaces'],
  consults: ['availabilityZones', 'vpcs'],
  why: `A transit gateway takes packets only in zones where the attachment has a subnet. In the other zones the route is
there and reads active, and whatever is sent by it is dropped. With one zone, the VPC is cut off when that zone fails.`,
  fix: `Add a small subnet in each zone where something runs, and put it into the attachment.`,
  check: `In the VPC console, compare the subnets of the attachment with the zones of the subnets that route to the
transit gateway.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',

  *judge(inventory, { nonProduction }) {
    for (const { attachment, unread } of vpcAttachmentsHere(inventory)) {
      const judgement = unread ? unknown(attachment, unread) : judge(attachment, inventory)
      const isMinor =
        judgement.status === 'fail' && nonProduction(attachment, inventory.vpcs.get(attachment.VpcId))
      yield isMinor ? { ...judgement, severity: 'info' } : judgement
    }
  },
})

type Known = Inventory<
  | 'transitGatewayVpcAttachments'
  | 'subnets'
  | 'routeTables'
  | 'networkInterfaces'
  | 'availabilityZones'
  | 'vpcs'
>

function judge(attachment: VpcAttachment, inventory: Known): Judgement {
  const doors = (attachment.SubnetIds ?? []).map((id) => inventory.subnets.get(id))
  if (doors.length === 0 || doors.some((door) => !door?.AvailabilityZoneId))
    return unknown(attachment, 'its subnets, or their zones, are not in the answer')
  const zones = new Set(doors.map((door) => door?.AvailabilityZoneId))

  const used = inventory.subnets
    .where('VpcId', attachment.VpcId)
    .filter((subnet) => !isEdgeZone(subnet, inventory) && workloadsIn(subnet, inventory).length > 0)
  if (used.some((subnet) => !subnet.AvailabilityZoneId))
    return unknown(attachment, 'the zones of the subnets with workloads are not in the answer')
  const outside = used
    .filter((subnet) => !zones.has(subnet.AvailabilityZoneId))
    .map((subnet) => ({ subnet, way: wayOf(subnet, attachment.TransitGatewayId, inventory) }))
  const cutOff = outside.flatMap(({ subnet, way }): readonly CutOff[] =>
    way && way !== 'unknown' ? [{ subnet, route: way }] : [],
  )
  if (cutOff.length > 0) return unserved(attachment, zones, cutOff)
  if (outside.some(({ way }) => way === 'unknown'))
    return unknown(attachment, 'whether something in other zones sends to it is not in the answer')

  const [home] = doors
  const workloadZones = new Set(used.map((subnet) => subnet.AvailabilityZoneId))
  return zones.size === 1 && home && workloadZones.size > 1
    ? single(attachment, home, workloadZones)
    : pass(attachment)
}

interface CutOff {
  readonly subnet: Subnet
  readonly route: Route
}

/** The route by which a subnet sends to the gateway. */
function wayOf(subnet: Subnet, gateway: string | undefined, inventory: Known): Route | 'unknown' | undefined {
  const table = effectiveRouteTable(subnet, inventory)
  const routes = table?.Routes?.filter((route) => route.TransitGatewayId === gateway)
  const doubtful = !routes || routes.some((one) => isActive(one) === undefined)
  return routes?.find(isActive) ?? (doubtful ? 'unknown' : undefined)
}

const fieldsOf = (
  attachment: VpcAttachment,
  zones: ReadonlySet<string | undefined>,
  missing: readonly (string | undefined)[],
  affected: readonly CutOff[],
): Readonly<Record<string, unknown>> => ({
  TransitGatewayAttachmentId: attachment.id,
  VpcId: attachment.VpcId,
  attachmentZoneIds: [...zones],
  missingZoneIds: missing,
  affectedSubnetIds: affected.map(({ subnet }) => subnet.id),
})

function unserved(
  attachment: VpcAttachment,
  zones: ReadonlySet<string | undefined>,
  cutOff: readonly CutOff[],
): Judgement {
  const missing = new Map(cutOff.map(({ subnet }) => [subnet.AvailabilityZoneId, zoneLabel(subnet)]))
  const subnets = cutOff.map(({ subnet }) => subnet.id).join(', ')
  return fail(attachment, {
    message: `What ${subnets} ${cutOff.length === 1 ? 'sends' : 'send'} to ${attachment.TransitGatewayId} is dropped: the attachment has no subnet in ${[...missing.values()].join(' and ')}.`,
    evidence: [
      [
        attachment,
        `has subnets in ${[...zones].join(', ')} only`,
        fieldsOf(attachment, zones, [...missing.keys()], cutOff),
      ],
      ...cutOff.map(({ subnet, route }): Evidence => [
        subnet,
        `in ${zoneLabel(subnet)} routes ${destinationOf(route)} to ${attachment.TransitGatewayId}`,
        { SubnetId: subnet.id, AvailabilityZoneId: subnet.AvailabilityZoneId, ...route },
      ]),
    ],
    remediation: addSubnets(attachment, [...missing.keys()]),
  })
}

function single(
  attachment: VpcAttachment,
  home: Subnet,
  workloadZones: ReadonlySet<string | undefined>,
): Judgement {
  const missing = [...workloadZones].filter((zone) => zone !== home.AvailabilityZoneId)
  return fail(attachment, {
    severity: 'medium',
    message: `If ${zoneLabel(home)} fails, ${attachment.VpcId} is cut off from ${attachment.TransitGatewayId}: workloads are in ${workloadZones.size} zones, and the attachment has a subnet in that one only.`,
    evidence: [
      [
        attachment,
        `has subnets in ${home.AvailabilityZoneId} only`,
        fieldsOf(attachment, new Set([home.AvailabilityZoneId]), missing, []),
      ],
    ],
    remediation: addSubnets(attachment, missing),
  })
}

const addSubnets = (attachment: VpcAttachment, zones: readonly (string | undefined)[]): string =>
  `aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${attachment.id} --add-subnet-ids ${zones.map((zone) => `SUBNET_IN_${zone}`).join(' ')}`
