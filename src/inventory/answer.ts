/** From the pages that a snapshot holds to rows: what an answer says, or why it does not say it. */
import type { Fact, Params, Place } from '../snapshot/fact.ts'
import { lackingField } from './always.ts'
import type { Kind, Row } from './kind.ts'
import { nextPage } from './paging.ts'
import type { Unread } from './table.ts'

export interface Answer {
  readonly rows: readonly Row[]
  readonly problem?: Unread
  /** The parent was deleted between the two reads. */
  readonly gone?: boolean
}

export const MALFORMED = 'the answer is not one that AWS gives'

/** The rows of an answer's pages, or why these pages are not the whole answer. */
export function readAnswer(kind: Kind, facts: readonly Fact[]): Answer {
  const unread = (reason: string, failed = true): Answer => ({
    rows: [],
    problem: { operation: kind.operation, reason, failed },
  })
  const last = facts.at(-1)
  if (!last) return unread('it was not read', false)

  const rows: Row[] = []
  for (const fact of facts) {
    if (fact.error) {
      const said = kind.saidByError?.(fact.error.name, fact.params ?? {})
      if (said) {
        rows.push(...identified(kind, said, fact))
        continue
      }
      if (kind.per && /NotFound|NoSuch/.test(fact.error.name)) return { rows: [], gone: true }
      return unread(`${fact.error.name}: ${fact.error.message}`)
    }
    const found = rowsOf(kind, fact.response, fact.params, { account: fact.account, region: fact.region })
    if (typeof found === 'string') return unread(found)
    for (const row of found) rows.push(row)
  }
  const more = kind.cutOff !== undefined && last.response?.[kind.cutOff] === true
  if (more || nextPage(kind.paging, last.response)) return unread('the answer is cut off: more pages follow')
  return { rows }
}

/** The rows that an error stands for; they were made here, so they are whole. */
const identified = (kind: Kind, items: readonly object[], { account, region }: Place): readonly Row[] =>
  items.flatMap((item) => {
    const identity = kind.identify(item, { account, region })
    return identity ? [{ ...item, ...identity, account, region }] : []
  })

/** The rows of one page, or why it is none: a text where a list belongs, an item without its id. */
export function rowsOf(
  kind: Kind,
  response: unknown,
  asked: Params | undefined,
  place: Place,
): readonly Row[] | string {
  if (typeof response !== 'object' || response === null) return MALFORMED
  try {
    const items: unknown = kind.items(response, asked ?? {}) ?? []
    if (!Array.isArray(items)) return MALFORMED
    const rows: Row[] = []
    const added = kind.added?.(asked ?? {})
    for (const item of items as readonly unknown[]) {
      if (item === undefined || item === null) continue
      if (typeof item !== 'object') return MALFORMED
      const row = { ...item, ...added }
      const identity = kind.identify(row, place)
      // Whatever refers to it would look as if it referred to nothing.
      if (!identity) return 'an item of the answer has no id'
      const lacking = lackingField(item, kind.always) ?? kind.lacks?.(item)
      if (lacking !== undefined) return `${identity.id} has no ${lacking}, which AWS always gives`
      // Reports and indexes take these for texts, which no file promises.
      if (![identity.id, identity.name ?? '', identity.arn ?? ''].every((text) => typeof text === 'string'))
        return MALFORMED
      rows.push(Object.assign(row, identity, place))
    }
    return rows
  } catch {
    return MALFORMED
  }
}

/** Which facts answer for a parent's key. Imported answers may have been asked with more parameters than ours. */
export function answersByKey(kind: Kind, facts: readonly Fact[]): (key: string) => readonly Fact[] {
  const param = kind.per?.param ?? ''
  const byAsked = new Map<string, Fact[]>()
  const ofAll: Fact[] = []
  for (const fact of facts) {
    const asked = fact.params?.[param]
    if (asked === undefined && kind.per?.batch !== undefined) ofAll.push(fact)
    for (const key of Array.isArray(asked) ? asked : [asked]) {
      const known = byAsked.get(String(key))
      if (known) known.push(fact)
      else byAsked.set(String(key), [fact])
    }
  }
  return (key) => {
    const more = kind.per?.with?.(key)
    const asking = more?.[param]
    const answers = byAsked.get(typeof asking === 'string' ? asking : key) ?? ofAll
    return more ? answers.filter((fact) => asked(fact, more)) : answers
  }
}

const asked = (fact: Fact, params: Params): boolean =>
  Object.entries(params).every(([field, value]) => String(fact.params?.[field]) === String(value))
