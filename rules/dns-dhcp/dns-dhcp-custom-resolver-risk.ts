import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { dnsServersOf, isAmazonResolver, isVpcResolver } from '../../src/network/dhcp.ts'
import { addressesOf, isWorkload } from '../../src/network/interfaces.ts'
import { type Prefix, contains, parsePrefix } from '../../src/network/prefix.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import { bestRoute, effectiveRouteTable, isActive, targetOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { vpcBlocks } from '../../src/network/blocks.ts'
import {
  type Failure,
  type Judgement,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Vpc = RowOf<'vpcs'>
type Subnet = RowOf<'subnets'>
type Known = Inventory<
  | 'vpcs'
  | 'dhcpOptions'
  | 'subnets'
  | 'routeTables'
  | 'networkInterfaces'
  | 'prefixListEntries'
  | 'natGateways'
  | 'vpcEndpoints'
>

export default defineRule({
  id: 'dns-dhcp-custom-resolver-risk',
  title: 'DNS servers of a VPC are single, in one zone or out of reach',
  topic: 'dns-dhcp',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcs', 'dhcpOptions', 'subnets', 'routeTables', 'networkInterfaces'],
  consults: ['prefixListEntries', 'natGateways', 'vpcEndpoints'],
  why: `Amazon's resolver answers from inside each host. DNS servers of one's own are hosts like others: with the only one of
them, with its zone, or with the way to it, every name in the VPC is gone.`,
  fix: `Give the VPC an option set with two servers in different zones, or with AmazonProvidedDNS and Route 53 Resolver rules
for the names that others answer.`,
  check: `In the VPC console, open the DHCP option set of the VPC, and look for the network interfaces and routes of its
domain name servers.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html',

  *judge(inventory) {
    for (const vpc of inventory.vpcs) {
      const busy = inventory.subnets
        .where('VpcId', vpc.id)
        .filter((subnet) => inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload))
      if (busy.length > 0) yield judge(vpc, busy, inventory)
    }
  },
})

function judge(vpc: Vpc, busy: readonly Subnet[], inventory: Known): Judgement {
  if (vpc.DhcpOptionsId === 'default')
    return finding(vpc, [], 'Hosts in this VPC get no DNS server: it has no DHCP options.', {
      severity: 'info',
    })
  const servers = dnsServersOf(vpc, inventory)
  const blocks = vpcBlocks(vpc)
  if (!servers || servers.length === 0 || blocks.length === 0)
    return unknown(vpc, 'its blocks, or the DNS servers of its DHCP options, were not read')
  if (servers.some((server) => isAmazonResolver(server) || isVpcResolver(server, blocks))) return pass(vpc)

  const addresses = servers.map((server) => parsePrefix(server))
  const reach = addresses.map((address) => reachOf(address, blocks, busy, inventory))
  if (reach.every((one) => one === false))
    return finding(vpc, servers, `No name resolves in this VPC: it has no route to ${servers.join(', ')}.`, {
      severity: 'high',
      unreachableServers: servers,
    })
  if (servers.length === 1)
    return finding(
      vpc,
      servers,
      `Every name in this VPC depends on ${servers[0]}: it is the only DNS server.`,
    )

  const zones = servers.map((server) => zoneOf(server, vpc, inventory))
  const [zone] = zones
  if (zone !== undefined && zone !== 'unknown' && zones.every((one) => one === zone))
    return finding(
      vpc,
      servers,
      `No name resolves in this VPC when ${zone} fails: ${servers.join(' and ')} are both there.`,
      { serverZoneIds: zones },
    )
  if (zones.includes('unknown'))
    return unknown(vpc, 'the zone of one of its DNS servers is not in the answer')
  const [doubt] = reach.filter((one) => typeof one === 'string')
  if (!reach.includes(true) && doubt !== undefined) return unknown(vpc, doubt)
  const all = inventory.vpcEndpoints.where('VpcId', vpc.id)
  const isKnown =
    inventory.vpcEndpoints.readIn() && all.every((endpoint) => endpoint.PrivateDnsEnabled !== undefined)
  if (!isKnown) return unknown(vpc, 'whether endpoints in it have private names was not read')
  const endpoints = all.filter((endpoint) => endpoint.PrivateDnsEnabled === true)
  if (endpoints.length > 0)
    return finding(
      vpc,
      servers,
      `The private names of ${endpoints.map(({ id }) => id).join(', ')} resolve here only if ${servers.join(', ')} forward to the VPC's own resolver.`,
      { severity: 'info' },
    )
  return pass(vpc)
}

/** Whether any subnet with workloads has a way to a server, or why that is not known. */
function reachOf(
  server: Prefix | undefined,
  blocks: readonly Prefix[],
  busy: readonly Subnet[],
  inventory: Known,
): boolean | string {
  if (!server) return 'one of its DNS servers is no address'
  if (blocks.some((block) => contains(block, server))) return true
  let doubt: string | undefined
  for (const subnet of busy) {
    const table = effectiveRouteTable(subnet, inventory)
    const best = table && bestRoute(table, server, inventory)
    if (!best) doubt ??= `the route table of ${subnet.id} was not read`
    else if ('unknown' in best) doubt ??= best.unknown
    else if (best.route && isActive(best.route) === undefined)
      doubt ??= `the state of a route of ${table.id} is not in the answer`
    else if (best.route && isActive(best.route) && leadsTo(server, targetOf(best.route), inventory))
      return true
  }
  return doubt ?? false
}

/** What leads to the internet leads to no private address. */
function leadsTo(server: Prefix, { kind, id }: ReturnType<typeof targetOf>, inventory: Known): boolean {
  if (!isPrivate(server)) return true
  if (kind === 'internet-gateway' || kind === 'egress-only-internet-gateway') return false
  return kind !== 'nat-gateway' || !same(inventory.natGateways.get(id)?.ConnectivityType, 'public')
}

/** The zone of the network interface in the VPC that has the address; undefined for servers elsewhere. */
function zoneOf(server: string, vpc: Vpc, inventory: Known): string | undefined {
  const eni = inventory.networkInterfaces.where(addressesOf, server).find((one) => one.VpcId === vpc.id)
  return eni && (inventory.subnets.get(eni.SubnetId)?.AvailabilityZoneId ?? 'unknown')
}

function finding(
  vpc: Vpc,
  servers: readonly string[],
  message: string,
  { severity, ...fields }: { readonly severity?: Severity } & Readonly<Record<string, unknown>> = {},
): Failure {
  const to = servers.length > 0 ? `has the DNS servers ${servers.join(', ')}` : 'has no DHCP options'
  return fail(vpc, {
    severity,
    message,
    evidence: [[vpc, to, { VpcId: vpc.id, DhcpOptionsId: vpc.DhcpOptionsId, servers, ...fields }]],
    remediation: `aws ec2 create-dhcp-options --dhcp-configurations Key=domain-name-servers,Values=AmazonProvidedDNS, then aws ec2 associate-dhcp-options --vpc-id ${vpc.id} --dhcp-options-id NEW_OPTIONS; or two servers in different zones`,
  })
}
