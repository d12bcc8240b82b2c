import rule from '../../../rules/endpoint/endpoint-interface-zone-coverage.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const NAME = 'com.amazonaws.us-east-1.kms'
const ALL = ['use1-az1', 'use1-az2', 'use1-az3']

/** Workloads in these zones, an endpoint in those, for a service that is offered in some. */
const shop = (
  zones: readonly string[],
  endpoint: readonly string[],
  offered: readonly string[] = ALL,
  fields: object = {},
  tags: Record<string, string> = {},
): Account => {
  const given = account().vpc('shop', { tags })
  for (const zone of ['a', 'b', 'c']) given.subnet(`app-${zone}`, { zone, empty: !zones.includes(zone) })
  return given
    .interfaceEndpoint('kms', 'kms', { subnets: endpoint.map((zone) => `app-${zone}`) }, fields)
    .add('vpcEndpointServices', { ServiceName: NAME, AvailabilityZoneIds: [...offered] })
}
const whole = `vpce-kms: The whole VPC loses ${NAME} with use1-az1: clients in use1-az2 have no endpoint of their own.`
const fact = '  vpce-kms is in use1-az1; workloads run in use1-az1, use1-az2'

testRule(rule, {
  accepts: {
    'an endpoint in every zone that has clients': shop(['a', 'b'], ['a', 'b']),
    'an endpoint in more zones than that': shop(['a', 'b'], ['a', 'b', 'c']),
    'a service that is not offered elsewhere': shop(['a', 'b'], ['a'], ['use1-az1']),
  },
  flags: {
    'one zone for two': { given: shop(['a', 'b'], ['a']), finds: [whole, fact] },
    'two zones for three': {
      given: shop(['a', 'b', 'c'], ['a', 'b']),
      finds: [
        `vpce-kms: Clients in use1-az3 reach ${NAME} in other zones only: they depend on those and pay for crossing. [low]`,
        '  vpce-kms is in use1-az1, use1-az2; workloads run in use1-az1, use1-az2, use1-az3',
      ],
    },
    'a test environment, as information only': {
      given: shop(['a', 'b'], ['a'], ALL, {}, { env: 'dev' }),
      finds: [`${whole} [info]`, fact],
    },
  },
  ignores: {
    'a VPC in one zone': shop(['a'], ['a']),
    'a VPC whose second zone is a Local Zone': account()
      .vpc('shop')
      .subnet('app-a')
      .subnet('edge', { zone: 'us-east-1-bos-1a' })
      .interfaceEndpoint('kms', 'kms', { subnets: ['app-a'] }),
    'an endpoint that a service of AWS manages': shop(['a', 'b'], ['a'], ALL, { RequesterManaged: true }),
    'an endpoint that failed': shop(['a', 'b'], ['a'], ALL, { State: 'failed' }),
    'a gateway endpoint': account()
      .vpc('shop')
      .subnet('app-a')
      .subnet('app-b', { zone: 'b' })
      .gatewayEndpoint('s3', []),
  },
  unknown: {
    'a subnet that does not say in which zone it is': {
      given: shop(['a', 'b'], ['a', 'b']).subnet('app-x', {}, { AvailabilityZoneId: undefined }),
      says: ['vpce-kms: the zone of subnet-app-x, where something runs, is not in the answer'],
    },
    'a service whose zones were not read': {
      given: shop(['a', 'b'], ['a']).unread('vpcEndpointServices'),
      says: ['vpce-kms: whether the service is offered in use1-az2, too, was not read'],
    },
    'an endpoint that names no subnets': {
      given: shop(['a', 'b'], ['a'], ALL, { SubnetIds: undefined }),
      says: ['vpce-kms: its subnets, or their zones, were not read'],
    },
  },
})
