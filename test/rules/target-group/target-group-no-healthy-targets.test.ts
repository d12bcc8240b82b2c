import rule from '../../../rules/target-group/target-group-no-healthy-targets.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type States = readonly (readonly [state: string, reason?: string])[]

const TIMEOUT = ['unhealthy', 'Target.Timeout'] as const
const DRAINING = ['draining', 'Target.DeregistrationInProgress'] as const

const group = (
  builder: Account,
  states: States,
  fields: Item<'targetGroups'> = {},
  balancers = ['lb'],
): Account => {
  builder.targetGroup('web', { balancers }, fields)
  states.forEach(([state, reason], index) =>
    builder.target('web', String.fromCharCode(97 + index), { state, ...(reason ? { reason } : {}) }),
  )
  return builder
}
const shop = (type: 'application' | 'network' = 'application'): Account =>
  account().vpc('shop').loadBalancer('lb', { type })
const serving = (states: States, fields: Item<'targetGroups'> = {}): Account =>
  group(shop().listener('lb', 443, 'HTTPS'), states, fields)

/** Requests go to two groups, by weight; AWS leaves the weight out where there is only one. */
const weighing = (web: number | undefined, api: number, states: States = [TIMEOUT]): Account =>
  group(
    shop().listener('lb', 443, 'HTTPS', {
      DefaultActions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: account().groupArn('web'), ...(web === undefined ? {} : { Weight: web }) },
              { TargetGroupArn: account().groupArn('api'), Weight: api },
            ],
          },
        },
      ],
    }),
    states,
  )

testRule(rule, {
  accepts: {
    'all healthy': serving([['healthy'], ['healthy']]),
    'one that is healthy among those that are not': serving([['healthy'], TIMEOUT, DRAINING]),
  },
  flags: {
    'an application load balancer that fails open': {
      given: serving([TIMEOUT, TIMEOUT, ['initial', 'Elb.InitialHealthChecking']]),
      finds: [
        'web: None of its 3 targets is healthy (2 unhealthy (Target.Timeout), 1 initial (Elb.InitialHealthChecking)): all requests by HTTPS:443 of lb go to targets that fail their health checks.',
        '  web checks health by HTTP on traffic-port',
        '  web has i-a:80, i-b:80 unhealthy (Target.Timeout)',
        '  web has i-c:80 initial (Elb.InitialHealthChecking)',
        `  HTTPS:443 forwards to it (HTTPS:443 of lb)`,
      ],
    },
    'targets that all leave': {
      given: serving([DRAINING]),
      finds: [
        'web: Its only target is not healthy (1 draining (Target.DeregistrationInProgress)): all requests by HTTPS:443 of lb get a 503.',
        '  web checks health by HTTP on traffic-port',
        '  web has i-a:80 draining (Target.DeregistrationInProgress)',
        '  HTTPS:443 forwards to it (HTTPS:443 of lb)',
      ],
    },
    'a network load balancer whose instances were stopped': {
      given: group(shop('network').listener('lb', 443, 'TCP'), [['unused', 'Target.InvalidState']], {
        Protocol: 'TCP',
      }),
      finds: [
        'web: Its only target is not healthy (1 unused (Target.InvalidState)): all requests by TCP:443 of lb are lost.',
        '  web checks health by TCP on traffic-port',
        '  web has i-a:80 unused (Target.InvalidState)',
        '  TCP:443 forwards to it (TCP:443 of lb)',
      ],
    },
    'a rule that gives it a part of the requests': {
      given: weighing(10, 30),
      finds: [
        'web: Its only target is not healthy (1 unhealthy (Target.Timeout)): 25% of the requests by HTTPS:443 of lb go to targets that fail their health checks.',
        '  web checks health by HTTP on traffic-port',
        '  web has i-a:80 unhealthy (Target.Timeout)',
        '  HTTPS:443 forwards 25% of its requests to it (HTTPS:443 of lb)',
      ],
    },
  },
  ignores: {
    'a group without targets, which is another matter': serving([]),
    'functions, which nobody checks': serving([['unavailable', 'Target.HealthCheckDisabled']], {
      TargetType: 'lambda',
    }),
    'a group in no use': group(shop(), [TIMEOUT], {}, []),
    'the half of a pair that gets no requests': weighing(0, 100),
  },
  unknown: {
    'targets that are being registered': {
      given: serving([['initial', 'Elb.RegistrationInProgress'], DRAINING]),
      says: ['web: its first targets are being registered'],
    },
    'a failure inside of AWS': {
      given: serving([['unavailable', 'Elb.InternalError'], TIMEOUT]),
      says: ['web: AWS does not say how all of its targets are'],
    },
    'a weight that is not in the answer': {
      given: weighing(undefined, 100),
      says: ['web: the weight that HTTPS:443 gives it is not in the answer'],
    },
    'a group whose balancers are not in the answer': {
      given: serving([TIMEOUT], { LoadBalancerArns: undefined }),
      says: ['web: its load balancers are not in the answer'],
    },
    'a balancer that another account owns': {
      given: group(shop(), [TIMEOUT], { LoadBalancerArns: ['arn:elsewhere'] }),
      says: ['web: the rules that forward to it were not all read'],
    },
  },
})
