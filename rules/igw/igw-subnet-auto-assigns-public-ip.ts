import { publicIpsOf } from '../../src/network/interfaces.ts'
import { egressOf, isPublic, targetOf } from '../../src/network/routing.ts'
import { wayOut } from '../../src/network/way-out.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'igw-subnet-auto-assigns-public-ip',
  title: 'Subnet gives a public address to whatever is launched in it',
  topic: 'igw',
  pillar: 'security',
  severity: 'low',
  needs: ['subnets', 'routeTables'],
  consults: ['networkInterfaces', 'vpcs', 'prefixListEntries', 'vpcEndpoints', 'natGateways', 'instances'],
  why: `With auto-assign on, each instance is on the internet unless whoever launches it thinks of saying no, and each
address is charged by the hour. In a subnet that does not lead to an internet gateway the address is of no use at all.`,
  fix: `Turn auto-assign off, and ask for a public address where one is wanted.`,
  check: `In the VPC console, read «Auto-assign public IPv4 address» of each subnet.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',

  *judge(inventory) {
    for (const subnet of inventory.subnets) {
      if (subnet.Ipv6Native === true) continue
      if (subnet.MapPublicIpOnLaunch === undefined) {
        yield unknown(subnet, 'its MapPublicIpOnLaunch is not in the answer')
        continue
      }
      if (!subnet.MapPublicIpOnLaunch) {
        yield pass(subnet)
        continue
      }
      const isDefault = subnet.DefaultForAz === true || inventory.vpcs.get(subnet.VpcId)?.IsDefault === true
      const enis = inventory.networkInterfaces.where('SubnetId', subnet.id)
      if (isDefault && enis.length === 0) continue
      const egress = egressOf(subnet, 4, inventory)
      if ('unknown' in egress) {
        yield unknown(subnet, egress.unknown)
        continue
      }
      const way = wayOut(egress.table, inventory)
      if ('unknown' in way) {
        yield unknown(subnet, way.unknown)
        continue
      }
      if ('lost' in way && way.lost === 'dead') continue // where it is meant to lead is routing-blackhole-route's to say
      // Behind a firewall endpoint, and on the way to a carrier or an Outpost's network, addresses are of use.
      const translated = 'via' in way && way.via.some((one) => one.kind === 'nat-gateway')
      const useful =
        'target' in way &&
        !translated &&
        ['internet-gateway', 'carrier-gateway', 'local-gateway', 'other'].includes(way.target.kind)
      if (useful && isDefault) continue // as AWS makes default subnets

      const publicEniCount = enis.filter((eni) => publicIpsOf(eni).length > 0).length
      const [first] = egress.routes
      const leads = first ? targetOf(first).id : 'nowhere'
      yield fail(subnet, {
        message: useful
          ? 'Whatever is launched here is on the internet unless somebody says no: this subnet assigns public addresses by itself.'
          : `Whatever is launched here is given a public address that is paid for and cannot be reached: this subnet leads to ${leads}, not to an internet gateway.`,
        severity: useful ? undefined : 'medium',
        evidence: [
          [
            subnet,
            `has MapPublicIpOnLaunch true, and ${publicEniCount} network ${publicEniCount === 1 ? 'interface' : 'interfaces'} with a public address`,
            {
              SubnetId: subnet.id,
              VpcId: subnet.VpcId,
              MapPublicIpOnLaunch: true,
              isPublic: isPublic(subnet, inventory),
              publicEniCount,
            },
          ],
          [egress.table, `leads to ${leads}`, { RouteTableId: egress.table.id, ...first }],
        ],
        remediation: `aws ec2 modify-subnet-attribute --subnet-id ${subnet.id} --no-map-public-ip-on-launch`,
      })
    }
  },
})
