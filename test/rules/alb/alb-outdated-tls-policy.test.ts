import rule from '../../../rules/alb/alb-outdated-tls-policy.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OLD = 'ELBSecurityPolicy-2016-08'
const NEW = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'

const shop = (balancer = {}): Account =>
  account()
    .vpc('shop')
    .loadBalancer('web', {}, balancer)
    .sslPolicy(OLD, ['TLSv1', 'TLSv1.1', 'TLSv1.2'])
    .sslPolicy(NEW, ['TLSv1.2', 'TLSv1.3'])
    .sslPolicy('ELBSecurityPolicy-TLS13-1-1-2021-06', ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
    .sslPolicy('ELBSecurityPolicy-FS-2030-01', ['TLSv1.3', 'TLSv1.4'])

testRule(rule, {
  accepts: {
    'TLS 1.2 and 1.3': shop().listener('web', 443, 'HTTPS'),
    'a policy of next year': shop().listener('web', 443, 'HTTPS', {
      SslPolicy: 'ELBSecurityPolicy-FS-2030-01',
    }),
  },
  flags: {
    'the default of the API': {
      given: shop().listener('web', 443, 'HTTPS', { SslPolicy: OLD }),
      finds: [
        `HTTPS:443: Clients of web may connect to port 443 with TLSv1 and TLSv1.1: the security policy is ${OLD}.`,
        `  HTTPS:443 has SslPolicy ${OLD}`,
        `  ${OLD} offers TLSv1, TLSv1.1, TLSv1.2`,
      ],
    },
    'a network load balancer, with a policy whose name sounds new': {
      given: shop()
        .loadBalancer('mail', { type: 'network' })
        .listener('mail', 993, 'TLS', { SslPolicy: 'ELBSecurityPolicy-TLS13-1-1-2021-06' }),
      finds: [
        'TLS:993: Clients of mail may connect to port 993 with TLSv1.1: the security policy is ELBSecurityPolicy-TLS13-1-1-2021-06.',
        '  TLS:993 has SslPolicy ELBSecurityPolicy-TLS13-1-1-2021-06',
        '  ELBSecurityPolicy-TLS13-1-1-2021-06 offers TLSv1.1, TLSv1.2, TLSv1.3',
      ],
    },
    'an internal balancer, less urgently': {
      given: shop({ Scheme: 'internal' }).listener('web', 443, 'HTTPS', { SslPolicy: OLD }),
      finds: [
        `HTTPS:443: Clients of web may connect to port 443 with TLSv1 and TLSv1.1: the security policy is ${OLD}. [medium]`,
        `  HTTPS:443 has SslPolicy ${OLD}`,
        `  ${OLD} offers TLSv1, TLSv1.1, TLSv1.2`,
      ],
    },
  },
  ignores: {
    'plain HTTP': shop().listener('web', 80, 'HTTP'),
    'TLS that passes through': shop().loadBalancer('mail', { type: 'network' }).listener('mail', 443, 'TCP'),
  },
  unknown: {
    'a policy that AWS did not list': {
      given: shop().listener('web', 443, 'HTTPS', { SslPolicy: 'ELBSecurityPolicy-2099-01' }),
      says: [
        'HTTPS:443: the protocols of its security policy ELBSecurityPolicy-2099-01 are not among those that were read',
      ],
    },
    'a listener without a policy': {
      given: shop().listener('web', 443, 'HTTPS', { SslPolicy: undefined }),
      says: ['HTTPS:443: its security policy (SslPolicy) is not in the answer'],
    },
  },
})
