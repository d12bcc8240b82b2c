import rule from '../../../rules/route53/route53-alias-target-health-not-evaluated.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  aliasTo,
  country,
  elb,
  latency,
  primary,
  secondary,
  serviceZone,
  unevaluated,
  weight,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const balancer = (more: RecordItem): RecordItem => alias(elb('web'), more)
const blind = (more: RecordItem): RecordItem => unevaluated(balancer(more))
const checked = { HealthCheckId: 'hc-1' }
const down = (target: string): string =>
  `When ${target} is down, Route 53 goes on sending users of www.example.com (A) there: the alias does not look at the health of its target.`
const fact = 'is an alias that does not evaluate its target and has no health check'
const web = (more: RecordItem): RecordItem => address('192.0.2.1', { Name: 'web.example.com.', ...more })

testRule(rule, {
  accepts: {
    'aliases that evaluate': zone(balancer(latency('us-east-1')), balancer(latency('eu-west-1'))),
    'one with a health check of its own': zone(
      blind({ ...latency('us-east-1'), ...checked }),
      balancer(latency('eu-west-1')),
    ),
    'the default location, which is the last resort': zone(blind(country('*')), balancer(country('DE'))),
    'weight 0, which is the last resort, too': zone(blind(weight(0, 'a')), balancer(weight(1, 'b'))),
  },
  flags: {
    'load balancers in a latency set': {
      given: zone(blind(latency('us-east-1')), balancer(latency('eu-west-1'))),
      finds: [`${id}/us-east-1: ${down(elb('web'))}`, `  ${id}/us-east-1 ${fact}`],
    },
    'a country': {
      given: zone(blind(country('DE')), balancer(country('*'))),
      finds: [`${id}/DE: ${down(elb('web'))}`, `  ${id}/DE ${fact}`],
    },
    'records that have health checks': {
      given: zone(
        unevaluated(aliasTo('web.example.com', weight(1, 'a'))),
        balancer(weight(1, 'b')),
        web({ ...weight(1, 'x'), ...checked }),
      ),
      finds: [`${id}/a: ${down('web.example.com')}`, `  ${id}/a ${fact}`],
    },
    'weights that are all 0': {
      given: zone(blind(weight(0, 'a')), balancer(weight(0, 'b'))),
      finds: [`${id}/a: ${down(elb('web'))}`, `  ${id}/a ${fact}`],
    },
  },
  ignores: {
    'a distribution, which cannot be evaluated': zone(
      unevaluated(alias('d1.cloudfront.net', weight(1, 'a'), 'Z2FDTNDATAQYW2')),
      unevaluated(alias('d2.cloudfront.net', weight(1, 'b'), 'Z2FDTNDATAQYW2')),
    ),
    'buckets and APIs, whose health says nothing': zone(
      unevaluated(alias('s3-website-us-east-1.amazonaws.com', weight(1, 'a'))),
      unevaluated(alias('d-1.execute-api.us-east-1.amazonaws.com', weight(1, 'b'))),
    ),
    'records that count as healthy whatever happens': zone(
      unevaluated(aliasTo('web.example.com', weight(1, 'a'))),
      address('192.0.2.2', weight(1, 'b')),
      web({}),
    ),
    'simple records': zone(blind({})),
    'a set of one': zone(blind(latency('us-east-1'))),
    'failover, which has its own rule': zone(blind(primary()), blind(secondary())),
    'a zone that a service manages': serviceZone(blind(weight(1, 'a')), blind(weight(1, 'b'))),
  },
  unknown: {
    'an alias of which the answer is silent': {
      given: zone(
        {
          ...blind(weight(1, 'a')),
          AliasTarget: { DNSName: elb('web'), HostedZoneId: 'Z1' } as RecordItem['AliasTarget'],
        },
        balancer(weight(1, 'b')),
      ),
      says: [`${id}/a: whether it evaluates the health of its target is not in the answer`],
    },
    'records behind it that were not read': {
      given: zone(unevaluated(aliasTo('gone.example.com', weight(1, 'a'))), balancer(weight(1, 'b'))),
      says: [
        `${id}/a: it does not evaluate its target, and whether that has a health is open: gone.example.com, which it points at, is not among the records that were read`,
      ],
    },
  },
})
