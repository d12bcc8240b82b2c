import rule from '../../../rules/route53/route53-region-label-mismatch.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  aliasTo,
  elb,
  latency,
  serviceZone,
  weight,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const near = (AWSRegion: string, more: RecordItem): RecordItem => ({
  SetIdentifier: AWSRegion,
  GeoProximityLocation: { AWSRegion, Bias: 10 },
  ...more,
})
const US = alias(elb('web'), latency('us-east-1'))
const EU = alias(elb('eu', 'eu-west-1'), latency('eu-west-1'))
const far = (label: string, region: string): string =>
  `${id}/${label}: Users of www.example.com near ${label} are sent to ${region}: Route 53 takes the record for near.`
const inIreland = (builder = account({ region: 'eu-west-1' })): Account =>
  builder
    .vpc('shop')
    .subnet('public-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('web', { subnet: 'public-a', publicIp: '203.0.113.1' })
    .elasticIp('spare', { PublicIp: '203.0.113.2' })

testRule(rule, {
  accepts: {
    'the Region of each target': zone(US, EU),
    'a bucket and an API': zone(
      alias('s3-website.eu-west-1.amazonaws.com', latency('eu-west-1')),
      alias('d-1.execute-api.us-east-1.amazonaws.com', latency('us-east-1')),
    ),
    geoproximity: zone(near('eu-west-1', alias(elb('eu', 'eu-west-1')))),
    'an address that an interface of the Region has': [
      zone(
        address('203.0.113.1', latency('eu-west-1')),
        address('203.0.113.2', latency('eu-west-1', { SetIdentifier: 'b' })),
      ),
      inIreland(),
    ],
    'an alias to records with weights, all of the Region': zone(
      aliasTo('eu.example.com', latency('eu-west-1')),
      { ...alias(elb('a', 'eu-west-1'), weight(1, 'a')), Name: 'eu.example.com.' },
      { ...alias(elb('b', 'eu-west-1'), weight(1, 'b')), Name: 'eu.example.com.' },
    ),
  },
  flags: {
    'targets that were swapped': {
      given: zone(
        alias(elb('web'), latency('eu-west-1')),
        alias(elb('eu', 'eu-west-1'), latency('us-east-1')),
      ),
      finds: [
        far('eu-west-1', 'us-east-1'),
        `  ${id}/eu-west-1 is labelled eu-west-1 and leads to ${elb('web')}`,
        far('us-east-1', 'eu-west-1'),
        `  ${id}/us-east-1 is labelled us-east-1 and leads to ${elb('eu', 'eu-west-1')}`,
      ],
    },
    'geoproximity, behind an alias': {
      given: zone(near('us-east-1', aliasTo('eu.example.com')), {
        ...alias(elb('eu', 'eu-west-1')),
        Name: 'eu.example.com.',
      }),
      finds: [
        far('us-east-1', 'eu-west-1'),
        `  ${id}/us-east-1 is labelled us-east-1 and leads to eu.example.com.`,
      ],
    },
    'an address that is held in another Region': {
      given: [zone(address('203.0.113.2', latency('us-east-1'))), inIreland()],
      finds: [
        far('us-east-1', 'eu-west-1'),
        `  ${id}/us-east-1 is labelled us-east-1 and leads to 203.0.113.2`,
      ],
    },
    'a target that has its own label and two more, once and mildly': {
      given: zone(
        EU,
        alias(elb('eu', 'eu-west-1'), latency('eu-central-1')),
        alias(elb('eu', 'eu-west-1'), latency('eu-north-1')),
      ),
      finds: [
        `${id}/eu-central-1: Users of www.example.com near eu-central-1 are sent to eu-west-1, by the same target as those near eu-west-1: make sure that this is meant. [info]`,
        `  ${id}/eu-central-1 is labelled eu-central-1 and leads to ${elb('eu', 'eu-west-1')}`,
      ],
    },
  },
  ignores: {
    'a target in a Region that is no label yet': zone(alias(elb('x', 'eu-west-9'), latency('eu-west-1'))),
    'targets that are everywhere': zone(
      alias('d1.cloudfront.net', latency('us-east-1')),
      alias('a1.awsglobalaccelerator.com', latency('eu-west-1')),
    ),
    'a place that is given by coordinates': zone(
      alias(elb('web'), {
        SetIdentifier: 'x',
        GeoProximityLocation: { Coordinates: { Latitude: '50', Longitude: '8' } },
      }),
    ),
    'an address that nothing read has': zone(address('203.0.113.9', latency('us-east-1'))),
    'targets in several Regions': zone(
      aliasTo('all.example.com', latency('us-east-1')),
      { ...alias(elb('a', 'eu-west-1'), weight(1, 'a')), Name: 'all.example.com.' },
      { ...alias(elb('b'), weight(1, 'b')), Name: 'all.example.com.' },
    ),
    'another policy': zone(alias(elb('web'), weight(1, 'eu-west-1'))),
    'a zone that a service manages': serviceZone(alias(elb('web'), latency('eu-west-1'))),
  },
  unknown: {
    'addresses that were not read': {
      given: zone(address('203.0.113.9', latency('us-east-1'))).unread('networkInterfaces', DENIED),
      says: [
        `${id}/us-east-1: where 203.0.113.9 is held is not known: not all addresses and interfaces were read`,
      ],
    },
    'records behind it that were not read': {
      given: zone(aliasTo('gone.example.com', latency('us-east-1'))),
      says: [
        `${id}/us-east-1: gone.example.com, which ${id}/us-east-1 points at, is not among the records that were read`,
      ],
    },
  },
})
