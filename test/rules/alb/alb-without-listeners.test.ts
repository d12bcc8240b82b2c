import rule from '../../../rules/alb/alb-without-listeners.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const balancer = (
  fields: Item<'loadBalancers'> = {},
  {
    name = 'web',
    type = 'application',
  }: { name?: string; type?: 'application' | 'network' | 'gateway' } = {},
): Account => account().vpc('shop').loadBalancer(name, { type }, fields)

const found = (name: string, severity = ''): readonly string[] => [
  `${name}: It has no listener: it takes no connection, and has been billed since 2025-01-01.${severity}`,
  `  ${name} has no listener, in us-east-1a, us-east-1b`,
]

testRule(rule, {
  accepts: {
    'a load balancer with a listener': balancer().listener('web', 443, 'HTTPS'),
    'a gateway load balancer with its listener': balancer({}, { name: 'fw', type: 'gateway' }).listener(
      'fw',
      6081,
      'UDP',
      { Port: undefined, Protocol: undefined },
    ),
  },
  ignores: {
    'one of today, which may get its listener yet': balancer({ CreatedTime: '2026-11-21T20:00:00.000Z' }),
    'one that is being built': balancer({ State: { Code: 'provisioning' } }),
    'one that could not be built, which costs nothing': balancer({ State: { Code: 'failed' } }),
  },
  flags: {
    'an application load balancer': { given: balancer(), finds: found('web') },
    'a network load balancer': { given: balancer({}, { type: 'network' }), finds: found('web') },
    'a gateway load balancer': { given: balancer({}, { type: 'gateway' }), finds: found('web') },
    'one that Kubernetes made, as information only': {
      given: balancer({}, { name: 'k8s-shop-web-4f1c2d3e5a' }),
      finds: found('k8s-shop-web-4f1c2d3e5a', ' [info]'),
    },
    'one that cannot grow, either': {
      given: balancer({ State: { Code: 'active_impaired' } }),
      finds: found('web'),
    },
  },
  unknown: {
    'no day on which it was made': {
      given: balancer({ CreatedTime: undefined }),
      says: ['web: its state (State.Code) or its age (CreatedTime) is not in the answer'],
    },
  },
})
