import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type NetworkInterface, isWorkload } from '../../src/network/interfaces.ts'
import { type NatGateway, routesToNat } from '../../src/network/nat-use.ts'
import { egressOf, isActive, routeFields, subnetsRoutedBy } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isEdgeZone } from '../../src/network/zones.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'nat-gateway-regional-zone-coverage',
  title: 'Regional NAT gateway does not cover a zone that uses it',
  topic: 'nat',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['natGateways', 'routeTables', 'subnets', 'networkInterfaces'],
  consults: ['availabilityZones', 'vpcs', 'prefixListEntries'],
  settings: { expansionHours: 2 },
  why: `A regional NAT gateway serves a zone in which it has no address from another one: traffic crosses zones at a
charge, and the subnet depends on a zone that it is not in, which is what a regional gateway is to prevent.`,
  fix: `Let the gateway expand by itself, or give it an Elastic IP in each zone that uses it.`,
  check: `In the VPC console, compare the zones of the regional NAT gateway with those of the subnets that route to it.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html',

  *judge(inventory, { now, settings, nonProduction }) {
    for (const gateway of inventory.natGateways) {
      if (!same(gateway.AvailabilityMode, 'regional') || !same(gateway.State, 'available')) continue
      const users = usersOf(gateway, inventory)
      if (users.length === 0) continue
      const addresses = (gateway.NatGatewayAddresses ?? []).filter((one) =>
        same(one.Status, 'succeeded', 'associating'),
      )
      const coveredZoneIds = [...new Set(addresses.flatMap((one) => one.AvailabilityZoneId ?? []))]
      const missing = users.filter(({ subnet }) => !coveredZoneIds.includes(subnet.AvailabilityZoneId ?? ''))
      const zonesAreKnown =
        coveredZoneIds.length > 0 &&
        users.every(({ subnet }) => subnet.AvailabilityZoneId) &&
        (missing.length === 0 ||
          gateway.NatGatewayAddresses?.every((one) => one.Status && one.AvailabilityZoneId))
      if (!zonesAreKnown) {
        yield unknown(gateway, 'the zones of its addresses, or of subnets that use it, are not in the answer')
        continue
      }
      const manual = same(gateway.AutoProvisionZones, 'disabled')
      const ages = missing.flatMap(({ workload }) => workload.map(attachedAt))
      const oldest = Math.min(...ages.filter((age) => !Number.isNaN(age)))
      // A gateway that expands by itself takes about an hour to follow its workloads.
      const waiting = !manual && !(oldest < now - settings.expansionHours * HOUR)
      if (missing.length === 0) yield pass(gateway)
      else if (!manual && gateway.AutoProvisionZones === undefined)
        yield unknown(gateway, 'whether it expands by itself (AutoProvisionZones) is not in the answer')
      else if (waiting && ages.some(Number.isNaN))
        yield unknown(gateway, 'since when workloads wait for it in another zone is not in the answer')
      else if (waiting) yield pass(gateway)
      else {
        const lenient = nonProduction(gateway, inventory.vpcs.get(gateway.VpcId)) ? 'info' : undefined
        const uncoveredZoneIds = [...new Set(missing.map(({ subnet }) => subnet.AvailabilityZoneId))]
        const { AutoProvisionZones, AutoScalingIps } = gateway
        const subnetIds = missing.map(({ subnet }) => subnet.id)
        yield fail(gateway, {
          message: `Subnets in ${uncoveredZoneIds.join(', ')} leave through another zone: this regional NAT gateway has addresses in ${coveredZoneIds.join(', ')} only.`,
          severity: lenient,
          evidence: [
            [
              gateway,
              `has addresses in ${coveredZoneIds.join(', ')} and ${manual ? 'does not expand by itself' : 'did not expand by itself'}`,
              {
                NatGatewayId: gateway.id,
                AutoProvisionZones,
                AutoScalingIps,
                coveredZoneIds,
                uncoveredZoneIds,
                subnetIds,
              },
            ],
            ...missing.map(({ subnet, route }): Evidence => [
              subnet,
              `in ${subnet.AvailabilityZoneId} leaves by ${gateway.id}`,
              { SubnetId: subnet.id, AvailabilityZoneId: subnet.AvailabilityZoneId, ...route },
            ]),
          ],
          remediation: uncoveredZoneIds
            .map(
              (zone) =>
                `aws ec2 associate-nat-gateway-address --nat-gateway-id ${gateway.id} --availability-zone-id ${zone} --allocation-ids EIPALLOC`,
            )
            .join('; '),
        })
      }
    }
  },
})

const attachedAt = (eni: NetworkInterface): number => Date.parse(String(eni.Attachment?.AttachTime))

interface User {
  readonly subnet: RowOf<'subnets'>
  readonly workload: readonly NetworkInterface[]
  readonly route: Readonly<Record<string, unknown>>
}

/** The subnets with workloads whose default route leads to a gateway. */
function usersOf(
  gateway: NatGateway,
  inventory: Inventory<
    'routeTables' | 'subnets' | 'networkInterfaces' | 'availabilityZones' | 'prefixListEntries'
  >,
): readonly User[] {
  const tables = new Set(routesToNat(gateway, inventory).map(({ table }) => table))
  return [...tables].flatMap((table) =>
    subnetsRoutedBy(table, inventory).flatMap((subnet) => {
      const workload = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isWorkload)
      const egress = egressOf(subnet, 4, inventory)
      const route =
        'routes' in egress
          ? egress.routes.find((one) => one.NatGatewayId === gateway.id && isActive(one) !== false)
          : undefined
      return route && workload.length > 0 && !isEdgeZone(subnet, inventory)
        ? [{ subnet, workload, route: routeFields(route) }]
        : []
    }),
  )
}
