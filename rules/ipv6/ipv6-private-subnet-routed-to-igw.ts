import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { blocksInternet } from '../../src/network/block-public-access.ts'
import { globalIpv6Of } from '../../src/network/interfaces.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  egressOf,
  isActive,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>

export default defineRule({
  id: 'ipv6-private-subnet-routed-to-igw',
  title: 'Subnet is private in IPv4 and open to the internet in IPv6',
  topic: 'ipv6',
  pillar: 'security',
  severity: 'high',
  needs: ['subnets', 'routeTables', 'networkInterfaces'],
  consults: ['egressOnlyInternetGateways', 'vpcBlockPublicAccessOptions', 'prefixListEntries'],
  why: `IPv6 has no address translation to hide behind: each address is global. With ::/0 at an internet gateway, every
instance of the subnet can be called from outside, as far as security groups and network ACLs allow, although its IPv4
side is private.`,
  fix: `Send ::/0 to an egress-only internet gateway, which lets connections out and none in.`,
  check: `In the VPC console, open the subnet's route table and compare where 0.0.0.0/0 and ::/0 lead.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html',

  *judge(inventory) {
    for (const subnet of inventory.subnets) {
      if (!hasIpv6(subnet)) continue
      const [ipv4, ipv6] = [egressOf(subnet, 4, inventory), egressOf(subnet, 6, inventory)]
      if ('unknown' in ipv4) {
        yield unknown(subnet, ipv4.unknown)
        continue
      }
      if ('unknown' in ipv6) {
        yield unknown(subnet, ipv6.unknown)
        continue
      }
      if (!ipv4.routes.every(isPrivateWayOut)) continue
      const open = ipv6.routes.find(
        (route) => targetOf(route).kind === 'internet-gateway' && isActive(route) !== false,
      )
      if (!open) yield pass(subnet)
      else if (isActive(open) === undefined)
        yield unknown(subnet, 'the state of its route to ::/0 is not in the answer')
      else yield exposed(subnet, ipv6.table, ipv4.routes, open, inventory)
    }
  },
})

const hasIpv6 = (subnet: Subnet): boolean =>
  subnet.Ipv6CidrBlockAssociationSet?.some((block) => same(block.Ipv6CidrBlockState?.State, 'associated')) ??
  false

/** An IPv4 default route to none of these says that nothing in the subnet is meant to be called from outside. */
const isPrivateWayOut = (route: Route): boolean =>
  !['internet-gateway', 'carrier-gateway', 'local-gateway', 'other'].includes(targetOf(route).kind)

function exposed(
  subnet: Subnet,
  table: RouteTable,
  ipv4: readonly Route[],
  open: Route,
  inventory: Inventory<'networkInterfaces' | 'egressOnlyInternetGateways' | 'vpcBlockPublicAccessOptions'>,
): Failure {
  const [ipv4Default] = ipv4.map((route) => targetOf(route).id)
  const igw = targetOf(open).id
  const enis = inventory.networkInterfaces
    .where('SubnetId', subnet.id)
    .filter((eni) => globalIpv6Of(eni).length > 0)
  const blocked = blocksInternet(subnet, inventory) === true
  const unclear = subnet.Ipv6Native === true && ipv4Default === undefined
  const effect = blocked
    ? 'only VPC Block Public Access keeps callers out'
    : `the internet can call ${enis.length === 0 ? 'whatever gets an IPv6 address there' : counted(enis.length)}, as far as security groups and ACLs allow`
  const ipv4Side = ipv4Default === undefined ? 'it has no IPv4 way out' : `its IPv4 leaves by ${ipv4Default}`
  return fail(subnet, {
    message: `IPv6 goes straight to ${igw} while ${ipv4Side}: ${effect}.`,
    severity: blocked ? 'low' : unclear ? 'medium' : undefined,
    evidence: [
      [
        table,
        `routes ${destinationOf(open)} to ${igw}`,
        { RouteTableId: table.id, ipv6DefaultTarget: igw, ...routeFields(open) },
      ],
      [table, `routes 0.0.0.0/0 to ${ipv4Default ?? 'nothing'}`, { ipv4DefaultTarget: ipv4Default ?? null }],
      [
        subnet,
        `holds ${counted(enis.length)}`,
        { SubnetId: subnet.id, Ipv6Native: subnet.Ipv6Native, enisWithIpv6: enis.map((eni) => eni.id) },
      ],
    ],
    remediation: remediation(subnet, table, open, inventory),
  })
}

const counted = (count: number): string =>
  `${count} network ${count === 1 ? 'interface' : 'interfaces'} with IPv6 addresses`

function remediation(
  subnet: Subnet,
  table: RouteTable,
  open: Route,
  inventory: Inventory<'egressOnlyInternetGateways'>,
): string {
  const known = inventory.egressOnlyInternetGateways.where(attachedVpcs, subnet.VpcId)[0]
  const replace = `aws ec2 replace-route --route-table-id ${table.id} --destination-ipv6-cidr-block ${destinationOf(open)} --egress-only-internet-gateway-id`
  return known
    ? `${replace} ${known.id}`
    : `aws ec2 create-egress-only-internet-gateway --vpc-id ${subnet.VpcId}, then ${replace} NEW_GATEWAY`
}

const attachedVpcs = (gateway: RowOf<'egressOnlyInternetGateways'>): readonly string[] =>
  (gateway.Attachments ?? []).flatMap((attachment) => attachment.VpcId ?? [])
