import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type VpcAttachment, vpcAttachmentsHere } from '../../src/network/attached.ts'
import type { NetworkInterface } from '../../src/network/interfaces.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { workloadsIn } from '../../src/network/subnet-use.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'transit-gateway-attachment-shared-subnet',
  title: 'Transit gateway attachment shares its subnet with workloads',
  topic: 'transit-gateway',
  pillar: 'operations',
  severity: 'low',
  needs: ['transitGatewayVpcAttachments', 'subnets', 'networkInterfaces'],
  settings: { dedicatedPrefixLength: 26 },
  why: `What comes from a transit gateway is routed by the table of the attachment's subnet, and the subnet's network ACL
stands in its way. Where workloads live there, too, one table and one ACL must do for both, so that nothing can be put
between the gateway and the workloads later. An attachment takes one address of a subnet: more are wasted on it.`,
  fix: `Give the attachment a subnet of its own in each zone, a /28, and take the shared one out of it.`,
  check: `In the EC2 console, look which network interfaces besides the transit gateway's are in the attachment's subnets.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html',

  *judge(inventory, { settings }) {
    for (const { attachment, unread } of vpcAttachmentsHere(inventory)) {
      yield unread
        ? unknown(attachment, unread)
        : judge(attachment, settings.dedicatedPrefixLength, inventory)
    }
  },
})

interface Door {
  readonly subnet: RowOf<'subnets'>
  readonly workloads: readonly NetworkInterface[]
}

function judge(
  attachment: VpcAttachment,
  prefixLength: number,
  inventory: Inventory<'subnets' | 'networkInterfaces'>,
): Judgement {
  const ids = attachment.SubnetIds ?? []
  const doors = ids.flatMap((id): readonly Door[] => {
    const subnet = inventory.subnets.get(id)
    return subnet ? [{ subnet, workloads: workloadsIn(subnet, inventory) }] : []
  })
  const shared = doors.filter(({ workloads }) => workloads.length > 0)
  if (shared.length > 0) return mixed(attachment, shared)
  if (doors.length === 0 || doors.length < ids.length)
    return unknown(attachment, 'its subnets are not in the answer')
  if (doors.some(({ subnet }) => lengthOf(subnet) === undefined))
    return unknown(attachment, 'the size of its subnets is not in the answer')
  const wide = doors.filter(({ subnet }) => (lengthOf(subnet) ?? 0) < prefixLength)
  return wide.length > 0 ? oversized(attachment, wide) : pass(attachment)
}

const lengthOf = ({ CidrBlock }: Door['subnet']): number | undefined => parsePrefix(CidrBlock)?.length

const evidence = (attachment: VpcAttachment, doors: readonly Door[]): readonly Evidence[] =>
  doors.map(({ subnet, workloads }) => [
    subnet,
    workloads.length > 0
      ? `is the attachment's, and holds ${workloads.length} network ${workloads.length === 1 ? 'interface' : 'interfaces'} in use`
      : `is the attachment's alone, and has ${subnet.CidrBlock}`,
    {
      TransitGatewayAttachmentId: attachment.id,
      SubnetId: subnet.id,
      CidrBlock: subnet.CidrBlock,
      workloadEnis: workloads.map((eni) => eni.id),
    },
  ])

const idsOf = (doors: readonly Door[]): readonly string[] => doors.map(({ subnet }) => subnet.id)

const replace = (attachment: VpcAttachment, doors: readonly Door[]): string =>
  `${doors.map(({ subnet }) => `aws ec2 create-subnet --vpc-id ${attachment.VpcId} --availability-zone-id ${subnet.AvailabilityZoneId} --cidr-block BLOCK/28`).join('; ')}; then aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${attachment.id} --add-subnet-ids NEW_SUBNETS --remove-subnet-ids ${idsOf(doors).join(' ')}`

const mixed = (attachment: VpcAttachment, shared: readonly Door[]): Judgement =>
  fail(attachment, {
    message: `Workloads run in ${idsOf(shared).join(', ')} of this attachment: their route table and network ACL also decide on all that ${attachment.TransitGatewayId} brings into ${attachment.VpcId}.`,
    evidence: evidence(attachment, shared),
    remediation: replace(attachment, shared),
  })

const oversized = (attachment: VpcAttachment, wide: readonly Door[]): Judgement =>
  fail(attachment, {
    severity: 'info',
    message: `The attachment needs one address in each zone, and has all of ${wide.map(({ subnet }) => `${subnet.CidrBlock} (${subnet.id})`).join(' and ')} to itself.`,
    evidence: evidence(attachment, wide),
    remediation: replace(attachment, wide),
  })
