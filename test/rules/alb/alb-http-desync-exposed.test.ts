import rule from '../../../rules/alb/alb-http-desync-exposed.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const DROPS = 'routing.http.drop_invalid_header_fields.enabled'

const balancer = (mode: string, drops = 'true'): Account =>
  account().loadBalancer('web', {
    attributes: { 'routing.http.desync_mitigation_mode': mode, [DROPS]: drops },
  })
const classic = (mode: string, fields: Item<'classicLoadBalancers'> = {}): Account =>
  account()
    .classicLoadBalancer('old', fields)
    .classicAttributes('old', {
      AdditionalAttributes: [
        { Key: 'elb.http.desyncmitigationmode', Value: mode },
        { Key: 'connection_logs.s3.enabled', Value: 'false' },
      ],
    })
const speaks = (Protocol: string): Item<'classicLoadBalancers'> => ({
  ListenerDescriptions: [{ Listener: { Protocol, LoadBalancerPort: 443, InstancePort: 443 } }],
})

const message =
  'It counts requests that servers can read in two ways, and passes them on: by one, a stranger can change what the next visitor asks for.'
const desync = 'routing.http.desync_mitigation_mode'

testRule(rule, {
  accepts: {
    'the mode that AWS begins with, and no invalid headers': balancer('defensive'),
    'the strictest mode, whatever happens to headers': balancer('strictest', 'false'),
    'a Classic Load Balancer in the mode that AWS begins with': classic('defensive'),
  },
  ignores: {
    'a network load balancer': account().loadBalancer('tcp', { type: 'network' }),
    'a Classic Load Balancer that looks into nothing': classic('monitor', speaks('TCP')),
  },
  flags: {
    'monitor, beside a Classic Load Balancer that is well': {
      given: balancer('monitor', 'false').classicLoadBalancer('old'),
      finds: [`web: ${message}`, `  web has ${desync} monitor and ${DROPS} false`],
    },
    'monitor, though invalid headers are dropped: most ambiguous requests have valid ones': {
      given: balancer('monitor'),
      finds: [`web: ${message}`, `  web has ${desync} monitor and ${DROPS} true`],
    },
    'invalid headers in the defensive mode, as information only': {
      given: balancer('defensive', 'false'),
      finds: [
        'web: It passes on headers with names that are no valid ones; requests that servers could read in two ways it stops. [info]',
        `  web has ${desync} defensive and ${DROPS} false`,
      ],
    },
    'a Classic Load Balancer': {
      given: classic('monitor', speaks('HTTP')),
      finds: [`old: ${message}`, '  old has elb.http.desyncmitigationmode monitor'],
    },
  },
  unknown: {
    'a mode of next year': {
      given: balancer('merciful'),
      says: [`web: its ${desync} is not in the answer, or has a value that is not known here`],
    },
    'a Classic Load Balancer without its listeners': {
      given: classic('monitor', { ListenerDescriptions: undefined }),
      says: ['old: the protocols of its listeners are not in the answer'],
    },
  },
})
