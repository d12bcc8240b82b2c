import {
  type InterfaceKinds,
  type VirtualInterface,
  gatewayOf,
  interfacesBeside,
  isUp,
} from '../../src/network/direct-connect.ts'
import type { Inventory } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { ec2Tags } from '../../src/network/tags.ts'
import { type Evidence, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Peer = NonNullable<VirtualInterface['bgpPeers']>[number]

export default defineRule({
  id: 'direct-connect-vif-or-bgp-down',
  title: 'Virtual interface or one of its BGP peers is down',
  topic: 'direct-connect',
  pillar: 'reliability',
  severity: 'high',
  needs: ['virtualInterfaces'],
  consults: ['directConnectGatewayAttachments'],
  why: `A virtual interface carries what its BGP sessions announce. One of two sessions, or the only one of IPv6, can be
down while the interface is called available; and a redundant interface that is down shows only here until the other
one fails, too.`,
  fix: `On the router, compare VLAN, addresses, ASN and MD5 key with the virtual interface, and see that TCP 179 passes.`,
  check: `In the Direct Connect console, open the virtual interface: its state, and «BGP status» of each peering.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/viewvifdetails.html',

  *judge(inventory, { nonProduction }) {
    for (const one of inventory.virtualInterfaces) {
      const state = one.virtualInterfaceState
      if (state !== undefined && !same(state, 'available', 'down', 'unknown')) continue
      const peers = one.bgpPeers?.filter((peer) => !same(peer.bgpPeerState, ...NOT_IN_USE))
      const down = peers?.filter((peer) => same(peer.bgpStatus, 'down')) ?? []
      if (same(state, 'down') || (state && down.some((peer) => same(peer.bgpPeerState, 'available')))) {
        const { left, severity } = whatIsLeft(one, peers ?? [], down, inventory)
        yield fail(one, {
          message: `${same(state, 'down') ? 'This virtual interface is down' : `BGP ${sessions(down)} is down`}: ${left}.`,
          severity: nonProduction(ec2Tags(one.tags)) ? 'info' : severity,
          evidence: evidenceOf(one, down, inventory),
          remediation: `Repair BGP on the customer's router for ${one.id} (VLAN ${one.vlan}, on ${one.connectionId}), then aws directconnect describe-virtual-interfaces --virtual-interface-id ${one.id} --region ${one.region}`,
        })
      } else if (isUp(one) && peers?.length && peers.every((peer) => same(peer.bgpStatus, 'up')))
        yield pass(one)
      else yield unknown(one, 'its state or the status of its BGP peers is not in the answer')
    }
  },
})

/** A peer that is not there yet, or not any more, has no session to lose. */
const NOT_IN_USE = ['pending', 'verifying', 'deleting', 'deleted']

const sessions = (down: readonly Peer[]): string =>
  down
    .map((peer) => `to ${peer.customerAddress ?? peer.bgpPeerId} (${peer.addressFamily ?? 'IP'})`)
    .join(' and ')

function whatIsLeft(
  one: VirtualInterface,
  peers: readonly Peer[],
  down: readonly Peer[],
  inventory: Inventory<InterfaceKinds>,
): { readonly left: string; readonly severity?: Severity } {
  const up = peers.filter((peer) => same(peer.bgpStatus, 'up'))
  if (isUp(one) && down.every((peer) => up.some((other) => other.addressFamily === peer.addressFamily))) {
    return { left: 'its other session of that family carries everything alone', severity: 'medium' }
  }
  if (isUp(one)) return { left: `nothing of ${families(down)} is routed by this interface any more` }
  const gateway = gatewayOf(one)
  if (!gateway) return { left: 'nothing passes it any more' }
  const { interfaces, unread } = interfacesBeside(one, inventory)
  const others = interfaces.filter(isUp).map((other) => other.id)
  if (others.length > 0) return { left: `${gateway} is reached by ${others.join(', ')} only` }
  if (unread.length > 0 || interfaces.some((other) => isUp(other) === undefined))
    return { left: `whether ${gateway} is reached by another one was not read` }
  return {
    left: `${gateway} is reached by no other, so Direct Connect to it is cut off`,
    severity: 'critical',
  }
}

const families = (peers: readonly Peer[]): string =>
  [...new Set(peers.map((peer) => (same(peer.addressFamily, 'ipv6') ? 'IPv6' : 'IPv4')))].join(' and ')

function evidenceOf(
  one: VirtualInterface,
  down: readonly Peer[],
  inventory: Inventory<InterfaceKinds>,
): readonly Evidence[] {
  const { interfaces } = interfacesBeside(one, inventory)
  const fields = {
    virtualInterfaceId: one.id,
    virtualInterfaceType: one.virtualInterfaceType,
    virtualInterfaceState: one.virtualInterfaceState,
    connectionId: one.connectionId,
    gatewayId: gatewayOf(one),
    otherVifs: interfaces.map((other) => ({
      id: other.id,
      virtualInterfaceState: other.virtualInterfaceState,
    })),
  }
  return [
    [one, `is ${one.virtualInterfaceState} on ${one.connectionId}`, fields],
    ...down.map((peer): Evidence => [
      one,
      `has BGP status down to ${peer.customerAddress ?? peer.bgpPeerId}`,
      {
        bgpPeerId: peer.bgpPeerId,
        asn: peer.asnLong ?? peer.asn,
        addressFamily: peer.addressFamily,
        bgpPeerState: peer.bgpPeerState,
        bgpStatus: peer.bgpStatus,
      },
    ]),
  ]
}
