import rule from '../../../rules/health-check/health-check-unassociated.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { address, primary, zone } from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

type Alarm = Item<'healthCheckAlarms'>

const on = (Value: string, Name = 'HealthCheckId') =>
  ({
    Namespace: 'AWS/Route53',
    MetricName: 'HealthCheckStatus',
    Dimensions: [{ Name, Value }],
  }) as const
const alarm = (fields: Alarm): Alarm => ({ AlarmName: 'shop down', ...fields })
const watched = (...alarms: Alarm[]): Account => {
  const given = zone()
  for (const one of alarms) given.add('healthCheckAlarms', alarm(one))
  return given
}
const says = (what: string): readonly string[] => [`hc-1: nothing that was read uses it, but ${what}`]
const finds = [
  'hc-1: Nothing in the audited accounts uses it: no record, no calculated health check and no alarm, so that what it finds at https://www.example.com:443 changes nothing.',
  '  hc-1 is HTTPS, and nothing names it',
]
const checked = address('192.0.2.1', { ...primary(), HealthCheckId: 'hc-1' })

testRule(rule, {
  accepts: {
    'a check of a record': zone(checked),
    'a check of a record in another account': [
      account().healthCheck('hc-1'),
      account({ id: '222222222222' }).hostedZone('example.com', [checked]),
    ],
    'a check that an alarm watches': watched(on('hc-1')),
    'a check that an alarm watches among other metrics': watched({
      Metrics: [
        { Id: 'm1', MetricStat: { Metric: on('hc-1'), Period: 60, Stat: 'Minimum' } },
        { Id: 'e1', Expression: 'm1 + 1' },
      ],
    }),
    'one that is used, where alarms were not read': zone(checked).unread('healthCheckAlarms', DENIED),
  },
  flags: {
    'a check that nothing uses': { given: zone(address('192.0.2.1')), finds },
    'one beside alarms on others': {
      given: watched(on('hc-2'), { Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Dimensions: [] }),
      finds,
    },
    'one beside an alarm on the queries of a zone, and one on an expression': {
      given: watched(on('ZEXAMPLECOM', 'HostedZoneId'), {
        Metrics: [{ Id: 'e1', Expression: 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"' }],
      }),
      finds,
    },
    'a calculated check that nothing uses, above one that it counts': {
      given: zone().healthCheck('all', {
        HealthCheckConfig: { Type: 'CALCULATED', HealthThreshold: 1, ChildHealthChecks: ['hc-1'] },
      }),
      finds: [
        'all: Nothing in the audited accounts uses it: no record, no calculated health check and no alarm, so that what it finds changes nothing.',
        '  all is CALCULATED, and nothing names it',
      ],
    },
  },
  ignores: {
    'one of Cloud Map': account().healthCheck('hc-1', {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
    'a recovery control': account().healthCheck('hc-1', { HealthCheckConfig: { Type: 'RECOVERY_CONTROL' } }),
  },
  unknown: {
    'records that were not read': {
      given: zone(checked).unread('resourceRecordSets', DENIED),
      says: says('not all records were read'),
    },
    'alarms that were not read': {
      given: zone().unread('healthCheckAlarms', DENIED),
      says: says('the alarms on health checks were not read'),
    },
    'a traffic policy, which may name it': {
      given: zone({ Name: 'www.example.com.', Type: 'A', TTL: 60, TrafficPolicyInstanceId: 'tp-1' }),
      says: says(
        'ZEXAMPLECOM/www.example.com./A is made by a traffic policy, which may name it and is not read',
      ),
    },
    'an alarm on all that there are': {
      given: watched({
        Metrics: [
          { Id: 'e1', Expression: 'SELECT MIN(HealthCheckStatus) FROM SCHEMA("AWS/Route53", HealthCheckId)' },
        ],
      }),
      says: says('the alarm shop down may watch it'),
    },
  },
})
