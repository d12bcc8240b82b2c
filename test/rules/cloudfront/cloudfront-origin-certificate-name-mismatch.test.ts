import rule from '../../../rules/cloudfront/cloudfront-origin-certificate-name-mismatch.ts'
import type { Behavior } from '../../../src/network/distributions.ts'
import type { Origin } from '../../../src/network/origins.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { CACHING_DISABLED, vpcOrigin, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const HOST = 'shop-123456789.us-east-1.elb.amazonaws.com'
const CLASSIC = 'shop-987654321.us-east-1.elb.amazonaws.com'
const ALL = { OriginRequestPolicyId: 'all', CachePolicyId: CACHING_DISABLED }

/** A load balancer `shop` behind a distribution for www.example.com, and the names of its certificate. */
const asked = (
  origin: Origin,
  names: readonly string[],
  behavior: Partial<Behavior> = {},
  fields: object = {},
): Account =>
  account()
    .vpc('shop')
    .managedPolicies()
    .originRequestPolicy('all', 'allViewer')
    .originRequestPolicy('all-but-host', 'allExcept', ['Host'])
    .loadBalancer('shop')
    .listener('shop', 443, 'HTTPS')
    .listenerCertificate('shop', 443, names)
    .site('E1', { origins: [origin], default: behavior }, fields)
const named = (given: Account): Account =>
  given.hostedZone('example.com', [
    {
      Name: 'origin.example.com.',
      Type: 'A',
      AliasTarget: { DNSName: `${HOST}.`, HostedZoneId: 'Z35SXDOTRQ7X7K', EvaluateTargetHealth: true },
    },
  ])
const classic = (Listener: object): Account =>
  account()
    .vpc('shop')
    .managedPolicies()
    .add('certificates', {
      CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
      Type: 'IMPORTED',
      InUse: true,
      SubjectAlternativeNameSummaries: ['*.example.com'],
      HasAdditionalSubjectAlternativeNames: false,
    })
    .classicLoadBalancer('shop', { ListenerDescriptions: [{ Listener, PolicyNames: [] }] } as object)
    .site('E1', { origins: [webOrigin(CLASSIC)] })
const functions = (EventType: 'viewer-request' | 'viewer-response'): Partial<Behavior> => ({
  FunctionAssociations: {
    Quantity: 1,
    Items: [{ EventType, FunctionARN: 'arn:aws:cloudfront::111111111111:function/f' }],
  },
})

const finds = (names = HOST, certificate = '*.example.org', origin = 'shop'): string[] => [
  `E1: Viewers get 502 by the default behavior: CloudFront asks ${origin} for ${names}, and its certificate is for ${certificate} only.`,
  `  ${origin} presents certificates for ${certificate} on port 443`,
]
const says = (why: string): string[] => [`E1: of the load balancer shop behind its origin web, ${why}`]
const https = { Protocol: 'HTTPS', LoadBalancerPort: 443, InstanceProtocol: 'HTTP', InstancePort: 80 }

testRule(rule, {
  accepts: {
    'a name that the certificate covers': named(asked(webOrigin('origin.example.com'), ['*.example.com'])),
    'a second certificate that covers it': named(
      asked(webOrigin('origin.example.com'), ['www.example.org']).listenerCertificate('shop', 443, [
        'origin.example.com',
      ]),
    ),
    "the balancer's own name, where the Host header is forwarded": asked(
      webOrigin(HOST),
      ['*.example.com'],
      ALL,
    ),
    'one where the Host header is forwarded by settings of the older sort': asked(
      webOrigin(HOST),
      ['*.example.com'],
      {
        CachePolicyId: undefined,
        ForwardedValues: {
          QueryString: true,
          Cookies: { Forward: 'all' },
          Headers: { Quantity: 1, Items: ['host'] },
        },
      },
    ),
    'a VPC origin by a name that the certificate covers': asked(vpcOrigin('vo_1', 'origin.example.com'), [
      '*.example.com',
    ]).vpcOrigin('vo_1', account().balancerArn('shop')),
  },
  ignores: {
    'an origin that is nobody of ours': asked(webOrigin('origin.example.com'), ['*.example.org']),
    'HTTP only': asked(webOrigin(HOST, { OriginProtocolPolicy: 'http-only' }), ['*.example.org']),
    'an origin that nothing leads to any more': account()
      .vpc('shop')
      .loadBalancer('shop')
      .listener('shop', 443, 'HTTPS')
      .listenerCertificate('shop', 443, ['*.example.org'])
      .site('E1', { origins: [webOrigin('origin.example.net'), webOrigin(HOST, {}, { Id: 'old' })] }),
  },
  flags: {
    "the balancer's own name": { given: asked(webOrigin(HOST), ['*.example.org']), finds: finds() },
    'a name of ours that the certificate lacks': {
      given: named(asked(webOrigin('origin.example.com'), ['example.com'])),
      finds: finds('origin.example.com', 'example.com'),
    },
    'a forwarded name that the certificate lacks, too': {
      given: asked(webOrigin(HOST), ['*.example.org'], ALL),
      finds: finds(`${HOST}, www.example.com`),
    },
    'a policy that forwards all but the Host header': {
      given: asked(webOrigin(HOST), ['*.example.com'], { OriginRequestPolicyId: 'all-but-host' }),
      finds: finds(HOST, '*.example.com'),
    },
    'viewers whose protocol is followed': {
      given: asked(webOrigin(HOST, { OriginProtocolPolicy: 'match-viewer' }), ['*.example.org']),
      finds: finds(),
    },
    'a function that sees responses only': {
      given: asked(webOrigin(HOST), ['*.example.org'], functions('viewer-response')),
      finds: finds(),
    },
    'a Classic Load Balancer': {
      given: classic({
        ...https,
        SSLCertificateId: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
      }),
      finds: finds(CLASSIC, '*.example.com'),
    },
    'a disabled distribution, as information only': {
      given: asked(webOrigin(HOST), ['*.example.org'], {}, { Enabled: false }),
      finds: finds().map((line, at) => (at === 0 ? `${line} [info]` : line)),
    },
  },
  unknown: {
    'a function that may ask for another name': {
      given: asked(webOrigin(HOST), ['*.example.org'], functions('viewer-request')),
      says: says('whether a function at the edge asks it for a name that its certificate has is not known'),
    },
    'a network load balancer that passes TLS on': {
      given: account()
        .vpc('shop')
        .loadBalancer('shop', { type: 'network' })
        .listener('shop', 443, 'TCP')
        .site('E1', { origins: [webOrigin('shop-0123456789abcdef.elb.us-east-1.amazonaws.com')] }),
      says: says(
        'its listener on port 443 (TCP) does not end TLS, so what is behind it shows a certificate that is not read',
      ),
    },
    'a Classic Load Balancer with a certificate of IAM, of which no names are told': {
      given: classic({ ...https, SSLCertificateId: 'arn:aws:iam::111111111111:server-certificate/old' }),
      says: says(
        'the names of its certificate arn:aws:iam::111111111111:server-certificate/old were not read',
      ),
    },
    'a port at which nothing listens': {
      given: asked(webOrigin(HOST, { HTTPSPort: 8443 }), ['*.example.org']),
      says: says('no listener on port 8443, with its protocol, is in the answer'),
    },
    'policies that were not read': {
      given: asked(webOrigin(HOST), ['*.example.com'], ALL).unread('originRequestPolicies', DENIED),
      says: says('whether the Host header is forwarded (its policies) was not read'),
    },
    'names of tenants': {
      given: asked(webOrigin(HOST), ['*.example.com'], ALL, {
        ConnectionMode: 'tenant-only',
        Aliases: { Quantity: 0 },
      }),
      says: says('what names viewers ask for (Aliases, ConnectionMode) is not known'),
    },
  },
})
