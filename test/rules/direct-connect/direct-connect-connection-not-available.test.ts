import rule from '../../../rules/direct-connect/direct-connect-connection-not-available.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['directConnect']>[2]

const port = (fields: Fields = {}): Account => account().directConnect('hq', 'EqDC2', fields)
const DOWN: Fields = { connectionState: 'down' }
const PENDING: Fields = { connectionState: 'pending' }
const LONG_AGO = '2026-11-01T00:00:00.000Z'

const bundle = (first: Fields, lag: Parameters<Account['lag']>[2] = {}): Account =>
  account().directConnect('a', 'EqDC2', first).directConnect('b', 'EqDC2').lag('hq', ['a', 'b'], lag)

testRule(rule, {
  accepts: {
    'a connection that is available': port(),
    'a LAG whose links are all up': bundle({}),
    'a connection of another account, seen by both': [
      port(),
      account({ id: '222222222222' }).directConnect('hq', 'EqDC2', { ownerAccount: '111111111111' }),
    ],
  },
  flags: {
    'a connection that is down': {
      given: port(DOWN).virtualInterface('hq', { on: 'dxcon-hq' }),
      finds: [
        'dxcon-hq: This connection in EqDC2 is down: dxvif-hq on it carries nothing.',
        '  dxcon-hq is down',
      ],
    },
    'a connection without interfaces that is down': {
      given: port(DOWN),
      finds: ['dxcon-hq: This connection in EqDC2 is down: nothing passes it.', '  dxcon-hq is down'],
    },
    'a link of a LAG that goes on without it': {
      given: bundle(DOWN),
      finds: [
        'dxcon-a: This connection in EqDC2 is down: dxlag-hq goes on with 1 of 2 links.',
        '  dxcon-a is down',
      ],
    },
    'a LAG that is down with its links': {
      given: account()
        .directConnect('a', 'EqDC2', DOWN)
        .lag('hq', ['a'], { lagState: 'down' })
        .virtualInterface('one', { on: 'dxlag-hq' })
        .virtualInterface('two', { on: 'dxlag-hq' }),
      finds: [
        'dxcon-a: This connection in EqDC2 is down: dxlag-hq, which it is a part of, is down.',
        '  dxcon-a is down',
        'dxlag-hq: This LAG in EqDC2 is down: dxvif-one, dxvif-two on it carry nothing.',
        '  dxlag-hq is down',
      ],
    },
    'a connection that was ordered and forgotten, mildly': {
      given: port({ ...PENDING, loaIssueTime: LONG_AGO }),
      finds: [
        'dxcon-hq: This connection in EqDC2 is pending since its letter of authorization was fetched on 2026-11-01: what was ordered is not there. [low]',
        '  dxcon-hq is pending',
      ],
    },
    'a shorter patience': {
      given: port({ ...PENDING, loaIssueTime: '2026-11-18T00:00:00.000Z' }),
      settings: { pendingDays: 3 },
      finds: [
        'dxcon-hq: This connection in EqDC2 is pending since its letter of authorization was fetched on 2026-11-18: what was ordered is not there. [low]',
        '  dxcon-hq is pending',
      ],
    },
    'a lab, as information only': {
      given: port({ ...DOWN, tags: [{ key: 'env', value: 'lab' }] }),
      finds: ['dxcon-hq: This connection in EqDC2 is down: nothing passes it. [info]', '  dxcon-hq is down'],
    },
  },
  ignores: {
    'a connection of last week': port({ ...PENDING, loaIssueTime: '2026-11-18T00:00:00.000Z' }),
    'a connection that waits, AWS does not say since when': port({ ...PENDING, loaIssueTime: undefined }),
    'a hosted connection that is to be accepted': port({
      connectionState: 'ordering',
      loaIssueTime: LONG_AGO,
    }),
    'a connection that AWS has not answered yet': port({
      connectionState: 'requested',
      loaIssueTime: undefined,
    }),
    'a hosted connection that was refused': port({ connectionState: 'rejected' }),
    'a connection that is being deleted': port({ connectionState: 'deleting' }),
    'a LAG that was deleted': account()
      .directConnect('a', 'EqDC2', { connectionState: 'deleted' })
      .lag('hq', ['a'], { lagState: 'deleted' }),
  },
  unknown: {
    'a state that AWS does not know': {
      given: port({ connectionState: 'unknown' }),
      says: ['dxcon-hq: its state is not in the answer'],
    },
    'an answer without the state': {
      given: port({ connectionState: undefined }),
      says: ['dxcon-hq: its state is not in the answer'],
    },
  },
})
