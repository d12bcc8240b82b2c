import type { RowOf } from '../../src/inventory/inventory.ts'
import { type User, isPrivateInterface, vpcsBehindNat } from '../../src/network/behind-nat.ts'
import { destinationOf, routeFields, targetOf } from '../../src/network/routing.ts'
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
        else if (endpoints.some((one) => !one.State || isPrivateInterface(one) === undefined)) {
          yield unknown(
            vpc,
            `the state or private DNS of its endpoint for ${service} is not in the answer`,
            service,
          )
        } else if (users.length > 0) yield missing(vpc, service, users, severity)
        else if (unclear !== undefined) yield unknown(vpc, unclear, service)
      }
    }
  },
})

/** On its way counts: the endpoint will be there before anyone acts on a finding. */
const isUsableGateway = (endpoint: Endpoint): boolean =>
  same(endpoint.VpcEndpointType, 'Gateway') && same(endpoint.State, 'available', 'pending')

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
