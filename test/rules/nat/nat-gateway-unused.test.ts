import rule from '../../../rules/nat/nat-gateway-unused.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const gateway = (fields: object = {}): Account =>
  account()
    .vpc('shop')
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('a', { in: 'public' }, fields)

testRule(rule, {
  accepts: {
    'a gateway that a subnet leaves by': gateway().subnet('app', { routes: { '0.0.0.0/0': 'nat-a' } }),
    'a gateway between networks': gateway().subnet('app', { routes: { '10.9.0.0/16': 'nat-a' } }),
    'a gateway for IPv6 hosts': gateway().subnet('app', { routes: { '64:ff9b::/96': 'nat-a' } }),
    'a gateway that only the table of another gateway leads to': gateway().gatewayTable('vgw-hq', {
      '10.0.0.0/24': 'nat-a',
    }),
    'a table that no subnet uses today': gateway().routeTable('failover', { '0.0.0.0/0': 'nat-a' }),
  },
  flags: {
    'a gateway that no route leads to': {
      given: gateway().subnet('app', { routes: { '0.0.0.0/0': 'nat-b' } }),
      finds: [
        'nat-a: This NAT gateway is paid for and carries nothing: no route table of vpc-shop leads to it.',
        '  nat-a is available since 2025-01-01 and is in no route',
      ],
    },
    'a spare tag that says no': {
      given: gateway({ Tags: [{ Key: 'standby', Value: 'false' }] }),
      finds: [
        'nat-a: This NAT gateway is paid for and carries nothing: no route table of vpc-shop leads to it.',
        '  nat-a is available since 2025-01-01 and is in no route',
      ],
    },
  },
  ignores: {
    'a gateway that waits for a failover': gateway({ Tags: [{ Key: 'role', Value: 'Standby' }] }),
    'a gateway of today, whose routes are still to come': gateway({ CreateTime: '2026-11-22T01:00:00.000Z' }),
    'a gateway that is being deleted': gateway({ State: 'deleting' }),
  },
  unknown: {
    'an age that is not known': {
      given: gateway({ CreateTime: undefined }),
      says: ['nat-a: no route leads to it, but since when it exists is not in the answer'],
    },
  },
})
