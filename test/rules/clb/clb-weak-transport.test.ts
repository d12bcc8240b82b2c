import rule from '../../../rules/clb/clb-weak-transport.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const listener = (Protocol: string, LoadBalancerPort: number, ...PolicyNames: string[]) => ({
  Listener: { Protocol, LoadBalancerPort, InstanceProtocol: 'HTTP', InstancePort: 8080 },
  PolicyNames,
})
const web = (listeners: readonly object[], fields: object = {}): Account =>
  account()
    .vpc('shop')
    .classicLoadBalancer('web', { ListenerDescriptions: [...listeners], ...fields })
const INTERNAL = { Scheme: 'internal' }

testRule(rule, {
  accepts: {
    'HTTPS with TLS 1.2 only': account().vpc('shop').classicLoadBalancer('web'),
    'a policy of its own with the same, whatever its name': web([
      listener('SSL', 8883, 'sticky', 'legacy-2014'),
    ]).classicPolicy('web', 'legacy-2014', ['TLSv1.2']),
    'HTTP beside HTTPS, which may redirect': web([
      listener('HTTP', 80),
      listener('HTTPS', 443, 'ELBSecurityPolicy-TLS-1-2-2017-01'),
    ]),
    'an old policy that no listener uses': account()
      .vpc('shop')
      .classicLoadBalancer('web')
      .classicPolicy('web', 'ELBSecurityPolicy-2016-08', ['TLSv1', 'TLSv1.1', 'TLSv1.2']),
    'one of the same name elsewhere with an old policy, which no listener there uses': [
      web([listener('HTTPS', 443, 'tls')]).classicPolicy('web', 'tls', ['TLSv1.2']),
      account({ region: 'eu-west-1' })
        .vpc('shop')
        .classicLoadBalancer('web')
        .classicPolicy('web', 'tls', ['TLSv1', 'TLSv1.2']),
    ],
  },
  flags: {
    'HTTP only, from the internet': {
      given: web([listener('HTTP', 80)]),
      finds: [
        'web: From the internet it is reached in clear text only, on HTTP 80: what clients send can be read and changed on its way.',
        '  web is internet-facing and listens on HTTP 80, without HTTPS or SSL',
      ],
    },
    'TCP on the port of HTTP': {
      given: web([listener('TCP', 8080), listener('TCP', 5000)]),
      finds: [
        'web: From the internet it is reached in clear text only, on TCP 8080: what clients send can be read and changed on its way.',
        '  web is internet-facing and listens on TCP 8080, without HTTPS or SSL',
      ],
    },
    'the default policy, from the internet': {
      given: web([listener('HTTPS', 443, 'ELBSecurityPolicy-2016-08')]).classicPolicy(
        'web',
        'ELBSecurityPolicy-2016-08',
        ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
      ),
      finds: [
        'web: Clients may connect to port 443 with TLSv1 and TLSv1.1: its policy ELBSecurityPolicy-2016-08 allows it. [high]',
        '  web listens on HTTPS 443 with the policy ELBSecurityPolicy-2016-08, which allows TLSv1 and TLSv1.1',
      ],
    },
    'TLS 1.1 at the least': {
      given: web([listener('HTTPS', 443, 'tls')]).classicPolicy('web', 'tls', ['TLSv1.1', 'TLSv1.2']),
      finds: [
        'web: Clients may connect to port 443 with TLSv1.1: its policy tls allows it.',
        '  web listens on HTTPS 443 with the policy tls, which allows TLSv1.1',
      ],
    },
    'one of two listeners of an internal one': {
      given: web(
        [
          listener('HTTPS', 443, 'ELBSecurityPolicy-TLS-1-2-2017-01'),
          listener('SSL', 8443, 'old', 'proxy-protocol'),
        ],
        INTERNAL,
      ).classicPolicy('web', 'old', ['SSLv3', 'TLSv1']),
      finds: [
        'web: Clients may connect to port 8443 with SSLv3 and TLSv1: its policy old allows it.',
        '  web listens on SSL 8443 with the policy old, which allows SSLv3 and TLSv1',
      ],
    },
  },
  ignores: {
    'clear text inside the VPC': web([listener('HTTP', 80)], INTERNAL),
    'TCP of which nothing is known': web([listener('TCP', 5432)]),
    'instances that speak TLS themselves': web([listener('TCP', 443), listener('HTTP', 80)]),
  },
  unknown: {
    'listeners that are not in the answer': {
      given: web([], { ListenerDescriptions: undefined }),
      says: ['web: protocols and ports of its listeners are not in the answer'],
    },
    'policies that were not read': {
      given: account().vpc('shop').classicLoadBalancer('web').unread('classicLoadBalancerPolicies', DENIED),
      says: ['web: the TLS policy of its port 443 is not among those that were read'],
    },
    'a policy without TLS versions': {
      given: web([listener('HTTPS', 443, 'tls')]).classicPolicy('web', 'tls', []),
      says: ['web: the TLS versions of tls are not in the answer'],
    },
    'clear text on one that may be internal': {
      given: web([listener('HTTP', 80)], { Scheme: undefined }),
      says: ['web: whether it is internet-facing is not in the answer'],
    },
  },
})
