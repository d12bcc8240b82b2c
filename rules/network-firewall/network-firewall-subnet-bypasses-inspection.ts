import { subnetBlocks } from '../../src/network/blocks.ts'
import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isLoadBalancerInterface, isWorkload } from '../../src/network/interfaces.ts'
import { contains } from '../../src/network/prefix.ts'
import {
  type RouteTable,
  type Target,
  associatedGateways,
  effectiveRouteTable,
  isActive,
  prefixesOf,
  routeFields,
  destinationOf,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { vpcOf } from '../../src/network/vpcs.ts'
import { type Exit, type WayOut, wayOut } from '../../src/network/way-out.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>
type Known = Inventory<
  | 'subnets'
  | 'routeTables'
  | 'networkInterfaces'
  | 'vpcEndpoints'
  | 'natGateways'
  | 'instances'
  | 'prefixListEntries'
  | 'vpcs'
>

export default defineRule({
  id: 'network-firewall-subnet-bypasses-inspection',
  title: 'Subnet of an inspected VPC reaches the internet around the firewall',
  topic: 'network-firewall',
  pillar: 'security',
  severity: 'medium',
  needs: ['subnets', 'routeTables', 'networkInterfaces', 'vpcEndpoints', 'natGateways'],
  consults: ['instances', 'prefixListEntries', 'vpcs'],
  why: `A firewall sees what is routed to it and nothing else. Where some subnets of a VPC go through it and others leave by the
internet gateway directly, whoever wants to avoid it runs in the others.`,
  fix: `Point the default route of each subnet with workloads at the firewall endpoint of its zone.`,
  check: `In the VPC console, compare the default routes of the VPC's route tables: those that lead to an internet or NAT
gateway, and not to a vpce- endpoint first, go around the firewall.`,
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/route-tables.html',

  *judge(inventory) {
    const ways = new Map<RouteTable, WayOut>()
    const byVpc = new Map<string, Outbound[]>()
    for (const subnet of inventory.subnets) {
      const enis = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isWorkload)
      if (enis.length === 0 || !subnet.VpcId) continue
      const table = effectiveRouteTable(subnet, inventory)
      const way = table && (ways.get(table) ?? wayOut(table, inventory))
      if (table && way) ways.set(table, way)
      const onlyBalancers = enis.every(isLoadBalancerInterface)
      const known = byVpc.get(subnet.VpcId) ?? []
      byVpc.set(subnet.VpcId, [...known, { subnet, table, way, onlyBalancers }])
    }
    for (const [vpc, outbound] of byVpc) {
      const judgement = judge(vpc, outbound, inventory)
      if (judgement) yield judgement
    }
  },
})

interface Outbound {
  readonly subnet: Subnet
  readonly table: RouteTable | undefined
  readonly way: WayOut | undefined
  readonly onlyBalancers: boolean
}

function judge(vpc: string, outbound: readonly Outbound[], inventory: Known): Judgement | undefined {
  const firewalls = new Set(outbound.flatMap(({ way }) => firewallsOf(way, inventory).map(({ id }) => id)))
  if (firewalls.size === 0) return undefined
  const around = outbound.flatMap((one) => {
    const way = one.way
    if (!way || !('target' in way) || way.target.kind !== 'internet-gateway') return []
    if (firewallsOf(way, inventory).length > 0 || (one.onlyBalancers && isGuarded(one.subnet, inventory)))
      return []
    return [{ ...one, way }]
  })
  if (around.length > 0) return finding(vpc, around, [...firewalls], inventory)
  const doubt = outbound.find(({ way }) => !way || 'unknown' in way)
  if (!doubt) return pass(vpcOf(vpc, inventory))
  const why = doubt.way && 'unknown' in doubt.way ? doubt.way.unknown : 'its route table was not read'
  return unknown(
    vpcOf(vpc, inventory),
    `whether ${doubt.subnet.id} goes around the firewall is not known: ${why}`,
  )
}

/** The firewall endpoints that packets pass on their way out. */
const firewallsOf = (way: WayOut | undefined, inventory: Known): readonly Target[] =>
  way && 'via' in way
    ? way.via.filter(
        ({ kind, id }) =>
          kind === 'endpoint' && same(inventory.vpcEndpoints.get(id)?.VpcEndpointType, 'GatewayLoadBalancer'),
      )
    : []

/** Whether what enters by the internet gateway for a subnet is handed to an endpoint first. */
const isGuarded = (subnet: Subnet, inventory: Known): boolean =>
  inventory.routeTables
    .where('VpcId', subnet.VpcId)
    .filter((table) => associatedGateways(table).some((id) => id.startsWith('igw-')))
    .some((table) =>
      subnetBlocks(subnet).every((block) =>
        (table.Routes ?? []).some(
          (route) =>
            targetOf(route).kind === 'endpoint' &&
            isActive(route) !== false &&
            prefixesOf(route, inventory)?.some((prefix) => contains(prefix, block)),
        ),
      ),
    )

function finding(
  vpc: string,
  around: readonly (Outbound & { readonly way: Exit })[],
  firewalls: readonly string[],
  inventory: Known,
): Judgement {
  const subnets = around.map(({ subnet }) => subnet.id)
  const targets = [...new Set(around.map(({ way }) => (way.via[0] ?? way.target).id))]
  const tables = new Map(around.flatMap((one) => (one.table ? [[one.table, one.way] as const] : [])))
  return fail(vpcOf(vpc, inventory), {
    message: `${subnets.join(', ')} ${subnets.length === 1 ? 'reaches' : 'reach'} the internet by ${targets.join(', ')} without being inspected, while the rest of the VPC goes through ${firewalls.join(', ')}.`,
    evidence: [
      [
        vpcOf(vpc, inventory),
        `is inspected by ${firewalls.join(', ')}`,
        {
          VpcId: vpc,
          bypassingSubnetIds: subnets,
          theirDefaultTarget: targets,
          firewallEndpoints: firewalls,
        },
      ],
      ...[...tables].map(([table, way]): Evidence => {
        const first = (table.Routes ?? []).find((one) => targetOf(one).id === (way.via[0] ?? way.target).id)
        const route = first ?? way.route
        return [table, `routes ${destinationOf(route)} to ${targetOf(route).id}`, routeFields(route)]
      }),
    ],
    remediation: [...tables.keys()]
      .map(
        (table) =>
          `aws ec2 replace-route --route-table-id ${table.id} --destination-cidr-block 0.0.0.0/0 --vpc-endpoint-id FIREWALL_ENDPOINT_OF_ITS_ZONE`,
      )
      .join('; '),
  })
}
