import rule from '../../../rules/cloudfront/cloudfront-no-logging.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const site = (fields = {}): Account => account().distribution('E1', fields)
const GONE = { name: 'NoSuchBucket', message: 'The specified bucket does not exist' }
const REFUSED = { name: 'AccessDenied', message: 'Access Denied' }
const REALTIME = { RealtimeLogConfigArn: 'arn:aws:cloudfront::111111111111:realtime-log-config/all' }

const SILENT = [
  'E1: It writes no access log: whoever attacks it, or gets errors, leaves no trace.',
  '  E1 has no log, and no delivery of one',
]

testRule(rule, {
  accepts: {
    'a log in a bucket, the older way': site().logsInto('E1', 'logs'),
    "a log in another account's bucket, of which S3 says no more": site()
      .logsInto('E1', 'logs')
      .refused('bucketLocations', { Bucket: 'logs' }, REFUSED),
    'a log that CloudWatch Logs delivers': site().logSource('E1', 'edge').logDelivery('edge'),
    'one that is delivered, although the bucket of the older way is gone': site()
      .logsInto('E1', 'logs')
      .refused('bucketLocations', { Bucket: 'logs' }, GONE)
      .logSource('E1', 'edge')
      .logDelivery('edge'),
    'a log in real time': account().site('E1', { default: REALTIME }),
    'a log in a bucket, where deliveries could not be read': site()
      .logsInto('E1', 'logs')
      .unread('edgeDeliveries', DENIED),
  },
  ignores: {
    'a disabled distribution': site({ Enabled: false }),
    'a staging distribution': site({ Staging: true }),
  },
  flags: {
    'no log at all': { given: site(), finds: SILENT },
    'a bucket that is gone': {
      given: site().logsInto('E1', 'logs').refused('bucketLocations', { Bucket: 'logs' }, GONE),
      finds: [
        'E1: Its access log goes into the bucket logs, which does not exist: whoever attacks it, or gets errors, leaves no trace.',
        '  E1 logs into the bucket logs, which S3 does not know',
      ],
    },
    'a source that delivers nowhere': { given: site().logSource('E1', 'edge'), finds: SILENT },
    "another distribution's delivery": {
      given: site().logSource('E2', 'edge').logDelivery('edge'),
      finds: SILENT,
    },
    'connections only': {
      given: site().logSource('E1', 'edge', { logType: 'CONNECTION_LOGS' }).logDelivery('edge'),
      finds: SILENT,
    },
  },
  unknown: {
    'deliveries that were not read': {
      given: site().unread('edgeDeliveries', DENIED),
      says: ['E1: whether its log is delivered by CloudWatch Logs in us-east-1 was not read'],
    },
    'a bucket that was not asked for': {
      given: site().logsInto('E1', 'logs').unread('bucketLocations'),
      says: ['E1: whether the bucket logs of its log exists was not read'],
    },
    'an answer without the behaviors': {
      given: site({ CacheBehaviors: undefined }),
      says: ['E1: its cache behaviors (CacheBehaviors, DefaultCacheBehavior) are not in the answer'],
    },
  },
})
