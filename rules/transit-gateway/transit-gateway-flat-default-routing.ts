import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { attachmentsOf, isLive } from '../../src/network/attached.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Judgement, type Tags, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Gateway = RowOf<'transitGateways'>

export default defineRule({
  id: 'transit-gateway-flat-default-routing',
  title: 'Transit gateway routes between all of its VPCs by default',
  topic: 'transit-gateway',
  pillar: 'security',
  severity: 'medium',
  needs: [
    'transitGateways',
    'transitGatewayAttachments',
    'transitGatewayAssociations',
    'transitGatewayPropagations',
    'vpcs',
  ],
  why: `With default association and default propagation, every VPC that is attached uses one table, and that table has a
route to each of them. Test reaches production, and what breaks into one account has a way into all the others.`,
  fix: `Make a route table for each routing domain, associate and propagate on purpose, then turn both defaults off.`,
  check: `In the VPC console, read the default association and propagation tables of the transit gateway, then the
«Associations» and «Propagations» of that table.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html',

  *judge(inventory) {
    for (const gateway of inventory.transitGateways) {
      if (gateway.State !== undefined && !isLive(gateway)) continue
      const judgement = judge(gateway, inventory)
      if (judgement) yield judgement
    }
  },
})

type Known = Inventory<
  | 'transitGatewayAttachments'
  | 'transitGatewayAssociations'
  | 'transitGatewayPropagations'
  | 'transitGateways'
  | 'vpcs'
>

function judge(gateway: Gateway, inventory: Known): Judgement | undefined {
  const options = gateway.Options
  const defaults = [options?.DefaultRouteTableAssociation, options?.DefaultRouteTablePropagation]
  if (gateway.State === undefined || defaults.includes(undefined))
    return unknown(gateway, 'its state or its options are not in the answer')
  if (defaults.some((one) => !same(one, 'enable'))) return pass(gateway)

  const [table, written] = [options?.AssociationDefaultRouteTableId, options?.PropagationDefaultRouteTableId]
  if (!table || !written) return unknown(gateway, 'its default route tables are not in the answer')
  // What is written into another table than the one that is used is a segmentation.
  if (table !== written) return pass(gateway)
  const associations = inventory.transitGatewayAssociations.under(table)
  const propagations = inventory.transitGatewayPropagations.under(table)
  if (!associations || !propagations)
    return unknown(gateway, `the associations and propagations of ${table} were not read`)

  const writers = new Set(
    propagations.filter((one) => same(one.State, 'enabled')).map((one) => one.TransitGatewayAttachmentId),
  )
  const users = new Set(
    associations
      .filter((one) => same(one.State, 'associated') && writers.has(one.TransitGatewayAttachmentId))
      .map((one) => one.TransitGatewayAttachmentId),
  )
  const attachments = [...users].map((id) => inventory.transitGatewayAttachments.get(id))
  if (attachments.some((one) => !one?.ResourceType))
    return unknown(gateway, `what is attached by ${[...users].join(', ')} is not in the answer`)
  const members = attachments.flatMap((attachment): readonly Member[] => {
    if (!attachment || !same(attachment.ResourceType, 'vpc')) return []
    const vpc = inventory.vpcs.get(attachment.ResourceId)
    const environment = environmentOf(vpc?.Tags) ?? environmentOf(attachment.Tags)
    return [{ attachment, environment, owner: attachment.ResourceOwnerId }]
  })
  if (members.length < 2) return attachmentsOf(gateway, inventory).length === 0 ? undefined : pass(gateway)
  return flat(gateway, table, members)
}

interface Member {
  readonly attachment: RowOf<'transitGatewayAttachments'>
  readonly environment: string | undefined
  readonly owner: string | undefined
}

/** The value of the first tag that says for what a VPC is. */
const environmentOf = (tags: Tags): string | undefined =>
  tags?.find(({ Key = '' }) => /^(env|environment|stage)$/i.test(Key))?.Value?.toLowerCase()

const distinct = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.flatMap((value) => value ?? [])),
]

function flat(gateway: Gateway, table: string, members: readonly Member[]): Judgement {
  const environments = distinct(members.map((one) => one.environment))
  const owners = distinct(members.map((one) => one.owner))
  const mixed =
    environments.length > 1
      ? `, though they are for ${environments.join(', ')}`
      : owners.length > 1
        ? `, though they belong to ${owners.length} accounts`
        : ''
  return fail(gateway, {
    message: `Its default table ${table} leads from each of ${members.length} VPCs to every other${mixed}: only the VPCs' own routes keep them apart.`,
    severity: mixed === '' ? 'info' : undefined,
    evidence: [
      [
        gateway,
        'associates with and propagates to one table by default',
        {
          TransitGatewayId: gateway.id,
          defaultRouteTableId: table,
          attachments: members.map((one) => one.attachment.id),
          environments,
          owners,
        },
      ],
      ...members.map(({ attachment, environment, owner }): Evidence => [
        attachment,
        `uses and fills the table for ${attachment.ResourceId}${environment ? ` (${environment})` : ''} of account ${owner ?? 'unknown'}`,
        { ResourceId: attachment.ResourceId, ResourceOwnerId: owner, environment },
      ]),
    ],
    remediation: `aws ec2 modify-transit-gateway --transit-gateway-id ${gateway.id} --options DefaultRouteTableAssociation=disable,DefaultRouteTablePropagation=disable, then a table for each domain: aws ec2 create-transit-gateway-route-table --transit-gateway-id ${gateway.id}`,
  })
}
