import type { Inventory } from '../../src/inventory/inventory.ts'
import { isLive } from '../../src/network/attached.ts'
import { destinationOf, effectiveRouteTable, routeFields } from '../../src/network/routing.ts'
import { workloadsIn } from '../../src/network/subnet-use.ts'
import { type Answers, NONE, type Unanswered, answersOn } from '../../src/network/transit-returns.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'transit-gateway-return-route-missing',
  title: 'VPC cannot answer what reaches it by the transit gateway',
  topic: 'transit-gateway',
  pillar: 'reliability',
  severity: 'medium',
  needs: [
    'transitGateways',
    'transitGatewayAttachments',
    'transitGatewayRoutes',
    'routeTables',
    'subnets',
    'networkInterfaces',
    'vpcs',
  ],
  consults: ['prefixListEntries'],
  why: `Two VPCs talk by a transit gateway when four tables agree: those of both VPCs, and those with which their
attachments are associated. Where one of the way back is missing, packets arrive and answers are dropped, and everything
that one looks at first, attachments, associations and propagations, is in order.`,
  fix: `Add the route of the far VPC, or let the near one propagate into the table of the far attachment.`,
  check: `In the VPC console, look in the far VPC's tables, and in the transit gateway table of its attachment, for a
route to the near VPC.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.transitGateways) {
      if (!isLive(gateway)) continue
      for (const answers of answersOn(gateway, inventory)) {
        const { to, unanswered, answered, doubt } = answers
        const vpcs = [to, ...unanswered.map((one) => one.from)].map((one) =>
          inventory.vpcs.get(one.ResourceId),
        )
        if (unanswered.length > 0) yield finding(gateway.id, answers, nonProduction(to, ...vpcs), inventory)
        else if (doubt !== undefined) yield unknown(to, doubt)
        else if (answered > 0) yield pass(to)
      }
    }
  },
})

type Known = Inventory<'routeTables' | 'subnets' | 'networkInterfaces' | 'vpcs'>

function finding(
  gateway: string,
  { to, unanswered }: Answers,
  isMinor: boolean,
  inventory: Known,
): Judgement {
  const vpcs = [...new Set(unanswered.map((one) => one.from.ResourceId))]
  const tables = tablesOf(to.ResourceId, inventory)
  const places = [...new Set(unanswered.map((one) => placeOf(one, to.ResourceId)))]
  return fail(to, {
    severity: isMinor ? 'info' : undefined,
    message: `${to.ResourceId} cannot answer ${vpcs.join(', ')}, whose packets arrive by ${gateway}: ${places.join(', and ')}.`,
    evidence: unanswered.flatMap((one): readonly Evidence[] => [
      [one.table, `routes ${destinationOf(one.route)} to ${gateway}`, routeFields(one.route)],
      [
        to,
        `has no way back to ${one.from.ResourceId}: ${placeOf(one, to.ResourceId)}`,
        {
          TransitGatewayId: gateway,
          vpcX: one.from.ResourceId,
          vpcY: to.ResourceId,
          missingAt: one.transitTable ?? to.ResourceId,
          routeTableIds: one.transitTable === undefined ? tables : [one.transitTable],
        },
      ],
    ]),
    remediation: [...new Set(unanswered.map((one) => repair(gateway, to.id, one, tables, inventory)))].join(
      '; ',
    ),
  })
}

const placeOf = ({ transitTable }: Unanswered, vpc: string | undefined): string =>
  transitTable === undefined
    ? `no route table in use of ${vpc} leads back`
    : transitTable === NONE
      ? 'its attachment is associated with no route table'
      : `${transitTable}, which routes what it sends, does not lead back`

/** The tables by which the workloads of a VPC send. */
const tablesOf = (vpc: string | undefined, inventory: Known): readonly string[] => [
  ...new Set(
    inventory.subnets
      .where('VpcId', vpc)
      .filter((subnet) => workloadsIn(subnet, inventory).length > 0)
      .flatMap((subnet) => effectiveRouteTable(subnet, inventory)?.id ?? []),
  ),
]

function repair(
  gateway: string,
  attachment: string,
  { from, transitTable }: Unanswered,
  tables: readonly string[],
  inventory: Known,
): string {
  if (transitTable === NONE)
    return `aws ec2 associate-transit-gateway-route-table --transit-gateway-route-table-id TABLE --transit-gateway-attachment-id ${attachment}`
  if (transitTable !== undefined)
    return `aws ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${transitTable} --transit-gateway-attachment-id ${from.id}`
  const block = inventory.vpcs.get(from.ResourceId)?.CidrBlock ?? 'BLOCK'
  return tables
    .map(
      (table) =>
        `aws ec2 create-route --route-table-id ${table} --destination-cidr-block ${block} --transit-gateway-id ${gateway}`,
    )
    .join('; ')
}
