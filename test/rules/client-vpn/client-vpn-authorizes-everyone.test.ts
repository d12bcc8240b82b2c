import rule from '../../../rules/client-vpn/client-vpn-authorizes-everyone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['clientVpn']>[2]

const staff = (
  group: string,
  cidr: string,
  fields: Fields = {},
  rule: Parameters<Account['authorizeClients']>[3] = {},
): Account =>
  account()
    .vpc('shop', { cidr: '10.20.0.0/16' })
    .subnet('app', { cidr: '10.20.1.0/24' })
    .clientVpn('staff', ['app'], fields)
    .authorizeClients('staff', group, cidr, rule)
const CERTIFICATES: Fields = { AuthenticationOptions: [{ Type: 'certificate-authentication' }] }
const TRANSIT: Fields = { VpcId: undefined, TransitGatewayConfiguration: { TransitGatewayId: 'tgw-hub' } }

const all = (cidr: string): readonly string[] => [
  `cvpn-endpoint-staff: Every user of this endpoint may reach ${cidr}: one lost laptop or password opens all of it.`,
  `  cvpn-endpoint-staff authorizes all users for ${cidr}`,
]
const vague = [
  'cvpn-endpoint-staff: its state, its authentication or its authorization rules are not in the answer',
]

testRule(rule, {
  accepts: {
    'a group': staff('developers', '10.20.0.0/16'),
    'a group for everything': staff('operators', '0.0.0.0/0'),
    'certificates, which name no groups, for a part': staff('*', '10.20.1.0/24', CERTIFICATES),
    'a rule for all users that is being revoked': staff(
      '*',
      '0.0.0.0/0',
      {},
      { Status: { Code: 'revoking' } },
    ).authorizeClients('staff', 'operators', '0.0.0.0/0'),
  },
  flags: {
    'all users, everywhere': { given: staff('*', '0.0.0.0/0'), finds: all('0.0.0.0/0') },
    'all users, over IPv6': { given: staff('*', '::/0'), finds: all('::/0') },
    'all users, in all of the VPC': { given: staff('*', '10.20.0.0/16'), finds: all('10.20.0.0/16') },
    'all users, in more than the VPC': { given: staff('*', '10.0.0.0/8'), finds: all('10.0.0.0/8') },
    'all users with a certificate, in all of the VPC': {
      given: staff('*', '10.20.0.0/16', CERTIFICATES),
      finds: all('10.20.0.0/16'),
    },
    'all users, everywhere behind a transit gateway': {
      given: staff('*', '0.0.0.0/0', TRANSIT),
      finds: all('0.0.0.0/0'),
    },
    'all users of a directory, for a part, mildly': {
      given: staff('*', '10.20.1.0/24'),
      finds: [
        'cvpn-endpoint-staff: Every user of this endpoint may reach 10.20.1.0/24: no group is asked for, though its directory has groups. [low]',
        '  cvpn-endpoint-staff authorizes all users for 10.20.1.0/24',
      ],
    },
    'a test environment, as information only': {
      given: staff('*', '0.0.0.0/0', { Tags: [{ Key: 'env', Value: 'test' }] }),
      finds: all('0.0.0.0/0').map((line, index) => (index === 0 ? `${line} [info]` : line)),
    },
  },
  ignores: {
    'an endpoint that authorizes nobody': account().vpc('shop').subnet('app').clientVpn('staff', ['app']),
    'an endpoint that is being deleted': staff('*', '0.0.0.0/0', { Status: { Code: 'deleting' } }),
  },
  unknown: {
    'a VPC that was not read': {
      given: staff('*', '10.20.0.0/16').unread('vpcs'),
      says: ['cvpn-endpoint-staff: the addresses of its VPC were not read'],
    },
    'an answer without authentication': {
      given: staff('*', '0.0.0.0/0', { AuthenticationOptions: undefined }),
      says: vague,
    },
    'an answer without the state of a rule': {
      given: staff('*', '0.0.0.0/0', {}, { Status: undefined }),
      says: vague,
    },
    'an answer without a destination': {
      given: staff('*', '0.0.0.0/0', {}, { DestinationCidr: undefined }),
      says: vague,
    },
    'an answer that does not say for whom': {
      given: staff('*', '0.0.0.0/0', {}, { AccessAll: undefined }),
      says: vague,
    },
  },
})
