import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type NetworkInterface, publicIpsOf } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import { vpcOf } from '../../src/network/vpcs.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type CustomerGateway = RowOf<'customerGateways'>
type Connection = RowOf<'vpnConnections'>

export default defineRule({
  id: 'transit-gateway-legacy-transit-vpc',
  title: 'VPCs are connected by VPN routers on EC2 instances',
  topic: 'transit-gateway',
  pillar: 'operations',
  severity: 'medium',
  needs: ['customerGateways', 'vpnConnections', 'vpnGateways'],
  // Of every place: a customer gateway's address may be anywhere.
  consults: ['networkInterfaces', 'vpcs'],
  why: `Before there were transit gateways, VPCs were joined by a hub of routers on EC2 instances, with a VPN to each. All
that the VPCs say to each other goes through these instances: at their speed, up to 1.25 Gbit/s a tunnel, and with
licences, updates and failover to look after.`,
  fix: `Attach hub and spokes to a transit gateway, move their routes one spoke at a time, then take VPNs and routers away.
Routers that are needed for a software-defined WAN fit behind a Connect attachment.`,
  check: `In the VPC console, look for customer gateways whose address is an Elastic IP of your own instances.`,
  reference:
    'https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/transit-vpc-solution.html',

  *judge(inventory) {
    for (const gateway of inventory.customerGateways) {
      if (!gateway.IpAddress || connectionsTo(gateway, inventory).length === 0) continue
      if (routersAt(gateway, inventory).length > 0) continue // the hub is judged, where it is
      yield inventory.networkInterfaces.complete
        ? pass(gateway)
        : unknown(
            gateway,
            `whether an instance has ${gateway.IpAddress} was not read in every account and region`,
          )
    }
    for (const hub of hubsHere(inventory)) yield* judge(hub, inventory)
  },
})

type Known = Inventory<'customerGateways' | 'vpnConnections' | 'vpnGateways' | 'networkInterfaces' | 'vpcs'>

const connectionsTo = (gateway: CustomerGateway, { vpnConnections }: Known): readonly Connection[] =>
  vpnConnections
    .where('CustomerGatewayId', gateway.id)
    .filter((one) => same(one.State, 'available') && one.VpnGatewayId !== undefined)

/** Instances that have the address of a customer gateway, in any account and region. */
const routersAt = (
  { IpAddress }: CustomerGateway,
  { networkInterfaces }: Known,
): readonly NetworkInterface[] =>
  networkInterfaces
    .where(publicIpsOf, IpAddress)
    .filter((eni) => eni.Attachment?.InstanceId !== undefined && eni.VpcId !== undefined)

interface Line {
  readonly gateway: CustomerGateway
  readonly router: NetworkInterface
  readonly connection: Connection
  readonly spoke: string
}

interface Hub {
  readonly vpc: string
  readonly lines: readonly Line[]
}

/** The VPCs of this place in which VPNs of other VPCs end; those may be anywhere. */
function hubsHere(inventory: Known): readonly Hub[] {
  const { here } = inventory
  const hubs = new Map<string, Line[]>()
  for (const gateway of inventory.customerGateways.everywhere) {
    for (const router of routersAt(gateway, inventory)) {
      const { VpcId: vpc = '', account, region } = router
      if (account !== here.account || region !== here.region) continue
      for (const connection of connectionsTo(gateway, inventory)) {
        for (const { VpcId: spoke, State } of inventory.vpnGateways.get(connection.VpnGatewayId)
          ?.VpcAttachments ?? []) {
          if (spoke === undefined || spoke === vpc || !same(State, 'attached')) continue
          hubs.set(vpc, [...(hubs.get(vpc) ?? []), { gateway, router, connection, spoke }])
        }
      }
    }
  }
  return [...hubs].map(([vpc, lines]) => ({ vpc, lines }))
}

const distinct = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.flatMap((value) => value ?? [])),
]

const tunnelsUp = ({ VgwTelemetry }: Connection): number =>
  (VgwTelemetry ?? []).filter((tunnel) => same(tunnel.Status, 'UP')).length

function* judge({ vpc, lines }: Hub, inventory: Known): Iterable<Judgement> {
  const routers = distinct(lines.map((line) => line.router.Attachment?.InstanceId))
  const spokes = distinct(lines.map((line) => line.spoke))
  const isHub = spokes.length > 1
  const resource = vpcOf(vpc, inventory)
  yield fail(resource, {
    severity: isHub ? undefined : 'info',
    message: isHub
      ? `${spokes.join(', ')} are connected by VPN to routers in this VPC: all that they say to each other goes through ${routers.join(', ')}, and stops with ${routers.length === 1 ? 'it' : 'them'}.`
      : `${spokes.join()} is connected to this VPC by a VPN that ends on ${routers.join(', ')}, where a peering connection would do.`,
    evidence: [
      [
        resource,
        `holds the routers ${routers.join(', ')}`,
        {
          hubVpcId: vpc,
          applianceInstanceIds: routers,
          customerGatewayIds: distinct(lines.map((line) => line.gateway.id)),
          spokeVpcIds: spokes,
          tunnelsUp: lines.reduce((sum, line) => sum + tunnelsUp(line.connection), 0),
        },
      ],
      ...lines.map(({ gateway, router, connection, spoke }): Evidence => [
        connection,
        `connects ${spoke} to ${gateway.IpAddress} of ${router.Attachment?.InstanceId} (${gateway.id})`,
        {
          VpnConnectionId: connection.id,
          VpnGatewayId: connection.VpnGatewayId,
          CustomerGatewayId: gateway.id,
          IpAddress: gateway.IpAddress,
          tunnelsUp: tunnelsUp(connection),
        },
      ]),
    ],
    remediation: isHub
      ? `aws ec2 create-transit-gateway, then ${[vpc, ...spokes].map((one) => `aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id NEW --vpc-id ${one} --subnet-ids SUBNETS`).join('; ')}; once routes lead there, ${removals(lines)}`
      : `aws ec2 create-vpc-peering-connection --vpc-id ${vpc} --peer-vpc-id ${spokes.join()}; once routes lead there, ${removals(lines)}`,
  })
}

const removals = (lines: readonly Line[]): string =>
  distinct(lines.map((line) => line.connection.id))
    .map((id) => `aws ec2 delete-vpn-connection --vpn-connection-id ${id}`)
    .join('; ')
