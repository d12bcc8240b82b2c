import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { routesToEndpoint } from '../../src/network/endpoint-routes.ts'
import { firewallEndpoints, isLeaving, isReady } from '../../src/network/firewall-endpoints.ts'
import { isActive, subnetsRoutedBy } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isEdgeZone } from '../../src/network/zones.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Firewall = RowOf<'firewallStatuses'>
type Subnet = RowOf<'subnets'>
type Known = Inventory<
  | 'subnets'
  | 'routeTables'
  | 'networkInterfaces'
  | 'availabilityZones'
  | 'firewallStatuses'
  | 'firewallEndpointAssociationStatuses'
>

export default defineRule({
  id: 'network-firewall-single-zone',
  title: 'Network Firewall has no endpoint in a zone that it protects',
  topic: 'network-firewall',
  pillar: 'reliability',
  severity: 'high',
  needs: [
    'firewallStatuses',
    'firewallEndpointAssociationStatuses',
    'subnets',
    'routeTables',
    'networkInterfaces',
    'availabilityZones',
  ],
  why: `Every zone whose subnets are routed through a firewall stands or falls with the endpoint that they are routed to. With
no endpoint in their own zone, the loss of another zone takes their traffic down.`,
  fix: `Associate a subnet of each protected zone with the firewall, then route each zone to its own endpoint.`,
  check: `In the Network Firewall console, compare the zones of the firewall's endpoints with those of the subnets whose route
tables name them.`,
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config-subnets.html',

  *judge(inventory) {
    for (const firewall of inventory.firewallStatuses) {
      // What is attached to a transit gateway has no subnets, and zones by name only.
      if (isLeaving(firewall) || firewall.Firewall.TransitGatewayId) continue
      const judgement = judge(firewall, inventory)
      if (judgement) yield judgement
    }
  },
})

function judge(firewall: Firewall, inventory: Known): Judgement | undefined {
  const all = firewallEndpoints(firewall, inventory)
  if (!all) return unknown(firewall, 'its endpoints are not in the answer')
  const protectedSubnets = all.flatMap((endpoint) => usersOf(endpoint.EndpointId, inventory))
  if (all.some((one) => !one.EndpointId || !one.SubnetId || !one.Status))
    return unknown(firewall, 'the subnet or the status of one of its endpoints is not in the answer')
  if (protectedSubnets.length === 0) return undefined

  const homes = all.filter(isReady).map((one) => inventory.subnets.get(one.SubnetId))
  const nameless = [...homes, ...protectedSubnets].some((subnet) => !subnet?.AvailabilityZoneId)
  if (nameless)
    return unknown(firewall, 'the zones of its subnets, or of those that it protects, were not read')
  const firewallZones = zonesOf(homes)
  const protectedZones = zonesOf(protectedSubnets)
  const uncovered = protectedZones.filter((zone) => !firewallZones.includes(zone))
  // Endpoints that failed are another rule's matter; here it counts where there should be one.
  if (uncovered.length === 0) return pass(firewall)
  const subnetIds = protectedSubnets
    .filter((subnet) => uncovered.includes(subnet.AvailabilityZoneId ?? ''))
    .map((subnet) => subnet.id)
  const where = firewallZones.length === 0 ? 'no zone at all' : `${firewallZones.join(', ')} only`
  return fail(firewall, {
    message: `Traffic of ${uncovered.join(', ')} depends on other zones: this firewall has endpoints that work in ${where}.`,
    evidence: [
      [
        firewall,
        `has endpoints in ${where}; subnets in ${protectedZones.join(', ')} are routed through it`,
        {
          FirewallArn: firewall.id,
          VpcId: firewall.Firewall.VpcId,
          firewallZones,
          protectedZones,
          subnetIds,
        },
      ],
    ],
    remediation: `aws network-firewall associate-subnets --firewall-arn ${firewall.id} --subnet-mappings ${uncovered.map((zone) => `SubnetId=SUBNET_IN_${zone}`).join(' ')}, then route each zone to its own endpoint`,
  })
}

/** The subnets with something in them that are routed to an endpoint. */
const usersOf = (endpoint: string | undefined, inventory: Known): readonly Subnet[] =>
  routesToEndpoint(endpoint, inventory)
    .filter(({ route }) => isActive(route) !== false)
    .flatMap(({ table }) => subnetsRoutedBy(table, inventory))
    .filter((subnet) => !isEdgeZone(subnet, inventory))
    .filter((subnet) =>
      inventory.networkInterfaces.where('SubnetId', subnet.id).some((eni) => same(eni.Status, 'in-use')),
    )

const zonesOf = (subnets: readonly (Subnet | undefined)[]): readonly string[] =>
  [...new Set(subnets.flatMap((subnet) => subnet?.AvailabilityZoneId ?? []))].toSorted()
