import { isWorkload } from '../../src/network/interfaces.ts'
import { isEdgeZone, zoneLabel } from '../../src/network/zones.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Fewer interfaces than this may be one small thing that has no second half. */
const MANY = 5

export default defineRule({
  id: 'vpc-workloads-in-one-zone',
  title: 'Everything in the VPC runs in one Availability Zone',
  topic: 'vpc',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcs', 'subnets', 'networkInterfaces'],
  consults: ['availabilityZones'],
  why: `An Availability Zone is one group of data centres, with power and network of its own. When it fails, a VPC whose
workloads are all there is gone; subnets that wait empty in other zones save nobody.`,
  fix: `Create subnets in other zones, and let load balancers, Auto Scaling groups and databases use them.`,
  check: `In the EC2 console, sort the network interfaces of the VPC by zone.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html',

  *judge(inventory, { nonProduction }) {
    for (const vpc of inventory.vpcs) {
      const subnets = inventory.subnets
        .where('VpcId', vpc.id)
        .filter((subnet) => !isEdgeZone(subnet, inventory))
      const used = subnets.flatMap((subnet) => {
        const count = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isWorkload).length
        return count > 0 ? [{ subnet, zone: subnet.AvailabilityZoneId, count }] : []
      })
      if (used.length === 0) continue
      const counts = new Map<string | undefined, number>()
      for (const { zone, count } of used) counts.set(zone, (counts.get(zone) ?? 0) + count)
      const subnetZoneIds = [...new Set(subnets.map((subnet) => subnet.AvailabilityZoneId))].toSorted(byName)
      if (subnetZoneIds.includes(undefined)) {
        yield unknown(vpc, 'the zone of one of its subnets is not in the answer')
        continue
      }
      if (counts.size > 1) {
        yield pass(vpc)
        continue
      }

      const [home] = used
      const total = used.reduce((sum, one) => sum + one.count, 0)
      const zone = home ? zoneLabel(home.subnet) : ''
      const hasOthers = subnetZoneIds.length > 1
      const minor = nonProduction(vpc) || (hasOthers && total < MANY)
      const waiting = hasOthers ? `, although it has subnets in ${subnetZoneIds.length} zones` : ''
      yield fail(vpc, {
        message: `If ${zone} fails, everything in this VPC is gone: all of its ${total === 1 ? 'workload (1 network interface) is' : `${total} network interfaces in use are`} there${waiting}.`,
        severity: minor ? 'info' : undefined,
        evidence: [
          [
            vpc,
            `has subnets in ${subnetZoneIds.join(', ')}`,
            {
              VpcId: vpc.id,
              subnetZoneIds,
              workloadZoneIds: [...counts.keys()],
              eniCountPerZone: Object.fromEntries(counts),
            },
          ],
          ...used.map(({ subnet, count }): Evidence => [
            subnet,
            `holds ${count} network ${count === 1 ? 'interface' : 'interfaces'} in use`,
            { SubnetId: subnet.id, AvailabilityZoneId: subnet.AvailabilityZoneId },
          ]),
        ],
        remediation: hasOthers
          ? `Spread Auto Scaling groups and databases over the subnets in ${subnetZoneIds.filter((id) => !counts.has(id)).join(', ')}`
          : `aws ec2 create-subnet --vpc-id ${vpc.id} --availability-zone-id OTHER_ZONE_ID --cidr-block BLOCK, and spread workloads over both`,
      })
    }
  },
})

const byName = (a: string | undefined, b: string | undefined): number => (a ?? '').localeCompare(b ?? '')
