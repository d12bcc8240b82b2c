import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { globalIpv6Of, isWorkload, publicIpsOf } from '../../src/network/interfaces.ts'
import { tableBehind } from '../../src/network/nat-use.ts'
import { common, parsePrefix } from '../../src/network/prefix.ts'
import {
  type Route,
  type RouteTable,
  associatedGateways,
  bestRoute,
  destinationOf,
  egressOf,
  effectiveRouteTable,
  isActive,
  prefixesOf,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Failure,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>
type Known = Inventory<
  'routeTables' | 'vpcEndpoints' | 'subnets' | 'networkInterfaces' | 'natGateways' | 'prefixListEntries'
>

export default defineRule({
  id: 'routing-middlebox-asymmetric-return',
  title: 'Answers come back past the firewall that the requests went through',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'high',
  needs: ['routeTables', 'vpcEndpoints', 'subnets', 'networkInterfaces'],
  consults: ['natGateways', 'vpcs', 'prefixListEntries'],
  why: `A stateful firewall must see both directions of a connection. Where the way back misses the endpoint that the
way out took, it drops the connection or, set to be lenient, inspects half of it.`,
  fix: `Route the way back through the same endpoint: in a route table of the internet gateway, or, behind a NAT gateway,
in the table of the gateway's subnet, with a route to the block of each protected subnet.`,
  check: `In the VPC console, follow the subnet's default route to the endpoint and on, then look where the table of the
internet gateway (under «Edge associations»), or of the NAT gateway's subnet, sends the subnet's own block.`,
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html',

  *judge(inventory, { nonProduction }) {
    for (const subnet of inventory.subnets) {
      const workload = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isWorkload)
      if (workload.length === 0) continue
      for (const family of [4, 6] as const) {
        const out = outboundOf(subnet, family, inventory)
        if (!out) continue
        if ('unknown' in out) {
          yield unknown(subnet, out.unknown, `IPv${family}`)
          continue
        }
        const called = workload.some(
          (eni) => (family === 4 ? publicIpsOf(eni) : globalIpv6Of(eni)).length > 0,
        )
        if (out.next.kind === 'internet-gateway' && !called) continue
        const back = returnOf(subnet, family, out, inventory)
        if (typeof back === 'string') yield unknown(subnet, back, `IPv${family}`)
        else if (back.symmetric) yield pass(subnet, `IPv${family}`)
        else {
          const lenient = nonProduction(subnet, inventory.vpcs.get(subnet.VpcId)) ? 'info' : undefined
          yield finding(subnet, family, out, back, lenient)
        }
      }
    }
  },
})

interface Outbound {
  readonly table: RouteTable
  readonly route: Route
  /** The firewall endpoint, and where the subnet that it sits in leads. */
  readonly endpoint: RowOf<'vpcEndpoints'>
  readonly next: { readonly kind: 'internet-gateway' | 'nat-gateway'; readonly id: string }
}

/** The way out through a firewall endpoint of the same VPC; undefined when it is another way. */
function outboundOf(
  subnet: Subnet,
  family: 4 | 6,
  inventory: Known,
): Outbound | { readonly unknown: string } | undefined {
  const egress = egressOf(subnet, family, inventory)
  if ('unknown' in egress) return egress
  const route = egress.routes.find((one) => targetOf(one).kind === 'endpoint')
  if (!route || isActive(route) === false) return undefined
  const endpoint = inventory.vpcEndpoints.get(targetOf(route).id)
  if (!endpoint) return { unknown: `${targetOf(route).id}, where it leads, was not read` }
  const [SubnetId] = endpoint.SubnetIds ?? []
  if (!same(endpoint.VpcEndpointType, 'GatewayLoadBalancer') || SubnetId === subnet.id) return undefined
  const table = SubnetId && effectiveRouteTable({ SubnetId, VpcId: endpoint.VpcId }, inventory)
  if (!table) return { unknown: `the route table behind ${endpoint.id} was not read` }
  const home = inventory.subnets.get(SubnetId)
  const on = home && egressOf(home, family, inventory)
  if (!on || 'unknown' in on)
    return { unknown: on?.unknown ?? `${SubnetId}, where ${endpoint.id} sits, was not read` }
  const next = on.routes.filter((one) => isActive(one) === true).map(targetOf)[0]
  if (next?.kind !== 'internet-gateway' && next?.kind !== 'nat-gateway') return undefined
  return { table: egress.table, route, endpoint, next: { kind: next.kind, id: next.id } }
}

interface Return {
  readonly symmetric: boolean
  readonly table?: RouteTable | undefined
  readonly route?: Route | undefined
}

/** Where what comes back for a subnet is sent by the gateway that it comes back to; or what was not read. */
function returnOf(
  subnet: Subnet,
  family: 4 | 6,
  { endpoint, next }: Outbound,
  inventory: Known,
): Return | string {
  const table =
    next.kind === 'internet-gateway'
      ? inventory.routeTables.where(associatedGateways, next.id)[0]
      : natTable(next.id, inventory)
  if (!table)
    return next.kind === 'nat-gateway' ? `the route table of ${next.id} was not read` : { symmetric: false }
  const texts =
    family === 4
      ? [subnet.CidrBlock]
      : (subnet.Ipv6CidrBlockAssociationSet ?? []).map((one) => one.Ipv6CidrBlock)
  for (const block of texts.flatMap((text) => parsePrefix(text) ?? [])) {
    const best = bestRoute(table, block, inventory)
    if ('unknown' in best) return best.unknown
    if (best.route && targetOf(best.route).id === endpoint.id) continue
    const inPart = (table.Routes ?? []).some(
      (route) =>
        targetOf(route).id === endpoint.id &&
        prefixesOf(route, inventory)?.some((part) => common(part, block)),
    )
    return inPart
      ? `${table.id} sends parts of its block through ${endpoint.id}`
      : { symmetric: false, table, route: best.route }
  }
  return { symmetric: true, table }
}

function natTable(id: string, inventory: Known): RouteTable | undefined {
  const gateway = inventory.natGateways.get(id)
  return gateway && tableBehind(gateway, inventory)
}

function finding(
  subnet: Subnet,
  family: 4 | 6,
  { table, route, endpoint, next }: Outbound,
  back: Return,
  severity: Severity | undefined,
): Failure {
  const cidr = family === 4 ? subnet.CidrBlock : subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock
  const returnTarget = back.route ? targetOf(back.route).id : 'local'
  const flag = family === 4 ? '--destination-cidr-block' : '--destination-ipv6-cidr-block'
  const create = (id: string): string =>
    `aws ec2 create-route --route-table-id ${id} ${flag} ${cidr} --vpc-endpoint-id ${endpoint.id}`
  const facts: Evidence = back.table
    ? [
        back.table,
        `sends ${cidr} to ${returnTarget}`,
        { returnRouteTableId: back.table.id, returnTarget, gatewayId: next.id },
      ]
    : [
        subnet,
        `no route table steers what enters by ${next.id}`,
        { returnRouteTableId: null, returnTarget, gatewayId: next.id },
      ]
  return fail(subnet, {
    key: `IPv${family}`,
    message: `Connections of this subnet leave through the firewall at ${endpoint.id}, and what comes back from ${next.id} goes past it: a stateful firewall drops them.`,
    severity,
    evidence: [
      [
        table,
        `routes ${destinationOf(route)} to ${endpoint.id}`,
        { SubnetId: subnet.id, outboundTarget: endpoint.id, ...routeFields(route) },
      ],
      facts,
    ],
    remediation: back.table
      ? create(back.table.id)
      : `aws ec2 create-route-table --vpc-id ${subnet.VpcId}; aws ec2 associate-route-table --route-table-id NEW_TABLE --gateway-id ${next.id}; ${create('NEW_TABLE')}`,
  })
}
