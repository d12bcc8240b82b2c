import rule from '../../../rules/alb/alb-no-access-logs.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const OFF = { 'access_logs.s3.enabled': 'false', 'access_logs.s3.bucket': '' }
const NO_SUCH_BUCKET = { name: 'NoSuchBucket', message: 'The specified bucket does not exist' }
const FORBIDDEN = { name: 'AccessDenied', message: 'Access Denied' }

const balancer = (attributes = {}, fields: Item<'loadBalancers'> = {}): Account =>
  account().vpc('shop').loadBalancer('web', { attributes }, fields).listener('web', 443, 'HTTPS')
const network = (Protocol: 'TCP' | 'TLS' | undefined, attributes = {}): Account =>
  account()
    .vpc('shop')
    .loadBalancer('tcp', { type: 'network', attributes })
    .listener('tcp', 443, 'TCP', { Protocol })
const classic = (Enabled: boolean | undefined): Account =>
  account()
    .vpc('shop')
    .classicLoadBalancer('old')
    .classicAttributes('old', { AccessLog: { Enabled, S3BucketName: Enabled ? 'elb-logs' : undefined } })
const source = (given: Account, logType: string | undefined): Account => {
  // Lower-case fields of AWS have the names of our own here.
  const fields = {
    name: 'web',
    arn: 'arn:aws:logs:us-east-1:111111111111:delivery-source:web',
    resourceArns: [account().balancerArn('web')],
    service: 'elasticloadbalancing',
    logType,
  }
  return given.add('deliverySources', fields)
}
const delivered = (given: Account, logType: string | undefined = 'ALB_ACCESS_LOGS'): Account => {
  const delivery = { id: 'delivery-1', deliverySourceName: 'web' }
  return source(given, logType).add('deliveries', delivery)
}

const found = (name: string, severity = ''): readonly string[] => [
  `${name}: It writes no access log: whoever attacks it, or gets errors, leaves no trace.${severity}`,
  `  ${name} has its access log off`,
]
const gone = (name: string): readonly string[] => [
  `${name}: Its access log goes into the bucket elb-logs, which does not exist: whoever attacks it, or gets errors, leaves no trace.`,
  `  ${name} logs into the bucket elb-logs, which S3 does not know`,
]

testRule(rule, {
  accepts: {
    'a log in a bucket': balancer(),
    'a log in a bucket of an account for logs, where we may not look': balancer().refused(
      'bucketLocations',
      { Bucket: 'elb-logs' },
      FORBIDDEN,
    ),
    'a log that CloudWatch Logs delivers': delivered(balancer(OFF)),
    'a network load balancer with a log of TLS': network('TLS'),
    'a Classic Load Balancer with a log': classic(true),
  },
  ignores: {
    'a network load balancer without TLS, which has nothing to log': network('TCP', OFF),
    'a gateway load balancer, which has no log': account()
      .vpc('shop')
      .loadBalancer('fw', { type: 'gateway' })
      .listener('fw', 6081, 'UDP', { Port: undefined, Protocol: undefined }),
    'a load balancer without listeners': account().vpc('shop').loadBalancer('web', { attributes: OFF }),
  },
  flags: {
    'a log that is off, beside a Classic Load Balancer that has one': {
      given: balancer(OFF).classicLoadBalancer('old'),
      finds: found('web'),
    },
    'a network load balancer with TLS': { given: network('TLS', OFF), finds: found('tcp') },
    'an internal load balancer, less urgently': {
      given: balancer(OFF, { Scheme: 'internal' }),
      finds: found('web', ' [low]'),
    },
    'a Classic Load Balancer': { given: classic(false), finds: found('old') },
    'a bucket that is gone': {
      given: balancer().refused('bucketLocations', { Bucket: 'elb-logs' }, NO_SUCH_BUCKET),
      finds: gone('web'),
    },
    "a Classic Load Balancer's bucket that is gone": {
      given: classic(true).refused('bucketLocations', { Bucket: 'elb-logs' }, NO_SUCH_BUCKET),
      finds: gone('old'),
    },
    'a delivery of another log': {
      given: delivered(balancer(OFF), 'ALB_CONNECTION_LOGS'),
      finds: found('web'),
    },
    'a source that is delivered nowhere': {
      given: source(balancer(OFF), 'ALB_ACCESS_LOGS'),
      finds: found('web'),
    },
  },
  unknown: {
    'a log that is off, where the deliveries were not read': {
      given: balancer(OFF).unread('deliveries'),
      says: ['web: whether its access log is delivered by CloudWatch Logs was not read'],
    },
    'a bucket that was not asked for': {
      given: balancer().unread('bucketLocations'),
      says: ['web: whether the bucket elb-logs of its access log exists was not read'],
    },
    'a network load balancer whose listener does not say what it speaks': {
      given: network(undefined),
      says: ['tcp: the protocols of its listeners are not in the answer'],
    },
    'a Classic Load Balancer that does not say': {
      given: classic(undefined),
      says: ['old: whether it has an access log (access_logs.s3.enabled) is not in the answer'],
    },
  },
})
