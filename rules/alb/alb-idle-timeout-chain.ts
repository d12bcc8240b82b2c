import { type Front, type FrontKinds, frontsOf } from '../../src/network/balancer-fronts.ts'
import { attributeOf } from '../../src/network/cross-zone.ts'
import { groupsOf } from '../../src/network/listener-rules.ts'
import { readTimeoutOf } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'
import {
  type Evidence,
  type Inventory,
  type Judgement,
  type Row,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

const IDLE = 'idle_timeout.timeout_seconds'
const TCP_IDLE = 'tcp.idle_timeout.seconds'
/** That of TLS listeners of network load balancers, which cannot be changed. */
const TLS_IDLE_SECONDS = 350

type LoadBalancer = RowOf<'loadBalancers'>
type Listener = RowOf<'listeners'>
type Known = Inventory<FrontKinds | 'targetGroups' | 'targetHealth' | 'listeners' | 'listenerAttributes'>
type Settings = Readonly<Record<'longestSeconds' | 'shortestSeconds', number>>

export default defineRule({
  id: 'alb-idle-timeout-chain',
  title: 'Idle timeouts along CloudFront, NLB and ALB are in the wrong order',
  topic: 'alb',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['loadBalancers', 'loadBalancerAttributes'],
  consults: [
    'listeners',
    'listenerAttributes',
    'targetGroups',
    'targetHealth',
    'distributions',
    'distributionConfigs',
    'vpcOrigins',
    'hostedZones',
    'resourceRecordSets',
    'classicLoadBalancers',
  ],
  settings: { longestSeconds: 900, shortestSeconds: 10 },
  why: `Who keeps a connection open for reuse must give it up before the other end does, or a request goes into a
connection that is dead: a 502 or a reset now and then, which nobody can reproduce. So CloudFront must let go before
the application load balancer, and a network load balancer must remember a flow for longer than the one behind it.`,
  fix: `Make the timeouts grow: CloudFront's keep-alive, then that of the application load balancer, then that of the
network load balancer. The targets' own keep-alive, which AWS cannot see, must be longer than the load balancer's.`,
  check: `Compare «Keep-alive timeout» of the origin in CloudFront with «Idle timeout» of the load balancer and of the
network load balancer's listener.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',

  *judge(inventory, { settings }) {
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'application')) continue
      const value = attributeOf(inventory.loadBalancerAttributes.under(balancer.id), IDLE)
      const idle = Number(value)
      if (value === undefined || Number.isNaN(idle)) {
        yield unknown(balancer, `its idle timeout (${IDLE}) is not in the answer`)
        continue
      }
      const hops = [...fromCloudFront(balancer, idle, inventory), ...fromNetwork(balancer, idle, inventory)]
      const all = [...hops, ...outOfRange(balancer, idle, settings)]
      yield* all.flatMap((one) => (one === 'fits' ? [] : finding(balancer, idle, one)))
      if (all.length === 0 || all.some((one) => one !== 'fits')) continue
      const { unknown: doubt } = frontsOf(inventory)
      yield doubt
        ? unknown(balancer, `whether CloudFront stands before it, too, is not known: ${doubt}`)
        : pass(balancer)
    }
  },
})

/** What one hop has against the idle timeout of the balancer. */
type Hop =
  | 'fits'
  | { readonly key: string; readonly unknown: string }
  | {
      readonly key: string
      readonly message: string
      readonly severity?: Severity
      readonly seenOn: Row
      readonly fact: string
      readonly fields: Readonly<Record<string, unknown>>
      readonly fix: string
    }

function finding(balancer: LoadBalancer, idle: number, hop: Exclude<Hop, 'fits'>): Judgement {
  if ('unknown' in hop) return unknown(balancer, hop.unknown, hop.key)
  const own: Evidence = [balancer, `has ${IDLE} ${idle}`, { LoadBalancerArn: balancer.id, [IDLE]: idle }]
  return fail(balancer, {
    key: hop.key,
    message: hop.message,
    severity: hop.severity,
    evidence: hop.seenOn.id === balancer.id ? [own] : [[hop.seenOn, hop.fact, hop.fields], own],
    remediation: hop.fix,
  })
}

const withIdle = ({ id }: LoadBalancer, seconds: number | string): string =>
  `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${id} --attributes Key=${IDLE},Value=${seconds}`

function fromCloudFront(balancer: LoadBalancer, idle: number, inventory: Known): readonly Hop[] {
  const fronts = frontsOf(inventory).before.get(balancer.id) ?? []
  return fronts.flatMap((front) => [keepAlive(front, balancer, idle), reading(front, balancer, idle)])
}

function keepAlive({ distribution, origin }: Front, balancer: LoadBalancer, idle: number): Hop {
  const seconds = (origin.CustomOriginConfig ?? origin.VpcOriginConfig)?.OriginKeepaliveTimeout
  const key = `keep-alive ${distribution.id} ${origin.Id}`
  if (seconds === undefined)
    return {
      key,
      unknown: `how long ${distribution.id} keeps connections to it (OriginKeepaliveTimeout) is not in the answer`,
    }
  if (seconds < idle) return 'fits'
  return {
    key,
    message: `The distribution ${distribution.id} reuses connections for ${seconds} seconds, and this load balancer closes them after ${idle}: some requests go into a dead connection and fail with 502.`,
    seenOn: distribution,
    fact: `keeps connections to its origin ${origin.Id} for ${seconds} seconds (OriginKeepaliveTimeout)`,
    fields: { Id: distribution.id, origin: origin.Id, OriginKeepaliveTimeout: seconds },
    fix: withIdle(balancer, seconds + 5),
  }
}

function reading({ distribution, origin }: Front, balancer: LoadBalancer, idle: number): Hop {
  const seconds = readTimeoutOf(origin)
  const key = `read ${distribution.id} ${origin.Id}`
  if (seconds === undefined)
    return {
      key,
      unknown: `how long ${distribution.id} waits for an answer (OriginReadTimeout) is not in the answer`,
    }
  if (seconds <= idle) return 'fits'
  return {
    key,
    message: `The distribution ${distribution.id} waits ${seconds} seconds for an answer, and this load balancer gives up after ${idle}: slow answers end with 504 before their time.`,
    severity: 'low',
    seenOn: distribution,
    fact: `waits ${seconds} seconds for its origin ${origin.Id} (OriginReadTimeout)`,
    fields: { Id: distribution.id, origin: origin.Id, OriginReadTimeout: seconds },
    fix: withIdle(balancer, seconds),
  }
}

const targetIdOf = (target: RowOf<'targetHealth'>): string | undefined => target.Target?.Id
const groupsOfListener = ({ DefaultActions }: Listener): readonly string[] => groupsOf(DefaultActions)

function fromNetwork(balancer: LoadBalancer, idle: number, inventory: Known): readonly Hop[] {
  const groups = inventory.targetHealth.where(targetIdOf, balancer.id).map((target) => target.TargetGroupArn)
  const listeners = new Set(groups.flatMap((arn) => inventory.listeners.where(groupsOfListener, arn)))
  return [...listeners].map((listener) => flow(listener, balancer, idle, inventory))
}

function flow(
  listener: Listener,
  balancer: LoadBalancer,
  idle: number,
  { listenerAttributes, loadBalancers }: Known,
): Hop {
  const value = attributeOf(listenerAttributes.under(listener.id), TCP_IDLE)
  const seconds = same(listener.Protocol, 'TLS') ? TLS_IDLE_SECONDS : Number(value)
  const name = loadBalancers.get(listener.LoadBalancerArn)?.name ?? listener.LoadBalancerArn
  const where = `port ${listener.Port} of the network load balancer ${name}`
  if (Number.isNaN(seconds) || !listener.Protocol)
    return { key: listener.id, unknown: `how long ${where} remembers a flow (${TCP_IDLE}) was not read` }
  if (idle <= seconds) return 'fits'
  return {
    key: listener.id,
    message: `This load balancer keeps idle connections for ${idle} seconds, and ${where} before it forgets them after ${seconds}: clients that reuse one get a reset.`,
    seenOn: listener,
    fact: `forgets idle flows after ${seconds} seconds (${TCP_IDLE})`,
    fields: { ListenerArn: listener.id, Protocol: listener.Protocol, [TCP_IDLE]: seconds },
    fix: same(listener.Protocol, 'TLS')
      ? withIdle(balancer, seconds)
      : `aws elbv2 modify-listener-attributes --listener-arn ${listener.id} --attributes Key=${TCP_IDLE},Value=${idle}`,
  }
}

/** Connections that are meant to stay open without a word; load balancers' tags are not read. */
const HELD_OPEN = /websocket|(^|-)ws(-|$)|socket|poll|stream|realtime|push|chat/i

function outOfRange(balancer: LoadBalancer, idle: number, settings: Settings): readonly Hop[] {
  const isLong = idle > settings.longestSeconds && !HELD_OPEN.test(balancer.name ?? 'websocket')
  if (!isLong && idle >= settings.shortestSeconds) return []
  return [
    {
      key: 'range',
      message: isLong
        ? `It keeps idle connections for ${idle} seconds: clients that are long gone hold connections and memory at it and at its targets.`
        : `It gives up connections after ${idle} seconds without a word: answers that take longer end with 504.`,
      severity: 'low',
      seenOn: balancer,
      fact: '',
      fields: {},
      fix: withIdle(balancer, 60),
    },
  ]
}
