import rule from '../../../rules/alb/alb-no-waf.ts'
import { type Account, account } from '../../support/account.ts'
import { webOrigin } from '../../support/distribution-builder.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Rule = Item<'listenerRules'>

const NAME = 'web-123456789.us-east-1.elb.amazonaws.com'
const forward: Item<'listeners'>['DefaultActions'] = [
  { Type: 'forward', TargetGroupArn: account().groupArn('web') },
]
const refuse: Item<'listeners'>['DefaultActions'] = [
  { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } },
]

const balancer = (from: readonly string[], fields: Item<'loadBalancers'> = {}): Account =>
  account()
    .vpc('shop')
    .securityGroup('web', from)
    .add('managedPrefixLists', {
      PrefixListId: 'pl-cf',
      PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
    })
    .prefixList('pl-cf', ['120.52.22.96/27'])
    .loadBalancer('web', {}, fields)
const site = (from = ['tcp 443 0.0.0.0/0'], fields: Item<'loadBalancers'> = {}): Account =>
  balancer(from, fields).listener('web', 443, 'HTTPS')
const wantsHeader: Rule = {
  RuleArn: 'arn:aws:elasticloadbalancing:us-east-1:111111111111:listener-rule/app/web/1/2/10',
  Priority: '10',
  IsDefault: false,
  Conditions: [
    { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Edge', Values: ['not-said'] } },
  ],
  Actions: forward,
}
const guarded = (): Account =>
  balancer(['tcp 443 0.0.0.0/0']).listener('web', 443, 'HTTPS', { DefaultActions: refuse }, [wantsHeader])
const header = { CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'x-edge', HeaderValue: 'secret' }] } }
const distribution = (given: Account, fields: Item<'distributions'> = {}, origin = {}): Account =>
  given.site('E1', { origins: [webOrigin(NAME, {}, origin)] }, fields)

const message = 'It has no web ACL: every request, an attack or not, goes on to its targets.'
const none = '  web is internet-facing, and among the resources of no web ACL'
const ONLY_CLOUDFRONT = ['tcp 443 pl-cf']

testRule(rule, {
  accepts: {
    'a load balancer with a web ACL': site().webAcl('shop', ['web']),
    'one that only CloudFront reaches, behind a distribution with a web ACL': distribution(
      site(ONLY_CLOUDFRONT),
    ),
    'one whose rules want a header that only such a distribution adds': distribution(guarded(), {}, header),
  },
  ignores: {
    'an internal load balancer': site(['tcp 443 10.0.0.0/8'], { Scheme: 'internal' }),
    'a network load balancer': account()
      .vpc('shop')
      .loadBalancer('tcp', { type: 'network' })
      .listener('tcp', 443, 'TCP'),
    'one that only redirects': balancer(['tcp 80 0.0.0.0/0']).listener('web', 80, 'HTTP', {
      DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
    }),
    'one on an Outpost, where AWS WAF is not offered': site(undefined, {
      AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-1', OutpostId: 'op-1' }],
    }),
    'one in a Local Zone, where it is not, either': site(undefined, {
      AvailabilityZones: [{ ZoneName: 'us-east-1-bos-1a', SubnetId: 'subnet-1' }],
    }),
  },
  flags: {
    'an internet-facing load balancer, beside a web ACL of others': {
      given: site().webAcl('other', []),
      finds: [`web: ${message}`, none],
    },
    'one that everybody reaches, although CloudFront stands before it': {
      given: distribution(site()),
      finds: [`web: ${message}`, none],
    },
    'one that everybody reaches, whatever of CloudFront was not read': {
      given: site().unread('distributions').unread('resourceRecordSets'),
      finds: [`web: ${message}`, none],
    },
    'one that only CloudFront reaches, without a web ACL there, either': {
      given: distribution(site(ONLY_CLOUDFRONT), { WebACLId: '' }),
      finds: [
        'web: Neither it nor the distribution E1 before it has a web ACL: every request, an attack or not, goes on to its targets.',
        none,
        '  E1 asks it as the origin web, and has no web ACL',
      ],
    },
    'one whose header the distribution before it does not add': {
      given: distribution(guarded()),
      finds: [`web: ${message}`, none],
    },
    'one that the office alone reaches, less urgently': {
      given: site(['tcp 443 203.0.113.0/24']),
      finds: [`web: ${message} [low]`, `${none}; its security groups admit known addresses only`],
    },
    'one that asks everybody who they are, as information only': {
      given: balancer(['tcp 443 0.0.0.0/0']).listener('web', 443, 'HTTPS', {
        DefaultActions: [{ Type: 'authenticate-oidc', Order: 1 }, ...(forward ?? [])],
      }),
      finds: [`web: ${message} [info]`, none],
    },
  },
  unknown: {
    'one that only CloudFront reaches, with a distribution of another account before it': {
      given: site(ONLY_CLOUDFRONT),
      says: [
        'web: only CloudFront reaches it, and the distribution before it is not among those that were read',
      ],
    },
    'one that only CloudFront reaches, where the distributions were not read': {
      given: site(ONLY_CLOUDFRONT).unread('distributions'),
      says: [
        'web: whether only CloudFront reaches it is not known: the distributions of CloudFront were not all read',
      ],
    },
    'a header that some other network adds': {
      given: guarded(),
      says: [
        'web: its rules want a header, and no distribution that was read knows it: another network may stand before it',
      ],
    },
    'security groups that were not read': {
      given: site().unread('securityGroups'),
      says: ['web: what its security groups admit was not all read'],
    },
  },
})
