/** Runs rules over an inventory: one judgement a resource, or the reason why there is none. Pure. */
import type { Facts, KindName } from '../inventory/inventory.ts'
import type { Context, Judgement, Rule, Settings, Tags } from '../rule.ts'
import { GLOBAL, type Place } from '../snapshot/fact.ts'
import { kinds } from '../inventory/kinds/index.ts'
import type { Unread } from '../inventory/table.ts'
import { passesIn } from './passes.ts'

export interface NotEvaluated extends Place {
  readonly ruleId: string
  readonly operation: string
  readonly reason: string
}

export type Judged = Judgement & { readonly rule: Rule }

export interface RunOptions {
  /** Settings by rule id, over the rules' own defaults. */
  readonly settings?: Readonly<Record<string, Settings>>
  /** Tags that say that a resource is not production: values by key, in whatever case. */
  readonly nonProduction?: Readonly<Record<string, readonly string[]>>
  /** Whether what passes is only counted, rule by rule, and not kept: of a large account that is millions. */
  readonly countPasses?: boolean
}

export interface Outcome {
  readonly judgements: readonly Judged[]
  /** How many things passed, where that was only counted. */
  readonly passed?: number
  readonly notEvaluated: readonly NotEvaluated[]
  /** What rules would have consulted, but AWS refused: their judgements stand, some as `unknown`. */
  readonly judgedWithout: readonly NotEvaluated[]
}

export function run(facts: Facts, rules: readonly Rule[], options: RunOptions = {}): Outcome {
  const judgements: Judged[] = []
  const notEvaluated: NotEvaluated[] = []
  const judgedWithout: NotEvaluated[] = []
  let passed = 0
  const saysNonProduction = nonProductionTest(options.nonProduction ?? NON_PRODUCTION)
  for (const rule of rules) {
    const context = contextOf(rule, facts, saysNonProduction, options)
    const places = placesOf(rule, facts)
    const saidOfAll: Judgement[] = []
    notEvaluated.push(...accountsWithout(places, rule, facts))
    judgedWithout.push(...refusedFor(rule, facts))
    for (const place of places) {
      const unread = unreadFor(rule, facts, place)
      notEvaluated.push(...unread.entries)
      if (unread.blocking) continue
      try {
        // Collected first: what a rule said before it threw must not stand alone.
        const said = [...rule.judge(facts.at(place), context)]
        for (const judgement of said) saidOfAll.push(judgement)
      } catch (error) {
        notEvaluated.push({
          ruleId: rule.id,
          ...place,
          operation: '',
          reason: `the rule failed: ${messageOf(error)}`,
        })
      }
    }
    if (options.countPasses) passed += passesIn(saidOfAll)
    for (const judgement of saidOfAll) {
      if (options.countPasses && judgement.status === 'pass') continue
      // Each is the rule's own, made for this: a copy of a million passes would be thrown away.
      judgements.push(Object.assign(judgement, { rule }))
    }
  }
  return { judgements, ...(options.countPasses ? { passed } : {}), notEvaluated, judgedWithout }
}

const isGlobal = (name: KindName): boolean => (kinds[name] as { global?: boolean }).global === true

/** A rule is asked once an account if it needs anything global, else once a region. */
const isAskedGlobally = (rule: Rule): boolean => rule.needs.some(isGlobal)

function placesOf(rule: Rule, facts: Facts): readonly Place[] {
  const global = isAskedGlobally(rule)
  return facts.places.filter((place) => (place.region === GLOBAL) === global)
}

/** Accounts of which no region was read: a rule that is asked in regions has nothing to say there. */
const accountsWithout = (places: readonly Place[], rule: Rule, facts: Facts): readonly NotEvaluated[] =>
  facts.accounts
    .filter((account) => places.every((place) => place.account !== account))
    .map((account) => ({
      ruleId: rule.id,
      account,
      region: 'none',
      operation: rule.needs[0] ? kinds[rule.needs[0]].operation : '',
      reason: 'no region was read',
    }))

/**
 * What of its needs is unread where the rule would judge. A kind of the same level blocks it there. A kind of another
 * level (load balancers of all regions, for a record) blocks it only when it was read nowhere in the account; where
 * it is missing in some regions the rule says `unknown` for what lies there.
 */
function unreadFor(
  rule: Rule,
  facts: Facts,
  place: Place,
): { readonly entries: readonly NotEvaluated[]; readonly blocking: boolean } {
  const entries: NotEvaluated[] = []
  let blocking = false
  for (const name of rule.needs) {
    const elsewhere = facts.places.filter(
      (other) => other.account === place.account && (other.region === GLOBAL) === isGlobal(name),
    )
    const lookedAt = isGlobal(name) === (place.region === GLOBAL) ? [place] : elsewhere
    const missing = lookedAt.flatMap((where) => {
      const unread = facts.unread(name, where) ?? facts.partlyUnread(name, where)
      return unread ? [notEvaluatedFor(rule, where, unread)] : []
    })
    entries.push(...missing)
    const nowhere = lookedAt.length > 0 && lookedAt.every((where) => facts.unread(name, where))
    if (nowhere || lookedAt.length === 0) blocking = true
    if (lookedAt.length === 0) {
      entries.push({
        ruleId: rule.id,
        ...place,
        operation: kinds[name].operation,
        reason: 'no region was read',
      })
    }
  }
  return { entries, blocking }
}

/** Kinds that the rule consults and that AWS refused: it judged, but may have said less than it could. */
const refusedFor = (rule: Rule, facts: Facts): readonly NotEvaluated[] =>
  (rule.consults ?? []).flatMap((name) =>
    facts.places.flatMap((place) => {
      const unread = facts.unread(name, place) ?? facts.partlyUnread(name, place)
      return unread?.failed ? [notEvaluatedFor(rule, place, unread)] : []
    }),
  )

const notEvaluatedFor = (
  rule: Rule,
  { account, region }: Place,
  { operation, reason }: Unread,
): NotEvaluated => ({
  ruleId: rule.id,
  account,
  region,
  operation,
  reason,
})

const VALUES = ['dev', 'development', 'test', 'testing', 'sandbox', 'lab']

/** What counts as not being production unless the configuration says otherwise. */
export const NON_PRODUCTION: Readonly<Record<string, readonly string[]>> = {
  env: VALUES,
  environment: VALUES,
  stage: VALUES,
}

/** Whether tags say so, whatever their case. */
function nonProductionTest(says: Readonly<Record<string, readonly string[]>>): (tags: Tags) => boolean {
  const wanted = new Map(
    Object.entries(says).map(([key, values]) => [
      key.toLowerCase(),
      new Set(values.map((value) => value.toLowerCase())),
    ]),
  )
  return (tags) =>
    tags?.some((tag) => wanted.get((tag.Key ?? '').toLowerCase())?.has((tag.Value ?? '').toLowerCase())) ??
    false
}

function contextOf(
  rule: Rule,
  facts: Facts,
  saysNonProduction: (tags: Tags) => boolean,
  options: RunOptions,
): Context {
  return {
    now: Date.parse(facts.snapshot.createdAt),
    settings: { ...rule.settings, ...options.settings?.[rule.id] },
    nonProduction: (...resources) => resources.some((resource) => saysNonProduction(resource?.Tags)),
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
