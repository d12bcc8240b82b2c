import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type RouteServerPeer = RowOf<'routeServerPeers'>
type ConnectPeer = RowOf<'transitGatewayConnectPeers'>

const HOUR = 3_600_000

export default defineRule({
  id: 'routing-bgp-session-down',
  title: 'BGP session of a route server or transit gateway Connect peer is down',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'high',
  needs: ['routeServerPeers', 'transitGatewayConnectPeers'],
  settings: { graceHours: 24 },
  why: `What a peer announced goes with its session, or stays as it was and leads to where nothing may be. The peer that is
still up carries everything alone, and with the last one goes the network behind it.`,
  fix: `See to the appliance: that it runs, that its BGP has the peer's address and ASN, and that TCP 179, or GRE for
Connect, gets through.`,
  check: `In the VPC console, read «BGP status» of the peers of VPC Route Server and of transit gateway Connect attachments.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/route-server-how-it-works.html',

  *judge(inventory, { now, settings, nonProduction }) {
    for (const peer of inventory.routeServerPeers) {
      if (!same(peer.State, 'available')) continue
      const siblings = inventory.routeServerPeers.where('RouteServerId', peer.RouteServerId)
      yield judge(peer, sessionsOf(peer), {
        parent: peer.RouteServerId,
        upPeers: siblings.filter((one) => isWorking(one, sessionsOf(one))).map((one) => one.id),
        isMinor: nonProduction(peer),
        repair: `aws ec2 describe-route-server-peers --route-server-peer-ids ${peer.id}`,
      })
    }
    for (const peer of inventory.transitGatewayConnectPeers) {
      if (!same(peer.State, 'available')) continue
      const created = Date.parse(String(peer.CreationTime))
      if (created > now - settings.graceHours * HOUR) continue
      const attachment = peer.TransitGatewayAttachmentId
      const siblings = inventory.transitGatewayConnectPeers.where('TransitGatewayAttachmentId', attachment)
      const judgement = judge(peer, connectSessionsOf(peer), {
        parent: attachment,
        upPeers: siblings.filter((one) => isWorking(one, connectSessionsOf(one))).map((one) => one.id),
        isMinor: nonProduction(peer),
        repair: `aws ec2 describe-transit-gateway-connect-peers --transit-gateway-connect-peer-ids ${peer.id}`,
      })
      yield judgement.status === 'fail' && Number.isNaN(created)
        ? unknown(peer, 'a session is down, but since when the peer is there is not in the answer')
        : judgement
    }
  },
})

interface Session {
  readonly address: string | undefined
  readonly asn: number | undefined
  readonly bgp: string | undefined
  /** `off` where liveness is left to BGP itself. */
  readonly bfd: string | undefined
}

function sessionsOf({ PeerAddress, BgpOptions, BgpStatus, BfdStatus }: RouteServerPeer): readonly Session[] {
  const detection = BgpOptions?.PeerLivenessDetection
  const bfd = same(detection, 'bfd') ? BfdStatus?.Status : detection && 'off'
  return [{ address: PeerAddress, asn: BgpOptions?.PeerAsn, bgp: BgpStatus?.Status, bfd }]
}

/** A Connect peer has two, to different devices of the transit gateway. */
const connectSessionsOf = ({ ConnectPeerConfiguration: peer }: ConnectPeer): readonly Session[] =>
  (peer?.BgpConfigurations ?? []).map((one) => ({
    address: one.PeerAddress ?? peer?.PeerAddress,
    asn: one.PeerAsn,
    bgp: one.BgpStatus,
    bfd: 'off',
  }))

const isDown = ({ bgp, bfd }: Session): boolean => same(bgp, 'down') || same(bfd, 'down')

/** At least one of its sessions is up. */
const isWorking = (peer: RouteServerPeer | ConnectPeer, sessions: readonly Session[]): boolean =>
  same(peer.State, 'available') && sessions.some((session) => same(session.bgp, 'up') && !isDown(session))

interface Around {
  readonly parent: string | undefined
  readonly upPeers: readonly string[]
  readonly isMinor: boolean
  readonly repair: string
}

function judge(
  peer: RouteServerPeer | ConnectPeer,
  sessions: readonly Session[],
  { parent, upPeers, isMinor, repair }: Around,
): Judgement {
  const down = sessions.filter(isDown)
  if (down.length === 0) {
    const known = sessions.length > 0 && sessions.every(({ bgp, bfd }) => bgp && bfd)
    return known ? pass(peer) : unknown(peer, 'the status of its BGP sessions is not in the answer')
  }
  const half = isWorking(peer, sessions)
  const [left, usual]: readonly [string, Severity | undefined] = half
    ? ['its other session carries everything alone', 'medium']
    : upPeers.length > 0
      ? [`${upPeers.join(', ')} of ${parent} ${upPeers.length === 1 ? 'is' : 'are'} left`, undefined]
      : [`${parent} has no other that is up, so nothing behind it is announced any more`, 'critical']
  return fail(peer, {
    message: `The BGP session to ${down.map((one) => `${one.address} (AS ${one.asn})`).join(' and ')} is down: ${left}.`,
    severity: isMinor ? 'info' : usual,
    evidence: down.map((session) => [
      peer,
      same(session.bgp, 'down')
        ? `has BGP status down to ${session.address}`
        : `has BFD status down to ${session.address}`,
      {
        peerId: peer.id,
        parentId: parent,
        PeerAddress: session.address,
        PeerAsn: session.asn,
        bgpStatus: session.bgp,
        bfdStatus: session.bfd,
        upPeers,
      },
    ]),
    remediation: `Restore BGP on the appliance at ${down.map((one) => one.address).join(', ')}, then ${repair}`,
  })
}
