import { bucketOfHost } from '../../src/inventory/bucket-names.ts'
import {
  type Distribution,
  NO_BEHAVIORS,
  behaviorsOf,
  configuredDistributions,
} from '../../src/network/distributions.ts'
import { deliversAccessLog } from '../../src/network/log-deliveries.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-no-logging',
  title: 'Distribution writes no access log of any kind',
  topic: 'cloudfront',
  pillar: 'operations',
  severity: 'medium',
  needs: ['distributions', 'distributionLogging'],
  consults: ['distributionConfigs', 'edgeDeliverySources', 'edgeDeliveries', 'bucketLocations'],
  why: `What CloudFront answers from its cache, and what it refuses, no origin ever sees: without its access log nobody
can say who attacked, what was downloaded, or why viewers get errors. There are three ways to have one: deliveries of
CloudWatch Logs, logs in real time, and the older way into a bucket, which ends without a word when the bucket goes.`,
  fix: `Deliver the access log by way of CloudWatch Logs (standard logging v2) into a bucket, a log group or Firehose.`,
  check: `In the CloudFront console, open the distribution's Logging tab, and see that the bucket it names exists.`,
  reference: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const { Enabled, Staging } = distribution
      if (Enabled === false || Staging === true) continue
      if (Enabled === undefined || Staging === undefined) {
        yield unknown(distribution, 'whether it serves anybody (Enabled, Staging) is not in the answer')
        continue
      }
      const ways = [
        byDeliveries(distribution, inventory),
        inRealTime(distribution),
        intoBucket(distribution, inventory),
      ]
      if (ways.includes('works')) {
        yield pass(distribution)
        continue
      }
      const doubt = ways.find((way) => typeof way === 'object' && 'unknown' in way)
      if (doubt) {
        yield unknown(distribution, doubt.unknown)
        continue
      }
      const gone = ways.flatMap((way) => (typeof way === 'object' && 'gone' in way ? way.gone : []))[0]
      yield fail(distribution, {
        message: gone
          ? `Its access log goes into the bucket ${gone}, which does not exist: whoever attacks it, or gets errors, leaves no trace.`
          : 'It writes no access log: whoever attacks it, or gets errors, leaves no trace.',
        evidence: [
          [
            distribution,
            gone
              ? `logs into the bucket ${gone}, which S3 does not know`
              : 'has no log, and no delivery of one',
            {
              Id: distribution.id,
              'Logging.Enabled': gone !== undefined,
              'Logging.Bucket': gone,
              deliveries: [],
              RealtimeLogConfigArn: [],
            },
          ],
        ],
        remediation: `aws logs put-delivery-source --region us-east-1 --name ${distribution.id} --resource-arn ${distribution.arn} --log-type ACCESS_LOGS; aws logs create-delivery --region us-east-1 --delivery-source-name ${distribution.id} --delivery-destination-arn ARN, where ARN is that of aws logs put-delivery-destination`,
      })
    }
  },
})

/** Whether a way of logging works; `none` where it is not used. */
type Way = 'works' | 'none' | { readonly unknown: string } | { readonly gone: string }

function byDeliveries(
  distribution: Distribution,
  { edgeDeliverySources, edgeDeliveries }: Inventory<'edgeDeliverySources' | 'edgeDeliveries'>,
): Way {
  const sends = deliversAccessLog(distribution.ARN, {
    sources: edgeDeliverySources,
    deliveries: edgeDeliveries,
  })
  if (sends === undefined)
    return { unknown: 'whether its log is delivered by CloudWatch Logs in us-east-1 was not read' }
  return sends ? 'works' : 'none'
}

function inRealTime(distribution: Distribution): Way {
  const behaviors = behaviorsOf(distribution)
  if (!behaviors) return { unknown: NO_BEHAVIORS }
  return behaviors.some((behavior) => behavior.RealtimeLogConfigArn) ? 'works' : 'none'
}

function intoBucket(
  distribution: Distribution,
  { distributionLogging, bucketLocations }: Inventory<'distributionLogging' | 'bucketLocations'>,
): Way {
  const logging = distributionLogging.under(distribution.Id)?.[0]?.Logging
  if (logging?.Enabled === false) return 'none'
  const bucket = bucketOfHost(logging?.Bucket)
  if (logging?.Enabled === undefined || !bucket)
    return { unknown: 'whether it logs into a bucket (Logging) is not in the answer' }
  const found = bucketLocations.under(bucket)
  if (!found) return { unknown: `whether the bucket ${bucket} of its log exists was not read` }
  return found.length > 0 ? 'works' : { gone: bucket }
}
