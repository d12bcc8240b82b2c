import rule from '../../../rules/route53/route53-routing-policy-single-record.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  country,
  elb,
  latency,
  primary,
  serviceZone,
  weight,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const one = (more: RecordItem): RecordItem => address('192.0.2.1', more)
const heritage = (Name: string): RecordItem => ({
  Name,
  Type: 'TXT',
  TTL: 300,
  SetIdentifier: 'a',
  Weight: 1,
  ResourceRecords: [{ Value: '"heritage=external-dns,external-dns/owner=eks"' }],
})
const txt = `${ZONE}/a-www.example.com./TXT`

testRule(rule, {
  accepts: {
    'two weights': zone(one(weight(1, 'a')), one(weight(1, 'b'))),
    'two Regions': zone(one(latency('us-east-1')), one(latency('eu-west-1'))),
  },
  flags: {
    'a Region alone': {
      given: zone(alias(elb('web'), latency('us-east-1'))),
      finds: [
        `${id}: www.example.com (A) has the policy latency and one record, so all queries get ${elb('web')}.`,
        `  ${id}/us-east-1 is the only one, with the policy latency`,
      ],
    },
    'a place alone, of geoproximity': {
      given: zone(one({ SetIdentifier: 'x', GeoProximityLocation: { AWSRegion: 'us-east-1' } })),
      finds: [
        `${id}: www.example.com (A) has the policy geoproximity and one record, so all queries get 192.0.2.1.`,
        `  ${id}/x is the only one, with the policy geoproximity`,
      ],
    },
    'one answer of several': {
      given: zone(one({ SetIdentifier: 'x', MultiValueAnswer: true })),
      finds: [
        `${id}: www.example.com (A) has the policy multivalue and one record, so all queries get 192.0.2.1.`,
        `  ${id}/x is the only one, with the policy multivalue`,
      ],
    },
    'a record that ExternalDNS keeps, mildly': {
      given: zone(one(weight(1, 'a')), heritage('a-www.example.com.'), {
        ...heritage('a-www.example.com.'),
        SetIdentifier: 'b',
      }),
      finds: [
        `${id}: www.example.com (A) has the policy weighted and one record, so all queries get 192.0.2.1: ExternalDNS keeps it, and other clusters may add theirs. [info]`,
        `  ${id}/a is the only one, with the policy weighted`,
      ],
    },
    'the text of ExternalDNS itself, mildly': {
      given: zone(heritage('a-www.example.com.')),
      finds: [
        `${txt}: a-www.example.com (TXT) has the policy weighted and one record, so all queries get "heritage=external-dns,external-dns/owner=eks": ExternalDNS keeps it, and other clusters may add theirs. [info]`,
        `  ${txt}/a is the only one, with the policy weighted`,
      ],
    },
  },
  ignores: {
    'a simple record': zone(one({})),
    'half of a failover pair and a default location, which have rules of their own': zone(
      one(primary()),
      one({ ...country('*'), Name: 'geo.example.com.' }),
    ),
    'what a traffic policy makes': zone({
      Name: 'www.example.com.',
      Type: 'A',
      TTL: 60,
      ...weight(1, 'a'),
      TrafficPolicyInstanceId: 'tp-1',
    }),
    'a zone that a service manages': serviceZone(one(weight(1, 'a'))),
  },
})
