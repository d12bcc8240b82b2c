import {
  type PlacedBalancer,
  isOnOutpost,
  moveTo,
  placedBalancers,
} from '../../src/network/balancer-subnets.ts'
import {
  type Route,
  type RouteTable,
  associatedGateways,
  destinationOf,
  egressOf,
  isActive,
  isPublic,
  prefixesOf,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'
import { type Evidence, type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Known = Inventory<'subnets' | 'routeTables' | 'prefixListEntries'>

export default defineRule({
  id: 'alb-internet-facing-in-private-subnet',
  title: 'Internet-facing load balancer has a subnet without a route to an internet gateway',
  topic: 'alb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['loadBalancers', 'classicLoadBalancers', 'subnets', 'routeTables'],
  consults: ['prefixListEntries'],
  why: `The name of a load balancer leads to an address in each of its zones. In a subnet whose default route goes
anywhere but to an internet gateway, what the node there answers never comes back to the client: with two zones, every
other connection times out, which looks like a fault that comes and goes.`,
  fix: `Route the subnet to the internet gateway, or give the load balancer public subnets.`,
  check: `In the EC2 console, open the load balancer's «Network mapping» and the route table of each subnet.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',

  *judge(inventory) {
    for (const balancer of placedBalancers(inventory)) {
      const { row, type, scheme, subnets } = balancer
      if (same(type, 'gateway') || same(scheme, 'internal')) continue
      if (!subnets || !same(scheme, 'internet-facing')) {
        yield unknown(row, 'its Scheme or its subnets are not in the answer')
        continue
      }
      const ways = subnets.flatMap((id) => waysOf(id, balancer, inventory))
      const shut = ways.flatMap((way) => (typeof way === 'object' && 'table' in way ? way : []))
      if (shut.length === 0) {
        const [doubt] = ways.flatMap((way) => (typeof way === 'object' && 'unknown' in way ? way : []))
        if (doubt) yield unknown(row, doubt.unknown)
        else if (ways.length > 0) yield pass(row)
        continue
      }
      const closed = new Set(shut.map((way) => way.subnet.id))
      const [first] = shut
      yield fail(row, {
        message: `Clients from the internet time out in ${closed.size} of its ${subnets.length} zones: ${[...closed].join(', ')} ${closed.size === 1 ? 'has' : 'have'} no route to an internet gateway.`,
        evidence: shut.map(evidenceOf),
        remediation: `aws ec2 create-route --route-table-id ${first?.table.id} --destination-cidr-block 0.0.0.0/0 --gateway-id THE_VPCS_INTERNET_GATEWAY, where nothing else in it must stay private; or ${moveTo(balancer, [...closed].join(' '), 'A_PUBLIC_SUBNET_OF_THE_ZONE')}`,
      })
    }
  },
})

interface Shut {
  readonly subnet: RowOf<'subnets'>
  readonly table: RouteTable
  readonly routes: readonly Route[]
  readonly family: 4 | 6
}
type Way = 'open' | Shut | { readonly unknown: string }

/** Whether answers find back to the internet, in each family of the balancer. Outposts have ways of their own. */
function waysOf(id: string, { families }: PlacedBalancer, inventory: Known): readonly Way[] {
  const subnet = inventory.subnets.get(id)
  if (!subnet) return [{ unknown: `its subnet ${id} is not among those that were read` }]
  if (isOnOutpost(subnet)) return []
  const asked = families ?? [4, 6]
  const ways = asked.map((family) => wayOf(subnet, family, inventory))
  const isOpen = ways.every((way) => way === 'open')
  return families || isOpen
    ? ways
    : [{ unknown: 'whether it has IPv4 or IPv6 addresses (IpAddressType) is not in the answer' }]
}

function wayOf(subnet: RowOf<'subnets'>, family: 4 | 6, inventory: Known): Way {
  if (isPublic(subnet, inventory, [family])) return 'open'
  const egress = egressOf(subnet, family, inventory)
  if ('unknown' in egress) return { unknown: egress.unknown }
  const { table, routes } = egress
  const kinds = routes.map((route) => targetOf(route).kind)
  if (kinds.some((kind) => kind === 'carrier-gateway' || kind === 'local-gateway')) return 'open'
  // A firewall in the way of what comes in, too, by the table of the internet gateway.
  if (kinds.some((kind) => kind === 'endpoint' || kind === 'network-interface')) {
    if (inventory.routeTables.where(vpcOfEdgeTable, subnet.VpcId).length > 0) return 'open'
    if (kinds.includes('endpoint'))
      return {
        unknown: `whether the firewall behind ${table.id}, where ${subnet.id} leads, is in the way of what comes in is not known`,
      }
  }
  const isOpenToSome = table.Routes?.some(
    (route) =>
      targetOf(route).kind === 'internet-gateway' &&
      isActive(route) !== false &&
      (prefixesOf(route, inventory)?.some((prefix) => prefix.family === family) ?? true),
  )
  if (isOpenToSome || kinds.includes('other') || !table.Routes)
    return { unknown: `whether the routes of ${table.id} lead back to all of its clients is not known` }
  return { subnet, table, routes, family }
}

/** The VPC of a table that steers what enters by the internet gateway. */
const vpcOfEdgeTable = (table: RouteTable): string | undefined =>
  associatedGateways(table).some((id) => id.startsWith('igw-')) ? table.VpcId : undefined

const evidenceOf = ({ subnet, table, routes, family }: Shut): Evidence => [
  table,
  `has, for ${family === 4 ? 'IPv4' : 'IPv6'} of ${subnet.id} in ${subnet.AvailabilityZone}, ${routes.map((route) => `${destinationOf(route)} to ${targetOf(route).id}`).join(', ') || 'no default route'}`,
  {
    RouteTableId: table.id,
    SubnetId: subnet.id,
    AvailabilityZone: subnet.AvailabilityZone,
    AvailabilityZoneId: subnet.AvailabilityZoneId,
    routes: routes.map(routeFields),
  },
]
