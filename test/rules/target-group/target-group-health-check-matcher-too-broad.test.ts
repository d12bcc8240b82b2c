import rule from '../../../rules/target-group/target-group-health-check-matcher-too-broad.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const group = (Matcher: Item<'targetGroups'>['Matcher'], fields: Item<'targetGroups'> = {}): Account =>
  account()
    .vpc('shop')
    .loadBalancer('lb')
    .targetGroup('web', { balancers: ['lb'] }, { Matcher, HealthCheckPath: '/health', ...fields })
const TCP = { Protocol: 'TCP', HealthCheckProtocol: 'HTTP' } as const

testRule(rule, {
  accepts: {
    '200': group({ HttpCode: '200' }),
    'redirects, as a network load balancer takes by itself': group({ HttpCode: '200-399' }, TCP),
    'several codes': group({ HttpCode: '200,204,302' }),
    'gRPC that is well': group({ GrpcCode: '0' }),
    "gRPC without such a method, AWS's default": group({ GrpcCode: '12' }),
  },
  flags: {
    'a range with errors': {
      given: group({ HttpCode: '200-499' }),
      finds: [
        'web: Its health check takes 400-499 for healthy: targets that answer with errors stay in service.',
        '  web accepts HttpCode 200-499 from /health',
      ],
    },
    'a code in a list': {
      given: group({ HttpCode: '200,404' }, TCP),
      finds: [
        'web: Its health check takes 404 for healthy: targets that answer with errors stay in service.',
        '  web accepts HttpCode 200,404 from /health',
      ],
    },
    'a page that asks who calls': {
      given: group({ HttpCode: '200,401' }),
      finds: [
        'web: Its health check takes 401 for healthy: a target that refuses everybody stays in service. [info]',
        '  web accepts HttpCode 200,401 from /health',
      ],
    },
    'gRPC, whatever it says': {
      given: group({ GrpcCode: '0-99' }),
      finds: [
        'web: Its health check takes 1-11, 13-99 for healthy: targets that answer with errors stay in service.',
        '  web accepts GrpcCode 0-99 from /health',
      ],
    },
    'gRPC that asks who calls': {
      given: group({ GrpcCode: '16' }),
      finds: [
        'web: Its health check takes 16 for healthy: a target that refuses everybody stays in service. [info]',
        '  web accepts GrpcCode 16 from /health',
      ],
    },
  },
  ignores: {
    'a check by TCP': group({ HttpCode: '200-499' }, { HealthCheckProtocol: 'TCP' }),
    'functions without a check': group({ HttpCode: '200-499' }, { HealthCheckEnabled: false }),
    'a group in no use': group({ HttpCode: '200-499' }, { LoadBalancerArns: [] }),
  },
  unknown: {
    'an answer without a matcher': {
      given: group(undefined),
      says: ['web: the codes that its health check accepts are not in the answer'],
    },
    'a matcher that is no list of codes': {
      given: group({ HttpCode: '2xx' }),
      says: ['web: the codes that its health check accepts are not in the answer'],
    },
    'an answer without a protocol': {
      given: group({ HttpCode: '200' }, { HealthCheckProtocol: undefined }),
      says: ['web: how its health is checked is not in the answer'],
    },
  },
})
