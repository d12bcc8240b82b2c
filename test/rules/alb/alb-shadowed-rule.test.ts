import rule from '../../../rules/alb/alb-shadowed-rule.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Rule = Item<'listenerRules'>
type Conditions = NonNullable<Rule['Conditions']>

const to = (group: string): Rule['Actions'] => [
  { Type: 'forward', TargetGroupArn: account().groupArn(group) },
]
const listenerRule = (Priority: string, Conditions: Conditions, Actions = to(`web-${Priority}`)): Rule => ({
  RuleArn: `arn:aws:elasticloadbalancing:us-east-1:111111111111:listener-rule/app/web/1/2/${Priority}`,
  Priority,
  IsDefault: false,
  Conditions,
  Actions,
})
const path = (...Values: string[]): Conditions => [{ Field: 'path-pattern', PathPatternConfig: { Values } }]
const host = (...Values: string[]): Conditions => [{ Field: 'host-header', HostHeaderConfig: { Values } }]
const method = (...Values: string[]): Conditions => [
  { Field: 'http-request-method', HttpRequestMethodConfig: { Values } },
]
const source = (...Values: string[]): Conditions => [{ Field: 'source-ip', SourceIpConfig: { Values } }]
const header = (HttpHeaderName: string, ...Values: string[]): Conditions => [
  { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName, Values } },
]
const query = (...Values: { Key?: string; Value: string }[]): Conditions => [
  { Field: 'query-string', QueryStringConfig: { Values } },
]
const regex = (...RegexValues: string[]): Conditions => [
  { Field: 'path-pattern', PathPatternConfig: { RegexValues } },
]

const rules = (...own: readonly Rule[]): Account =>
  account().vpc('shop').loadBalancer('web').listener('web', 443, 'HTTPS', {}, own)
/** The first has the lower number. */
const pair = (first: Conditions, second: Conditions): Account =>
  rules(listenerRule('20', second), listenerRule('10', first))

const found = (by: string, covered: string): readonly string[] => [
  'HTTPS:443: Rule 20 at port 443 of web never takes a request, since rule 10 is tried before it and takes all of them: what it leads to gets no traffic.',
  `  HTTPS:443 has rule 10, for ${by}`,
  `  HTTPS:443 has rule 20, for ${covered}`,
]

testRule(rule, {
  accepts: {
    'the narrower path first': pair(path('/api/v2/*'), path('/api/*')),
    'paths that have nothing in common': pair(path('/api/*'), path('/img/*')),
    'paths that differ by case': pair(path('/API/*'), path('/api/v2/*')),
    'one of two values that is not covered': pair(path('/api/*'), path('/api/v2/*', '/v2/*')),
    'a rule that wants more than the later one': pair(
      [...path('/api/*'), ...method('POST')],
      path('/api/v2/*'),
    ),
    'another method': pair([...path('/api/*'), ...method('POST')], [...path('/api/v2/*'), ...method('GET')]),
    'another header': pair(header('X-Beta', '*'), header('X-Alpha', 'on')),
    'another key of the query': pair(query({ Key: 'a', Value: '*' }), query({ Key: 'b', Value: '1' })),
    'a key where the later rule wants any': pair(query({ Key: 'a', Value: '*' }), query({ Value: '1' })),
    'a narrower network first': pair(source('10.1.0.0/16'), source('10.0.0.0/8')),
    'regular expressions, which nobody can compare': pair(regex('^/api/.*$'), regex('^/api/v2/.*$')),
    'a pattern before a regular expression': pair(path('/api/*'), regex('^/api/v2/.*$')),
    'an asterisk that stands for itself': pair(
      query({ Key: 'q', Value: String.raw`a\*` }),
      query({ Key: 'q', Value: 'a*' }),
    ),
    'a host of a subdomain of another': pair(host('*.example.com'), host('example.com')),
  },
  ignores: {
    'one rule beside the default one': rules(listenerRule('10', path('/api/*'))),
    'a network load balancer': account()
      .vpc('shop')
      .loadBalancer('tcp', { type: 'network' })
      .listener('tcp', 443, 'TCP'),
  },
  flags: {
    'a wider path first': {
      given: pair(path('/api/*'), path('/api/v2/*')),
      finds: found('path-pattern /api/*', 'path-pattern /api/v2/*'),
    },
    'a path in the older field': {
      given: pair([{ Field: 'path-pattern', Values: ['/api/*'] }], path('/api/v2/*')),
      finds: found('path-pattern /api/*', 'path-pattern /api/v2/*'),
    },
    'a wider path before a path for some hosts': {
      given: pair(path('/api/*'), [...host('api.example.com'), ...path('/api/?/x')]),
      finds: found('path-pattern /api/*', 'host-header api.example.com and path-pattern /api/?/x'),
    },
    'values that are each in one of several': {
      given: pair(path('/img/*', '/css/*'), path('/css/a.css', '/img/b/*')),
      finds: found('path-pattern /img/* or /css/*', 'path-pattern /css/a.css or /img/b/*'),
    },
    'a host whatever its case': {
      given: pair(host('*.Example.com'), host('shop.example.COM')),
      finds: found('host-header *.Example.com', 'host-header shop.example.COM'),
    },
    'more methods first': {
      given: pair(method('GET', 'HEAD'), method('GET')),
      finds: found('http-request-method GET or HEAD', 'http-request-method GET'),
    },
    'a wider network first': {
      given: pair(source('10.0.0.0/8'), source('10.1.0.0/16')),
      finds: found('source-ip 10.0.0.0/8', 'source-ip 10.1.0.0/16'),
    },
    'a header, whose values are not told': {
      given: pair(header('X-Beta', '*'), header('x-beta', 'secret')),
      finds: found('http-header x-beta', 'http-header x-beta'),
    },
    'any key of a query before one': {
      given: pair(query({ Value: '1*' }), query({ Key: 'page', Value: '12' })),
      finds: found('query-string 1*', 'query-string page=12'),
    },
    'the same regular expression': {
      given: pair(regex('^/a$', '^/b$'), regex('^/b$')),
      finds: found('path-pattern ^/a$ or ^/b$', 'path-pattern ^/b$'),
    },
    'two rules that do the same, as information only': {
      given: rules(
        listenerRule('10', path('/api/*'), to('api')),
        listenerRule('20', path('/api/v2/*'), to('api')),
      ),
      finds: [
        'HTTPS:443: Rule 20 at port 443 of web never takes a request, since rule 10 is tried before it and takes all of them; both do the same. [info]',
        '  HTTPS:443 has rule 10, for path-pattern /api/*',
        '  HTTPS:443 has rule 20, for path-pattern /api/v2/*',
      ],
    },
    'a rule that would ask clients who they are, more urgently': {
      given: rules(
        listenerRule('10', path('/admin*'), to('web')),
        listenerRule('20', path('/admin/*'), [
          { Type: 'authenticate-oidc', Order: 1 },
          { Type: 'forward', TargetGroupArn: account().groupArn('web'), Order: 2 },
        ]),
      ),
      finds: [
        `${found('', '')[0]} [high]`,
        '  HTTPS:443 has rule 10, for path-pattern /admin*',
        '  HTTPS:443 has rule 20, for path-pattern /admin/*',
      ],
    },
  },
  unknown: {
    'a condition of next year': {
      given: pair([{ Field: 'moon-phase', Values: ['full'] }], path('/api/*')),
      says: ['HTTPS:443: the priority or a condition of one of its rules is not known here'],
    },
  },
})
