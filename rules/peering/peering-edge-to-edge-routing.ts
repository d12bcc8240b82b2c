import { type BeyondPeer, peeringRoutesOf } from '../../src/network/beyond-peer.ts'
import { type RouteTable, destinationOf, routeFields, subnetsRoutedBy } from '../../src/network/routing.ts'
import { deleteRoute } from '../../src/network/route-removal.ts'
import { isInUse } from '../../src/network/table-use.ts'
import { type Failure, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'peering-edge-to-edge-routing',
  title: "Route wants to leave by a peer's internet, NAT or private gateway",
  topic: 'peering',
  pillar: 'reliability',
  severity: 'high',
  needs: ['vpcPeeringConnections', 'routeTables', 'subnets'],
  consults: ['vpcs', 'prefixListEntries'],
  why: `A peering connection carries packets to addresses of the peer's VPC and no further: its internet and NAT gateways,
VPN, Direct Connect and gateway endpoints are not open to peers. A default route to a peer means no way out at all.`,
  fix: `Give the VPC a way out of its own, or centralise it behind a transit gateway; then delete the route. Hosts may
also address a proxy in the peer's VPC by its own address.`,
  check: `In the VPC console, look through the route tables for routes to a peering connection whose destination is
0.0.0.0/0, ::/0, a public range or a range on premises.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',

  *judge(inventory, { nonProduction }) {
    for (const table of inventory.routeTables) {
      if (!isInUse(table, inventory)) continue
      const { count, beyond, doubts } = peeringRoutesOf(table, inventory)
      const wrong = beyond.filter((one) => one.purpose === 'internet' || one.purpose === 'gateway')
      const subnetIds = subnetsRoutedBy(table, inventory).map((subnet) => subnet.id)
      const lenient = nonProduction(table, inventory.vpcs.get(table.VpcId)) ? 'info' : undefined
      for (const one of wrong) yield finding(table, one, subnetIds, lenient)
      if (wrong.length > 0) continue
      if (doubts[0]) yield unknown(table, `where its routes over peering lead is not known: ${doubts[0]}`)
      else if (count > 0) yield pass(table)
    }
  },
})

function finding(
  table: RouteTable,
  { route, connection, peer, purpose, onward }: BeyondPeer,
  subnetIds: readonly string[],
  severity: Severity | undefined,
): Failure {
  const destination = destinationOf(route)
  const meant = onward.length > 0 ? ` (${onward.join(', ')} of ${peer.vpc} is not open to peers)` : ''
  const what = purpose === 'internet' ? 'What its subnets send to the internet' : 'What its subnets send'
  return fail(table, {
    key: destination,
    severity,
    message: `${what} by ${destination} is dropped at ${peer.vpc}: ${connection.id} carries packets to the addresses of that VPC only${meant}.`,
    evidence: [
      [
        table,
        `routes ${destination} to ${connection.id}`,
        { ...routeFields(route), RouteTableId: table.id, destination, subnetIds },
      ],
      [
        connection,
        `leads to ${peer.vpc} with ${[...peer.labels.values()].join(', ')}`,
        { VpcPeeringConnectionId: connection.id, peerVpcId: peer.vpc, peerEdge: onward },
      ],
    ],
    remediation: `Give ${table.VpcId} a way of its own for ${destination} first; then ${deleteRoute(table, route)}`,
  })
}
