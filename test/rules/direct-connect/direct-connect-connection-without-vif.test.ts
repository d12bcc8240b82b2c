import rule from '../../../rules/direct-connect/direct-connect-connection-without-vif.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['directConnect']>[2]

const port = (fields: Fields = {}): Account => account().directConnect('hq', 'EqDC2', fields)
const bundle = (lag: Parameters<Account['lag']>[2] = {}): Account =>
  account().directConnect('a', 'EqDC2').directConnect('b', 'EqDC2').lag('hq', ['a', 'b'], lag)
const NEW = '2026-11-15T00:00:00.000Z'

testRule(rule, {
  accepts: {
    'a connection with an interface': port().virtualInterface('hq', { on: 'dxcon-hq' }),
    'a connection whose interface is down': port().virtualInterface(
      'hq',
      { on: 'dxcon-hq' },
      { virtualInterfaceState: 'down' },
    ),
    'a connection whose interface another account is to confirm': port().virtualInterface(
      'hq',
      { on: 'dxcon-hq' },
      { virtualInterfaceState: 'confirming', ownerAccount: '222222222222' },
    ),
    'a LAG with an interface, which lies on none of its members': bundle().virtualInterface('hq', {
      on: 'dxlag-hq',
    }),
  },
  flags: {
    'a connection without an interface': {
      given: port(),
      finds: [
        'dxcon-hq: This connection in EqDC2 is billed by the hour and carries nothing: it has no virtual interface.',
        '  dxcon-hq is available, its letter of authorization is of 2025-01-01, and no virtual interface is on it',
      ],
    },
    'a connection whose interface was refused': {
      given: port().virtualInterface('hq', { on: 'dxcon-hq' }, { virtualInterfaceState: 'rejected' }),
      finds: [
        'dxcon-hq: This connection in EqDC2 is billed by the hour and carries nothing: it has no virtual interface.',
        '  dxcon-hq is available, its letter of authorization is of 2025-01-01, and no virtual interface is on it',
      ],
    },
    'a LAG without an interface, once': {
      given: bundle(),
      finds: [
        'dxlag-hq: This LAG in EqDC2 is billed by the hour and carries nothing: it has no virtual interface.',
        '  dxlag-hq is available, its letter of authorization is of 2025-01-01, and no virtual interface is on it',
      ],
    },
    'a shorter patience': {
      given: port({ loaIssueTime: NEW }),
      settings: { pendingDays: 3 },
      finds: [
        'dxcon-hq: This connection in EqDC2 is billed by the hour and carries nothing: it has no virtual interface.',
        '  dxcon-hq is available, its letter of authorization is of 2026-11-15, and no virtual interface is on it',
      ],
    },
  },
  ignores: {
    'a connection of last week': port({ loaIssueTime: NEW }),
    'a LAG to which a link was added last week': account()
      .directConnect('a', 'EqDC2')
      .directConnect('b', 'EqDC2', { loaIssueTime: NEW })
      .lag('hq', ['a', 'b']),
    'a connection that is down': port({ connectionState: 'down' }),
    'a connection that is on its way': port({ connectionState: 'pending' }),
    'a spare': port({ tags: [{ key: 'purpose', value: 'Spare for EqDC2' }] }),
    'a LAG of a partner, who sells connections on it': bundle({ allowsHostedConnections: true }),
    'a connection that another account owns': port({ ownerAccount: '222222222222' }),
  },
  unknown: {
    'a connection of a partner, which bears no date': {
      given: port({ loaIssueTime: undefined, partnerName: 'Example Carrier' }),
      says: ['dxcon-hq: it has no virtual interface, and since when it is there is not in the answer'],
    },
    'an answer without the state': {
      given: port({ connectionState: undefined }),
      says: ['dxcon-hq: its state is not in the answer'],
    },
    'an interface of which the answer does not say whether it is there': {
      given: port().virtualInterface('hq', { on: 'dxcon-hq' }, { virtualInterfaceState: undefined }),
      says: ['dxcon-hq: the state of dxvif-hq is not in the answer'],
    },
  },
})
