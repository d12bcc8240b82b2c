/** Findings that a team accepts: which entry covers which finding, and which entries have aged. Pure. */
import type { Resource, Rule, Tags } from '../rule.ts'
import type { NotEvaluated } from './run.ts'
import type { Scope } from './report.ts'
import { matches } from './wildcard.ts'

/** What one entry of `suppressions` says. */
export interface SuppressionEntry {
  readonly rule?: string | undefined
  readonly resource?: string | undefined
  readonly account?: string | undefined
  readonly region?: string | undefined
  readonly fingerprint?: string | undefined
  /** All of the tags of a map; any one of the maps of a list. */
  readonly tags?: Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[] | undefined
  readonly reason: string
  readonly owner?: string | undefined
  /** The last day on which it works, `2027-01-31`, in UTC. */
  readonly expires?: string | undefined
}

/** Why a finding is suppressed, as the report tells it. */
export interface Suppression {
  readonly reason: string
  readonly owner?: string
  readonly expires?: string
}

/** An entry with what became of it in this run. */
export interface SuppressionState extends SuppressionEntry {
  /** Active ones expire within two weeks when they are `expiring`; `unused` ones matched nothing that was judged. */
  readonly state: 'active' | 'expiring' | 'expired' | 'unused'
  readonly matched: number
}

/** What of a finding an entry is compared with. */
export interface Candidate {
  readonly ruleId: string
  readonly fingerprint: string
  readonly resource: Resource & { readonly Tags?: Tags; readonly TagSet?: Tags; readonly tags?: unknown }
}

const DAY_MS = 86_400_000
const NOTICE_DAYS = 14

const IGNORE_TAG = 'awsnet:ignore'
const REASON_TAG = 'awsnet:ignore-reason'

/** Entries, and what they matched as a report is made. */
export class Suppressions {
  readonly #entries: readonly SuppressionEntry[]
  readonly #matched: number[]
  readonly #now: number
  readonly #heedTags: boolean

  /** `now` in milliseconds since 1970; `heedTags`: whether the tags `awsnet:ignore` on resources suppress, too. */
  constructor(entries: readonly SuppressionEntry[], now: number, heedTags = false) {
    this.#entries = entries
    this.#matched = entries.map(() => 0)
    this.#now = now
    this.#heedTags = heedTags
  }

  /** What covers a finding: the first entry that works, else the tags of the resource. */
  covering(candidate: Candidate): Suppression | undefined {
    let found: Suppression | undefined
    for (const [index, entry] of this.#entries.entries()) {
      if (!covers(entry, candidate)) continue
      this.#matched[index] = (this.#matched[index] ?? 0) + 1
      if (!found && !this.#isOver(entry)) found = suppressionOf(entry)
    }
    return found ?? (this.#heedTags ? tagged(candidate) : undefined)
  }

  /** What became of each entry; unused are only those whose findings could have shown in this audit. */
  states(audited: {
    readonly rules: readonly Rule[]
    /** Whether all rules were asked. */
    readonly allRules: boolean
    readonly scope: Scope
    readonly notEvaluated: readonly NotEvaluated[]
  }): readonly SuppressionState[] {
    return this.#entries.map((entry, index) => {
      const matched = this.#matched[index] ?? 0
      const state = this.#isOver(entry)
        ? 'expired'
        : matched === 0 && wasLookedFor(entry, audited)
          ? 'unused'
          : this.#endsSoon(entry)
            ? 'expiring'
            : 'active'
      return { ...entry, state, matched }
    })
  }

  #isOver({ expires }: SuppressionEntry): boolean {
    return expires !== undefined && this.#now >= endOf(expires)
  }

  #endsSoon({ expires }: SuppressionEntry): boolean {
    return expires !== undefined && endOf(expires) - this.#now <= NOTICE_DAYS * DAY_MS
  }
}

/** The last day works whole. */
const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + DAY_MS

const suppressionOf = ({ reason, owner, expires }: SuppressionEntry): Suppression => ({
  reason,
  ...(owner === undefined ? {} : { owner }),
  ...(expires === undefined ? {} : { expires }),
})

function covers(entry: SuppressionEntry, { ruleId, fingerprint, resource }: Candidate): boolean {
  const { id, arn, name } = resource
  return (
    (entry.fingerprint === undefined || entry.fingerprint === fingerprint) &&
    (entry.rule === undefined || matches(entry.rule, ruleId)) &&
    (entry.account === undefined || matches(entry.account, resource.account)) &&
    (entry.region === undefined || matches(entry.region, resource.region)) &&
    (entry.resource === undefined ||
      [id, arn, name].some((one) => typeof one === 'string' && matches(entry.resource ?? '', one))) &&
    (entry.tags === undefined || [entry.tags].flat().some((wanted) => hasTags(resource, wanted)))
  )
}

function hasTags(resource: Candidate['resource'], wanted: Readonly<Record<string, string>>): boolean {
  const tags = tagsOf(resource)
  return Object.entries(wanted).every(([key, pattern]) => {
    const value = tags.get(key)
    return value !== undefined && matches(pattern, value)
  })
}

/** EC2 and most others write `Tags` of Key and Value, Direct Connect and CloudWatch Logs in small letters. */
function tagsOf({
  Tags: upper,
  TagSet: set,
  tags: lower,
}: Candidate['resource']): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const list of [upper, set, lower]) {
    if (!Array.isArray(list)) continue
    for (const tag of list as readonly Readonly<Record<string, unknown>>[]) {
      const key = tag['Key'] ?? tag['key']
      const value = tag['Value'] ?? tag['value']
      if (typeof key === 'string') found.set(key, typeof value === 'string' ? value : '')
    }
  }
  return found
}

function tagged({ ruleId, resource }: Candidate): Suppression | undefined {
  const tags = tagsOf(resource)
  const ignored = (tags.get(IGNORE_TAG) ?? '').split(/[,\s]+/)
  if (!ignored.includes(ruleId)) return undefined
  return { reason: tags.get(REASON_TAG) || `the tag ${IGNORE_TAG} on the resource` }
}

/** Whether a finding that the entry covers could have been made: its rule was asked, there, and could answer. */
function wasLookedFor(
  entry: SuppressionEntry,
  {
    rules,
    allRules,
    scope,
    notEvaluated,
  }: {
    readonly rules: readonly Rule[]
    readonly allRules: boolean
    readonly scope: Scope
    readonly notEvaluated: readonly NotEvaluated[]
  },
): boolean {
  // Without a rule it may be for any of those that were not asked.
  const asked = entry.rule === undefined ? allRules : rules.some(({ id }) => matches(entry.rule ?? '', id))
  const places = [...scope.regions, 'global'].some(
    (region) => entry.region === undefined || matches(entry.region, region),
  )
  const accounts = scope.accounts.some(
    (account) => entry.account === undefined || matches(entry.account, account),
  )
  const unanswered = notEvaluated.some(
    ({ ruleId }) => entry.rule === undefined || matches(entry.rule, ruleId),
  )
  return asked && places && accounts && !unanswered
}
