import rule from '../../../rules/routing/routing-target-not-forwarding.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const routed = (vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .subnet('app', { routes: { '0.0.0.0/0': 'eni-fw' } })
const shop = (fields: object = {}, vpc: object = {}): Account =>
  routed(vpc).instance('fw', { subnet: 'public' }, fields, { SourceDestCheck: false })

const handed = 'rtb-app: Packets to 0.0.0.0/0 are handed to a target that does not forward:'
const route = '  rtb-app routes 0.0.0.0/0 to eni-fw'

testRule(rule, {
  accepts: {
    'an instance that is well': shop().instanceStatus('fw'),
    'an instance that is starting up': shop().instanceStatus('fw', { instance: 'initializing' }),
    'an instance that is being started': shop({ State: { Name: 'pending' } }),
    'a check that EC2 has too few data for': shop().instanceStatus('fw', { system: 'insufficient-data' }),
    'an interface of a service': routed().eni('fw', { subnet: 'public' }, { RequesterManaged: true }),
  },
  flags: {
    'an instance that is stopped': {
      given: shop({ State: { Name: 'stopped' } }),
      finds: [`${handed} i-fw is stopped, while the route reads active.`, route, '  i-fw is stopped'],
    },
    'an instance whose operating system hangs': {
      given: shop().instanceStatus('fw', { instance: 'impaired' }),
      finds: [
        `${handed} i-fw fails its status checks (SystemStatus ok, InstanceStatus impaired), while the route reads active.`,
        route,
        '  i-fw fails its status checks (SystemStatus ok, InstanceStatus impaired)',
      ],
    },
    'a host that is broken': {
      given: shop().instanceStatus('fw', { system: 'impaired' }),
      finds: [
        `${handed} i-fw fails its status checks (SystemStatus impaired, InstanceStatus ok), while the route reads active.`,
        route,
        '  i-fw fails its status checks (SystemStatus impaired, InstanceStatus ok)',
      ],
    },
    'an interface that is not attached': {
      given: routed().eni('fw', { subnet: 'public' }, { Status: 'available' }),
      finds: [
        `${handed} eni-fw has Status available, while the route reads active.`,
        route,
        '  eni-fw has Status available',
      ],
    },
    'a test environment, as information only': {
      given: shop({ State: { Name: 'stopped' } }, { tags: { env: 'test' } }),
      finds: [`${handed} i-fw is stopped, while the route reads active. [info]`, route, '  i-fw is stopped'],
    },
  },
  ignores: {
    'a route that is dead already': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': '!eni-fw' } }),
    'a table that nothing uses': account()
      .vpc('shop')
      .subnet('public', { routes: {}, empty: true })
      .instance('fw', { subnet: 'public' }, { State: { Name: 'stopped' } })
      .routeTable('spare', { '0.0.0.0/0': 'eni-fw' }),
    'routes to other things': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'nat-a' } }),
  },
  unknown: {
    'a main table, where subnets were not read': {
      given: account()
        .vpc('shop', { routes: { '0.0.0.0/0': 'eni-fw' } })
        .subnet('app')
        .instance('fw', { subnet: 'app' }, { State: { Name: 'stopped' } })
        .unread('subnets'),
      says: ['rtb-main-shop: whether a subnet uses this main table was not read'],
    },
    'status checks that were not read': {
      given: shop().unread('instanceStatuses'),
      says: ['rtb-app: the status checks of i-fw were not read'],
    },
    'an interface that was not read': {
      given: routed(),
      says: ['rtb-app: eni-fw, where it routes 0.0.0.0/0, was not read'],
    },
  },
})
