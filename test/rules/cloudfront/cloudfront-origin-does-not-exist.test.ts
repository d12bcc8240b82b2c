import rule from '../../../rules/cloudfront/cloudfront-origin-does-not-exist.ts'
import type { Origin } from '../../../src/network/origins.ts'
import { type Account, account } from '../../support/account.ts'
import { bucketOrigin, vpcOrigin, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const GONE = { name: 'NoSuchBucket', message: 'The specified bucket does not exist' }
const REFUSED = { name: 'AccessDenied', message: 'Access Denied' }
const from = (...origins: readonly Origin[]): Account => account().site('E1', { origins })
const gone = (given: Account, Bucket = 'site'): Account => given.refused('bucketLocations', { Bucket }, GONE)
const balancerName = (name: string): string => `${name}-123456789.us-east-1.elb.amazonaws.com`
const shop = (given: Account): Account => given.vpc('shop').loadBalancer('shop')
const byVpcOrigin = (endpoint: string, fields: Partial<Origin> = {}): Account =>
  shop(from(vpcOrigin('vo_1', 'web.internal', fields))).vpcOrigin('vo_1', endpoint)

const stolen = (paths = 'the default behavior'): string =>
  `E1: The origin site (${paths}) is the bucket site, which does not exist: whoever makes a bucket of that name serves what they like under this domain.`
const BUCKET = '  E1 has the origin site, site.s3.us-east-1.amazonaws.com: S3 knows no bucket of that name'
const NO_BALANCER = [
  `E1: The origin web (the default behavior) is the load balancer ${balancerName('old')}, which does not exist: who asks for that gets an error. [high]`,
  `  E1 has the origin web, ${balancerName('old')}: no load balancer in us-east-1 of 111111111111 has that name`,
]
const ELSEWHERE = 'arn:aws:elasticloadbalancing:us-east-1:222222222222:loadbalancer/app/shop/50dc6c495c0c9188'

testRule(rule, {
  accepts: {
    'a bucket that exists': from(bucketOrigin('site')),
    'its website endpoint': from(webOrigin('site.s3-website.eu-central-1.amazonaws.com')),
    'a bucket with dots, one of which looks like the end': from(
      bucketOrigin('old.s3.example', { DomainName: 'old.s3.example.s3.amazonaws.com' }),
    ),
    'a load balancer that exists': shop(from(webOrigin(balancerName('shop')))),
    'one by a name with a word in front': shop(from(webOrigin(`dualstack.${balancerName('shop')}`))),
    'a Classic Load Balancer': account()
      .vpc('shop')
      .classicLoadBalancer('legacy')
      .site('E1', { origins: [webOrigin('legacy-987654321.us-east-1.elb.amazonaws.com')] }),
    'a VPC origin': byVpcOrigin(account().loadBalancer('shop').balancerArn('shop')),
    'a VPC origin that is an instance': byVpcOrigin('arn:aws:ec2:us-east-1:111111111111:instance/i-1'),
  },
  ignores: {
    "somebody's web server": from(webOrigin('origin.example.com')),
    'S3 by its own name, where the path says the bucket': from(webOrigin('s3.amazonaws.com')),
    'an access point': gone(
      from(bucketOrigin('ap-0123456789abcdefghijklmnop-s3alias')),
      'ap-0123456789abcdefghijklmnop-s3alias',
    ),
  },
  flags: {
    'a bucket that anybody can make': { given: gone(from(bucketOrigin('site'))), finds: [stolen(), BUCKET] },
    'a website endpoint of one': {
      given: gone(from(webOrigin('site.s3-website-us-east-1.amazonaws.com', {}, { Id: 'site' }))),
      finds: [stolen(), BUCKET.replace('s3.us-east-1', 's3-website-us-east-1')],
    },
    'a bucket that nothing leads to any more, less': {
      given: gone(from(webOrigin('origin.example.com'), bucketOrigin('site'))),
      finds: [`${stolen('nothing any more')} [high]`, BUCKET],
    },
    'a disabled distribution, as information only': {
      given: gone(account().site('E1', { origins: [bucketOrigin('site')] }, { Enabled: false })),
      finds: [`${stolen()} [info]`, BUCKET],
    },
    'a load balancer that is gone': { given: shop(from(webOrigin(balancerName('old')))), finds: NO_BALANCER },
    'one that nothing leads to any more, less': {
      given: shop(from(webOrigin('origin.example.com'), webOrigin(balancerName('old'), {}, { Id: 'old' }))),
      finds: [
        `E1: The origin old (nothing any more) is the load balancer ${balancerName('old')}, which does not exist: it is a remnant. [medium]`,
        `  E1 has the origin old, ${balancerName('old')}: no load balancer in us-east-1 of 111111111111 has that name`,
      ],
    },
    'a VPC origin that its owner does not have': {
      given: from(
        vpcOrigin('vo_1', 'web.internal', {
          VpcOriginConfig: { VpcOriginId: 'vo_1', OwnerAccountId: '111111111111' },
        }),
      ),
      finds: [
        'E1: The origin vo_1 (the default behavior) is the VPC origin vo_1, which does not exist: who asks for that gets an error. [high]',
        '  E1 has the origin vo_1, web.internal: 111111111111 has no such VPC origin',
      ],
    },
    'a VPC origin whose load balancer is gone': {
      given: byVpcOrigin(account().balancerArn('old')),
      finds: [
        `E1: The origin vo_1 (the default behavior) is the load balancer ${account().balancerArn('old')}, which does not exist: who asks for that gets an error. [high]`,
        '  E1 has the origin vo_1, web.internal: no load balancer in us-east-1 of 111111111111 is the end of its VPC origin',
      ],
    },
  },
  unknown: {
    "a bucket of another account's, or one that we may not ask about": {
      given: from(bucketOrigin('site')).refused('bucketLocations', { Bucket: 'site' }, REFUSED),
      says: [
        "E1: of its origin site, S3 says nothing of the bucket site to this account: it may be another one's",
      ],
    },
    'buckets that were not asked for': {
      given: from(bucketOrigin('site')).unread('bucketLocations'),
      says: ['E1: of its origin site, whether the bucket site exists was not read'],
    },
    "a bucket of China's, which S3 elsewhere does not know": {
      given: gone(from(webOrigin('site.s3.cn-north-1.amazonaws.com.cn'))),
      says: ['E1: of its origin web, whether the bucket site exists was not read'],
    },
    'a load balancer of a region that was not read': {
      given: shop(from(webOrigin('old-123456789.eu-west-1.elb.amazonaws.com'))),
      says: [
        'E1: of its origin web, no load balancer that was read has its name, but those in eu-west-1 were not read in 111111111111',
      ],
    },
    'a load balancer where there are none: it is likely of another account': {
      given: from(webOrigin(balancerName('old'))),
      says: [
        'E1: of its origin web, the audited accounts have no load balancer in us-east-1: it may be one of an account that was not audited',
      ],
    },
    "a VPC origin of another account's": {
      given: from(vpcOrigin('vo_1', 'web.internal')),
      says: ["E1: of its origin vo_1, the VPC origin vo_1 was not read: it may be another account's"],
    },
    "a VPC origin that leads into another account's": {
      given: byVpcOrigin(ELSEWHERE),
      says: [`E1: of its origin vo_1, whether ${ELSEWHERE} exists was not read`],
    },
    'an answer without the origins': {
      given: account().distribution('E1', { Origins: undefined }),
      says: ['E1: its origins (Origins) are not in the answer'],
    },
  },
})
