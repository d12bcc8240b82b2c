import { awsNameOf } from '../../src/network/aws-names.ts'
import { canReportHealth, healthSignal } from '../../src/network/failover-signal.ts'
import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import {
  SHARING_POLICIES,
  type PolicySet,
  changeRecord,
  isLastResort,
  policyOf,
  policySets,
  targetText,
} from '../../src/network/routing-policies.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-policy-records-without-health-check',
  title:
    'Weighted, latency, geoproximity, geolocation, multivalue or IP-based set is only partly health-checked or not at all',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['healthChecks'],
  why: `A record without a health check counts as healthy for ever. Where other records of the set have one, it gets the
users of those that fail, and keeps its own when it fails itself; where none has, every dead endpoint keeps its share.`,
  fix: `Give each record of the set a health check for its endpoint; aliases to load balancers evaluate their target.`,
  check: `In the Route 53 console, list the records of that name and type and look for those without a health check id
and without «Evaluate target health».`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',

  *judge(inventory) {
    for (const set of policySets(inventory, ...SHARING_POLICIES)) {
      const { zone, resource } = set
      if (!isChoiceOfEndpoints(set)) continue
      const states = set.records.map((record) => [record, stateOf(record, set, inventory)] as const)
      const having = (state: State): readonly RecordSet[] =>
        states.flatMap(([record, one]) => (one === state ? [record] : []))
      const [covered, bare, open] = [having('covered'), having('bare'), having('open')]
      const [first] = bare
      if (!first || set.unclear) {
        const reason = set.unclear ?? (open[0] && `whether ${open[0].id} has a health signal is not known`)
        if (reason) yield unknown(resource, reason)
        else if (covered.length > 0) yield pass(resource)
        continue
      }
      const isPartial = covered.length > 0
      const name = `${plainName(resource.name)} (${first.Type})`
      const without = bare.map((record) => record.SetIdentifier).join(', ')
      yield fail(resource, {
        message: isPartial
          ? bare.length === 1
            ? `Of ${name}, the record ${without} counts as healthy whatever happens: it gets the users of the records that fail, and keeps its own when it fails itself.`
            : `Of ${name}, the records ${without} count as healthy whatever happens: they get the users of those that fail, and keep their own when they fail themselves.`
          : `No record of ${name} has a health check: an endpoint that is down keeps its share of the users.`,
        severity: !isPartial && bare.every(isLoadBalancer) ? 'low' : undefined,
        evidence: states.flatMap(([record, state]) =>
          state === undefined
            ? []
            : [
                [
                  record,
                  SAID[state],
                  {
                    HostedZoneId: zone.id,
                    Name: record.Name,
                    Type: record.Type,
                    SetIdentifier: record.SetIdentifier,
                    policy: policyOf(record),
                    Weight: record.Weight,
                    target: targetText(record),
                    HealthCheckId: record.HealthCheckId ?? null,
                  },
                ],
              ],
        ),
        remediation: `aws route53 create-health-check --caller-reference ${shellWord(plainName(resource.name))} --health-check-config file://check.json, one for each endpoint${zone.Config?.PrivateZone ? ' (by an alarm: the checkers reach no private address)' : ''}; ${changeRecord(zone, 'UPSERT', `${first.id} as it is, with its HealthCheckId`)}, and so on for ${without}`,
      })
    }
  },
})

/**
 * A set of addresses of which users get several: mail and texts find their way without checks. All the weight on one
 * record is a switch that people throw.
 */
const isChoiceOfEndpoints = (set: PolicySet): boolean =>
  same(set.records[0].Type, 'A', 'AAAA', 'CNAME') &&
  set.records.length > 1 &&
  (!set.policies.has('weighted') || set.records.filter((record) => !isLastResort(record, set)).length > 1)

const SAID = {
  covered: 'has a health signal',
  bare: 'has no health signal',
  open: 'has a health signal or not: it is not known',
} as const

type State = keyof typeof SAID | undefined

/** Undefined for records that need none or of which `route53-alias-target-health-not-evaluated` tells. */
function stateOf(
  record: RecordSet,
  set: PolicySet,
  inventory: Inventory<'resourceRecordSets' | 'healthChecks'>,
): State {
  if (isLastResort(record, set)) return undefined
  // Whether the check exists is another rule's question.
  if (record.HealthCheckId) return 'covered'
  const { AliasTarget: alias } = record
  const cannotHave = /\.cloudfront\.|^s3-website[.-]/i.test(alias?.DNSName ?? '')
  if (cannotHave) return undefined
  const evaluated =
    alias && canReportHealth(record)
      ? { ...record, AliasTarget: { ...alias, EvaluateTargetHealth: true } }
      : record
  const signal = healthSignal(evaluated, inventory)
  if ('missingOn' in signal) return 'bare'
  if ('unknown' in signal || (alias && alias.EvaluateTargetHealth === undefined)) return 'open'
  return alias?.EvaluateTargetHealth ? 'covered' : undefined
}

const isLoadBalancer = ({ AliasTarget, ResourceRecords }: RecordSet): boolean =>
  awsNameOf(AliasTarget?.DNSName ?? ResourceRecords?.[0]?.Value)?.kind === 'load-balancer'
