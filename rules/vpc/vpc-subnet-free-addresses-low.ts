import { isWorkload } from '../../src/network/interfaces.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { same } from '../../src/network/same.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** AWS keeps the first four addresses of a subnet and the last one. */
const RESERVED = 5
/** What an Application Load Balancer needs free in each of its subnets to scale. */
const BALANCER_NEEDS = 8

export default defineRule({
  id: 'vpc-subnet-free-addresses-low',
  title: 'Subnet is running out of addresses',
  topic: 'vpc',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['subnets', 'networkInterfaces'],
  consults: ['loadBalancers', 'vpcs'],
  settings: { failPercent: 10, warnPercent: 20 },
  why: `When the last address is gone, nothing starts there any more: no instance that Auto Scaling wants, no task, no
function, no node that a load balancer adds when traffic grows. It happens on the busiest day.`,
  fix: `Add subnets from a larger or a secondary block and move Auto Scaling groups, node groups and balancers there; the
block of a subnet cannot be changed.`,
  check: `In the VPC console, compare «Available IPv4 addresses» of each subnet with the size of its block.`,
  reference:
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_network_topology_ip_subnet_allocation.html',

  *judge(inventory, { settings, nonProduction }) {
    for (const subnet of inventory.subnets) {
      if (subnet.Ipv6Native === true) continue
      if (!inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)) continue
      const block = parsePrefix(subnet.CidrBlock)
      const free = subnet.AvailableIpAddressCount
      if (!block || free === undefined) {
        yield unknown(subnet, 'its CidrBlock or AvailableIpAddressCount is not in the answer')
        continue
      }
      const usable = 2 ** (32 - block.length) - RESERVED
      const percentFree = Math.floor((free / usable) * 100)
      const balancers = inventory.loadBalancers
        .where(subnetsOf, subnet.id)
        .filter((one) => same(one.Type, 'application'))
      const stuck = free < BALANCER_NEEDS && balancers.length > 0
      if (free >= (usable * settings.warnPercent) / 100 && !stuck) {
        const areKnown =
          inventory.loadBalancers.readIn() &&
          inventory.loadBalancers.where(keyOfUnplaced, `${subnet.account}/${subnet.region}`).length === 0
        if (free < BALANCER_NEEDS && !areKnown)
          yield unknown(subnet, `whether a load balancer needs its last ${free} addresses was not read`)
        else yield pass(subnet)
        continue
      }

      const serious = stuck || free < (usable * settings.failPercent) / 100
      const loadBalancers = balancers.map((balancer) => balancer.name ?? balancer.id)
      yield fail(subnet, {
        message: stuck
          ? `${loadBalancers.join(', ')} cannot grow here: ${free} of ${usable} addresses are free, and an Application Load Balancer needs ${BALANCER_NEEDS}.`
          : `Only ${free} of ${usable} addresses (${percentFree} %) are free here: when they are gone, nothing new starts in this subnet.`,
        severity: nonProduction(subnet, inventory.vpcs.get(subnet.VpcId))
          ? 'info'
          : serious
            ? undefined
            : 'low',
        evidence: [
          [
            subnet,
            `has ${free} free addresses in ${subnet.CidrBlock}`,
            {
              SubnetId: subnet.id,
              CidrBlock: subnet.CidrBlock,
              AvailableIpAddressCount: free,
              usable,
              free,
              percentFree,
              loadBalancers,
            },
          ],
          ...balancers.map((balancer): Evidence => [balancer, `has a node in ${subnet.id}`]),
        ],
        remediation: `aws ec2 create-subnet --vpc-id ${subnet.VpcId} --availability-zone-id ${subnet.AvailabilityZoneId ?? 'ZONE_ID'} --cidr-block LARGER_BLOCK, and move what scales there`,
      })
    }
  },
})

/** By account and region, application load balancers that do not say in which subnets they are. */
const keyOfUnplaced = (balancer: RowOf<'loadBalancers'>): string | undefined =>
  same(balancer.Type, 'application') && !balancer.AvailabilityZones?.every((zone) => zone.SubnetId)
    ? `${balancer.account}/${balancer.region}`
    : undefined

/** The subnets in which a balancer has nodes: a key to find the balancers of a subnet by. */
const subnetsOf = (balancer: RowOf<'loadBalancers'>): readonly string[] =>
  (balancer.AvailabilityZones ?? []).flatMap((zone) => zone.SubnetId ?? [])
