import rule from '../../../rules/target-group/target-group-no-redundancy.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (zones: readonly string[] = ['a', 'b']): Account =>
  account()
    .vpc('shop')
    .subnet('one-a', { zone: 'a' })
    .subnet('two-a', { zone: 'a' })
    .subnet('one-b', { zone: 'b' })
    .loadBalancer('lb', { zones })
    .listener('lb', 443, 'HTTPS')
const serving = (targets: readonly string[], zones?: readonly string[]): Account =>
  shop(zones).targetGroup('web', { balancers: ['lb'], targets })
/** Addresses by their zones. */
const addresses = (...zones: readonly string[]): Account => {
  const builder = shop().targetGroup('web', { balancers: ['lb'] }, { TargetType: 'ip' })
  for (const [index, zone] of zones.entries()) builder.target('web', `10.0.9.${index}`, { zone })
  return builder
}
const tagged = (Tags: Item<'instances'>['Tags']): Account =>
  account()
    .vpc('shop')
    .subnet('one-a', { empty: true })
    .instance('one-a', { subnet: 'one-a' }, { Tags })
    .loadBalancer('lb')
    .listener('lb', 443, 'HTTPS')
    .targetGroup('web', { balancers: ['lb'], targets: ['one-a'] })
const DEV = { env: 'dev' }

const nodes = '  lb has nodes in us-east-1a, us-east-1b'
const used = '  HTTPS:443 forwards to it (HTTPS:443 of lb)'
const onlyOne = [
  'web: When i-one-a fails, its one healthy target is gone, and with it all that HTTPS:443 of lb serves by it.',
  '  web has i-one-a:80 healthy',
  nodes,
  used,
]

testRule(rule, {
  accepts: {
    'two targets in two zones': serving(['one-a', 'one-b']),
    'two targets of a balancer in one zone': serving(['one-a', 'two-a'], ['a']),
    'addresses in two zones': addresses('a', 'b'),
    'addresses on premises, whose places are not known to AWS': addresses('all', 'all'),
    'two targets in two zones, and one that says nothing': serving(['one-a', 'one-b']).target(
      'web',
      'two-a',
      {
        state: 'unavailable',
      },
    ),
  },
  flags: {
    'one target': { given: serving(['one-a']), finds: onlyOne },
    'one healthy target of two': { given: serving(['one-a', '!one-b']), finds: onlyOne },
    'one machine with two ports': {
      given: serving(['one-a']).target('web', 'one-a', { port: 81 }),
      finds: [
        'web: When i-one-a fails, all of its 2 healthy targets are gone, and with them all that HTTPS:443 of lb serves by it.',
        '  web has i-one-a:80, i-one-a:81 healthy',
        nodes,
        used,
      ],
    },
    'two targets in one zone': {
      given: serving(['one-a', 'two-a']).add('availabilityZones', {
        ZoneName: 'us-east-1a',
        ZoneId: 'use1-az4',
        ZoneType: 'availability-zone',
      }),
      finds: [
        'web: When us-east-1a (use1-az4) fails, all of its 2 healthy targets are gone, and with them all that HTTPS:443 of lb serves by it.',
        '  web has i-one-a:80, i-two-a:80 healthy',
        '  lb has nodes in us-east-1a (use1-az4), us-east-1b',
        used,
      ],
    },
    'addresses in one zone': {
      given: addresses('b', 'b'),
      finds: [
        'web: When us-east-1b fails, all of its 2 healthy targets are gone, and with them all that HTTPS:443 of lb serves by it.',
        '  web has 10.0.9.0:80, 10.0.9.1:80 healthy',
        nodes,
        used,
      ],
    },
    'one machine that is in development, of which Auto Scaling keeps two': {
      given: serving(['one-a']).scalingGroup('web', ['web'], {}, DEV),
      finds: onlyOne,
    },
  },
  ignores: {
    'no healthy target, which is another matter': serving(['!one-a']),
    'a group in no use': shop().targetGroup('web', { targets: ['one-a'] }),
    functions: shop().targetGroup('web', { balancers: ['lb'], targets: ['one-a'] }, { TargetType: 'lambda' }),
    'a balancer, which has zones of its own': shop().targetGroup(
      'web',
      { balancers: ['lb'], targets: ['one-a'] },
      { TargetType: 'alb' },
    ),
    'a group of one, which is enough for a test': serving(['one-a']).scalingGroup(
      'web',
      ['web'],
      { MinSize: 1 },
      DEV,
    ),
    'an appliance whose partner stands by': tagged([{ Key: 'ha-role', Value: 'active-passive' }]),
    'a zonal shift': shop()
      .targetGroup('web', { balancers: ['lb'] })
      .target('web', 'one-a')
      .target('web', 'one-b', {}, { AdministrativeOverride: { State: 'zonal_shift_active' } }),
  },
  unknown: {
    'a second target that is being registered': {
      given: serving(['one-a']).target('web', 'one-b', { state: 'initial' }),
      says: ['web: more of its targets are being registered'],
    },
    'a second target of which AWS says nothing': {
      given: serving(['one-a']).target('web', 'one-b', { state: 'unavailable' }),
      says: ['web: AWS does not say how all of its targets are'],
    },
    'instances that were not read': {
      given: serving(['one-a', 'two-a']).unread('instances'),
      says: ['web: the zones of its targets are not known'],
    },
    'tags that were not read': {
      given: serving(['one-a']).unread('instances'),
      says: ['web: the tags of its instances were not read'],
    },
    'Auto Scaling groups that were not read': {
      given: serving(['one-a']).unread('autoScalingGroups'),
      says: ['web: the Auto Scaling groups that may fill it were not read'],
    },
    'a balancer of another account': {
      given: account()
        .vpc('shop')
        .targetGroup('web', { targets: ['one-a'] }, { LoadBalancerArns: ['arn:elsewhere'] }),
      says: ['web: the rules that forward to it were not all read'],
    },
  },
})
