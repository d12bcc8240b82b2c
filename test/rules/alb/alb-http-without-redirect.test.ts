import rule from '../../../rules/alb/alb-http-without-redirect.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Actions = NonNullable<Item<'listeners'>['DefaultActions']>
type Rule = Item<'listenerRules'>

const redirect = (RedirectConfig: object): Actions => [
  { Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301', ...RedirectConfig } },
]
const toHttps = redirect({
  Protocol: 'HTTPS',
  Port: '443',
  Host: '#{host}',
  Path: '/#{path}',
  Query: '#{query}',
})
const refuse: Actions = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } }]
const forward = (group = 'web'): Actions => [{ Type: 'forward', TargetGroupArn: account().groupArn(group) }]
const listenerRule = (Priority: string, Actions: Actions, Conditions: Rule['Conditions'] = []): Rule => ({
  RuleArn: `arn:aws:elasticloadbalancing:us-east-1:111111111111:listener-rule/app/web/1/2/${Priority}`,
  Priority,
  IsDefault: false,
  Actions,
  Conditions,
})
const path = (...Values: string[]): Rule['Conditions'] => [
  { Field: 'path-pattern', PathPatternConfig: { Values } },
]

const balancer = (fields: Item<'loadBalancers'> = {}): Account =>
  account().vpc('shop').loadBalancer('web', {}, fields)
const site = (
  DefaultActions: Actions,
  rules: readonly Rule[] = [],
  fields: Item<'loadBalancers'> = {},
): Account => balancer(fields).listener('web', 80, 'HTTP', { DefaultActions }, rules)
const internal = { Scheme: 'internal' } as const

const message =
  'HTTP:80: web answers plain HTTP on port 80, which can be read and changed on the way: the default rule forwards requests to its targets.'
const found = (severity = '', scheme = 'internet-facing'): readonly string[] => [
  `${message}${severity}`,
  `  web is ${scheme}`,
  '  HTTP:80 has the default rule, which forwards requests to its targets',
]

const behindNetworkBalancer = (Protocol: 'TLS' | 'TCP' | undefined, port = 80): Account =>
  site(forward(), [], internal)
    .loadBalancer('outer', { type: 'network' })
    .listener('outer', 443, 'TLS', { Protocol, DefaultActions: forward('to-web') })
    .targetGroup('to-web', { balancers: ['outer'] }, { TargetType: 'alb', Protocol: 'TCP', Port: port })
    .add(
      'targetHealth',
      { Target: { Id: account().balancerArn('web'), Port: port }, TargetHealth: { State: 'healthy' } },
      { TargetGroupArn: account().groupArn('to-web') },
    )

testRule(rule, {
  accepts: {
    'a redirect to HTTPS': site(toHttps),
    'a fixed answer': site(refuse),
    'redirects in every rule': site(toHttps, [
      listenerRule('10', redirect({ Protocol: 'HTTPS', Host: 'www.example.com' })),
    ]),
    'the challenges of a certificate authority': site(toHttps, [
      listenerRule('10', forward(), path('/.well-known/acme-challenge/*')),
    ]),
    'the challenges, in the older field': site(toHttps, [
      listenerRule('10', forward(), [{ Field: 'path-pattern', Values: ['/.well-known/acme-challenge/*'] }]),
    ]),
    'a redirect to another path, which the default rule then takes': site(toHttps, [
      listenerRule('10', redirect({ Path: '/new/#{path}' }), path('/old/*')),
    ]),
  },
  flags: {
    'a default rule that forwards': { given: site(forward()), finds: found() },
    'a rule that forwards beside a default that redirects': {
      given: site(toHttps, [listenerRule('10', forward(), path('/api/*'))]),
      finds: [
        'HTTP:80: web answers plain HTTP on port 80, which can be read and changed on the way: rule 10 forwards requests to its targets.',
        '  web is internet-facing',
        '  HTTP:80 has rule 10, which forwards requests to its targets',
      ],
    },
    'a challenge path among others': {
      given: site(toHttps, [listenerRule('10', forward(), path('/.well-known/acme-challenge/*', '/api/*'))]),
      finds: [
        'HTTP:80: web answers plain HTTP on port 80, which can be read and changed on the way: rule 10 forwards requests to its targets.',
        '  web is internet-facing',
        '  HTTP:80 has rule 10, which forwards requests to its targets',
      ],
    },
    'targets for which HTTPS asks who the client is': {
      given: site(forward()).listener('web', 443, 'HTTPS', {
        DefaultActions: [{ Type: 'authenticate-oidc', Order: 1 }, ...forward()],
      }),
      finds: found(' [high]'),
    },
    'an internal balancer, less urgently': {
      given: site(forward(), [], internal),
      finds: found(' [low]', 'internal'),
    },
    'an internal balancer behind one that does not end TLS': {
      given: behindNetworkBalancer('TCP'),
      finds: found(' [low]', 'internal'),
    },
    'an internal balancer of which another port is behind TLS': {
      given: behindNetworkBalancer('TLS', 8080),
      finds: found(' [low]', 'internal'),
    },
    'a balancer that only CloudFront may reach, as information only': {
      given: site(forward())
        .securityGroup('web', ['tcp 80 pl-cf', 'tcp 22 0.0.0.0/0'])
        .add('managedPrefixLists', {
          PrefixListId: 'pl-cf',
          PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
        }),
      finds: found(' [info]'),
    },
    'a balancer that others than CloudFront may reach, too': {
      given: site(forward())
        .securityGroup('web', ['tcp 80 pl-cf', 'tcp 80 10.0.0.0/8'])
        .add('managedPrefixLists', {
          PrefixListId: 'pl-cf',
          PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
        }),
      finds: found(),
    },
  },
  ignores: {
    HTTPS: balancer().listener('web', 443, 'HTTPS'),
    'TCP of a network load balancer': account()
      .vpc('shop')
      .loadBalancer('mail', { type: 'network' })
      .listener('mail', 80, 'TCP'),
    "an internal balancer that is a VPC origin of CloudFront's": site(forward(), [], internal).add(
      'vpcOrigins',
      {
        Id: 'vo-1',
        OriginEndpointArn: account().balancerArn('web'),
      },
    ),
    'an internal balancer behind a network load balancer that ends TLS': behindNetworkBalancer('TLS'),
  },
  unknown: {
    // It serves nothing, so it is not the flaw; that it leads nowhere is no matter of encryption.
    'a redirect to port 443 that keeps the protocol, which is HTTP here': {
      given: site(redirect({ Protocol: '#{protocol}', Port: '443' })),
      says: [
        'HTTP:80: the default rule redirects to http://#{host}:443/#{path}: where that ends was not followed',
      ],
    },
    'a redirect that stays on HTTP and leads elsewhere': {
      given: site(toHttps, [listenerRule('10', redirect({ Host: 'www.example.com' }))]),
      says: [
        'HTTP:80: rule 10 redirects to http://www.example.com:#{port}/#{path}: where that ends was not followed',
      ],
    },
    'an action of next year': {
      given: site([{ Type: 'teleport' as 'forward' }]),
      says: ['HTTP:80: the default rule has no action that is known here: where that ends was not followed'],
    },
    'an internal balancer where the VPC origins were not read': {
      given: site(forward(), [], internal).unread('vpcOrigins'),
      says: [
        "HTTP:80: whether it is a VPC origin of CloudFront's is not known: the VPC origins were not read",
      ],
    },
    'a balancer that its name calls internal, where the VPC origins were not read': {
      given: site(forward(), [], {
        Scheme: undefined,
        DNSName: 'internal-web-1.us-east-1.elb.amazonaws.com',
      }).unread('vpcOrigins'),
      says: [
        "HTTP:80: whether it is a VPC origin of CloudFront's is not known: the VPC origins were not read",
      ],
    },
    'an internal balancer behind a listener without its protocol': {
      given: behindNetworkBalancer(undefined),
      says: [
        'HTTP:80: whether a network load balancer ends TLS before it is not known: its listeners were not all read',
      ],
    },
    'an internal balancer where the targets of network load balancers were not read': {
      given: behindNetworkBalancer('TLS').unread('targetHealth'),
      says: [
        'HTTP:80: whether a network load balancer ends TLS before it is not known: its target groups were not all read',
      ],
    },
  },
})
