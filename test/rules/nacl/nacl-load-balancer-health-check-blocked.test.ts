import rule from '../../../rules/nacl/nacl-load-balancer-health-check-blocked.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OPEN = { in: ['allow all all 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] }
interface Options {
  readonly acl?: { readonly in: readonly string[]; readonly out: readonly string[] }
  readonly target?: string
  readonly group?: object
  readonly balancer?: object
}
/** A balancer in zone a whose target is in a subnet with this ACL. */
const shop = ({ acl = OPEN, target = '!web', group = {}, balancer = {} }: Options = {}): Account =>
  account()
    .vpc('shop')
    .acl('app', acl)
    .subnet('public-a', { zone: 'a', cidr: '10.0.0.0/24', empty: true })
    .subnet('app', { zone: 'a', cidr: '10.0.1.0/24', acl: 'app', empty: true })
    .instance('web', { subnet: 'app' })
    .loadBalancer('shop', { zones: ['a'], ...balancer })
    .targetGroup(
      'web',
      { balancers: ['shop'], targets: [target], port: 8080 },
      {
        HealthCheckPort: 'traffic-port',
        ...group,
      },
    )
/** A network load balancer in zone b, and its target in zone a. */
const across = (crossZone: 'true' | 'false'): Account =>
  account()
    .vpc('shop')
    .acl('app', closed)
    .subnet('public-b', { zone: 'b', cidr: '10.0.2.0/24', empty: true })
    .subnet('app', { zone: 'a', cidr: '10.0.1.0/24', acl: 'app', empty: true })
    .instance('web', { subnet: 'app' })
    .loadBalancer('shop', {
      type: 'network',
      zones: ['b'],
      attributes: { 'load_balancing.cross_zone.enabled': crossZone },
    })
    .targetGroup(
      'web',
      { balancers: ['shop'], targets: ['!web'], port: 8080 },
      { HealthCheckPort: 'traffic-port' },
    )
const closed = { in: ['allow tcp 443 10.0.0.0/16'], out: ['allow all all 0.0.0.0/0'] }
const mute = { in: ['allow all all 0.0.0.0/0'], out: ['allow tcp 443 0.0.0.0/0'] }
const health = '  web has i-web, which is unhealthy'

testRule(rule, {
  accepts: {
    'an ACL that lets both ways': shop(),
    'an ACL that lets the check in, and its answers out': shop({
      acl: { in: ['allow tcp 8080 10.0.0.0/24'], out: ['allow tcp 1024-65535 10.0.0.0/24'] },
    }),
    'a zone to which the balancer does not send': across('false'),
    'a target that is healthy all the same': shop({ acl: closed, target: 'web' }),
  },
  ignores: {
    functions: shop({ acl: closed, group: { TargetType: 'lambda' } }),
    'a group without a load balancer': shop({ acl: closed, group: { LoadBalancerArns: [] } }),
  },
  flags: {
    'an ACL that does not let the check in': {
      given: shop({ acl: closed }),
      finds: [
        'web: Targets in subnet-app count as unhealthy: acl-app denies TCP 8080 from subnet-public-a, and shop asks them how they are on 8080 from subnet-public-a.',
        '  acl-app denies TCP 8080 from 10.0.0.0/24 by inbound rule *',
        health,
      ],
    },
    'an ACL that does not let the answers out': {
      given: shop({ acl: mute }),
      finds: [
        'web: Targets in subnet-app count as unhealthy: acl-app denies TCP 1024-65535 to subnet-public-a, and shop asks them how they are on 8080 from subnet-public-a.',
        '  acl-app denies TCP 1024-65535 to 10.0.0.0/24 by outbound rule *',
        health,
      ],
    },
    'a zone to which the balancer sends, too': {
      given: across('true'),
      finds: [
        'web: Targets in subnet-app count as unhealthy: acl-app denies TCP 8080 from subnet-public-b, and shop asks them how they are on 8080 from subnet-public-b.',
        '  acl-app denies TCP 8080 from 10.0.2.0/24 by inbound rule *',
        health,
      ],
    },
    'a check on a port of its own': {
      given: shop({
        acl: { in: ['allow tcp 8080 10.0.0.0/16'], out: ['allow all all 0.0.0.0/0'] },
        group: { HealthCheckPort: '9000' },
      }),
      finds: [
        'web: Targets in subnet-app count as unhealthy: acl-app denies TCP 9000 from subnet-public-a, and shop asks them how they are on 9000 from subnet-public-a.',
        '  acl-app denies TCP 9000 from 10.0.0.0/24 by inbound rule *',
        health,
      ],
    },
  },
  unknown: {
    'a target whose interface was not read': {
      given: shop({ acl: closed, target: '!elsewhere' }),
      says: ['web: the health, the subnet or the port of i-elsewhere was not read'],
    },
  },
})
