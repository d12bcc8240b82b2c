import { stickinessOf } from '../../src/network/stickiness.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'target-group-stickiness-misused',
  title: 'Sticky sessions are on where they unbalance, do nothing, or last very long',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'low',
  needs: ['targetGroups', 'targetGroupAttributes'],
  consults: ['targetHealth', 'listeners', 'listenerRules', 'loadBalancers', 'loadBalancerAttributes'],
  settings: { maxSeconds: 86_400 },
  why: `Sticky sessions pin a client to a target: new targets stay idle while old ones are full, and a failing target is
felt longer. With one target they do nothing, and some combinations do not work at all: an application load balancer
without cross-zone load balancing, or a rule that spreads requests over several groups without sticking to one.`,
  fix: `Turn stickiness off where the application keeps its sessions elsewhere. Where it must be, keep it as short as the
session, and turn group stickiness on in rules that weigh several groups.`,
  check: `In the EC2 console, open the target group's Attributes, and the rules of the listeners that forward to it.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',

  *judge(inventory, { settings }) {
    for (const group of inventory.targetGroups) {
      const stickiness = stickinessOf(group, settings.maxSeconds, inventory)
      if (stickiness === undefined) continue
      if (typeof stickiness === 'string') {
        yield unknown(group, stickiness)
        continue
      }
      const { type, duration, healthy, problems } = stickiness
      if (problems.length === 0) {
        yield stickiness.unknown === undefined ? pass(group) : unknown(group, stickiness.unknown)
        continue
      }
      const facts = problems.map(({ fact }) => fact)
      yield fail(group, {
        message: `Its stickiness (${type}) ${facts.join('; it ')}.`,
        severity: problems.some(({ breaksSessions }) => breaksSessions) ? 'medium' : undefined,
        evidence: facts.map((fact) => [
          group,
          `has stickiness that ${fact}`,
          {
            TargetGroupArn: group.id,
            'stickiness.type': type,
            duration_seconds: duration,
            TargetType: group.TargetType,
            healthyTargets: healthy,
          },
        ]),
        remediation: `aws elbv2 modify-target-group-attributes --target-group-arn ${group.id} --attributes Key=stickiness.enabled,Value=false; or, in a rule over several groups, set TargetGroupStickinessConfig={Enabled=true,DurationSeconds=3600} with aws elbv2 modify-rule`,
      })
    }
  },
})
