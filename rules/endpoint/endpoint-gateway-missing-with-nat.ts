import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { natInstanceBehind } from '../../src/network/nat-instances.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  egressOf,
  isActive,
  isPublic,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { vpcOf } from '../../src/network/vpcs.ts'
import { type Failure, type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>

/** Nearly everything reads from S3, if only packages and images; whether DynamoDB is used cannot be seen here. */
const SERVICES = [
  ['s3', undefined],
  ['dynamodb', 'info'],
] as const

export default defineRule({
  id: 'endpoint-gateway-missing-with-nat',
  title: 'VPC pays its NAT gateway for traffic to S3 or DynamoDB',
  topic: 'endpoint',
  pillar: 'cost',
  severity: 'medium',
  needs: ['vpcEndpoints', 'routeTables', 'subnets', 'natGateways', 'networkInterfaces'],
  consults: ['instances', 'vpcs', 'prefixListEntries'],
  why: `A NAT gateway charges for each gigabyte, and traffic to S3 and DynamoDB is often most of what passes. A gateway
endpoint takes that traffic out of it and is free.`,
  fix: `Create a gateway endpoint for the service in the route tables of the private subnets. Connections to the service
that are open at that moment break once.`,
  check: `In the VPC console, filter «Endpoints» by the VPC: there should be one of type Gateway for S3.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',

  *judge(inventory) {
    for (const [vpcId, { users, unclear }] of vpcsBehindNat(inventory)) {
      const vpc = vpcOf(vpcId, inventory)
      for (const [service, severity] of SERVICES) {
        const name = `com.amazonaws.${vpc.region}.${service}`
        const endpoints = inventory.vpcEndpoints
          .where('VpcId', vpcId)
          .filter((one) => one.ServiceName?.endsWith(name))
        if (endpoints.some(isPrivateInterface)) continue
        if (endpoints.some(isUsableGateway)) yield pass(vpc, service)
        else if (endpoints.some((one) => !one.State || !one.VpcEndpointType)) {
          yield unknown(vpc, `the type or state of its endpoint for ${service} is not in the answer`, service)
        } else if (users.length > 0) yield missing(vpc, service, users, severity)
        else if (unclear !== undefined) yield unknown(vpc, unclear, service)
      }
    }
  },
})

/** On its way counts: the endpoint will be there before anyone acts on a finding. */
const isUsableGateway = (endpoint: Endpoint): boolean =>
  same(endpoint.VpcEndpointType, 'Gateway') && same(endpoint.State, 'available', 'pending')

/** Takes the service's own name, so that its traffic no longer meets the NAT gateway. */
const isPrivateInterface = (endpoint: Endpoint): boolean =>
  same(endpoint.VpcEndpointType, 'Interface') &&
  same(endpoint.State, 'available') &&
  endpoint.PrivateDnsEnabled === true &&
  endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint !== true

/** A subnet with workload whose default route leads to a NAT gateway or instance. */
interface User {
  readonly subnet: RowOf<'subnets'>
  readonly table: RouteTable
  readonly route: Route
}

interface BehindNat {
  readonly users: User[]
  /** Why it cannot be said of some subnet whether it is a user. */
  unclear?: string
}

type Known = Inventory<
  'subnets' | 'routeTables' | 'natGateways' | 'networkInterfaces' | 'instances' | 'prefixListEntries'
>

function vpcsBehindNat(inventory: Known): ReadonlyMap<string, BehindNat> {
  const vpcs = new Map<string, BehindNat>()
  for (const subnet of inventory.subnets) {
    if (!subnet.VpcId || !inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)) continue
    if (isPublic(subnet, inventory)) continue
    const known = vpcs.get(subnet.VpcId) ?? { users: [] }
    vpcs.set(subnet.VpcId, known)

    const egress = egressOf(subnet, 4, inventory)
    if ('unknown' in egress) known.unclear = egress.unknown
    else {
      for (const route of egress.routes) {
        const pays = paysForNat(route, inventory)
        if (pays === true) known.users.push({ subnet, table: egress.table, route })
        else if (pays !== false) known.unclear = pays.unknown
      }
    }
  }
  return vpcs
}

/** Private NAT gateways lead to a central egress, which may be there to inspect this traffic, too. */
function paysForNat(route: Route, inventory: Known): boolean | { readonly unknown: string } {
  const target = targetOf(route)
  if (isActive(route) === false) return false
  if (target.kind === 'nat-gateway') {
    const gateway = inventory.natGateways.get(target.id)
    if (!gateway?.State)
      return {
        unknown: `${target.id}, where a default route leads, is not among the NAT gateways that were read`,
      }
    return same(gateway.State, 'available') && !same(gateway.ConnectivityType, 'private')
  }
  const instance = natInstanceBehind(route, inventory)
  return instance !== undefined && ('unknown' in instance ? instance : true)
}

function missing(
  vpc: Resource,
  service: string,
  users: readonly User[],
  severity: 'info' | undefined,
): Failure {
  const natTargets = [...new Set(users.map(({ route }) => targetOf(route).id))]
  const subnetIds = [...new Set(users.map(({ subnet }) => subnet.id))]
  const tables = new Map(users.map((user) => [user.table.id, user]))
  const from = `${subnetIds.length} private ${subnetIds.length === 1 ? 'subnet' : 'subnets'}`
  return fail(vpc, {
    key: service,
    severity,
    message: `Traffic to ${service} from ${from} passes ${natTargets.join(', ')} and is charged by the gigabyte: the VPC has no gateway endpoint for it.`,
    evidence: [
      [vpc, `has no gateway endpoint for ${service}`, { VpcId: vpc.id, service, natTargets, subnetIds }],
      ...[...tables.values()].map(
        ({ table, route }) =>
          [table, `routes ${destinationOf(route)} to ${targetOf(route).id}`, routeFields(route)] as const,
      ),
    ],
    remediation: `aws ec2 create-vpc-endpoint --vpc-id ${vpc.id} --vpc-endpoint-type Gateway --service-name com.amazonaws.${vpc.region}.${service} --route-table-ids ${[...tables.keys()].join(' ')}`,
  })
}
