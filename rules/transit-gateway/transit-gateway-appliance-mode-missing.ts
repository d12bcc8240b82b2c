import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type VpcAttachment, vpcAttachmentsHere } from '../../src/network/attached.ts'
import { type Inspection, inspectionOf } from '../../src/network/inspection.ts'
import { destinationOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { zoneLabel } from '../../src/network/zones.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'transit-gateway-appliance-mode-missing',
  title: 'Inspection VPC is attached without appliance mode',
  topic: 'transit-gateway',
  pillar: 'reliability',
  severity: 'high',
  needs: ['transitGatewayVpcAttachments', 'subnets', 'routeTables', 'vpcEndpoints'],
  consults: ['networkInterfaces', 'instances', 'prefixListEntries', 'vpcs'],
  why: `A transit gateway keeps packets in the zone that they come from. Between two VPCs whose ends are in different zones,
the requests then pass the firewall of one zone and the answers that of the other, which has never heard of the
connection and drops it. Appliance mode keeps both directions of a connection in one zone.`,
  fix: `Turn appliance mode on for the attachment of the VPC that holds the firewalls.`,
  check: `In the VPC console, read «Appliance mode support» of the attachment, and follow the route tables of its subnets.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html',

  *judge(inventory, { nonProduction }) {
    for (const { attachment, unread } of vpcAttachmentsHere(inventory)) {
      const judgement = unread ? unknown(attachment, unread) : judge(attachment, inventory)
      if (!judgement) continue
      const isMinor =
        judgement.status === 'fail' && nonProduction(attachment, inventory.vpcs.get(attachment.VpcId))
      yield isMinor ? { ...judgement, severity: 'info' } : judgement
    }
  },
})

type Known = Inventory<
  'subnets' | 'routeTables' | 'vpcEndpoints' | 'networkInterfaces' | 'instances' | 'prefixListEntries'
>

interface Door extends Inspection {
  readonly subnet: RowOf<'subnets'>
}

function judge(attachment: VpcAttachment, inventory: Known): Judgement | undefined {
  const ids = attachment.SubnetIds ?? []
  const doors = ids.flatMap((id): readonly Door[] => {
    const subnet = inventory.subnets.get(id)
    return subnet ? [{ subnet, ...inspectionOf(subnet, inventory) }] : []
  })
  const inspecting = doors.filter(({ routes }) => routes.size > 0)
  const mode = attachment.Options?.ApplianceModeSupport
  if (same(mode, 'enable')) return inspecting.length > 0 ? pass(attachment) : undefined

  const ways = new Set(inspecting.map(({ routes }) => [...routes.keys()].toSorted().join(' ')))
  const zones = new Set(inspecting.map(({ subnet }) => subnet.AvailabilityZoneId))
  const doubt = doors.find((door) => door.unknown !== undefined)?.unknown
  if (doubt !== undefined) return unknown(attachment, doubt)
  if (ids.length === 0 || doors.length < ids.length || zones.has(undefined))
    return unknown(attachment, 'its subnets, or their zones, are not in the answer')
  // Where only some zones have a firewall in the way, no mode makes up for it.
  if (inspecting.length === 0 || inspecting.length < doors.length) return undefined
  // Whatever the zone, both directions meet the same firewall.
  if (ways.size < 2 || zones.size < 2) return pass(attachment)
  return mode === undefined
    ? unknown(attachment, 'whether appliance mode is on is not in the answer')
    : asymmetric(attachment, inspecting)
}

function asymmetric(attachment: VpcAttachment, doors: readonly Door[]): Judgement {
  const targets = [...new Set(doors.flatMap(({ routes }) => [...routes.keys()]))]
  return fail(attachment, {
    message: `Connections through ${attachment.VpcId} between zones are dropped: appliance mode is off, so that one direction meets ${targets[0]} and the other ${targets.slice(1).join(' or ')}, and neither firewall sees a whole connection.`,
    evidence: [
      [
        attachment,
        'has appliance mode off',
        {
          TransitGatewayAttachmentId: attachment.id,
          VpcId: attachment.VpcId,
          ApplianceModeSupport: attachment.Options?.ApplianceModeSupport,
          inspectionTargets: targets,
          zoneIds: doors.map(({ subnet }) => subnet.AvailabilityZoneId),
        },
      ],
      ...doors.flatMap(({ subnet, routes }) =>
        [...routes].map(([target, route]): Evidence => [
          subnet,
          `in ${zoneLabel(subnet)} routes ${destinationOf(route)} to ${target}`,
          { SubnetId: subnet.id, AvailabilityZoneId: subnet.AvailabilityZoneId, ...route },
        ]),
      ),
    ],
    remediation: `aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${attachment.id} --options ApplianceModeSupport=enable`,
  })
}
