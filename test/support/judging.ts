import { type Report, makeReport } from '../../src/audit/report.ts'
import { type Outcome, run } from '../../src/audit/run.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { type Judgement, type Resource, type Rule, defineRule, fail, pass, unknown } from '../../src/rule.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import { HERE, snapshotOf } from './facts.ts'

/** A rule that needs VPCs and says what it is told to; fields replace its own. */
export const ruleOf = (judge: Rule['judge'] | readonly Judgement[], fields: Partial<Rule> = {}): Rule => ({
  ...defineRule({
    id: 'vpc-is-well',
    title: 'VPC is not well',
    topic: 'vpc',
    pillar: 'security',
    severity: 'medium',
    needs: ['vpcs'],
    why: 'Because.',
    fix: 'Heal it.',
    check: 'Look.',
    reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html',
    *judge() {},
  }),
  judge: typeof judge === 'function' ? judge : () => judge,
  ...fields,
})

export const resource = (id: string, more: Partial<Resource> = {}): Resource => ({
  ...HERE,
  type: 'AWS::EC2::VPC',
  id,
  ...more,
})

export const bad = (
  id: string,
  more: Partial<Parameters<typeof fail>[1]> & { readonly on?: Partial<Resource> } = {},
): Judgement => {
  const { on, ...failure } = more
  return fail(resource(id, on), {
    message: `${id} is bad.`,
    evidence: [[resource(id), 'is bad', { State: 'bad' }]],
    remediation: `aws ec2 heal ${id}`,
    ...failure,
  })
}
export const good = (id: string): Judgement => pass(resource(id))
export const unsure = (id: string): Judgement => unknown(resource(id), `${id} depends on another account.`)

export const judged = (
  facts: readonly Fact[],
  rules: readonly Rule[],
  regions?: readonly string[],
): Outcome => {
  const snapshot = snapshotOf(facts)
  return run(new Facts(snapshot, regions ?? snapshot.regions), rules)
}

export const reportFrom = (outcome: Partial<Outcome>, scope: Partial<Report['scope']> = {}): Report =>
  makeReport(
    { judgements: [], notEvaluated: [], judgedWithout: [], ...outcome },
    {
      version: '0.1.0',
      scope: { accounts: ['111111111111'], regions: ['us-east-1'], source: 'snapshot', ...scope },
      startedAt: '2026-11-22T08:00:00.000Z',
      finishedAt: '2026-11-22T08:00:05.000Z',
    },
  )

/** The report of what rules say, each given with its judgements. */
export const reportOn = (...said: readonly (readonly [Rule, ...(readonly Judgement[])])[]): Report =>
  reportFrom({
    judgements: said.flatMap(([rule, ...judgements]) => judgements.map((one) => ({ ...one, rule }))),
  })
