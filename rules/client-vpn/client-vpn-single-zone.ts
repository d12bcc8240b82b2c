import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { zoneLabel } from '../../src/network/zones.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'clientVpnEndpoints'>
type Network = RowOf<'clientVpnTargetNetworks'>

const HOUR = 3_600_000

export default defineRule({
  id: 'client-vpn-single-zone',
  title: 'Client VPN endpoint is in one Availability Zone only',
  topic: 'client-vpn',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['clientVpnEndpoints', 'clientVpnTargetNetworks'],
  consults: ['subnets'],
  settings: { graceHours: 24 },
  why: `Clients are connected by the subnets that are associated with an endpoint. When the only zone fails, every session
ends and no new one begins. A second association is billed by the hour, as the first is.`,
  fix: `Associate a subnet in a second zone, and add the endpoint's routes for it.`,
  check: `In the VPC console, open the Client VPN endpoint's «Target network associations» and compare the zones.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/disaster-recovery-resiliency.html',

  *judge(inventory, { now, settings, nonProduction }) {
    for (const endpoint of inventory.clientVpnEndpoints) {
      const state = endpoint.Status?.Code
      if (state !== undefined && !same(state, 'available', 'pending-associate')) continue
      const isOld = !(Date.parse(String(endpoint.CreationTime)) > now - settings.graceHours * HOUR)
      const judgement = judge(endpoint, isOld, nonProduction(endpoint), inventory)
      if (judgement) yield judgement
    }
  },
})

function judge(
  endpoint: Endpoint,
  isOld: boolean,
  isMinor: boolean,
  inventory: Inventory<'clientVpnTargetNetworks' | 'subnets'>,
): Judgement | undefined {
  const all = inventory.clientVpnTargetNetworks.under(endpoint.id)
  const state = endpoint.Status?.Code
  if (!all || state === undefined) return unknown(endpoint, 'its state or its associations were not read')
  const networks = all.filter((one) => !same(one.Status?.Code, 'disassociating', 'disassociated'))
  const fields = {
    ClientVpnEndpointId: endpoint.id,
    associatedSubnets: networks.map((one) => one.TargetNetworkId),
    statusCode: state,
  }
  const region = `--region ${endpoint.region}`
  const associate = `aws ec2 associate-client-vpn-target-network --client-vpn-endpoint-id ${endpoint.id} --subnet-id SUBNET ${region}`
  const failed = networks.find((one) => same(one.Status?.Code, 'association-failed'))
  if (failed) {
    return fail(endpoint, {
      message: `The association with ${failed.TargetNetworkId} failed: no client is connected by it.`,
      severity: isMinor ? 'info' : 'low',
      evidence: [[endpoint, `has ${failed.id} in association-failed`, { ...fields, Status: failed.Status }]],
      remediation: `aws ec2 disassociate-client-vpn-target-network --client-vpn-endpoint-id ${endpoint.id} --association-id ${failed.id} ${region}, then ${associate}`,
    })
  }
  const transit = endpoint.TransitGatewayConfiguration
  if (!transit && networks.length === 0) {
    if (!isOld || !same(state, 'pending-associate')) return undefined
    if (endpoint.CreationTime === undefined)
      return unknown(endpoint, 'since when it is there is not in the answer')
    return fail(endpoint, {
      message: 'No subnet is associated with this endpoint: nobody can connect to it.',
      severity: isMinor ? 'info' : 'low',
      evidence: [[endpoint, `is ${state} since ${endpoint.CreationTime}`, fields]],
      remediation: `${associate}, or aws ec2 delete-client-vpn-endpoint --client-vpn-endpoint-id ${endpoint.id} ${region}`,
    })
  }
  if (networks.some((one) => same(one.Status?.Code, 'associating'))) return undefined
  const zones = transit ? transit.AvailabilityZoneIds : zonesOf(networks, inventory)
  if (zones && new Set(zones).size > 1) return pass(endpoint)
  if (!zones?.length || networks.some((one) => one.Status?.Code === undefined))
    return unknown(endpoint, 'the zones of its associations were not read')

  const [first] = networks
  const subnet = inventory.subnets.get(first?.TargetNetworkId)
  const where = subnet ? zoneLabel(subnet) : String(zones[0])
  return fail(endpoint, {
    message: `All sessions of this endpoint run in ${where}: when that zone fails, nobody is connected and nobody can connect.`,
    severity: isMinor ? 'info' : undefined,
    evidence: [
      [
        endpoint,
        transit
          ? `is in ${zones.join(', ')} of ${transit.TransitGatewayId}`
          : `is associated with ${networks.map((one) => one.TargetNetworkId).join(', ')}, in ${where}`,
        { ...fields, zoneIds: [...new Set(zones)] },
      ],
    ],
    remediation: transit
      ? `Add a second zone to the transit gateway configuration of ${endpoint.id}: aws ec2 modify-client-vpn-endpoint help`
      : `${associate}, with a subnet outside ${where}, and aws ec2 create-client-vpn-route for it`,
  })
}

/** The zone of each association; undefined where the subnet of one was not read. */
function zonesOf(
  networks: readonly Network[],
  { subnets }: Inventory<'subnets'>,
): readonly string[] | undefined {
  const zones = networks.map((one) =>
    one.AvailabilityZoneIds?.length
      ? one.AvailabilityZoneIds
      : [subnets.get(one.TargetNetworkId)?.AvailabilityZoneId],
  )
  const known = zones.flat().flatMap((zone) => zone ?? [])
  const isWhole = zones.every((some) => some.every((zone) => zone !== undefined))
  return isWhole || new Set(known).size > 1 ? known : undefined
}
