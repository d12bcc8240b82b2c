import { isWorkload } from '../../src/network/interfaces.ts'
import {
  destinationOf,
  egressOf,
  isActive,
  isPublic,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isEdgeZone, zoneLabel } from '../../src/network/zones.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'nat-gateway-az-independence',
  title: 'Subnet leaves through a NAT gateway in another Availability Zone',
  topic: 'nat',
  pillar: 'reliability',
  severity: 'high',
  needs: ['natGateways', 'routeTables', 'subnets', 'networkInterfaces', 'availabilityZones'],
  consults: ['vpcs', 'prefixListEntries'],
  why: `A zonal NAT gateway lives in one Availability Zone. When that zone fails, subnets in healthy zones that route
through it lose their way to the internet with it. Until that day, every byte they send is charged for crossing zones.`,
  fix: `Give each zone a NAT gateway of its own and point each zone's route table at it, or move to one regional NAT
gateway, which spans the zones by itself.`,
  check: `In the VPC console, open the subnet's route table, follow 0.0.0.0/0 to the NAT gateway, and compare the zone id
of the gateway's subnet with the zone id of the subnet that you came from.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',

  *judge(inventory, { nonProduction }) {
    for (const subnet of inventory.subnets) {
      const workload = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isWorkload)
      if (workload.length === 0 || isEdgeZone(subnet, inventory)) continue
      const egress = egressOf(subnet, 4, inventory)
      if ('unknown' in egress) {
        yield unknown(subnet, egress.unknown)
        continue
      }
      if (isPublic(subnet, inventory)) continue

      for (const route of egress.routes) {
        const target = targetOf(route)
        if (target.kind !== 'nat-gateway' || isActive(route) === false) continue
        const gateway = inventory.natGateways.get(target.id)
        if (isActive(route) === undefined) {
          yield unknown(subnet, `the state of its route to ${target.id} is not in the answer`)
          continue
        }
        if (!gateway?.State) {
          yield unknown(
            subnet,
            `${target.id}, where its default route leads, is not among the NAT gateways that were read`,
          )
          continue
        }
        if (!same(gateway.State, 'available')) continue // it carries nothing: another rule's matter
        if (same(gateway.AvailabilityMode, 'regional')) {
          yield pass(subnet)
          continue
        }
        const home = inventory.subnets.get(gateway.SubnetId)
        if (!home?.AvailabilityZoneId || !subnet.AvailabilityZoneId) {
          yield unknown(subnet, `the zone of ${gateway.id} or of ${subnet.id} is not known`)
          continue
        }
        if (home.AvailabilityZoneId === subnet.AvailabilityZoneId) {
          yield pass(subnet)
          continue
        }

        const local = inventory.natGateways
          .where('VpcId', subnet.VpcId)
          .find(
            (other) =>
              same(other.State, 'available') &&
              other.ConnectivityType === gateway.ConnectivityType &&
              inventory.subnets.get(other.SubnetId)?.AvailabilityZoneId === subnet.AvailabilityZoneId,
          )
        const replaceRoute = (id: string): string =>
          `aws ec2 replace-route --route-table-id ${egress.table.id} --destination-cidr-block ${destinationOf(route)} --nat-gateway-id ${id}`
        yield fail(subnet, {
          message: `If ${zoneLabel(home)} fails, this subnet in ${zoneLabel(subnet)} loses its way out: it leaves through ${gateway.id} there.`,
          severity: nonProduction(subnet, inventory.vpcs.get(subnet.VpcId)) ? 'info' : undefined,
          evidence: [
            [egress.table, `routes ${destinationOf(route)} to ${gateway.id}`, routeFields(route)],
            [
              gateway,
              `serves ${zoneLabel(home)} only`,
              {
                SubnetId: gateway.SubnetId,
                AvailabilityZoneId: home.AvailabilityZoneId,
                localNatExists: local !== undefined,
              },
            ],
            [
              subnet,
              `holds ${workload.length} network interfaces in use`,
              {
                VpcId: subnet.VpcId,
                AvailabilityZoneId: subnet.AvailabilityZoneId,
                workloadEniCount: workload.length,
              },
            ],
          ],
          remediation: local
            ? `${replaceRoute(local.id)} (it is in the same zone already; the table must serve this zone only)`
            : `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET_IN_${subnet.AvailabilityZoneId} --allocation-id EIPALLOC, then ${replaceRoute('NEW_NAT_GATEWAY')}`,
        })
      }
    }
  },
})
