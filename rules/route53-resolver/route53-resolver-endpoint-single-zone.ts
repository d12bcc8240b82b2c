import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isBeingChanged } from '../../src/network/resolver-addresses.ts'
import { domainOf } from '../../src/network/resolver-rules.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-resolver-endpoint-single-zone',
  title: 'Resolver endpoint has its addresses in one Availability Zone, or only one address',
  topic: 'route53-resolver',
  pillar: 'reliability',
  severity: 'high',
  needs: ['resolverEndpoints', 'resolverEndpointAddresses', 'subnets'],
  consults: ['resolverRules'],
  why: `All names that are resolved between the VPCs and the network on premises pass the addresses of an endpoint.
Route 53 asks for two addresses, not for two zones: with both in one zone, these names go with it.`,
  fix: `Add an address in a subnet of another zone, and remove one of those that share a zone.`,
  check: `In the Route 53 console, open the Resolver endpoint and compare the Availability Zones of its addresses.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-high-availability.html',

  *judge(inventory) {
    for (const endpoint of inventory.resolverEndpoints) {
      if (endpoint.OutpostArn || same(endpoint.Status, 'CREATING', 'DELETING')) continue
      const addresses = inventory.resolverEndpointAddresses.under(endpoint.Id)
      if (!addresses || addresses.length === 0 || !endpoint.Status) {
        yield unknown(endpoint, 'its addresses or its status were not read')
        continue
      }
      const attached = addresses.filter((one) => same(one.Status, 'ATTACHED'))
      const zones = attached.map((one) => inventory.subnets.get(one.SubnetId))
      const known = new Set(zones.flatMap((subnet) => subnet?.AvailabilityZoneId ?? []))
      if (known.size > 1) {
        yield pass(endpoint)
        continue
      }
      if (addresses.some(isBeingChanged)) {
        yield unknown(endpoint, 'one of its addresses is being changed')
        continue
      }
      if (attached.length > 1 && zones.some((subnet) => !subnet?.AvailabilityZoneId)) {
        yield unknown(endpoint, 'the Availability Zone of one of its subnets was not read')
        continue
      }
      const [zone] = zones
      const label = zone ? `${zone.AvailabilityZone} (${zone.AvailabilityZoneId})` : 'no zone'
      const names = endpoint.Direction === 'INBOUND' ? 'names of its VPCs' : 'names that its rules forward'
      yield fail(endpoint, {
        message: `${endpoint.Name ?? endpoint.id} answers in ${label} only, with ${attached.length} address${attached.length === 1 ? '' : 'es'}: when that fails, ${names} no longer resolve.`,
        evidence: [
          [
            endpoint,
            `is ${endpoint.Direction} in ${endpoint.HostVPCId}`,
            { ResolverEndpointId: endpoint.id, Direction: endpoint.Direction, HostVPCId: endpoint.HostVPCId },
          ],
          ...addresses.map((address): Evidence => {
            const subnet = inventory.subnets.get(address.SubnetId)
            const { IpId, Ip, Ipv6, SubnetId, Status } = address
            const { AvailabilityZone, AvailabilityZoneId } = subnet ?? {}
            return [
              subnet ?? endpoint,
              `has ${Ip ?? Ipv6 ?? IpId} (${Status}) in ${AvailabilityZone} (${AvailabilityZoneId})`,
              { IpId, Ip, Ipv6, SubnetId, Status, AvailabilityZone, AvailabilityZoneId },
            ]
          }),
          ...rulesOf(endpoint, inventory),
        ],
        remediation: `aws route53resolver associate-resolver-endpoint-ip-address --resolver-endpoint-id ${endpoint.id} --ip-address SubnetId=SUBNET, where SUBNET is one of another zone`,
      })
    }
  },
})

const rulesOf = (
  { id }: RowOf<'resolverEndpoints'>,
  inventory: Inventory<'resolverRules'>,
): readonly Evidence[] =>
  inventory.resolverRules
    .where('ResolverEndpointId', id)
    .map((rule) => [
      rule,
      `sends ${domainOf(rule)} through it`,
      { ResolverRuleId: rule.id, DomainName: rule.DomainName },
    ])
