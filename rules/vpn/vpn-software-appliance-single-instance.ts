import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { instanceIdOf } from '../../src/network/interfaces.ts'
import { destinationOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import {
  type Forwarder,
  type Forwarders,
  forwarders,
  forwardsAlike,
  mayRelieve,
  openVpnPorts,
} from '../../src/network/software-vpn.ts'
import { zoneLabel } from '../../src/network/zones.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Instances = Inventory<'networkInterfaces' | 'instances' | 'subnets'>
type Peers = Inventory<'routeServerPeers' | 'transitGatewayConnectPeers' | 'networkInterfaces'>

export default defineRule({
  id: 'vpn-software-appliance-single-instance',
  title: 'One EC2 instance is the only VPN endpoint for its networks',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['instances', 'networkInterfaces', 'securityGroups', 'routeTables', 'subnets'],
  consults: ['prefixListEntries', 'routeServerPeers', 'transitGatewayConnectPeers', 'vpcs'],
  why: `VPN software on an instance is patched, scaled and failed over by hand. While the instance or its zone is down, all that
is routed to it is dropped: a route does not look for another one.`,
  fix: `Move to Site-to-Site VPN or Client VPN, or run a second instance in another zone and let VPC Route Server change the routes.`,
  check: `In the VPC console, find routes to instances or interfaces, and look whether another zone has an instance for the same networks.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpn-connections.html',

  *judge(inventory, { nonProduction }) {
    const all = forwarders(inventory)
    for (const forwarder of all.byInstance.values()) {
      const { instance, eni, forwards } = forwarder
      if (!same(instance.State?.Name, 'running')) continue
      const open = openVpnPorts(instance, inventory)
      if (open.length === 0) continue
      const bgp = speaksBgp(forwarder, inventory)
      if (bgp === true) continue // its peers learn of another way by themselves
      const { second, mates } = othersFor(forwarder, all, inventory)
      if (second !== false || bgp === undefined) {
        yield judgeSecond(forwarder, second)
        continue
      }
      const zone = zoneOf(forwarder, inventory)
      const routedPrefixes = [...new Set(forwards.map(({ route }) => destinationOf(route)))]
      const openVpnPortLabels = [...new Set(open.map(({ port }) => port))]
      const fields = {
        InstanceId: instance.id,
        openVpnPorts: openVpnPortLabels,
        routedPrefixes,
        zoneId: zone?.AvailabilityZoneId,
        SourceDestCheck: eni.SourceDestCheck,
      }
      yield fail(instance, {
        message: `${mates.length > 0 ? `It and ${mates.join(', ')}, in the same zone, are the only VPN endpoints` : 'It is the only VPN endpoint'} for ${routedPrefixes.join(', ')}: while it or zone ${zoneLabel(zone ?? {})} is down, its packets for there are dropped.`,
        severity: nonProduction(instance, inventory.vpcs.get(instance.VpcId)) ? 'info' : undefined,
        evidence: [
          ...forwards.map(
            ({ table, route }) =>
              [table, `routes ${destinationOf(route)} to ${instance.id}`, fields] as const,
          ),
          ...open.map(({ group, port }) => [group, `lets VPN peers in: ${port}`, fields] as const),
        ],
        remediation: `aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id CGW --vpn-gateway-id VGW; when it is up: ${forwards
          .map(
            ({ table, route }) =>
              `aws ec2 replace-route --route-table-id ${table.id} --destination-cidr-block ${destinationOf(route)} --gateway-id VGW`,
          )
          .join('; ')}`,
      })
    }
  },
})

const judgeSecond = ({ instance }: Forwarder, second: boolean | undefined): Judgement =>
  second === true
    ? pass(instance)
    : unknown(
        instance,
        second === undefined
          ? 'whether another instance forwards for the same networks is not, or not all, in the answers'
          : 'whether it speaks BGP with a route server or transit gateway was not read',
      )

const zoneOf = ({ eni }: Forwarder, { subnets }: Instances): RowOf<'subnets'> | undefined =>
  subnets.get(eni.SubnetId)

interface Others {
  /** One runs for the same networks in another zone; undefined where one may. */
  readonly second: boolean | undefined
  /** Those that run for them in the same zone. */
  readonly mates: readonly string[]
}

function othersFor(own: Forwarder, all: Forwarders, inventory: Instances): Others {
  const mates: string[] = []
  let second: boolean | undefined = all.vague.some((one) => mayRelieve(one, own)) ? undefined : false
  for (const other of all.byInstance.values()) {
    if (other.instance.id === own.instance.id || other.instance.VpcId !== own.instance.VpcId) continue
    if (!forwardsAlike(own, other)) continue
    const [zone, otherZone] = [own, other].map((one) => zoneOf(one, inventory)?.AvailabilityZoneId)
    const state = other.instance.State?.Name
    if (zone === undefined || otherZone === undefined || state === undefined) second = undefined
    else if (same(state, 'running') && zone !== otherZone) return { second: true, mates }
    else if (same(state, 'running')) mates.push(other.instance.id)
  }
  return { second, mates }
}

/** Undefined where peers were not read, or one does not say who it is. */
function speaksBgp({ instance }: Forwarder, inventory: Peers): boolean | undefined {
  const { routeServerPeers, transitGatewayConnectPeers, networkInterfaces } = inventory
  const own = networkInterfaces.where(instanceIdOf, instance.id).map((eni) => eni.PrivateIpAddress)
  const isPeer = (address: string | undefined): boolean =>
    routeServerPeers.where(serverPeer, address).length > 0 ||
    transitGatewayConnectPeers.where(connectPeer, address).length > 0
  if (own.some(isPeer)) return true
  const isKnown = routeServerPeers.readIn() && transitGatewayConnectPeers.readIn() && !own.includes(undefined)
  return isKnown && !isPeer(NOBODY) ? false : undefined
}

const NOBODY = 'not said'
const serverPeer = (peer: RowOf<'routeServerPeers'>): string => peer.PeerAddress ?? NOBODY
const connectPeer = (peer: RowOf<'transitGatewayConnectPeers'>): string =>
  peer.ConnectPeerConfiguration?.PeerAddress ?? NOBODY
