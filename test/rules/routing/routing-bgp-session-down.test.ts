import rule from '../../../rules/routing/routing-bgp-session-down.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const server = (given: Account, name: string, bgp: 'up' | 'down', more: object = {}): Account =>
  given.add('routeServerPeers', {
    RouteServerPeerId: `rsp-${name}`,
    RouteServerId: 'rs-hub',
    State: 'available',
    PeerAddress: '10.0.0.9',
    BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: 'bgp-keepalive' },
    BgpStatus: { Status: bgp },
    Tags: [],
    ...more,
  })
const connect = (given: Account, name: string, sessions: readonly string[], more: object = {}): Account =>
  given.add('transitGatewayConnectPeers', {
    TransitGatewayConnectPeerId: `tgw-connect-peer-${name}`,
    TransitGatewayAttachmentId: 'tgw-attach-sdwan',
    State: 'available',
    CreationTime: '2026-01-01T00:00:00.000Z',
    ConnectPeerConfiguration: {
      PeerAddress: '10.0.0.9',
      BgpConfigurations: sessions.map((BgpStatus, index) => ({
        PeerAddress: `169.254.6.${index + 1}`,
        PeerAsn: 65_001,
        BgpStatus: BgpStatus as 'up',
      })),
    },
    Tags: [],
    ...more,
  })
const BFD = { BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: 'bfd' }, BfdStatus: { Status: 'down' } }

testRule(rule, {
  accepts: {
    'a route server peer that is up': server(account(), 'a', 'up'),
    'a peer without BFD, whose BFD is down': server(account(), 'a', 'up', { BfdStatus: { Status: 'down' } }),
    'a Connect peer with both sessions up': connect(account(), 'a', ['up', 'up']),
  },
  flags: {
    'one of two route server peers': {
      given: server(server(account(), 'a', 'down'), 'b', 'up'),
      finds: [
        'rsp-a: The BGP session to 10.0.0.9 (AS 65001) is down: rsp-b of rs-hub is left.',
        '  rsp-a has BGP status down to 10.0.0.9',
      ],
    },
    'the only route server peer': {
      given: server(account(), 'a', 'down'),
      finds: [
        'rsp-a: The BGP session to 10.0.0.9 (AS 65001) is down: rs-hub has no other that is up, so nothing behind it is announced any more. [critical]',
        '  rsp-a has BGP status down to 10.0.0.9',
      ],
    },
    'a peer whose liveness detection fails': {
      given: server(server(account(), 'a', 'up', BFD), 'b', 'up'),
      finds: [
        'rsp-a: The BGP session to 10.0.0.9 (AS 65001) is down: rsp-b of rs-hub is left.',
        '  rsp-a has BFD status down to 10.0.0.9',
      ],
    },
    'one of two sessions of a Connect peer, mildly': {
      given: connect(account(), 'a', ['up', 'down']),
      finds: [
        'tgw-connect-peer-a: The BGP session to 169.254.6.2 (AS 65001) is down: its other session carries everything alone. [medium]',
        '  tgw-connect-peer-a has BGP status down to 169.254.6.2',
      ],
    },
    'a Connect peer beside another one': {
      given: connect(connect(account(), 'a', ['down', 'down']), 'b', ['up', 'up']),
      finds: [
        'tgw-connect-peer-a: The BGP session to 169.254.6.1 (AS 65001) and 169.254.6.2 (AS 65001) is down: tgw-connect-peer-b of tgw-attach-sdwan is left.',
        '  tgw-connect-peer-a has BGP status down to 169.254.6.1',
        '  tgw-connect-peer-a has BGP status down to 169.254.6.2',
      ],
    },
    'a test environment, as information only': {
      given: server(account(), 'a', 'down', { Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: [
        'rsp-a: The BGP session to 10.0.0.9 (AS 65001) is down: rs-hub has no other that is up, so nothing behind it is announced any more. [info]',
        '  rsp-a has BGP status down to 10.0.0.9',
      ],
    },
  },
  ignores: {
    'a peer that is being made': server(account(), 'a', 'down', { State: 'pending' }),
    'a peer that is being deleted': connect(account(), 'a', ['down', 'down'], { State: 'deleting' }),
    'a Connect peer of today, whose appliance is still to come': connect(account(), 'a', ['down', 'down'], {
      CreationTime: '2026-11-22T01:00:00.000Z',
    }),
  },
  unknown: {
    'a peer that does not say how its liveness is told': {
      given: server(account(), 'a', 'up', { BgpOptions: { PeerAsn: 65_001 } }),
      says: ['rsp-a: the status of its BGP sessions is not in the answer'],
    },
    'a peer without the status of its liveness detection': {
      given: server(account(), 'a', 'up', { ...BFD, BfdStatus: undefined }),
      says: ['rsp-a: the status of its BGP sessions is not in the answer'],
    },
    'a Connect peer that may be of today': {
      given: connect(account(), 'a', ['down', 'down'], { CreationTime: undefined }),
      says: ['tgw-connect-peer-a: a session is down, but since when the peer is there is not in the answer'],
    },
    'a status that is not in the answer': {
      given: server(account(), 'a', 'up', { BgpStatus: undefined }),
      says: ['rsp-a: the status of its BGP sessions is not in the answer'],
    },
    'a Connect peer without sessions': {
      given: connect(account(), 'a', []),
      says: ['tgw-connect-peer-a: the status of its BGP sessions is not in the answer'],
    },
  },
})
