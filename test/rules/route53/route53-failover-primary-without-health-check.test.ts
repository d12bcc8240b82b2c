import rule from '../../../rules/route53/route53-failover-primary-without-health-check.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Record = Item<'resourceRecordSets'>

const ZONE = 'ZEXAMPLECOM'
const primary = (fields: Record): Record => ({
  Name: 'www.example.com.',
  Type: 'A',
  SetIdentifier: 'main',
  Failover: 'PRIMARY',
  ...fields,
})
const address: Record = { TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] }
const alias = (DNSName: string, EvaluateTargetHealth: boolean | undefined, HostedZoneId = ZONE): Record => ({
  // The type says that it is always there.
  AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: EvaluateTargetHealth as boolean },
})
const toBalancer = (evaluates: boolean | undefined): Record =>
  alias('dualstack.web-1.us-east-1.elb.amazonaws.com.', evaluates, 'Z35SXDOTRQ7X7K')
const weighted = (name: string, SetIdentifier: string, fields: Record): Record => ({
  Name: `${name}.example.com.`,
  Type: 'A',
  SetIdentifier,
  Weight: 10,
  ...fields,
})
const checked = { ...address, HealthCheckId: 'hc-1' }
const zone = (...records: Record[]): Account =>
  account().healthCheck('hc-1').hostedZone('example.com', records)

const id = `${ZONE}/www.example.com./A/main`
const never = `${id}: www.example.com never fails over: Route 53 takes its primary A record for healthy whatever happens.`

testRule(rule, {
  accepts: {
    'a health check': zone(primary(checked)),
    'a load balancer whose health is evaluated': zone(primary(toBalancer(true))),
    'a health check on an alias that does not evaluate its target': zone(
      primary({ ...toBalancer(false), HealthCheckId: 'hc-1' }),
    ),
    'an alias to records that all have health checks': zone(
      primary(alias('east.example.com.', true)),
      weighted('east', 'a', checked),
      weighted('east', 'b', checked),
    ),
    'an alias to a wildcard, which Route 53 escapes': zone(
      primary(alias('*.East.example.com', true)),
      weighted('\\052.east', 'a', checked),
    ),
    'aliases one behind the other': zone(
      primary(alias('one.example.com.', true)),
      weighted('one', 'a', alias('two.example.com.', true)),
      weighted('two', 'a', toBalancer(true)),
    ),
    'geolocation behind it, with a health check in some places': zone(
      primary(alias('geo.example.com.', true)),
      { ...weighted('geo', 'de', address), Weight: undefined, GeoLocation: { CountryCode: 'DE' } },
      { ...weighted('geo', 'default', checked), Weight: undefined, GeoLocation: { CountryCode: '*' } },
    ),
  },
  flags: {
    'a record without a health check': {
      given: zone(primary(address)),
      finds: [never, `  ${id} has no health check`],
    },
    'a load balancer whose health is not evaluated': {
      given: zone(primary(toBalancer(false))),
      finds: [never, `  ${id} is an alias that does not evaluate its target and has no health check`],
    },
    'records behind it of which one has no health check': {
      given: zone(
        primary(alias('east.example.com.', true)),
        weighted('east', 'a', checked),
        weighted('east', 'b', address),
      ),
      finds: [
        `${id}: www.example.com never fails over: its primary A record is an alias to records of which ${ZONE}/east.example.com./A/b counts as healthy whatever happens.`,
        `  ${id} is an alias without a health check of its own`,
        `  ${ZONE}/east.example.com./A/b has no health check`,
      ],
    },
  },
  ignores: {
    'a secondary record': zone(primary({ ...address, Failover: 'SECONDARY' })),
    'a record of another policy': zone(weighted('www', 'a', address)),
    'a zone that a service manages': account().hostedZone('example.com', [primary(address)], {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
  unknown: {
    'health checks that were not read': {
      given: zone(primary(checked)).unread('healthChecks'),
      says: [`${id}: health check hc-1 is not among those that were read`],
    },
    'a health check of another account': {
      given: zone(primary({ ...address, HealthCheckId: 'hc-other' })),
      says: [`${id}: health check hc-other is not among those that were read`],
    },
    'an alias to records that are not there': {
      given: zone(primary(alias('gone.example.com.', true))),
      says: [`${id}: gone.example.com, which it points at, is not among the records that were read`],
    },
    'an alias of which the answer is silent': {
      given: zone(primary(toBalancer(undefined))),
      says: [`${id}: whether ${id} evaluates its target's health is not in the answer`],
    },
    'aliases that go too deep': {
      given: zone(
        primary(alias('l1.example.com.', true)),
        ...[1, 2, 3, 4, 5].map((level) =>
          weighted(`l${level}`, 'a', alias(`l${level + 1}.example.com.`, true)),
        ),
        weighted('l6', 'a', checked),
      ),
      says: [`${id}: its aliases go deeper than 5 levels`],
    },
  },
})
