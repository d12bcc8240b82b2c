import type { RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

export type ListenerRule = RowOf<'listenerRules'>
type Action = NonNullable<ListenerRule['Actions']>[number]

/** The target groups that an action forwards to; a weight of 0 takes a group out of use. */
export function forwardedTo(action: Action): readonly { readonly arn: string; readonly weight: number }[] {
  const groups = action.ForwardConfig?.TargetGroups ?? []
  const weighted = groups.flatMap(({ TargetGroupArn: arn, Weight = 1 }) =>
    arn ? [{ arn, weight: Weight }] : [],
  )
  if (weighted.length > 0 || !action.TargetGroupArn) return weighted
  return [{ arn: action.TargetGroupArn, weight: 1 }]
}

/** The target groups that some actions forward to: a key to find rules and listeners by. */
export const groupsOf = (actions: readonly Action[] | undefined): readonly string[] =>
  (actions ?? []).flatMap((action) => forwardedTo(action).map((group) => group.arn))

export const isAuthenticating = (rule: ListenerRule): boolean =>
  (rule.Actions ?? []).some((action) =>
    same(action.Type, 'authenticate-oidc', 'authenticate-cognito', 'jwt-validation'),
  )

/** Conditions that hold for the challenges of a certificate authority only, which come over plain HTTP. */
export function isChallengeRule(rule: ListenerRule): boolean {
  const [condition, another] = rule.Conditions ?? []
  if (!condition || another || !same(condition.Field, 'path-pattern')) return false
  const paths = condition.PathPatternConfig?.Values ?? condition.Values ?? []
  return paths.length > 0 && paths.every((path) => path.startsWith('/.well-known/acme-challenge/'))
}

export const isDefaultRule = (rule: ListenerRule): boolean =>
  rule.IsDefault === true || same(rule.Priority, 'default')

/** `rule 10`, `the default rule`. */
export const ruleLabel = (rule: ListenerRule): string =>
  isDefaultRule(rule) ? 'the default rule' : `rule ${rule.Priority}`

/** What becomes of a request that a rule of an HTTP listener takes. */
export type HttpOutcome =
  /** Nothing is served over HTTP: the client is sent to HTTPS, or gets a fixed answer. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'served'; readonly how: string; readonly action: Action }
  /** Where it ends is decided elsewhere. */
  | { readonly kind: 'open'; readonly how: string }

/**
 * `#{protocol}` in a redirect is that of the request: HTTP, on an HTTP listener. So is a protocol that is left out.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
 */
export function outcomeOverHttp(rule: ListenerRule): HttpOutcome {
  const action = (rule.Actions ?? []).find((one) => same(one.Type, 'forward', 'redirect', 'fixed-response'))
  if (!action) return { kind: 'open', how: 'has no action that is known here' }
  if (same(action.Type, 'fixed-response')) return { kind: 'closed' }
  if (same(action.Type, 'forward')) return { kind: 'served', how: 'forwards requests to its targets', action }
  return ofRedirect(action)
}

function ofRedirect(action: Action): HttpOutcome {
  const redirect = action.RedirectConfig
  if (!redirect) return { kind: 'open', how: 'redirects to a place that is not in the answer' }
  if (same(redirect.Protocol, 'HTTPS')) return { kind: 'closed' }
  const { Host = '#{host}', Port = '#{port}', Path = '/#{path}' } = redirect
  // It comes back to the listener that it came from, where another rule takes it.
  if (Host === '#{host}' && Port === '#{port}') return { kind: 'closed' }
  return { kind: 'open', how: `redirects to http://${Host}:${Port}${Path}` }
}
