import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import { isEdgeZone } from '../../src/network/zones.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>
type Known = Inventory<'subnets' | 'networkInterfaces' | 'vpcEndpointServices' | 'availabilityZones'>

export default defineRule({
  id: 'endpoint-interface-zone-coverage',
  title: 'Interface endpoint is missing in zones that have clients',
  topic: 'endpoint',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcEndpoints', 'subnets', 'networkInterfaces'],
  consults: ['vpcEndpointServices', 'availabilityZones', 'vpcs'],
  why: `An interface endpoint has an address in each zone in which it was placed. With one alone, the whole VPC loses the
service together with that zone, and until then everybody else pays for crossing to it.`,
  fix: `Add a subnet of each zone in which something runs to the endpoint.`,
  check: `In the VPC console, compare the «Subnets» of the endpoint with the zones in which the VPC's instances run.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',

  *judge(inventory, { nonProduction }) {
    const zonesOfVpc = new Map<string, Workloads>()
    for (const endpoint of inventory.vpcEndpoints) {
      const { VpcId, State, VpcEndpointType, RequesterManaged } = endpoint
      if (!same(VpcEndpointType, 'Interface', 'Resource') || !same(State, 'available')) continue
      if (RequesterManaged === true || !VpcId) continue
      const workloads = zonesOfVpc.get(VpcId) ?? workloadZones(VpcId, inventory)
      zonesOfVpc.set(VpcId, workloads)
      if (workloads.zones.size < 2) continue
      const lenient = nonProduction(endpoint, inventory.vpcs.get(VpcId))
      yield judge(endpoint, workloads, lenient, inventory)
    }
  },
})

/** The zones in which something runs, and a subnet that does not say in which zone it is. */
interface Workloads {
  readonly zones: ReadonlySet<string>
  readonly unplaced: string | undefined
}

function workloadZones(vpc: string, inventory: Known): Workloads {
  const zones = new Set<string>()
  let unplaced: string | undefined
  for (const subnet of inventory.subnets.where('VpcId', vpc)) {
    const zone = subnet.AvailabilityZoneId
    if ((zone && zones.has(zone)) || isEdgeZone(subnet, inventory)) continue
    if (!inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)) continue
    if (zone) zones.add(zone)
    else unplaced = subnet.id
  }
  return { zones, unplaced }
}

function judge(
  endpoint: Endpoint,
  { zones: workloads, unplaced }: Workloads,
  lenient: boolean,
  inventory: Known,
): Judgement {
  const own = (endpoint.SubnetIds ?? []).map((id) => inventory.subnets.get(id)?.AvailabilityZoneId)
  if (own.length === 0 || own.some((zone) => zone === undefined))
    return unknown(endpoint, 'its subnets, or their zones, were not read')
  const endpointZoneIds = [...new Set(own)].flatMap((zone) => zone ?? [])
  const lacking = [...workloads].filter((zone) => !endpointZoneIds.includes(zone)).toSorted()
  const enough = (): Judgement =>
    unplaced === undefined
      ? pass(endpoint)
      : unknown(endpoint, `the zone of ${unplaced}, where something runs, is not in the answer`)
  if (lacking.length === 0) return enough()
  const offered = inventory.vpcEndpointServices
    .where('ServiceName', endpoint.ServiceName)
    .find((one) => one.region === endpoint.region)?.AvailabilityZoneIds
  if (!offered)
    return unknown(endpoint, `whether the service is offered in ${lacking.join(', ')}, too, was not read`)
  const missingZoneIds = lacking.filter((zone) => offered.includes(zone))
  if (missingZoneIds.length === 0) return enough()
  const single = endpointZoneIds.length === 1
  return fail(endpoint, {
    severity: lenient ? 'info' : single ? undefined : 'low',
    message: single
      ? `The whole VPC loses ${endpoint.ServiceName} with ${endpointZoneIds.join('')}: clients in ${missingZoneIds.join(', ')} have no endpoint of their own.`
      : `Clients in ${missingZoneIds.join(', ')} reach ${endpoint.ServiceName} in other zones only: they depend on those and pay for crossing.`,
    evidence: [
      [
        endpoint,
        `is in ${endpointZoneIds.join(', ')}; workloads run in ${[...workloads].toSorted().join(', ')}`,
        {
          VpcEndpointId: endpoint.id,
          ServiceName: endpoint.ServiceName,
          endpointZoneIds,
          workloadZoneIds: [...workloads].toSorted(),
          missingZoneIds,
        },
      ],
    ],
    remediation: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.id} --add-subnet-ids SUBNET_IN_${missingZoneIds.join(' SUBNET_IN_')}`,
  })
}
