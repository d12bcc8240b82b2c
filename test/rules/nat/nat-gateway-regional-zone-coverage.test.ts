import rule from '../../../rules/nat/nat-gateway-regional-zone-coverage.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaNat = { '0.0.0.0/0': 'nat-a' }
const at = (zones: readonly string[], Status = 'succeeded'): object => ({
  NatGatewayAddresses: zones.map((AvailabilityZoneId) => ({ AvailabilityZoneId, Status })),
})
const MANUAL = { AutoProvisionZones: 'disabled' }
const AUTOMATIC = { AutoProvisionZones: 'enabled' }
const shop = (fields: object, attached?: string, vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .natGateway('a', {}, fields)
    .subnet('app-a', { zone: 'a', routes: viaNat })
    .subnet('app-b', { zone: 'b', sharesTableOf: 'app-a', empty: true })
    .eni(
      'app-b',
      { subnet: 'app-b' },
      attached ? { Attachment: { Status: 'attached', AttachTime: attached } } : {},
    )

const says =
  'nat-a: Subnets in use1-az2 leave through another zone: this regional NAT gateway has addresses in use1-az1 only.'
const user = '  subnet-app-b in use1-az2 leaves by nat-a'

testRule(rule, {
  accepts: {
    'a gateway in both zones': shop({ ...at(['use1-az1', 'use1-az2']), ...MANUAL }),
    'a zone that is being added': shop({
      NatGatewayAddresses: [
        { AvailabilityZoneId: 'use1-az1', Status: 'succeeded' },
        { AvailabilityZoneId: 'use1-az2', Status: 'associating' },
      ],
      ...MANUAL,
    }),
    'a gateway that follows workloads which came an hour ago': shop(
      { ...at(['use1-az1']), ...AUTOMATIC },
      '2026-11-22T07:00:00.000Z',
    ),
  },
  flags: {
    'a zone that was left out by hand': {
      given: shop({ ...at(['use1-az1']), ...MANUAL }),
      finds: [says, '  nat-a has addresses in use1-az1 and does not expand by itself', user],
    },
    'a gateway that should have followed long ago': {
      given: shop({ ...at(['use1-az1']), ...AUTOMATIC }, '2026-11-01T00:00:00.000Z'),
      finds: [says, '  nat-a has addresses in use1-az1 and did not expand by itself', user],
    },
    'an address that failed': {
      given: shop({
        NatGatewayAddresses: [
          { AvailabilityZoneId: 'use1-az1', Status: 'succeeded' },
          { AvailabilityZoneId: 'use1-az2', Status: 'failed' },
        ],
        ...MANUAL,
      }),
      finds: [says, '  nat-a has addresses in use1-az1 and does not expand by itself', user],
    },
    'a test environment, as information only': {
      given: shop({ ...at(['use1-az1']), ...MANUAL }, undefined, { tags: { env: 'dev' } }),
      finds: [`${says} [info]`, '  nat-a has addresses in use1-az1 and does not expand by itself', user],
    },
  },
  ignores: {
    'a zonal gateway': account()
      .vpc('shop')
      .subnet('public', { empty: true })
      .natGateway('a', { in: 'public' })
      .subnet('app-b', { zone: 'b', routes: viaNat }),
    'a gateway that nobody uses': account()
      .vpc('shop')
      .natGateway('a', {}, at(['use1-az1'])),
    'a zone where nothing runs': account()
      .vpc('shop')
      .natGateway('a', {}, at(['use1-az1']))
      .subnet('app-b', { zone: 'b', routes: viaNat, empty: true }),
    'a Local Zone': account()
      .vpc('shop')
      .natGateway('a', {}, at(['use1-az1']))
      .subnet('edge', { zone: 'us-east-1-bos-1a', routes: viaNat }),
    'a gateway that is being deleted': shop({ State: 'deleting' }),
  },
  unknown: {
    'addresses without a zone': {
      given: shop({}),
      says: ['nat-a: the zones of its addresses, or of subnets that use it, are not in the answer'],
    },
    'one address without a zone': {
      given: shop({
        NatGatewayAddresses: [
          { AvailabilityZoneId: 'use1-az1', Status: 'succeeded' },
          { Status: 'succeeded' },
        ],
        ...MANUAL,
      }),
      says: ['nat-a: the zones of its addresses, or of subnets that use it, are not in the answer'],
    },
    'a mode that is not in the answer': {
      given: shop(at(['use1-az1'])),
      says: ['nat-a: whether it expands by itself (AutoProvisionZones) is not in the answer'],
    },
    'workloads of unknown age': {
      given: shop({ ...at(['use1-az1']), ...AUTOMATIC }),
      says: ['nat-a: since when workloads wait for it in another zone is not in the answer'],
    },
  },
})
