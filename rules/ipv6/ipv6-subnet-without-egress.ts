import { globalIpv6Of, isWorkload } from '../../src/network/interfaces.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import {
  bestRoute,
  destinationOf,
  egressOf,
  isActive,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** All IPv6 addresses that the internet uses: a route to it is a default route. */
const GLOBAL = parsePrefix('2000::/3')

export default defineRule({
  id: 'ipv6-subnet-without-egress',
  title: 'Subnet has a way out in IPv4 and none in IPv6',
  topic: 'ipv6',
  pillar: 'reliability',
  severity: 'low',
  needs: ['subnets', 'routeTables', 'networkInterfaces'],
  consults: ['vpcs', 'prefixListEntries'],
  why: `A host with an IPv6 address tries IPv6 first. Without a way out, each connection to a name that has both kinds of
addresses waits for that to fail: everything works, slowly, and some clients give up.`,
  fix: `Route ::/0 to an egress-only internet gateway, or to the internet gateway in a public subnet.`,
  check: `In the VPC console, open the route table of the subnet: beside 0.0.0.0/0 there should be ::/0.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html',

  *judge(inventory, { nonProduction }) {
    for (const subnet of inventory.subnets) {
      const block = subnet.Ipv6CidrBlockAssociationSet?.find((one) =>
        same(one.Ipv6CidrBlockState?.State, 'associated'),
      )
      const enis = inventory.networkInterfaces
        .where('SubnetId', subnet.id)
        .filter((eni) => isWorkload(eni) && globalIpv6Of(eni).length > 0)
      if (!block || enis.length === 0 || !GLOBAL) continue
      const ipv4 = egressOf(subnet, 4, inventory)
      if ('unknown' in ipv4) {
        yield unknown(subnet, ipv4.unknown)
        continue
      }
      const [out] = ipv4.routes.filter((route) => isActive(route) === true)
      if (!out) continue // isolated on purpose, or another rule's matter
      const ipv6 = egressOf(subnet, 6, inventory)
      const best = bestRoute(ipv4.table, GLOBAL, inventory)
      if ('unknown' in ipv6 || 'unknown' in best) {
        yield unknown(subnet, 'unknown' in ipv6 ? ipv6.unknown : 'unknown' in best ? best.unknown : '')
        continue
      }
      if (ipv6.routes.length > 0 || best.route) {
        // A dead one is routing-blackhole-route's.
        if ([...ipv6.routes, best.route].some((route) => route && isActive(route) === true))
          yield pass(subnet)
        continue
      }

      const { id: table } = ipv4.table
      const isPublic = targetOf(out).kind === 'internet-gateway'
      yield fail(subnet, {
        message: `Hosts here with IPv6 addresses wait for connections that never come about: IPv4 leaves by ${targetOf(out).id}, and ${table} has no route for IPv6.`,
        severity: nonProduction(subnet, inventory.vpcs.get(subnet.VpcId)) ? 'info' : undefined,
        evidence: [
          [
            ipv4.table,
            `routes ${destinationOf(out)} to ${targetOf(out).id} and ::/0 nowhere`,
            { ipv4DefaultTarget: targetOf(out).id, RouteTableId: table, ...routeFields(out) },
          ],
          [
            subnet,
            `has ${block.Ipv6CidrBlock} and ${enis.length} network ${enis.length === 1 ? 'interface' : 'interfaces'} with IPv6 addresses`,
            {
              SubnetId: subnet.id,
              Ipv6CidrBlock: block.Ipv6CidrBlock,
              enisWithIpv6: enis.map((eni) => eni.id),
            },
          ],
        ],
        remediation: `aws ec2 create-route --route-table-id ${table} --destination-ipv6-cidr-block ::/0 ${
          isPublic
            ? `--gateway-id ${targetOf(out).id}`
            : '--egress-only-internet-gateway-id EGRESS_ONLY_GATEWAY'
        }`,
      })
    }
  },
})
