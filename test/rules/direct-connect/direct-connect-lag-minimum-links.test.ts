import rule from '../../../rules/direct-connect/direct-connect-lag-minimum-links.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['lag']>[2]

const bundle = (links: number, fields: Fields = {}, to = 'corp'): Account => {
  const given = account().directConnectGateway('corp')
  const names = Array.from({ length: links }, (_, index) => `link-${index}`)
  for (const name of names) given.directConnect(name, 'EqDC2')
  return given.lag('hq', names, fields).virtualInterface('hq', { on: 'dxlag-hq', to })
}
const withSecond = (given: Account): Account =>
  given.directConnect('dc', 'CS32A').virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' })
const ALL: Fields = { minimumLinks: 2 }

testRule(rule, {
  accepts: {
    'one of two links': bundle(2),
    'half of four': bundle(4, { minimumLinks: 2 }),
    'both of two, beside another line to the same gateway': withSecond(bundle(2, ALL)),
    'the only link': bundle(1),
    'both of two, for a public interface only': account()
      .directConnect('a', 'EqDC2')
      .directConnect('b', 'EqDC2')
      .lag('hq', ['a', 'b'], ALL)
      .virtualInterface('s3', { on: 'dxlag-hq' }),
  },
  flags: {
    'the default, none': {
      given: bundle(2, { minimumLinks: 0 }),
      finds: [
        'dxlag-hq: This LAG counts as up with none of its 2 links up: traffic is lost until BGP times out, and only then goes elsewhere.',
        '  dxlag-hq has 2 connections, 2 of them up, and minimum links 0',
      ],
    },
    'both of two, mildly': {
      given: bundle(2, ALL),
      finds: [
        'dxlag-hq: One lost link takes all 2 links of this LAG down, and with them the only way to dxgw-corp. [low]',
        '  dxlag-hq has 2 connections, 2 of them up, and minimum links 2',
      ],
    },
    'both of two, where the other line is down': {
      given: bundle(2, ALL)
        .directConnect('dc', 'CS32A')
        .virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' }, { virtualInterfaceState: 'down' }),
      finds: [
        'dxlag-hq: One lost link takes all 2 links of this LAG down, and with them the only way to dxgw-corp. [low]',
        '  dxlag-hq has 2 connections, 2 of them up, and minimum links 2',
      ],
    },
    'a lab, as information only': {
      given: bundle(1, { minimumLinks: 0, tags: [{ key: 'env', value: 'lab' }] }),
      finds: [
        'dxlag-hq: This LAG counts as up with none of its 1 link up: traffic is lost until BGP times out, and only then goes elsewhere. [info]',
        '  dxlag-hq has 1 connections, 1 of them up, and minimum links 0',
      ],
    },
  },
  ignores: {
    'a LAG without connections': bundle(0, { minimumLinks: 0 }),
    'a LAG that is down, which its own rule says': bundle(2, { minimumLinks: 0, lagState: 'down' }),
    'a LAG that is being made': bundle(2, { minimumLinks: 0, lagState: 'pending' }),
    'a LAG that another account owns': bundle(2, { minimumLinks: 0, ownerAccount: '222222222222' }),
  },
  unknown: {
    'an answer without the minimum': {
      given: bundle(2, { minimumLinks: undefined }),
      says: ['dxlag-hq: its state, its connections or its minimum links are not in the answer'],
    },
    'interfaces that were not read': {
      given: bundle(2, ALL).unread('virtualInterfaces'),
      says: ['dxlag-hq: the virtual interfaces on it were not read'],
    },
    'a gateway whose interfaces were not read': {
      given: bundle(2, ALL).unread('directConnectGatewayAttachments'),
      says: ['dxlag-hq: the virtual interfaces attached to Direct Connect gateway dxgw-corp were not read'],
    },
    'an interface whose state is not in the answer': {
      given: account()
        .directConnect('a', 'EqDC2')
        .directConnect('b', 'EqDC2')
        .lag('hq', ['a', 'b'], ALL)
        .virtualInterface('hq', { on: 'dxlag-hq', to: 'corp' }, { virtualInterfaceState: undefined }),
      says: ['dxlag-hq: the gateway or the state of dxvif-hq is not in the answer'],
    },
  },
})
