import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import {
  type PeeringRoute,
  type Side,
  isBusy,
  otherWayTo,
  reaches,
  routesOver,
  sidesOf,
  tablesInUse,
  unreachedBlocks,
} from '../../src/network/peering.ts'
import { destinationOf, routeFields } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Failure,
  type Judgement,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Connection = RowOf<'vpcPeeringConnections'>

export default defineRule({
  id: 'peering-one-sided-routes',
  title: 'Peering connection is routed on one side only',
  topic: 'peering',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcPeeringConnections', 'routeTables', 'subnets', 'networkInterfaces'],
  consults: ['vpcs', 'prefixListEntries'],
  why: `A peering connection carries nothing by itself: each VPC must route the other's addresses to it. With a route on
one side alone, packets arrive and their answers have no way back, and the console shows nothing wrong.`,
  fix: `Add routes in the tables of the side that lacks them, or delete a connection that nobody uses.`,
  check: `In the VPC console, open the peering connection, and in both VPCs look for routes to it in the tables in use.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html',

  *judge(inventory, { nonProduction }) {
    for (const connection of inventory.vpcPeeringConnections) {
      const code = connection.Status?.Code
      if (code !== undefined && !same(code, 'active')) continue
      const sides = sidesOf(connection)
      if (code === undefined || !sides) {
        yield unknown(connection, 'its status or one of its VPCs is not in the answer')
        continue
      }
      if (!isJudgedHere(sides, inventory)) continue
      const unread = sides.find((side) => READ_ON_BOTH_SIDES.some((kind) => !inventory[kind].readIn(side)))
      if (unread) {
        yield unknown(
          connection,
          `the routes of ${unread.vpc} in account ${unread.account}, ${unread.region}, were not read`,
        )
        continue
      }
      const vpcs = sides.map((side) => inventory.vpcs.get(side.vpc))
      const judgement = judge(
        connection,
        sides,
        nonProduction(connection, ...vpcs) ? 'info' : undefined,
        inventory,
      )
      if (judgement) yield judgement
    }
  },
})

const READ_ON_BOTH_SIDES = ['routeTables', 'subnets', 'networkInterfaces'] as const

type Known = Inventory<
  'vpcPeeringConnections' | 'routeTables' | 'subnets' | 'networkInterfaces' | 'prefixListEntries'
>
type Sides = readonly [requester: Side, accepter: Side]

/** Both places list the connection: it is the requester's to judge, unless that was not read. */
function isJudgedHere([requester, accepter]: Sides, { vpcPeeringConnections, here }: Known): boolean {
  const judge = vpcPeeringConnections.readIn(requester) ? requester : accepter
  return judge.account === here.account && judge.region === here.region
}

function judge(
  connection: Connection,
  [a, b]: Sides,
  severity: Severity | undefined,
  inventory: Known,
): Judgement | undefined {
  const [fromA, fromB] = [routesOver(connection.id, a, inventory), routesOver(connection.id, b, inventory)]
  const [there, back] = [reaches(fromA, b.blocks), reaches(fromB, a.blocks)]
  const inPart = unknown(connection, 'the blocks of one of its VPCs (CidrBlockSet) are not in the answer')
  if (there && back) {
    const whole = a.isWhole && b.isWhole ? pass(connection) : inPart
    return incomplete(connection, a, b, fromA, fromB, inventory) ?? whole
  }
  if ([...fromA, ...fromB].some((route) => route.uncertain)) {
    return unknown(connection, 'the entries of a prefix list that is routed to it were not read')
  }
  // A route that seems to lead elsewhere may lead to a block that is not in the answer.
  if (!there && fromA.length > 0 && !b.isWhole) return inPart
  if (!back && fromB.length > 0 && !a.isWhole) return inPart
  if (there) return oneSided(connection, a, b, fromA, severity, inventory)
  if (back) return oneSided(connection, b, a, fromB, severity, inventory)
  return fail(connection, {
    severity: 'info',
    message: `Nothing uses this connection: neither ${a.vpc} nor ${b.vpc} routes to it.`,
    evidence: [
      [
        connection,
        `is active between ${a.vpc} and ${b.vpc}`,
        {
          VpcPeeringConnectionId: connection.id,
          sideWithRoutes: null,
          sideWithout: [a.vpc, b.vpc],
          missingCidrs: [...a.labels.values(), ...b.labels.values()],
          routeTableIds: [],
        },
      ],
    ],
    remediation: `aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id ${connection.id} --region ${a.region}, or route to it on both sides`,
  })
}

function oneSided(
  connection: Connection,
  from: Side,
  to: Side,
  routes: readonly PeeringRoute[],
  severity: Severity | undefined,
  inventory: Known,
): Judgement | undefined {
  const used = routes.filter(({ table }) => isBusy(table, inventory))
  if (used.length === 0) return undefined // nobody sends: no answer is lost
  const other = otherWayTo(from.blocks, to, inventory)
  if (other)
    return unknown(
      connection,
      `answers from ${to.vpc} may return by ${other}, whose own routes are not followed here`,
    )
  const message = `${from.vpc} sends packets for ${to.vpc} into this connection, and ${to.vpc} has no route back: no connection between them is ever made.`
  return finding(connection, message, severity, from, to, [...from.labels.values()], used, inventory)
}

/** Routed both ways, but not for every block. */
function incomplete(
  connection: Connection,
  a: Side,
  b: Side,
  fromA: readonly PeeringRoute[],
  fromB: readonly PeeringRoute[],
  inventory: Known,
): Failure | undefined {
  for (const [from, to, routes] of [
    [a, b, fromA],
    [b, a, fromB],
  ] as const) {
    const missing = unreachedBlocks(from, to, routes, inventory)
    if (missing.length === 0) continue
    const message = `${from.vpc} cannot reach ${missing.join(', ')} of ${to.vpc}, where workloads run: only its other blocks are routed to this connection.`
    return finding(connection, message, 'low', to, from, missing, routes, inventory)
  }
  return undefined
}

function finding(
  connection: Connection,
  message: string,
  severity: Severity | undefined,
  sideWith: Side,
  sideWithout: Side,
  missingCidrs: readonly string[],
  routes: readonly PeeringRoute[],
  inventory: Known,
): Failure {
  const tables = tablesInUse(sideWithout, inventory)
  const routeTableIds = tables.map((table) => table.id)
  const fields = {
    VpcPeeringConnectionId: connection.id,
    sideWithRoutes: sideWith.vpc,
    sideWithout: sideWithout.vpc,
    missingCidrs,
    routeTableIds,
  }
  const create = missingCidrs.map((cidr) => {
    const flag = cidr.includes(':') ? '--destination-ipv6-cidr-block' : '--destination-cidr-block'
    return `aws ec2 create-route --region ${sideWithout.region} --route-table-id ${routeTableIds[0] ?? 'RTB'} ${flag} ${cidr} --vpc-peering-connection-id ${connection.id}`
  })
  const more = routeTableIds.length > 1 ? `; the same for ${routeTableIds.slice(1).join(', ')}` : ''
  return fail(connection, {
    message,
    severity,
    evidence: [
      ...routes.map(({ table, route }): Evidence => [
        table,
        `routes ${destinationOf(route)} to ${connection.id}`,
        routeFields(route),
      ]),
      [connection, `has no route for ${missingCidrs.join(', ')} in the tables of ${sideWithout.vpc}`, fields],
    ],
    remediation: `${create.join('; ')}${more} (account ${sideWithout.account})`,
  })
}
