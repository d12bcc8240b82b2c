import rule from '../../../rules/alb/alb-certificate-expiring.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const DAY = 86_400_000
const inDays = (days: number): string =>
  new Date(Date.parse('2026-11-22T08:00:00.000Z') + days * DAY).toISOString()
const imported = (days: number): Item<'certificates'> => ({
  Type: 'IMPORTED',
  RenewalEligibility: 'INELIGIBLE',
  NotAfter: inDays(days),
})

const listener = (): Account => account().vpc('shop').loadBalancer('web').listener('web', 443, 'HTTPS')
const shows = (fields: Item<'certificates'> = {}, name = 'shop.example.com'): Account =>
  listener().listenerCertificate('web', 443, [name], fields)
const classic = (days: number): Account =>
  account()
    .vpc('shop')
    .classicLoadBalancer('old')
    .classicCertificate('old', 'old.example.com', imported(days))
const IAM = 'arn:aws:iam::111111111111:server-certificate/legacy'
const uploaded = (days: number): Account =>
  listener()
    .add('listenerCertificates', { CertificateArn: IAM }, { ListenerArn: account().listenerArn('web', 443) })
    .add('serverCertificates', {
      Arn: IAM,
      ServerCertificateId: 'ASCA1',
      ServerCertificateName: 'legacy',
      Path: '/',
      Expiration: inDays(days),
    })

const why = 'ACM does not renew what was imported'

testRule(rule, {
  accepts: {
    'a certificate that ACM renews': shows(),
    'an imported one that lasts': shows(imported(60)),
    'one of IAM that lasts': uploaded(60),
    'one of a Classic Load Balancer that lasts': classic(60),
    'one that ACM is about to renew': shows({ NotAfter: inDays(20) }),
  },
  ignores: {
    'a listener without TLS': account().vpc('shop').loadBalancer('web').listener('web', 80, 'HTTP'),
    'an imported certificate that nothing shows': account()
      .vpc('shop')
      .add('certificates', {
        CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/old',
        ...imported(5),
      }),
    'a Classic Load Balancer without TLS': account()
      .vpc('shop')
      .classicLoadBalancer('old', {
        ListenerDescriptions: [{ Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 } }],
      }),
  },
  flags: {
    'an imported certificate': {
      given: shows(imported(20)),
      finds: [
        `HTTPS:443: The certificate for further names (SNI) shop.example.com at port 443 of web ends in 20 days, on 2026-12-12, and ${why}: clients will then refuse the names that it is for.`,
        '  shop.example.com ends on 2026-12-12',
      ],
    },
    'one of many, for a name of its own, in a few days': {
      given: shows().listenerCertificate('web', 443, ['partner.example.com'], imported(5)),
      finds: [
        `HTTPS:443: The certificate for further names (SNI) partner.example.com at port 443 of web ends in 5 days, on 2026-11-27, and ${why}: clients will then refuse the names that it is for. [critical]`,
        '  partner.example.com ends on 2026-11-27',
      ],
    },
    'the default certificate of a network load balancer, which is over': {
      given: account()
        .vpc('shop')
        .loadBalancer('tcp', { type: 'network' })
        .listener('tcp', 443, 'TLS')
        .listenerCertificate('tcp', 443, ['tcp.example.com'], { ...imported(-1), Status: 'EXPIRED' })
        .add(
          'listenerCertificates',
          {
            CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/acm-tcp-tcp.example.com',
            IsDefault: true,
          },
          {
            ListenerArn:
              'arn:aws:elasticloadbalancing:us-east-1:111111111111:listener/net/tcp/50dc6c495c0c9188/443',
          },
        ),
      finds: [
        'TLS:443: The default certificate tcp.example.com at port 443 of tcp expired on 2026-11-21: clients refuse the names that it is for. [critical]',
        '  tcp.example.com expired on 2026-11-21',
      ],
    },
    'a certificate of IAM': {
      given: uploaded(10),
      finds: [
        'HTTPS:443: The certificate for further names (SNI) legacy at port 443 of web ends in 10 days, on 2026-12-02, and nobody renews what was uploaded to IAM: clients will then refuse the names that it is for.',
        '  ASCA1 ends on 2026-12-02',
      ],
    },
    'a certificate of a Classic Load Balancer': {
      given: classic(10),
      finds: [
        `old: The certificate old.example.com at port 443 ends in 10 days, on 2026-12-02, and ${why}: clients will then refuse the names that it is for.`,
        '  old.example.com ends on 2026-12-02',
      ],
    },
  },
  unknown: {
    'a certificate that is not in the list': {
      given: account().vpc('shop').classicLoadBalancer('old'),
      says: ['old: of its certificate arn:aws:acm:us-east-1:111111111111:certificate/old, nothing was read'],
    },
    'a listener without certificates': {
      given: listener(),
      says: ['HTTPS:443: its certificates were not read'],
    },
    'certificates of IAM that were not read': {
      given: uploaded(10).unread('serverCertificates'),
      says: [`HTTPS:443: of its certificate ${IAM}, nothing was read`],
    },
    'a Classic Load Balancer that does not say which one': {
      given: account()
        .vpc('shop')
        .classicLoadBalancer('old', {
          ListenerDescriptions: [
            { Listener: { Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 80 } },
          ],
        }),
      says: ['old: the protocol or the certificate of its listener 443 is not in the answer'],
    },
  },
})
