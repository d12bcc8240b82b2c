import type { RowOf } from '../../src/inventory/inventory.ts'
import { type BehindNat, isPrivateInterface, vpcsBehindNat } from '../../src/network/behind-nat.ts'
import { routeFields, targetOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Failure,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>

export default defineRule({
  id: 'endpoint-gateway-not-associated',
  title: 'Gateway endpoint is not in all route tables that pay for NAT',
  topic: 'endpoint',
  pillar: 'cost',
  severity: 'medium',
  needs: ['vpcEndpoints', 'routeTables', 'subnets', 'natGateways', 'networkInterfaces'],
  consults: ['instances', 'prefixListEntries'],
  why: `A gateway endpoint works for the subnets whose route table it is associated with, and for no others. Since it is
there, everybody believes that the traffic uses it, and the NAT gateway goes on charging for each gigabyte.`,
  fix: `Associate the endpoint with the route tables of all private subnets. Connections to the service that are open at
that moment break once.`,
  check: `In the VPC console, open the endpoint, and compare its «Route tables» with those of the private subnets.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',

  *judge(inventory) {
    const vpcs = vpcsBehindNat(inventory)
    const seen = new Set<string>()
    for (const endpoint of inventory.vpcEndpoints) {
      if (!isGateway(endpoint)) continue
      // Several endpoints for a service share its route tables: they are judged together, in the first of them.
      const key = `${endpoint.VpcId} ${endpoint.ServiceName}`
      if (seen.has(key)) continue
      seen.add(key)
      const all = inventory.vpcEndpoints
        .where('VpcId', endpoint.VpcId)
        .filter((one) => one.ServiceName === endpoint.ServiceName)
      if (all.some(isPrivateInterface)) continue
      const judgement = judge(endpoint, all.filter(isGateway), vpcs.get(endpoint.VpcId ?? ''))
      const unsure = all.find((one) => !one.State || isPrivateInterface(one) === undefined)
      if (judgement?.status === 'fail' && unsure)
        yield unknown(
          endpoint,
          `the state or private DNS of ${unsure.id}, for the same service, is not in the answer`,
        )
      else if (judgement) yield judgement
    }
  },
})

const isGateway = (endpoint: Endpoint): boolean =>
  same(endpoint.VpcEndpointType, 'Gateway') && same(endpoint.State, 'available')

function judge(
  endpoint: Endpoint,
  all: readonly Endpoint[],
  behindNat: BehindNat | undefined,
): Judgement | undefined {
  if (all.some((one) => !one.RouteTableIds))
    return unknown(endpoint, 'its route tables are not in the answer')
  const associated = new Set(all.flatMap((one) => one.RouteTableIds ?? []))
  const missing = behindNat?.users.filter(({ table }) => !associated.has(table.id)) ?? []
  if (missing.length > 0) return notAssociated(endpoint, missing)
  if (associated.size === 0) return unused(endpoint)
  if (behindNat?.unclear !== undefined) return unknown(endpoint, behindNat.unclear)
  return behindNat && behindNat.users.length > 0 ? pass(endpoint) : undefined
}

function notAssociated(endpoint: Endpoint, users: BehindNat['users']): Failure {
  const tables = new Map(users.map((user) => [user.table.id, user]))
  const subnetIds = [...new Set(users.map(({ subnet }) => subnet.id))]
  const missingRouteTableIds = [...tables.keys()]
  return fail(endpoint, {
    message: `What ${subnetIds.join(', ')} sends to ${endpoint.ServiceName} passes NAT and is charged by the gigabyte, although this endpoint is there.`,
    evidence: [
      [
        endpoint,
        `is not associated with ${missingRouteTableIds.join(', ')}`,
        { VpcEndpointId: endpoint.id, service: endpoint.ServiceName, missingRouteTableIds, subnetIds },
      ],
      ...[...tables.values()].map(({ table, route }): Evidence => [
        table,
        `leads to the internet by ${targetOf(route).id}`,
        routeFields(route),
      ]),
    ],
    remediation: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.id} --add-route-table-ids ${missingRouteTableIds.join(' ')}`,
  })
}

const unused = (endpoint: Endpoint): Failure =>
  fail(endpoint, {
    severity: 'info',
    message: `Nothing uses this endpoint for ${endpoint.ServiceName}: it is in no route table.`,
    evidence: [
      [
        endpoint,
        'is associated with no route table',
        {
          VpcEndpointId: endpoint.id,
          service: endpoint.ServiceName,
          missingRouteTableIds: [],
          subnetIds: [],
        },
      ],
    ],
    remediation: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.id} --add-route-table-ids RTB, or aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${endpoint.id}`,
  })
