import { type ListenerRule, isAuthenticating, isDefaultRule } from '../../src/network/listener-rules.ts'
import { conditionsLabel, conditionsOf, coversAll } from '../../src/network/rule-conditions.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, type Row, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'alb-shadowed-rule',
  title: 'A listener rule can never match because an earlier rule covers it',
  topic: 'alb',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['listeners', 'listenerRules'],
  consults: ['loadBalancers'],
  why: `A listener tries its rules by their priority, the lowest number first, and the first whose conditions all hold
decides. /api/* before /api/v2/* leaves nothing for the second: its targets get no request, whatever the configuration
seems to say.`,
  fix: `Give the narrower rule the lower number, or delete it.`,
  check: `In the EC2 console, open the listener's rules and read their conditions by priority.`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html',

  *judge(inventory) {
    for (const listener of inventory.listeners) {
      if (!same(listener.Protocol, 'HTTP', 'HTTPS')) continue
      const rules = inventory.listenerRules.under(listener.id)
      if (!rules) {
        yield unknown(listener, 'its rules were not read')
        continue
      }
      const ordered = ranked(rules.filter((rule) => !isDefaultRule(rule)))
      if (ordered.length < 2) continue
      const name = inventory.loadBalancers.get(listener.LoadBalancerArn)?.name ?? listener.LoadBalancerArn
      const shadows = ordered.flatMap((covered, at) => {
        const by = ordered.slice(0, at).find((one) => shadowsRule(one, covered))
        return by ? [finding(listener, covered, by, `port ${listener.Port} of ${name}`)] : []
      })
      yield* shadows
      if (shadows.length > 0) continue
      const isKnown = ordered.every(({ conditions, place }) => conditions && !Number.isNaN(place))
      yield isKnown
        ? pass(listener)
        : unknown(listener, 'the priority or a condition of one of its rules is not known here')
    }
  },
})

interface Ranked {
  readonly rule: ListenerRule
  readonly place: number
  readonly conditions: ReturnType<typeof conditionsOf>
}

const ranked = (rules: readonly ListenerRule[]): readonly Ranked[] =>
  rules
    .map((rule) => ({ rule, place: Number(rule.Priority), conditions: conditionsOf(rule) }))
    .toSorted((one, other) => one.place - other.place)

const shadowsRule = (wider: Ranked, narrower: Ranked): boolean =>
  wider.conditions !== undefined &&
  narrower.conditions !== undefined &&
  wider.place < narrower.place &&
  coversAll(wider.conditions, narrower.conditions)

function finding(listener: Row, covered: Ranked, by: Ranked, where: string): Judgement {
  const isAlike = JSON.stringify(covered.rule.Actions) === JSON.stringify(by.rule.Actions)
  return fail(listener, {
    key: covered.rule.id,
    message: `Rule ${covered.place} at ${where} never takes a request, since rule ${by.place} is tried before it and takes all of them${isAlike ? '; both do the same' : ': what it leads to gets no traffic'}.`,
    severity: isAlike ? 'info' : severityOf(covered.rule, by.rule),
    evidence: [by, covered].map(({ rule, place, conditions = [] }) => [
      listener,
      `has rule ${place}, for ${conditionsLabel(conditions)}`,
      {
        RuleArn: rule.RuleArn,
        Priority: rule.Priority,
        Conditions: conditionsLabel(conditions),
        Actions: rule.Actions?.map(({ Type, TargetGroupArn, ForwardConfig }) => ({
          Type,
          TargetGroupArns:
            ForwardConfig?.TargetGroups?.map((group) => group.TargetGroupArn) ?? TargetGroupArn,
        })),
      },
    ]),
    remediation: `aws elbv2 set-rule-priorities --rule-priorities RuleArn=${covered.rule.id},Priority=A_FREE_NUMBER_BELOW_${by.place}; or aws elbv2 delete-rule --rule-arn ${covered.rule.id}`,
  })
}

/** Worst where what should ask clients who they are is served without asking. */
const severityOf = (covered: ListenerRule, by: ListenerRule): Severity | undefined =>
  isAuthenticating(covered) && !isAuthenticating(by) ? 'high' : undefined
