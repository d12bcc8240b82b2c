import rule from '../../../rules/client-vpn/client-vpn-single-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['clientVpn']>[2]
type Network = Parameters<Account['clientVpn']>[3]

const staff = (subnets: readonly string[], fields: Fields = {}, network: Network = {}): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { zone: 'a' })
    .subnet('more-a', { zone: 'a' })
    .subnet('app-b', { zone: 'b' })
    .clientVpn('staff', subnets, fields, network)
const transit = (zones: readonly string[]): Fields => ({
  VpcId: undefined,
  TransitGatewayConfiguration: { TransitGatewayId: 'tgw-hub', AvailabilityZoneIds: zones },
})
const NEW: Fields = { CreationTime: '2026-11-22T01:00:00' }

const only =
  'cvpn-endpoint-staff: All sessions of this endpoint run in us-east-1a (use1-az1): when that zone fails, nobody is connected and nobody can connect.'
const vague = ['cvpn-endpoint-staff: the zones of its associations were not read']

testRule(rule, {
  accepts: {
    'subnets in two zones': staff(['app-a', 'app-b']),
    'a transit gateway in two zones': staff([], {
      ...transit(['use1-az1', 'use1-az2']),
      Status: { Code: 'available' },
    }),
    'two zones, and a third subnet that was not read': staff(['app-a', 'app-b', 'elsewhere']),
  },
  flags: {
    'one subnet': {
      given: staff(['app-a']),
      finds: [only, '  cvpn-endpoint-staff is associated with subnet-app-a, in us-east-1a (use1-az1)'],
    },
    'two subnets in one zone': {
      given: staff(['app-a', 'more-a']),
      finds: [
        only,
        '  cvpn-endpoint-staff is associated with subnet-app-a, subnet-more-a, in us-east-1a (use1-az1)',
      ],
    },
    'a transit gateway in one zone': {
      given: staff([], { ...transit(['use1-az1']), Status: { Code: 'available' } }),
      finds: [
        only.replace('us-east-1a (use1-az1)', 'use1-az1'),
        '  cvpn-endpoint-staff is in use1-az1 of tgw-hub',
      ],
    },
    'no subnet for a year, mildly': {
      given: staff([]),
      finds: [
        'cvpn-endpoint-staff: No subnet is associated with this endpoint: nobody can connect to it. [low]',
        '  cvpn-endpoint-staff is pending-associate since 2025-01-01T00:00:00',
      ],
    },
    'an association that failed, mildly': {
      given: staff(['app-a'], {}, { Status: { Code: 'association-failed' } }),
      finds: [
        'cvpn-endpoint-staff: The association with subnet-app-a failed: no client is connected by it. [low]',
        '  cvpn-endpoint-staff has cvpn-assoc-staff-app-a in association-failed',
      ],
    },
    'a test environment, as information only': {
      given: staff(['app-a'], { Tags: [{ Key: 'env', Value: 'test' }] }),
      finds: [
        `${only} [info]`,
        '  cvpn-endpoint-staff is associated with subnet-app-a, in us-east-1a (use1-az1)',
      ],
    },
  },
  ignores: {
    'an endpoint of today, whose subnets are still to come': staff([], NEW),
    'an association that is being made': staff(['app-a'], {}, { Status: { Code: 'associating' } }),
    'an endpoint that is being deleted': staff(['app-a'], { Status: { Code: 'deleting' } }),
  },
  unknown: {
    'a subnet that was not read': { given: staff(['app-a']).unread('subnets'), says: vague },
    'an answer without the state': {
      given: staff(['app-a'], { Status: undefined }),
      says: ['cvpn-endpoint-staff: its state or its associations were not read'],
    },
    'an association without a state': { given: staff(['app-a'], {}, { Status: undefined }), says: vague },
  },
})
