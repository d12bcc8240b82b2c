import rule from '../../../rules/alb/alb-idle-timeout-chain.ts'
import { type Account, account } from '../../support/account.ts'
import { vpcOrigin, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const NAME = 'web-123456789.us-east-1.elb.amazonaws.com'

const balancer = (seconds: number, name = 'web'): Account =>
  account()
    .vpc('shop')
    .loadBalancer(name, { attributes: { 'idle_timeout.timeout_seconds': String(seconds) } })
const behindCloudFront = (seconds: number, config = {}): Account =>
  balancer(seconds).site('E1', { origins: [webOrigin(NAME, config)] })
const behindNetwork = (
  seconds: number,
  remembers: string | undefined = '350',
  Protocol: 'TCP' | 'TLS' = 'TCP',
): Account => {
  const given = balancer(seconds)
    .loadBalancer('outer', { type: 'network' })
    .listener('outer', 443, Protocol === 'TCP' ? 'UDP' : Protocol, {
      Protocol,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: account().groupArn('to-web') }],
    })
    .targetGroup('to-web', { balancers: ['outer'] }, { TargetType: 'alb', Protocol: 'TCP' })
    .add(
      'targetHealth',
      { Target: { Id: account().balancerArn('web'), Port: 443 }, TargetHealth: { State: 'healthy' } },
      { TargetGroupArn: account().groupArn('to-web') },
    )
  const ListenerArn = given.listenerArn('outer', 443)
  return remembers === undefined
    ? given
    : given.add('listenerAttributes', { Key: 'tcp.idle_timeout.seconds', Value: remembers }, { ListenerArn })
}

const own = (seconds: number): string => `  web has idle_timeout.timeout_seconds ${seconds}`

testRule(rule, {
  accepts: {
    'CloudFront that lets go first': behindCloudFront(60),
    'a network load balancer that remembers longer': behindNetwork(350),
    'a network load balancer with TLS, which remembers for 350 seconds': behindNetwork(60, undefined, 'TLS'),
    'a VPC origin that lets go first': balancer(60)
      .vpcOrigin('vo-1', account().balancerArn('web'))
      .site('E1', { origins: [vpcOrigin('vo-1', NAME)] }),
  },
  ignores: {
    'a load balancer with nothing before it and a usual timeout': balancer(60),
    'a distribution that is disabled': balancer(60).site(
      'E1',
      { origins: [webOrigin(NAME, { OriginKeepaliveTimeout: 60 })] },
      { Enabled: false },
    ),
    'an origin that no behavior leads to': balancer(60).site('E1', {
      origins: [
        webOrigin('origin.example.com'),
        webOrigin(NAME, { OriginKeepaliveTimeout: 60 }, { Id: 'spare' }),
      ],
    }),
    'connections that are meant to stay open': balancer(3600, 'web-socket'),
    'a network load balancer': account().vpc('shop').loadBalancer('tcp', { type: 'network' }),
  },
  flags: {
    'CloudFront that keeps connections as long as the load balancer': {
      given: behindCloudFront(60, { OriginKeepaliveTimeout: 60 }),
      finds: [
        'web: The distribution E1 reuses connections for 60 seconds, and this load balancer closes them after 60: some requests go into a dead connection and fail with 502.',
        '  E1 keeps connections to its origin web for 60 seconds (OriginKeepaliveTimeout)',
        own(60),
      ],
    },
    'CloudFront that waits longer than the load balancer, less urgently': {
      given: behindCloudFront(60, { OriginReadTimeout: 90 }),
      finds: [
        'web: The distribution E1 waits 90 seconds for an answer, and this load balancer gives up after 60: slow answers end with 504 before their time. [low]',
        '  E1 waits 90 seconds for its origin web (OriginReadTimeout)',
        own(60),
      ],
    },
    'a network load balancer that forgets first': {
      given: behindNetwork(600),
      finds: [
        'web: This load balancer keeps idle connections for 600 seconds, and port 443 of the network load balancer outer before it forgets them after 350: clients that reuse one get a reset.',
        '  TCP:443 forgets idle flows after 350 seconds (tcp.idle_timeout.seconds)',
        own(600),
      ],
    },
    'a network load balancer with TLS that forgets first': {
      given: behindNetwork(400, undefined, 'TLS'),
      finds: [
        'web: This load balancer keeps idle connections for 400 seconds, and port 443 of the network load balancer outer before it forgets them after 350: clients that reuse one get a reset.',
        '  TLS:443 forgets idle flows after 350 seconds (tcp.idle_timeout.seconds)',
        own(400),
      ],
    },
    'a very long timeout': {
      given: balancer(3600),
      finds: [
        'web: It keeps idle connections for 3600 seconds: clients that are long gone hold connections and memory at it and at its targets. [low]',
        own(3600),
      ],
    },
    'a very short one': {
      given: balancer(5),
      finds: [
        'web: It gives up connections after 5 seconds without a word: answers that take longer end with 504. [low]',
        own(5),
      ],
    },
    'another length, where it is set': {
      given: balancer(120),
      settings: { longestSeconds: 100 },
      finds: [
        'web: It keeps idle connections for 120 seconds: clients that are long gone hold connections and memory at it and at its targets. [low]',
        own(120),
      ],
    },
  },
  unknown: {
    'a network load balancer whose attributes were not read': {
      given: behindNetwork(60).unread('listenerAttributes'),
      says: [
        'web: how long port 443 of the network load balancer outer remembers a flow (tcp.idle_timeout.seconds) was not read',
      ],
    },
    'a network load balancer that fits, where the distributions were not read': {
      given: behindNetwork(60).unread('distributions'),
      says: [
        'web: whether CloudFront stands before it, too, is not known: the distributions of CloudFront were not all read',
      ],
    },
    'a timeout that is no number': {
      given: balancer(Number.NaN),
      says: ['web: its idle timeout (idle_timeout.timeout_seconds) is not in the answer'],
    },
  },
})
