import rule from '../../../rules/direct-connect/direct-connect-vif-or-bgp-down.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['virtualInterface']>[2]

const peer = (bgpStatus: 'up' | 'down' | 'unknown', more: object = {}) => ({
  bgpPeerId: 'dxpeer-1',
  customerAddress: '169.254.96.2/29',
  addressFamily: 'ipv4' as const,
  bgpPeerState: 'available' as const,
  bgpStatus,
  ...more,
})
const SIX = { addressFamily: 'ipv6', customerAddress: '2001:db8::2/125', bgpPeerId: 'dxpeer-6' }
const DOWN: Fields = { virtualInterfaceState: 'down', bgpPeers: [peer('down')] }

/** A head office with one port and one interface. */
const office = (fields: Fields = {}): Account =>
  account()
    .directConnectGateway('corp')
    .directConnect('hq', 'EqDC2')
    .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' }, fields)
const withSecond = (fields: Fields, second: Fields = {}): Account =>
  office(fields).directConnect('dc', 'CS32A').virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' }, second)

/** Another account, which is not audited, has an interface on the gateway, too. */
function attachedElsewhere(given: Account): Account {
  account({ id: '222222222222' })
    .directConnect('dc', 'CS32A')
    .virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' }, {}, given)
  return given
}

const cutOff =
  'dxvif-hq: This virtual interface is down: dxgw-corp is reached by no other, so Direct Connect to it is cut off. [critical]'
const facts = ['  dxvif-hq is down on dxcon-hq', '  dxvif-hq has BGP status down to 169.254.96.2/29']

testRule(rule, {
  accepts: {
    'an interface whose session is up': office(),
    'sessions of both families': office({ bgpPeers: [peer('up'), peer('up', SIX)] }),
    'a peer that is being added': office({
      bgpPeers: [peer('up'), peer('down', { ...SIX, bgpPeerState: 'pending' })],
    }),
    'a peer that is being taken away': office({
      bgpPeers: [peer('up'), peer('down', { ...SIX, bgpPeerState: 'deleting' })],
    }),
    'a public interface': account().directConnect('hq', 'EqDC2').virtualInterface('s3', { on: 'dxcon-hq' }),
  },
  flags: {
    'the only interface of a gateway': { given: office(DOWN), finds: [cutOff, ...facts] },
    'one of two interfaces of a gateway': {
      given: withSecond(DOWN),
      finds: ['dxvif-hq: This virtual interface is down: dxgw-corp is reached by dxvif-dc only.', ...facts],
    },
    'both interfaces of a gateway': {
      given: withSecond(DOWN, DOWN),
      finds: [
        cutOff,
        ...facts,
        cutOff.replace('dxvif-hq', 'dxvif-dc'),
        ...facts.map((fact) => fact.replace('dxvif-hq', 'dxvif-dc').replace('dxcon-hq', 'dxcon-dc')),
      ],
    },
    'an interface on a virtual private gateway': {
      given: account()
        .vpc('shop')
        .vpnGateway('hq', 'shop')
        .directConnect('hq', 'EqDC2')
        .virtualInterface('hq', { on: 'dxcon-hq', to: 'vgw-hq' }, DOWN),
      finds: [cutOff.replace('dxgw-corp', 'vgw-hq'), ...facts],
    },
    'a public interface': {
      given: account().directConnect('hq', 'EqDC2').virtualInterface('hq', { on: 'dxcon-hq' }, DOWN),
      finds: ['dxvif-hq: This virtual interface is down: nothing passes it any more.', ...facts],
    },
    'the IPv6 session of an interface that is called available': {
      given: office({ bgpPeers: [peer('up'), peer('down', SIX)] }),
      finds: [
        'dxvif-hq: BGP to 2001:db8::2/125 (ipv6) is down: nothing of IPv6 is routed by this interface any more.',
        '  dxvif-hq is available on dxcon-hq',
        '  dxvif-hq has BGP status down to 2001:db8::2/125',
      ],
    },
    'one of two sessions of a family, mildly': {
      given: office({ bgpPeers: [peer('up'), peer('down', { customerAddress: '169.254.97.2/29' })] }),
      finds: [
        'dxvif-hq: BGP to 169.254.97.2/29 (ipv4) is down: its other session of that family carries everything alone. [medium]',
        '  dxvif-hq is available on dxcon-hq',
        '  dxvif-hq has BGP status down to 169.254.97.2/29',
      ],
    },
    'an interface beside which another account has one that was not read': {
      given: attachedElsewhere(office(DOWN)),
      finds: [
        'dxvif-hq: This virtual interface is down: whether dxgw-corp is reached by another one was not read.',
        ...facts,
      ],
    },
    'a test environment, as information only': {
      given: office({ ...DOWN, tags: [{ key: 'env', value: 'test' }] }),
      finds: [cutOff.replace('[critical]', '[info]'), ...facts],
    },
  },
  ignores: {
    'a failover test': office({ ...DOWN, virtualInterfaceState: 'testing' }),
    'an interface that waits for its owner': office({ ...DOWN, virtualInterfaceState: 'confirming' }),
    'an interface that is being made': office({ ...DOWN, virtualInterfaceState: 'pending' }),
    'an interface that is being deleted': office({ ...DOWN, virtualInterfaceState: 'deleting' }),
  },
  unknown: {
    'a status that AWS does not know': {
      given: office({ bgpPeers: [peer('unknown')] }),
      says: ['dxvif-hq: its state or the status of its BGP peers is not in the answer'],
    },
    'an answer without the state': {
      given: office({ virtualInterfaceState: undefined }),
      says: ['dxvif-hq: its state or the status of its BGP peers is not in the answer'],
    },
    'an answer without peers': {
      given: office({ bgpPeers: undefined }),
      says: ['dxvif-hq: its state or the status of its BGP peers is not in the answer'],
    },
  },
})
