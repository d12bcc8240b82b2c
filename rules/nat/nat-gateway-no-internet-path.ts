import type { Inventory } from '../../src/inventory/inventory.ts'
import {
  type NatGateway,
  type NatRoute,
  isForInternet,
  routesToNat,
  tableBehind,
  connectivityOf,
} from '../../src/network/nat-use.ts'
import {
  type RouteTable,
  destinationOf,
  routeFields,
  subnetsRoutedBy,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isInUse } from '../../src/network/table-use.ts'
import { type Exit, type Lost, wayOut } from '../../src/network/way-out.ts'
import { type Failure, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'nat-gateway-no-internet-path',
  title: 'NAT gateway has no way on to the internet',
  topic: 'nat',
  pillar: 'reliability',
  severity: 'high',
  needs: ['natGateways', 'routeTables'],
  consults: ['subnets', 'vpcEndpoints', 'networkInterfaces', 'instances', 'vpcs', 'prefixListEntries'],
  why: `A NAT gateway sends on by the routes of its own subnet. Created in a private subnet, its packets come back to
itself or go nowhere; a private NAT gateway has no public address, so the internet gateway drops what it sends. The State
of the gateway stays available all the while.`,
  fix: `Put public NAT gateways into a subnet whose default route leads to the internet gateway, and send what private
ones translate to a transit gateway or a virtual private gateway.`,
  check: `In the VPC console, open the NAT gateway, follow its subnet to the route table, and see where 0.0.0.0/0 leads.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.natGateways) {
      if (!same(gateway.State, 'available')) continue // nat-gateway-failed-state
      const routes = routesToNat(gateway, inventory).filter(
        ({ table, route }) => isForInternet(route, inventory) && isInUse(table, inventory) !== false,
      )
      if (routes.length === 0) continue
      const users = routes.filter(({ table }) => isInUse(table, inventory))
      const table = tableBehind(gateway, inventory)
      if (!table) {
        yield unknown(gateway, 'the route table by which it sends on was not read')
        continue
      }
      const way = wayOut(table, inventory, [{ kind: 'nat-gateway', id: gateway.id }])
      if ('unknown' in way) {
        yield unknown(gateway, way.unknown)
        continue
      }
      const problem = 'lost' in way ? LOST[way.lost] : problemAt(way, gateway)
      if (problem === undefined) yield pass(gateway)
      else if (typeof problem === 'object') yield unknown(gateway, problem.unknown)
      else if (users.length === 0)
        yield unknown(gateway, 'whether a subnet uses the tables that lead to it was not read')
      else {
        const lenient = nonProduction(gateway, inventory.vpcs.get(gateway.VpcId)) ? 'info' : undefined
        yield finding(gateway, table, way, problem, users, lenient, inventory)
      }
    }
  },
})

const LOST = {
  nothing: 'there is no default route behind it',
  dead: 'the default route behind it is dead',
  loop: 'the default route behind it leads back to it',
} as const

/** Ways by which addresses of the VPC go on: no public address is needed there. */
const PRIVATE_WAYS = ['transit-gateway', 'virtual-private-gateway', 'core-network']

function problemAt(
  { target, via }: Exit,
  gateway: NatGateway,
): string | { readonly unknown: string } | undefined {
  if (PRIVATE_WAYS.includes(target.kind)) return undefined
  if (via.slice(1).some((one) => one.kind === 'nat-gateway'))
    return { unknown: 'it sends on to another NAT gateway, and AWS does not say that this works' }
  if (target.kind !== 'internet-gateway')
    return { unknown: `it sends on to ${target.id}, and what lies behind that is not followed here` }
  if (connectivityOf(gateway) === undefined) return { unknown: 'its ConnectivityType is not in the answer' }
  const translated = via.some((one) => one.kind === 'network-interface')
  return same(gateway.ConnectivityType, 'private') && !translated
    ? `it is private, and ${target.id} drops what has no public address`
    : undefined
}

function finding(
  gateway: NatGateway,
  own: RouteTable,
  way: Exit | Lost,
  problem: string,
  users: readonly NatRoute[],
  severity: Severity | undefined,
  inventory: Inventory<'routeTables' | 'subnets'>,
): Failure {
  const tables = [...new Set(users.map(({ table }) => table))]
  const dependentSubnetIds = tables.flatMap((table) => subnetsRoutedBy(table, inventory).map((one) => one.id))
  const nextHop = way.route ? targetOf(way.route).id : null
  const { ConnectivityType, AvailabilityMode, SubnetId } = gateway
  return fail(gateway, {
    message: `Everything that ${tables.map((table) => table.id).join(', ')} sends to the internet through this gateway is dropped: ${problem}.`,
    severity,
    evidence: [
      ...users.map(
        ({ table, route }) =>
          [table, `routes ${destinationOf(route)} to ${gateway.id}`, routeFields(route)] as const,
      ),
      [
        way.table,
        `routes ${way.route ? destinationOf(way.route) : '0.0.0.0/0'} to ${nextHop ?? 'nothing'}`,
        way.route ? routeFields(way.route) : {},
      ],
      [
        gateway,
        `is ${ConnectivityType ?? 'public'} and sends on by ${own.id}`,
        {
          NatGatewayId: gateway.id,
          ConnectivityType,
          AvailabilityMode,
          SubnetId,
          RouteTableId: own.id,
          nextHop,
          dependentSubnetIds,
        },
      ],
    ],
    remediation: remediation(gateway, own, users),
  })
}

/** The table of a NAT gateway in a private subnet is that of its neighbours, too: a route there would expose them. */
function remediation(gateway: NatGateway, own: RouteTable, users: readonly NatRoute[]): string {
  const route = (verb: string): string =>
    `aws ec2 ${verb} --route-table-id ${own.id} --destination-cidr-block 0.0.0.0/0`
  if (same(gateway.ConnectivityType, 'private'))
    return `${route('replace-route')} --transit-gateway-id TRANSIT_GATEWAY, or use a public NAT gateway in a public subnet`
  if (!gateway.SubnetId) return `${route('create-route')} --gateway-id INTERNET_GATEWAY`
  const moves = users.map(
    ({ table, route: used }) =>
      `aws ec2 replace-route --route-table-id ${table.id} --destination-cidr-block ${destinationOf(used)} --nat-gateway-id NEW_NAT_GATEWAY`,
  )
  return `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET --allocation-id EIPALLOC; ${moves.join('; ')}; aws ec2 delete-nat-gateway --nat-gateway-id ${gateway.id}`
}
