import { type BeyondPeer, peeringRoutesOf } from '../../src/network/beyond-peer.ts'
import { type RouteTable, destinationOf, routeFields } from '../../src/network/routing.ts'
import { deleteRoute } from '../../src/network/route-removal.ts'
import { isInUse } from '../../src/network/table-use.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'peering-transitive-route',
  title: 'Route wants to reach a third network across a peer',
  topic: 'peering',
  pillar: 'reliability',
  severity: 'high',
  needs: ['vpcPeeringConnections', 'routeTables', 'subnets'],
  consults: ['vpcs', 'prefixListEntries'],
  why: `Peering is not transitive: what A sends to B for an address of C is dropped at B, although B itself reaches C. The
route looks right in the console, and nothing reports the packets that it loses.`,
  fix: `Peer the two VPCs directly, or attach both to a transit gateway; then delete the route.`,
  check: `In the VPC console, compare the destination of each route to a peering connection with the CIDRs of the peer.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',

  *judge(inventory, { nonProduction }) {
    for (const table of inventory.routeTables) {
      if (!isInUse(table, inventory)) continue
      const { count, beyond, doubts } = peeringRoutesOf(table, inventory)
      const wrong = beyond.filter((one) => one.purpose === 'network' || one.purpose === 'unowned')
      const lenient = nonProduction(table, inventory.vpcs.get(table.VpcId))
      for (const one of wrong) yield finding(table, one, lenient)
      if (wrong.length > 0) continue
      if (doubts[0]) yield unknown(table, `where its routes over peering lead is not known: ${doubts[0]}`)
      // Routes that all want the peer's gateways are the affair of peering-edge-to-edge-routing.
      else if (count > beyond.length) yield pass(table)
    }
  },
})

function finding(
  table: RouteTable,
  { route, connection, peer, purpose, onward }: BeyondPeer,
  lenient: boolean,
): Failure {
  const destination = destinationOf(route)
  const why =
    purpose === 'network'
      ? `it belongs to ${onward.join(', ')}, and peering is not transitive`
      : `no address of it belongs to that VPC`
  const severity = purpose === 'network' ? undefined : 'medium'
  return fail(table, {
    key: destination,
    severity: lenient ? 'info' : severity,
    message: `Packets to ${destination} are handed to ${connection.id} and dropped at ${peer.vpc}: ${why}.`,
    evidence: [
      [
        table,
        `routes ${destination} to ${connection.id}`,
        { ...routeFields(route), RouteTableId: table.id, destination },
      ],
      [
        connection,
        `leads to ${peer.vpc} with ${[...peer.labels.values()].join(', ')}`,
        {
          VpcPeeringConnectionId: connection.id,
          peerVpcId: peer.vpc,
          peerCidrs: [...peer.labels.values()],
          thirdVpcId: onward,
          reason: purpose === 'network' ? 'third-network' : 'unowned-destination',
        },
      ],
    ],
    remediation: `Peer ${table.VpcId} with the network that has ${destination}, or attach both to a transit gateway; then ${deleteRoute(table, route)}`,
  })
}
