import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { routeFields } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Connection = RowOf<'vpcPeeringConnections'>
type Vpc = Connection['RequesterVpcInfo']
type Known = Inventory<'vpcPeeringConnections' | 'routeTables'>

const HOUR = 3_600_000
/** A request that nobody accepts lapses after a week. */
const LIFETIME = 7 * 24 * HOUR

export default defineRule({
  id: 'peering-request-not-active',
  title: 'Peering request waits, or came to nothing',
  topic: 'peering',
  pillar: 'operations',
  severity: 'low',
  needs: ['vpcPeeringConnections'],
  consults: ['routeTables'],
  settings: { pendingHours: 72, lastHours: 24 },
  why: `A peering request that nobody accepts lapses after seven days, and one that failed or was rejected vanishes from
the API some time later: what is left is a route that drops packets, and nobody who remembers why.`,
  fix: `Accept the request, or delete it and ask again. It fails at once where the two VPCs have overlapping blocks.`,
  check: `In the VPC console, look through the peering connections for any status but Active.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',

  *judge(inventory, { now, settings }) {
    for (const connection of inventory.vpcPeeringConnections) {
      if (!isJudgedHere(connection, inventory)) continue
      const code = connection.Status?.Code
      if (code === undefined) yield unknown(connection, 'its status is not in the answer')
      else if (same(code, 'active')) yield pass(connection)
      else if (same(code, 'failed', 'expired', 'rejected')) {
        const why = connection.Status?.Message ? ` (${connection.Status.Message})` : ''
        yield finding(connection, `This connection is ${code}${why} and never carries anything.`, inventory)
      } else if (same(code, 'pending-acceptance')) {
        const expires = Date.parse(String(connection.ExpirationTime))
        if (Number.isNaN(expires)) {
          yield unknown(connection, 'it waits to be accepted, but until when is not in the answer')
          continue
        }
        const waited = Math.floor((now - (expires - LIFETIME)) / HOUR)
        const left = Math.max(0, Math.floor((expires - now) / HOUR))
        if (waited <= settings.pendingHours && left > settings.lastHours) yield pass(connection)
        else {
          const text = `This connection carries nothing yet: it waits to be accepted for ${waited} hours and lapses in ${left}.`
          yield finding(connection, text, inventory)
        }
      }
    }
  },
})

/** Both sides list it: it is the requester's to judge, unless that place was not read. */
function isJudgedHere(connection: Connection, { vpcPeeringConnections, here }: Known): boolean {
  const place = placeOf(connection.RequesterVpcInfo)
  if (!place || !vpcPeeringConnections.readIn(place)) return true
  return place.account === here.account && place.region === here.region
}

const placeOf = (vpc: Vpc): { readonly account: string; readonly region: string } | undefined =>
  vpc?.OwnerId && vpc.Region ? { account: vpc.OwnerId, region: vpc.Region } : undefined

const peeringsOf = (table: RowOf<'routeTables'>): readonly (string | undefined)[] =>
  (table.Routes ?? []).map((route) => route.VpcPeeringConnectionId)

function finding(connection: Connection, message: string, inventory: Known): Failure {
  const { Status, ExpirationTime, RequesterVpcInfo, AccepterVpcInfo } = connection
  const tables = inventory.routeTables.where(peeringsOf, connection.id)
  const region = AccepterVpcInfo?.Region ? ` --region ${AccepterVpcInfo.Region}` : ''
  const remove = `aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id ${connection.id}`
  const accept = `aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id ${connection.id}${region} (account ${AccepterVpcInfo?.OwnerId})`
  return fail(connection, {
    message: tables.length > 0 ? `${message.slice(0, -1)}; routes to it drop packets.` : message,
    severity: tables.length > 0 ? 'medium' : undefined,
    evidence: [
      [
        connection,
        `is ${Status?.Code} from ${label(RequesterVpcInfo)} to ${label(AccepterVpcInfo)}`,
        {
          VpcPeeringConnectionId: connection.id,
          Status,
          ExpirationTime,
          requester: RequesterVpcInfo,
          accepter: AccepterVpcInfo,
          routesNamingIt: tables.map((table) => table.id),
        },
      ],
      ...tables.map((table): Evidence => {
        const route = table.Routes?.find((one) => one.VpcPeeringConnectionId === connection.id)
        return [table, 'routes to it', route ? routeFields(route) : {}]
      }),
    ],
    remediation: same(Status?.Code, 'pending-acceptance') ? `${accept}, or ${remove}` : remove,
  })
}

const label = (vpc: Vpc): string =>
  `${vpc?.VpcId ?? 'a VPC'} (${vpc?.OwnerId ?? 'unknown account'}, ${vpc?.Region ?? 'unknown region'})`
