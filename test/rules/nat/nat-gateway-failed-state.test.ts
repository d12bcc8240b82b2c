import rule from '../../../rules/nat/nat-gateway-failed-state.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const gateway = (fields: object, vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('a', { in: 'public' }, fields)
const FAILED = {
  State: 'failed',
  FailureCode: 'InsufficientFreeAddressesInSubnet',
  FailureMessage: 'Subnet has insufficient free addresses to create this NAT gateway',
}
const reason = '  nat-a has State failed: Subnet has insufficient free addresses to create this NAT gateway'
const one = (Status: string, PublicIp = '203.0.113.11'): object => ({ PublicIp, Status })

testRule(rule, {
  accepts: {
    'a gateway that works': gateway({}),
    'an address that is being added': gateway({
      NatGatewayAddresses: [one('succeeded'), one('associating')],
    }),
    'an address that is being taken away': gateway({
      NatGatewayAddresses: [one('succeeded'), one('disassociating')],
    }),
  },
  flags: {
    'a gateway that failed, and that routes lead to': {
      given: gateway(FAILED).subnet('app', { routes: { '0.0.0.0/0': '!nat-a' } }),
      finds: [
        'nat-a: This NAT gateway failed (InsufficientFreeAddressesInSubnet) and carries nothing: what rtb-app sends to it is dropped. [high]',
        reason,
        '  rtb-app routes 0.0.0.0/0 to nat-a',
      ],
    },
    'a gateway that failed before anyone used it': {
      given: gateway({ State: 'failed' }),
      finds: ['nat-a: This NAT gateway failed and carries nothing.', '  nat-a has State failed'],
    },
    'an address that failed': {
      given: gateway({ NatGatewayAddresses: [one('succeeded', '203.0.113.10'), one('failed')] }),
      finds: [
        'nat-a: This NAT gateway works without 203.0.113.11, which failed: it has fewer connections to give than planned.',
        '  nat-a has 1 of 2 addresses with Status failed',
      ],
    },
    'a test environment, as information only': {
      given: gateway(FAILED, { tags: { env: 'dev' } }),
      finds: [
        'nat-a: This NAT gateway failed (InsufficientFreeAddressesInSubnet) and carries nothing. [info]',
        reason,
      ],
    },
  },
  ignores: {
    'a gateway that is deleted': gateway({ State: 'deleted' }),
    'a gateway that is being deleted': gateway({ State: 'deleting' }),
    'a gateway that is being made': gateway({ State: 'pending' }),
  },
  unknown: {
    'an address without a status': {
      given: gateway({ NatGatewayAddresses: [{ PublicIp: '203.0.113.10' }] }),
      says: ['nat-a: the Status of its addresses is not in the answer'],
    },
    'a gateway without a state': {
      given: gateway({ State: undefined }),
      says: ['nat-a: its State is not in the answer'],
    },
  },
})
