import { schemeOf } from '../../src/network/balancer-scheme.ts'
import { ofBalancer } from '../../src/network/classic-balancers.ts'
import { attributeOf } from '../../src/network/cross-zone.ts'
import { deliversAccessLog } from '../../src/network/log-deliveries.ts'
import { same } from '../../src/network/same.ts'
import {
  type Inventory,
  type Judgement,
  type Row,
  defineRule,
  fail,
  pass,
  shellWord,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'alb-no-access-logs',
  title: 'Load balancer writes no access log, or into a bucket that does not exist',
  topic: 'alb',
  pillar: 'operations',
  severity: 'medium',
  needs: [
    'loadBalancers',
    'loadBalancerAttributes',
    'listeners',
    'classicLoadBalancers',
    'classicLoadBalancerAttributes',
  ],
  consults: ['deliverySources', 'deliveries', 'bucketLocations'],
  why: `Which requests came, from where, what was answered and how long it took, only the access log tells: without it
nobody can say who attacked, or why clients get errors that no target has seen. Network load balancers log what comes
by TLS listeners alone, so others are not asked for it.`,
  fix: `Turn the access log on, into a bucket that lets the load balancer write, or deliver it by CloudWatch Logs.`,
  check: `In the EC2 console, read «Access logs» among the attributes of the load balancer, and see that its bucket is
there.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'application', 'network')) continue
      const listeners = inventory.listeners.under(balancer.id) ?? []
      const logs = same(balancer.Type, 'application')
        ? listeners.length > 0
        : listeners.some(({ Protocol }) => same(Protocol, 'TLS'))
      if (!logs) {
        if (listeners.some(({ Protocol }) => !Protocol))
          yield unknown(balancer, 'the protocols of its listeners are not in the answer')
        continue
      }
      const attributes = inventory.loadBalancerAttributes.under(balancer.id)
      const prefix = `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${balancer.id} --attributes`
      yield judged(
        balancer,
        {
          enabled: attributeOf(attributes, 'access_logs.s3.enabled'),
          bucket: attributeOf(attributes, 'access_logs.s3.bucket'),
          scheme: schemeOf(balancer),
          fix: `${prefix} Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=BUCKET`,
        },
        deliversAccessLog(balancer.id, {
          sources: inventory.deliverySources,
          deliveries: inventory.deliveries,
        }),
        inventory,
      )
    }
    for (const balancer of inventory.classicLoadBalancers) {
      const attributes = inventory.classicLoadBalancerAttributes.where('id', balancer.id)
      const log = ofBalancer(balancer, attributes)?.AccessLog
      yield judged(
        balancer,
        {
          enabled: log?.Enabled === undefined ? undefined : String(log.Enabled),
          bucket: log?.S3BucketName,
          scheme: balancer.Scheme,
          fix: `aws elb modify-load-balancer-attributes --load-balancer-name ${shellWord(balancer.id)} --load-balancer-attributes '{"AccessLog":{"Enabled":true,"S3BucketName":"BUCKET","EmitInterval":60}}'`,
        },
        false,
        inventory,
      )
    }
  },
})

interface Log {
  readonly enabled: string | undefined
  readonly bucket: string | undefined
  readonly scheme: string | undefined
  readonly fix: string
}

function judged(
  balancer: Row,
  { enabled, bucket, scheme, fix }: Log,
  delivered: boolean | undefined,
  { bucketLocations }: Inventory<'bucketLocations'>,
): Judgement {
  if (delivered) return pass(balancer)
  const isOn = same(enabled, 'true')
  if (!isOn && !same(enabled, 'false'))
    return unknown(balancer, 'whether it has an access log (access_logs.s3.enabled) is not in the answer')
  const found = isOn ? bucketLocations.under(bucket) : []
  if (isOn && !found)
    return unknown(balancer, `whether the bucket ${bucket ?? ''} of its access log exists was not read`)
  if (found && found.length > 0) return pass(balancer)
  if (delivered === undefined)
    return unknown(balancer, 'whether its access log is delivered by CloudWatch Logs was not read')
  return fail(balancer, {
    message: isOn
      ? `Its access log goes into the bucket ${bucket}, which does not exist: whoever attacks it, or gets errors, leaves no trace.`
      : 'It writes no access log: whoever attacks it, or gets errors, leaves no trace.',
    severity: same(scheme, 'internal') ? 'low' : undefined,
    evidence: [
      [
        balancer,
        isOn ? `logs into the bucket ${bucket}, which S3 does not know` : 'has its access log off',
        { arn: balancer.arn, Scheme: scheme, 'access_logs.s3.enabled': enabled, bucket, deliveries: [] },
      ],
    ],
    remediation: fix,
  })
}
