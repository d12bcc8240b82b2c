import rule from '../../../rules/endpoint-service/endpoint-service-single-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const prices = (fields: object = {}): Account => account().endpointService('prices', [], fields)
const oneZone = { AvailabilityZoneIds: ['use1-az1'], AvailabilityZones: ['us-east-1a'] }
const finds = (zone = 'use1-az1', severity = ''): string[] => [
  `vpce-svc-prices: All consumers of com.amazonaws.vpce.us-east-1.vpce-svc-prices fail with ${zone}: it is the only zone in which the service is offered.${severity}`,
  `  vpce-svc-prices is offered in ${zone} only`,
]

testRule(rule, {
  accepts: {
    'two zones': prices(),
    'two zones by their names': prices({ AvailabilityZoneIds: undefined }),
  },
  flags: {
    'one zone': { given: prices(oneZone), finds: finds() },
    'one zone, of which only the name is known': {
      given: prices({ ...oneZone, AvailabilityZoneIds: [] }),
      finds: finds('us-east-1a'),
    },
    'a test environment, as information only': {
      given: account()
        .vpc('lab', { tags: { env: 'test' } })
        .loadBalancer('prices', { type: 'network', zones: ['a'] })
        .endpointService('prices', [], {
          ...oneZone,
          NetworkLoadBalancerArns: [
            'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/prices/50dc6c495c0c9188',
          ],
        }),
      finds: finds('use1-az1', ' [info]'),
    },
  },
  ignores: { 'a service that is being made': prices({ ...oneZone, ServiceState: 'Pending' }) },
  unknown: {
    'zones that are not in the answer': {
      given: prices({ AvailabilityZoneIds: [], AvailabilityZones: [] }),
      says: ['vpce-svc-prices: its state or its zones are not in the answer'],
    },
  },
})
