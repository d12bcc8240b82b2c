import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { publicIpsOf } from '../../src/network/interfaces.ts'
import { type Side, sidesOf } from '../../src/network/peering.ts'
import { isActive } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Connection = RowOf<'vpcPeeringConnections'>
type Known = Inventory<
  'vpcPeeringConnections' | 'vpcDnsSupport' | 'vpcDnsHostnames' | 'routeTables' | 'networkInterfaces'
>

export default defineRule({
  id: 'peering-dns-resolution-disabled',
  title: "Peering connection does not resolve the peer's public names to private addresses",
  topic: 'peering',
  pillar: 'cost',
  severity: 'low',
  needs: ['vpcPeeringConnections', 'vpcDnsSupport', 'vpcDnsHostnames', 'routeTables'],
  consults: ['networkInterfaces'],
  why: `Without DNS resolution over the connection, the public name of an instance in the peer resolves to its public
address: the traffic leaves by the internet gateway, is charged for, and meets other security group rules.`,
  fix: `Turn on DNS resolution for the side whose names are asked for.`,
  check: `In the VPC console, open the peering connection and look at its «DNS» tab.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html',

  *judge(inventory) {
    for (const connection of inventory.vpcPeeringConnections) {
      if (!same(connection.Status?.Code, 'active')) continue
      const sides = sidesOf(connection)
      if (!sides || !isJudgedHere(sides, inventory) || !isRouted(connection, inventory)) continue
      for (const [index, side] of sides.entries()) {
        const judgement = judge(connection, side, index === 0, inventory)
        if (judgement) yield judgement
      }
    }
  },
})

/** Both places list the connection: it is the requester's to judge, unless that was not read. */
function isJudgedHere([requester, accepter]: readonly [Side, Side], inventory: Known): boolean {
  const { account, region } = inventory.vpcPeeringConnections.readIn(requester) ? requester : accepter
  return account === inventory.here.account && region === inventory.here.region
}

const peeringsOf = (table: RowOf<'routeTables'>): readonly (string | undefined)[] =>
  (table.Routes ?? []).flatMap((route) => (isActive(route) === false ? [] : route.VpcPeeringConnectionId))

const isRouted = (connection: Connection, { routeTables }: Known): boolean =>
  routeTables.where(peeringsOf, connection.id).length > 0

/** Whether the names of one side resolve to its private addresses for the other. */
function judge(
  connection: Connection,
  side: Side,
  isRequester: boolean,
  inventory: Known,
): Judgement | undefined {
  const info = isRequester ? connection.RequesterVpcInfo : connection.AccepterVpcInfo
  const option = info?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc
  if (option === true) return pass(connection, side.vpc)
  const attributes = [inventory.vpcDnsSupport, inventory.vpcDnsHostnames].map(
    (table) => table.under(side.vpc)?.[0]?.Value,
  )
  // Another rule's affair: nothing resolves there at all.
  if (attributes.includes(false)) return undefined
  if (!inventory.networkInterfaces.readIn(side))
    return unknown(connection, `whether ${side.vpc} has public names was not read`, side.vpc)
  const named = inventory.networkInterfaces
    .where('VpcId', side.vpc)
    .filter((eni) => publicIpsOf(eni).length > 0 && eni.Attachment?.InstanceId !== undefined)
  // Only instances with a public address have names that would lead out.
  const [first] = named
  if (!first) return undefined
  if (option === undefined)
    return unknown(connection, `whether it resolves the names of ${side.vpc} is not in the answer`, side.vpc)
  if (attributes.includes(undefined))
    return unknown(connection, `the DNS attributes of ${side.vpc} were not read`, side.vpc)
  return fail(connection, {
    key: side.vpc,
    message: `Whoever calls an instance of ${side.vpc} by its public name across this connection goes by the internet: the name resolves to its public address.`,
    evidence: [
      [
        connection,
        `has AllowDnsResolutionFromRemoteVpc false for ${side.vpc}`,
        {
          VpcPeeringConnectionId: connection.id,
          requesterOption: connection.RequesterVpcInfo?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc,
          accepterOption: connection.AccepterVpcInfo?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc,
        },
      ],
      [
        first,
        `is in it and has the public address ${publicIpsOf(first).join(', ')}`,
        { NetworkInterfaceId: first.id },
      ],
    ],
    remediation: `aws ec2 modify-vpc-peering-connection-options --region ${side.region} --vpc-peering-connection-id ${connection.id} --${isRequester ? 'requester' : 'accepter'}-peering-connection-options AllowDnsResolutionFromRemoteVpc=true (account ${side.account})`,
  })
}
