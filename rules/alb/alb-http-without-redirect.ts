import {
  admitsOnlyCloudFront,
  bypassesAuthentication,
  tlsFrontOf,
} from '../../src/network/balancer-access.ts'
import {
  type ListenerRule,
  isChallengeRule,
  isDefaultRule,
  outcomeOverHttp,
  ruleLabel,
} from '../../src/network/listener-rules.ts'
import { schemeOf } from '../../src/network/balancer-scheme.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Inventory,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'

export default defineRule({
  id: 'alb-http-without-redirect',
  title: 'HTTP listener serves requests instead of redirecting to HTTPS',
  topic: 'alb',
  pillar: 'security',
  severity: 'medium',
  needs: ['loadBalancers', 'listeners', 'listenerRules'],
  consults: ['vpcOrigins', 'targetGroups', 'targetHealth', 'securityGroups', 'managedPrefixLists'],
  why: `Whatever an HTTP listener forwards travels in clear: cookies, tokens and content can be read and changed on the
way. One rule that redirects is not enough: each rule, the default one included, decides for the requests that it takes.`,
  fix: `Let every rule of the HTTP listener redirect to HTTPS, or delete the listener.`,
  check: `In the EC2 console, open the HTTP listener and read the action of each of its rules.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',

  *judge(inventory) {
    for (const listener of inventory.listeners) {
      if (!same(listener.Protocol, 'HTTP')) continue
      const balancer = inventory.loadBalancers.get(listener.LoadBalancerArn)
      const rules = inventory.listenerRules.under(listener.id)
      if (!balancer || !rules || rules.length === 0) {
        yield unknown(
          listener,
          balancer ? 'its rules were not read' : 'its load balancer is not among those that were read',
        )
        continue
      }
      const outcomes = rules
        .filter((rule) => !isChallengeRule(rule))
        .map((rule) => ({ rule, ...outcomeOverHttp(rule) }))
      const served = outcomes.filter((outcome) => outcome.kind === 'served')
      const open = outcomes.find((outcome) => outcome.kind === 'open')
      if (served.length === 0) {
        yield open
          ? unknown(listener, `${ruleLabel(open.rule)} ${open.how}: where that ends was not followed`)
          : pass(listener)
        continue
      }
      const isPublic = same(schemeOf(balancer), 'internet-facing')
      const front = isPublic ? undefined : tlsFrontOf(balancer, listener, inventory)
      if (front && 'front' in front) continue
      if (front) {
        yield unknown(listener, front.unknown)
        continue
      }
      const forwarding = served.map(({ rule }) => rule)
      yield fail(listener, {
        message: `${balancer.name} answers plain HTTP on port ${listener.Port}, which can be read and changed on the way: ${served.map(({ rule, how }) => `${ruleLabel(rule)} ${how}`).join(', ')}.`,
        severity: severityOf(balancer, listener.Port, forwarding, inventory),
        evidence: [
          [
            balancer,
            `is ${schemeOf(balancer) ?? 'of an unknown scheme'}`,
            { LoadBalancerArn: balancer.id, Scheme: schemeOf(balancer) },
          ],
          ...served.map(({ rule, how, action }): Evidence => [
            listener,
            `has ${ruleLabel(rule)}, which ${how}`,
            { Port: listener.Port, RuleArn: rule.RuleArn, Priority: rule.Priority, Action: action },
          ]),
        ],
        remediation: forwarding.map((rule) => redirect(rule, listener.id)).join('; '),
      })
    }
  },
})

const TO_HTTPS = 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}'

const redirect = (rule: ListenerRule, listener: string): string =>
  isDefaultRule(rule)
    ? `aws elbv2 modify-listener --listener-arn ${listener} --default-actions '${TO_HTTPS}'`
    : `aws elbv2 modify-rule --rule-arn ${rule.id} --actions '${TO_HTTPS}'`

/** Worst where HTTPS asks clients who they are and HTTP leads to the same targets without asking. */
function severityOf(
  balancer: RowOf<'loadBalancers'>,
  port: number | undefined,
  served: readonly ListenerRule[],
  inventory: Inventory<'listeners' | 'listenerRules' | 'securityGroups' | 'managedPrefixLists'>,
): Severity | undefined {
  if (same(schemeOf(balancer), 'internal')) return 'low'
  if (admitsOnlyCloudFront(balancer, port, inventory)) return 'info'
  return bypassesAuthentication(served, balancer, inventory) ? 'high' : undefined
}
