import rule from '../../../rules/cloudfront/cloudfront-origin-bypass.ts'
import type { Origin } from '../../../src/network/origins.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { vpcOrigin, webOrigin } from '../../support/distribution-builder.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const HOST = 'shop-123456789.us-east-1.elb.amazonaws.com'
const SECRET = { CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'X-From-Edge', HeaderValue: '' }] } }
const CLOUDFRONT = {
  PrefixListId: 'pl-cf',
  PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
  OwnerId: 'AWS',
}

/** A load balancer behind a distribution, and what its security group admits. */
const behind = (
  inbound: readonly string[],
  origin: Origin = webOrigin(HOST),
  balancer: Item<'loadBalancers'> = {},
): Account =>
  account()
    .vpc('shop')
    .securityGroup('shop', inbound)
    .add('managedPrefixLists', CLOUDFRONT)
    .prefixList('pl-cf', ['130.176.0.0/14'])
    .loadBalancer('shop', {}, balancer)
    .site('E1', { origins: [origin] })
const open = (...rest: readonly [Origin?, Item<'loadBalancers'>?]): Account =>
  behind(['tcp 443 0.0.0.0/0'], ...rest)
const forwarding = (given: Account): Account => given.listener('shop', 443, 'HTTPS')
const wanting = (HttpHeaderName: string, given: Account): Account =>
  given.listener(
    'shop',
    443,
    'HTTPS',
    { DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } }] },
    [
      {
        RuleArn: 'arn:rule/1',
        Priority: '10',
        IsDefault: false,
        Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName, Values: ['secret'] } }],
        Actions: [{ Type: 'forward', TargetGroupArn: account().groupArn('web'), Order: 1 }],
      },
    ],
  )
const zone = (given: Account, fields: Item<'hostedZones'> = {}): Account =>
  given.hostedZone(
    'example.com',
    [
      {
        Name: 'origin.example.com.',
        Type: 'CNAME',
        TTL: 60,
        ResourceRecords: [{ Value: 'web.example.com' }],
      },
      {
        Name: 'web.example.com.',
        Type: 'A',
        AliasTarget: {
          DNSName: `dualstack.${HOST}.`,
          HostedZoneId: 'Z35SXDOTRQ7X7K',
          EvaluateTargetHealth: true,
        },
      },
    ],
    fields,
  )
const withAcl = (given: Account): Account => {
  const ARN = 'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/shop/1'
  return given
    .add('webAcls', { Name: 'shop', Id: '1', ARN })
    .add(
      'webAclBalancers',
      { LoadBalancerArn: given.balancerArn('shop') },
      { ResourceType: 'APPLICATION_LOAD_BALANCER', WebACLArn: ARN },
    )
}

const message = (origin = 'web', port = '443'): string =>
  `E1: The load balancer shop behind the origin ${origin} answers the internet itself on port ${port}: whoever finds it goes around CloudFront, its web ACL and its restrictions.`
const FACING = '  shop is internet-facing'
const GROUP = '  sg-shop admits TCP 443 from 0.0.0.0/0'
const RULE = "  shop forwards by the default rule without a header of CloudFront's"

testRule(rule, {
  accepts: {
    "a security group that admits CloudFront's list only": forwarding(behind(['tcp 443 pl-cf'])),
    'one that admits an office besides': forwarding(behind(['tcp 443 pl-cf', 'tcp 443 198.51.100.0/24'])),
    'one that admits everybody on another port': forwarding(behind(['tcp 443 pl-cf', 'tcp 80 0.0.0.0/0'])),
    'one that admits everybody by IPv6, which the balancer does not have': forwarding(
      behind(['tcp 443 pl-cf', 'tcp 443 ::/0']),
    ),
    'rules that want a header which CloudFront adds': wanting(
      'x-from-edge',
      open(webOrigin(HOST, {}, SECRET)),
    ),
    'an internal load balancer by a VPC origin': open(vpcOrigin('vo_1', 'web.internal'), {
      Scheme: 'internal',
    }).vpcOrigin('vo_1', account().balancerArn('shop')),
    'an internal Classic Load Balancer': account()
      .vpc('shop')
      .classicLoadBalancer('shop', { Scheme: 'internal' })
      .site('E1', { origins: [webOrigin('shop-987654321.us-east-1.elb.amazonaws.com')] }),
  },
  ignores: {
    'an origin that is nobody of ours': forwarding(open(webOrigin('origin.example.com'))),
    'a load balancer of an account that is not audited': forwarding(
      open(webOrigin('other-123456789.us-east-1.elb.amazonaws.com')),
    ),
    'a name that a private zone leads on, which CloudFront does not ask': zone(
      forwarding(open(webOrigin('origin.example.com'))),
      { Config: { PrivateZone: true } },
    ),
    'an origin that nothing leads to any more': forwarding(
      account()
        .vpc('shop')
        .securityGroup('shop', ['tcp 443 0.0.0.0/0'])
        .loadBalancer('shop')
        .site('E1', { origins: [webOrigin('origin.example.com'), webOrigin(HOST, {}, { Id: 'old' })] }),
    ),
  },
  flags: {
    'a security group that admits everybody': {
      given: forwarding(open()),
      finds: [message(), FACING, GROUP, RULE],
    },
    'one that admits a block which is nobody’s': {
      given: forwarding(behind(['tcp 443 pl-cf', 'tcp 443 52.0.0.0/8'])),
      finds: [message(), FACING, '  sg-shop admits TCP 443 from 52.0.0.0/8', RULE],
    },
    'everybody by IPv6': {
      given: forwarding(behind(['tcp 443 ::/0'], webOrigin(HOST), { IpAddressType: 'dualstack' })),
      finds: [message(), FACING, '  sg-shop admits TCP 443 from ::/0', RULE],
    },
    'a rule that wants a header which CloudFront does not add': {
      given: wanting('X-Team', open(webOrigin(HOST, {}, SECRET))),
      finds: [message(), FACING, GROUP, "  shop forwards by rule 10 without a header of CloudFront's"],
    },
    'the port of a VPC origin, whose balancer faces the internet': {
      given: forwarding(open(vpcOrigin('vo_1', 'web.internal'))).vpcOrigin(
        'vo_1',
        account().balancerArn('shop'),
      ),
      finds: [message('vo_1'), FACING, GROUP, RULE],
    },
    'a name of ours that leads to it': {
      given: zone(forwarding(open(webOrigin('origin.example.com')))),
      finds: [message(), FACING, GROUP, RULE],
    },
    'a network load balancer without a security group': {
      given: account()
        .vpc('shop')
        .loadBalancer('shop', { type: 'network' }, { SecurityGroups: undefined })
        .site('E1', { origins: [webOrigin('shop-0123456789abcdef.elb.us-east-1.amazonaws.com')] }),
      finds: [message(), '  shop is internet-facing, and has no security group'],
    },
    'a Classic Load Balancer': {
      given: account()
        .vpc('shop')
        .securityGroup('shop', ['tcp 80-443 0.0.0.0/0'])
        .classicLoadBalancer('shop')
        .site('E1', {
          origins: [
            webOrigin('shop-987654321.us-east-1.elb.amazonaws.com', { OriginProtocolPolicy: 'match-viewer' }),
          ],
        }),
      finds: [message('web', '80 and 443'), FACING, '  sg-shop admits TCP 80-443 from 0.0.0.0/0'],
    },
    'a disabled distribution, as information only': {
      given: forwarding(
        account()
          .vpc('shop')
          .securityGroup('shop', ['tcp 443 0.0.0.0/0'])
          .loadBalancer('shop')
          .site('E1', { origins: [webOrigin(HOST)] }, { Enabled: false }),
      ),
      finds: [`${message()} [info]`, FACING, GROUP, RULE],
    },
  },
  unknown: {
    'a web ACL of its own': {
      given: withAcl(forwarding(open())),
      says: [
        'E1: of the load balancer shop behind its origin web, it has a web ACL of its own, which may want a header that only CloudFront knows',
      ],
    },
    'web ACLs that were not read': {
      given: forwarding(open()).unread('webAcls', DENIED),
      says: [
        'E1: of the load balancer shop behind its origin web, whether it has a web ACL of its own was not read',
      ],
    },
    'rules that were not read': {
      given: forwarding(open()).unread('listenerRules', DENIED),
      says: [
        'E1: of the load balancer shop behind its origin web, the rules of its listeners were not all read',
      ],
    },
    'a list that was not read': {
      given: forwarding(behind(['tcp 443 pl-other'])).unread('prefixListEntries', DENIED),
      says: [
        'E1: of the load balancer shop behind its origin web, what its security groups admit was not all read',
      ],
    },
    'a security group that was not read': {
      given: forwarding(
        account()
          .vpc('shop')
          .loadBalancer('shop')
          .site('E1', { origins: [webOrigin(HOST)] }),
      ),
      says: [
        'E1: of the load balancer shop behind its origin web, what its security groups admit was not all read',
      ],
    },
    'a scheme of next year': {
      given: account()
        .vpc('shop')
        .classicLoadBalancer('shop', { Scheme: 'edge-facing' })
        .site('E1', { origins: [webOrigin('shop-987654321.us-east-1.elb.amazonaws.com')] }),
      says: [
        'E1: of the load balancer shop behind its origin web, whether the internet has a way to it (Scheme) is not in the answer',
      ],
    },
  },
})
