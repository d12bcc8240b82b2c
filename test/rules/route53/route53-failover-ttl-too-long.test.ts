import rule from '../../../rules/route53/route53-failover-ttl-too-long.ts'
import { account } from '../../support/account.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  aliasTo,
  elb,
  latency,
  primary,
  secondary,
  serviceZone,
  weight,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const checked: RecordItem = { HealthCheckId: 'hc-1' }
const slow = (more: RecordItem): RecordItem => address('192.0.2.1', { TTL: 300, ...more })
const fast = (more: RecordItem): RecordItem => address('192.0.2.2', more)
const timed = account()
  .healthCheck('hc-1', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'www.example.com',
      RequestInterval: 30,
      FailureThreshold: 3,
      Disabled: false,
    },
  })
  .hostedZone('example.com', [slow({ ...primary(), ...checked }), fast(secondary())])

testRule(rule, {
  accepts: {
    '60 seconds': zone(fast({ ...primary(), ...checked }), fast(secondary())),
    '120 seconds': zone(
      address('192.0.2.1', { TTL: 120, ...weight(1, 'a'), ...checked }),
      fast({ ...weight(1, 'b'), ...checked }),
    ),
    'a record that is always healthy, beside one that is not': zone(
      fast({ ...weight(1, 'a'), ...checked }),
      slow(weight(1, 'b')),
    ),
    'an alias with a check to a simple record of 60 seconds': zone(
      aliasTo('web.example.com', { ...latency('us-east-1'), ...checked }),
      fast({ Name: 'web.example.com.' }),
    ),
  },
  flags: {
    'a primary record, with the time that its check takes': {
      given: timed,
      finds: [
        `${id}/main: Who asked for www.example.com (A) is sent to what has failed for up to 390 s: answers are kept for 300 s, and it takes 90 s to notice.`,
        `  ${id}/main has the TTL 300`,
      ],
    },
    'a weighted record with a health check': {
      given: zone(slow({ ...weight(1, 'a'), ...checked }), fast({ ...weight(1, 'b'), ...checked })),
      finds: [
        `${id}/a: Who asked for www.example.com (A) is sent to what has failed for up to 300 s: answers are kept for 300 s.`,
        `  ${id}/a has the TTL 300`,
      ],
    },
    'a secondary record, mildly': {
      given: zone(fast({ ...primary(), ...checked }), slow(secondary())),
      finds: [
        `${id}/standby: Who asked for www.example.com (A) during an outage stays with the standby for up to 300 s after it is over. [low]`,
        `  ${id}/standby has the TTL 300`,
      ],
    },
    'the record behind an alias with a health check': {
      given: zone(
        aliasTo('web.example.com', { ...latency('us-east-1'), ...checked }),
        slow({ Name: 'web.example.com.' }),
        fast({ ...latency('eu-west-1'), ...checked }),
      ),
      finds: [
        `${id}/us-east-1: Who asked for www.example.com (A) is sent to what has failed for up to 300 s: answers are kept for 300 s.`,
        `  ${ZONE}/web.example.com./A has the TTL 300`,
      ],
    },
    'what a stricter setting does not allow': {
      given: zone(fast({ ...primary(), ...checked }), alias(elb('web'), secondary())),
      settings: { maxSeconds: 30 },
      finds: [
        `${id}/main: Who asked for www.example.com (A) is sent to what has failed for up to 60 s: answers are kept for 60 s.`,
        `  ${id}/main has the TTL 60`,
      ],
    },
    'what is in another zone than the one of static clients': {
      given: zone(slow({ ...weight(1, 'a'), ...checked })),
      settings: { staticZones: ['corp.example'] },
      finds: [
        `${id}/a: Who asked for www.example.com (A) is sent to what has failed for up to 300 s: answers are kept for 300 s.`,
        `  ${id}/a has the TTL 300`,
      ],
    },
  },
  ignores: {
    'a set without health checks': zone(slow(weight(1, 'a')), slow(weight(1, 'b'))),
    'a simple record with a health check, which nothing turns on': zone(slow(checked)),
    'aliases to load balancers': zone(alias(elb('web'), primary()), alias(elb('spare'), secondary())),
    'a zone that a service manages': serviceZone(slow({ ...primary(), ...checked })),
  },
  unknown: {
    'a TTL that is not in the answer': {
      given: zone(address('192.0.2.1', { ...primary(), ...checked, TTL: undefined })),
      says: [`${id}/main: the TTL of ${id}/main is not in the answer`],
    },
  },
})
