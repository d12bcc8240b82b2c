import rule from '../../../rules/route53/route53-policy-records-without-health-check.ts'
import { account } from '../../support/account.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  aliasTo,
  cname,
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
const checked: RecordItem = { HealthCheckId: 'hc-1' }
const a = (more: RecordItem): RecordItem => address('192.0.2.1', { ...weight(1, 'a'), ...more })
const b = (more: RecordItem): RecordItem => address('192.0.2.2', { ...weight(1, 'b'), ...more })
const multi = (SetIdentifier: string, more: RecordItem = {}): RecordItem =>
  address('192.0.2.1', { SetIdentifier, MultiValueAnswer: true, ...more })
const partly = (without: string): string =>
  `${id}: Of www.example.com (A), the record ${without} counts as healthy whatever happens: it gets the users of the records that fail, and keeps its own when it fails itself.`
const never = `${id}: No record of www.example.com (A) has a health check: an endpoint that is down keeps its share of the users.`

testRule(rule, {
  accepts: {
    'a check on each': zone(a(checked), b(checked)),
    'a check of another account': zone(a(checked), b({ HealthCheckId: 'far' })),
    'aliases that evaluate': zone(
      alias(elb('web'), latency('us-east-1')),
      alias(elb('eu'), latency('eu-west-1')),
    ),
    'a default location without one': zone(
      address('192.0.2.1', { ...country('DE'), ...checked }),
      address('192.0.2.2', country('*')),
    ),
    'a spare of weight 0 without one': zone(a(checked), b(checked), address('192.0.2.3', weight(0, 'c'))),
    'a distribution beside it, which cannot have one': zone(
      a(checked),
      unevaluated(alias('d1.cloudfront.net', weight(1, 'b'), 'Z2FDTNDATAQYW2')),
    ),
    'an alias that does not evaluate, of which another rule tells': zone(
      a(checked),
      unevaluated(alias(elb('web'), weight(1, 'b'))),
    ),
  },
  flags: {
    'one of two': {
      given: zone(a(checked), b({})),
      finds: [partly('b'), `  ${id}/a has a health signal`, `  ${id}/b has no health signal`],
    },
    'two of three': {
      given: zone(a(checked), b({}), address('192.0.2.3', weight(1, 'c'))),
      finds: [
        `${id}: Of www.example.com (A), the records b, c count as healthy whatever happens: they get the users of those that fail, and keep their own when they fail themselves.`,
        `  ${id}/a has a health signal`,
        `  ${id}/b has no health signal`,
        `  ${id}/c has no health signal`,
      ],
    },
    'none of two': {
      given: zone(multi('a'), multi('b')),
      finds: [never, `  ${id}/a has no health signal`, `  ${id}/b has no health signal`],
    },
    'an alias that evaluates a record without one': {
      given: zone(
        a(checked),
        aliasTo('web.example.com', weight(1, 'b')),
        address('192.0.2.2', { Name: 'web.example.com.' }),
      ),
      finds: [partly('b'), `  ${id}/a has a health signal`, `  ${id}/b has no health signal`],
    },
    'load balancers by their canonical names, mildly': {
      given: zone(
        cname(elb('web'), latency('us-east-1')),
        cname(elb('eu', 'eu-west-1'), latency('eu-west-1')),
      ),
      finds: [
        `${ZONE}/www.example.com./CNAME: No record of www.example.com (CNAME) has a health check: an endpoint that is down keeps its share of the users. [low]`,
        `  ${ZONE}/www.example.com./CNAME/us-east-1 has no health signal`,
        `  ${ZONE}/www.example.com./CNAME/eu-west-1 has no health signal`,
      ],
    },
    'a private zone': {
      given: account().hostedZone('example.com', [a({}), b({})], { Config: { PrivateZone: true } }),
      finds: [never, `  ${id}/a has no health signal`, `  ${id}/b has no health signal`],
    },
  },
  ignores: {
    'a set of one': zone(a({})),
    'a switch: all the weight on one record': zone(a({}), address('192.0.2.2', weight(0, 'b'))),
    'simple records': zone(address('192.0.2.1')),
    'failover, which has its own rules': zone(
      address('192.0.2.1', primary()),
      address('192.0.2.2', secondary()),
    ),
    'texts and mail': zone(
      { ...a({}), Type: 'TXT', ResourceRecords: [{ Value: '"a"' }] },
      { ...b({}), Type: 'TXT', ResourceRecords: [{ Value: '"b"' }] },
    ),
    'distributions alone': zone(
      unevaluated(alias('d1.cloudfront.net', weight(1, 'a'), 'Z2FDTNDATAQYW2')),
      unevaluated(alias('d2.cloudfront.net', weight(1, 'b'), 'Z2FDTNDATAQYW2')),
    ),
    'a zone that a service manages': serviceZone(a({}), b({})),
  },
  unknown: {
    'an alias to records that are not there': {
      given: zone(a(checked), aliasTo('gone.example.com', weight(1, 'b'))),
      says: [`${id}: whether ${id}/b has a health signal is not known`],
    },
    'a policy that is not in the answer': {
      given: zone(a(checked), b({ Weight: undefined })),
      says: [`${id}: the routing policy of some record of ${id} is not in the answer`],
    },
  },
})
