import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isEmpty } from '../../src/network/intervals.ts'
import { routedToInternet } from '../../src/network/exposure/filters.ts'
import {
  type NetworkInterface,
  isLoadBalancerInterface,
  isNatGatewayInterface,
  publicIpsOf,
} from '../../src/network/interfaces.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import {
  type Route,
  type RouteTable,
  defaultRoutes,
  effectiveRouteTable,
  isActive,
  prefixesOf,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { wayOut } from '../../src/network/way-out.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'network-interface-public-ip-without-igw-route',
  title: 'Public IPv4 address on an interface whose subnet has no internet gateway route',
  topic: 'network-interface',
  pillar: 'cost',
  severity: 'low',
  needs: ['networkInterfaces', 'routeTables'],
  consults: ['subnets', 'prefixListEntries', 'vpcEndpoints', 'natGateways', 'instances'],
  why: `A public address works through the internet gateway only: without a route to it, nobody outside gets an answer
from there. Amazon's addresses are charged by the hour all the same.`,
  fix: `Route the subnet to the internet gateway if the interface is meant to be public; else release the address, and turn
off auto-assign in the subnet.`,
  check: `In the EC2 console, filter the network interfaces by public address, and read the default route of their
subnets.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',

  *judge(inventory) {
    const known = new Map<RouteTable, Way>()
    for (const eni of inventory.networkInterfaces) {
      if (!same(eni.Status, 'in-use') || publicIpsOf(eni).length === 0) continue
      if (isNatGatewayInterface(eni) || isLoadBalancerInterface(eni)) continue // rules of their own report those
      if (eni.Association?.CarrierIp || eni.Association?.CustomerOwnedIp) continue
      const table = effectiveRouteTable(eni, inventory)
      if (!table) {
        yield unknown(eni, `the route table of ${eni.SubnetId} was not read`)
        continue
      }
      const way = known.get(table) ?? wayToInternet(table, inventory)
      known.set(table, way)
      if (way === 'public') yield pass(eni)
      else if ('unknown' in way) yield unknown(eni, way.unknown)
      else if (way.why !== 'dead') yield finding(eni, table, way, inventory.subnets.get(eni.SubnetId))
      // What a dead default route is meant to lead to is `routing-blackhole-route`'s to say.
    }
  },
})

type Known = Inventory<
  'routeTables' | 'prefixListEntries' | 'vpcEndpoints' | 'natGateways' | 'instances' | 'networkInterfaces'
>

/** Whether packets of a table's subnets reach an internet gateway untranslated, or what stands for their default route. */
type Way =
  | 'public'
  | { readonly unknown: string }
  | { readonly why: 'nothing' | 'dead' | 'elsewhere'; readonly route?: Route | undefined }

function wayToInternet(table: RouteTable, inventory: Known): Way {
  const direct = routedToInternet(table, 4, inventory)
  if (direct && !isEmpty(direct.addresses)) return 'public'
  if (!direct) return { unknown: `the entries of a prefix list in ${table.id} were not read` }
  const way = wayOut(table, inventory)
  if ('unknown' in way) return way
  // Firewalls send on what they are handed; a NAT gateway puts an address of its own in.
  const isTranslated = 'via' in way && way.via.some((one) => one.kind === 'nat-gateway')
  if ('target' in way && way.target.kind === 'internet-gateway' && !isTranslated) return 'public'
  if ('target' in way && way.target.kind === 'other')
    return { unknown: `what ${way.target.id}, a target in ${table.id}, leads to is not known here` }
  const detour = table.Routes?.find((route) => isDetour(route, inventory))
  if (detour)
    return { unknown: `part of the internet is routed to ${targetOf(detour).id}, which is not followed here` }
  const decision = defaultRoutes(table, 4, inventory)
  const [route] = 'routes' in decision ? decision.routes : []
  if (!route) return { why: 'nothing' }
  return { why: 'lost' in way && way.lost === 'dead' ? 'dead' : 'elsewhere', route }
}

/** A route of less than everything to a firewall or an appliance, behind which there may be an internet gateway. */
function isDetour(route: Route, inventory: Known): boolean {
  const { kind } = targetOf(route)
  if ((kind !== 'endpoint' && kind !== 'network-interface') || route.DestinationPrefixListId) return false
  if (isActive(route) === false) return false
  return (prefixesOf(route, inventory) ?? []).some(
    (prefix) => prefix.family === 4 && prefix.length > 1 && !isPrivate(prefix),
  )
}

function finding(
  eni: NetworkInterface,
  table: RouteTable,
  { route }: { readonly route?: Route | undefined },
  subnet: RowOf<'subnets'> | undefined,
): Failure {
  const addresses = publicIpsOf(eni)
  const leads = route ? `leads to ${targetOf(route).id}` : 'has no default route'
  const isElastic = eni.Association?.AllocationId !== undefined
  return fail(eni, {
    message: `${addresses.join(', ')} is of no use here: the subnet ${leads}${route ? ' and not to an internet gateway' : ''}, so nobody outside gets an answer.`,
    evidence: [
      [
        eni,
        `has the public address ${addresses.join(', ')}`,
        {
          NetworkInterfaceId: eni.id,
          PublicIp: addresses,
          IpOwnerId: eni.Association?.IpOwnerId,
          SubnetId: eni.SubnetId,
          InstanceId: eni.Attachment?.InstanceId,
        },
      ],
      [
        table,
        `${leads} for ${eni.SubnetId}`,
        { RouteTableId: table.id, ...(route ? routeFields(route) : {}) },
      ],
    ],
    remediation: isElastic
      ? `aws ec2 disassociate-address --association-id ${eni.Association?.AssociationId}; aws ec2 release-address --allocation-id ${eni.Association?.AllocationId}`
      : `aws ec2 modify-network-interface-attribute --network-interface-id ${eni.id} --no-associate-public-ip-address${subnet?.MapPublicIpOnLaunch ? `; aws ec2 modify-subnet-attribute --subnet-id ${subnet.id} --no-map-public-ip-on-launch` : ''}`,
  })
}
