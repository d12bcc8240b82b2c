import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  effectiveRouteTable,
  isActive,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isEdgeZone, zoneLabel } from '../../src/network/zones.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>
type Endpoint = RowOf<'vpcEndpoints'>
type Known = Inventory<'subnets' | 'routeTables' | 'vpcEndpoints'>

export default defineRule({
  id: 'network-firewall-endpoint-cross-zone-route',
  title: 'Subnet is routed through a firewall endpoint in another Availability Zone',
  topic: 'network-firewall',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['subnets', 'routeTables', 'vpcEndpoints', 'networkInterfaces', 'availabilityZones'],
  consults: ['vpcs'],
  why: `A firewall endpoint (of Network Firewall or of a Gateway Load Balancer) lives in one zone. Who is routed through the
endpoint of another zone goes down with that zone, pays for crossing, and often gets answers by another endpoint, which
drops what it saw only half of.`,
  fix: `Give each zone an endpoint and a route table of its own, and route each zone to its own endpoint.`,
  check: `In the VPC console, open the subnet's route table, follow the route to the vpce- target, and compare the zone of
the endpoint's subnet with the zone of the subnet.`,
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-two-zone-igw.html',

  *judge(inventory, { nonProduction }) {
    for (const subnet of inventory.subnets) {
      if (isEdgeZone(subnet, inventory)) continue
      if (!inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)) continue
      const table = effectiveRouteTable(subnet, inventory)
      if (!table) {
        yield unknown(subnet, `the route table of ${subnet.id} was not read`)
        continue
      }
      const lenient = nonProduction(subnet, inventory.vpcs.get(subnet.VpcId))
      const judgement = judge(subnet, table, lenient, inventory)
      if (judgement) yield judgement
    }
  },
})

interface Step {
  readonly route: Route
  readonly endpoint: Endpoint
  readonly home: Subnet | undefined
}

function judge(subnet: Subnet, table: RouteTable, lenient: boolean, inventory: Known): Judgement | undefined {
  const steps: Step[] = []
  for (const route of table.Routes ?? []) {
    const target = targetOf(route)
    // The routes of gateway endpoints lead to prefix lists, and to no zone.
    if (target.kind !== 'endpoint' || route.DestinationPrefixListId || isActive(route) === false) continue
    const endpoint = inventory.vpcEndpoints.get(target.id)
    if (!endpoint || isActive(route) === undefined)
      return unknown(subnet, `${target.id}, to which it is routed, or the state of that route was not read`)
    if (!same(endpoint.VpcEndpointType, 'GatewayLoadBalancer')) continue
    steps.push({ route, endpoint, home: inventory.subnets.get(endpoint.SubnetIds?.[0]) })
  }
  if (steps.length === 0) return undefined
  const unplaced = steps.find(({ home }) => !home?.AvailabilityZoneId)
  if (unplaced || !subnet.AvailabilityZoneId)
    return unknown(subnet, `the zone of ${unplaced?.endpoint.id ?? subnet.id} is not known`)
  const far = steps.filter(({ home }) => home?.AvailabilityZoneId !== subnet.AvailabilityZoneId)
  return far[0] ? finding(subnet, table, [far[0], ...far.slice(1)], lenient, inventory) : pass(subnet)
}

function finding(
  subnet: Subnet,
  table: RouteTable,
  far: readonly [Step, ...Step[]],
  lenient: boolean,
  inventory: Known,
): Judgement {
  const [{ endpoint, home }] = far
  const local = localEndpoint(subnet, endpoint, inventory)
  const homeLabel = home ? zoneLabel(home) : 'an unknown zone'
  return fail(subnet, {
    severity: lenient ? 'info' : undefined,
    message: `If ${homeLabel} fails, this subnet in ${zoneLabel(subnet)} is cut off: it is routed through the firewall endpoint ${endpoint.id} there.`,
    evidence: [
      ...far.map(({ route }): Evidence => [
        table,
        `routes ${destinationOf(route)} to ${targetOf(route).id}`,
        routeFields(route),
      ]),
      [
        endpoint,
        `serves ${homeLabel}`,
        {
          RouteTableId: table.id,
          SubnetIds: [subnet.id],
          subnetZoneId: subnet.AvailabilityZoneId,
          VpcEndpointId: endpoint.id,
          endpointZoneId: home?.AvailabilityZoneId,
          localEndpointExists: local !== undefined,
          ServiceName: endpoint.ServiceName,
        },
      ],
    ],
    remediation: `${local ? '' : `aws ec2 create-vpc-endpoint --vpc-endpoint-type GatewayLoadBalancer --vpc-id ${subnet.VpcId} --service-name ${endpoint.ServiceName} --subnet-ids SUBNET_IN_${subnet.AvailabilityZoneId} (aws network-firewall associate-subnets for Network Firewall); `}${far
      .map(
        ({ route }) =>
          `aws ec2 replace-route --route-table-id ${table.id} ${route.DestinationIpv6CidrBlock ? '--destination-ipv6-cidr-block' : '--destination-cidr-block'} ${destinationOf(route)} --vpc-endpoint-id ${local?.id ?? 'ENDPOINT_OF_THIS_ZONE'}`,
      )
      .join('; ')} (the table must serve this zone only)`,
  })
}

/** An endpoint for the same firewall in the subnet's own zone. */
const localEndpoint = (subnet: Subnet, endpoint: Endpoint, inventory: Known): Endpoint | undefined =>
  inventory.vpcEndpoints
    .where('VpcId', subnet.VpcId)
    .find(
      (other) =>
        other.ServiceName === endpoint.ServiceName &&
        same(other.State, 'available') &&
        inventory.subnets.get(other.SubnetIds?.[0])?.AvailabilityZoneId === subnet.AvailabilityZoneId,
    )
