/**
 * What a rule is. This is the one file that a rule's author must read; test/support/account.ts holds the vocabulary
 * of its test.
 */
import type { Inventory, KindName, Resource } from './inventory/inventory.ts'

export type { Inventory, Resource, Row } from './inventory/inventory.ts'

/** From worst to mildest. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

export const PILLARS = ['reliability', 'security', 'cost', 'performance', 'operations'] as const
export type Pillar = (typeof PILLARS)[number]

/** A fact that decided: on which resource it is seen, in words, and in the API's own fields. */
export type Evidence = readonly [seenOn: Resource, fact: string, fields?: Readonly<Record<string, unknown>>]

export interface Pass {
  readonly status: 'pass'
  readonly resource: Resource
  readonly key?: string
}

export interface Failure {
  readonly status: 'fail'
  readonly resource: Resource
  /** What is wrong and what it does to traffic, in one sentence for someone who was woken by it. */
  readonly message: string
  readonly evidence: readonly Evidence[]
  /** How to put it right: the AWS CLI command with the ids filled in. */
  readonly remediation: string
  /** Where this case is worse or milder than the rule usually is. */
  readonly severity?: Severity | undefined
  /** What tells two judgements on the same resource apart: a destination, a port. It is part of the fingerprint. */
  readonly key?: string
}

/** It depends on something outside what was read; the message says on what. */
export interface Unknown {
  readonly status: 'unknown'
  readonly resource: Resource
  readonly message: string
  readonly evidence?: readonly Evidence[]
  readonly key?: string
}

export type Judgement = Pass | Failure | Unknown

export const pass = (resource: Resource, key?: string): Pass => ({
  status: 'pass',
  resource,
  ...(key === undefined ? {} : { key }),
})

export const fail = (resource: Resource, failure: Omit<Failure, 'status' | 'resource'>): Failure => ({
  status: 'fail',
  resource,
  ...failure,
})

export const unknown = (resource: Resource, message: string, key?: string): Unknown => ({
  status: 'unknown',
  resource,
  message,
  ...(key === undefined ? {} : { key }),
})

/** A name as a shell takes it for one word, whatever is in it: people copy remediation into terminals. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A number or a list that a condition compares with; the configuration may set another. */
export type Setting = number | readonly number[] | readonly string[]
export type Settings = Readonly<Record<string, Setting>>

export interface Context<Own extends Settings = Settings> {
  /** When the facts were read, in milliseconds since 1970. A rule never asks the clock. */
  readonly now: number
  readonly settings: Own
  /** Whether the tags of any of these say development, test, sandbox or lab: resilience matters less there. */
  readonly nonProduction: (...resources: readonly ({ readonly Tags?: Tags } | undefined)[]) => boolean
}

export type Tags =
  | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
  | undefined

export interface Rule<
  Needs extends KindName = KindName,
  Consults extends KindName = KindName,
  Own extends Settings = Settings,
> {
  /** The property that should hold; the file's name, and never changed once published. */
  readonly id: string
  /** The problem, as it is seen. */
  readonly title: string
  readonly topic: string
  readonly pillar: Pillar
  readonly severity: Severity
  /**
   * The kinds that it looks at. They type the inventory, decide which calls an audit makes, give the IAM policy, and
   * where one of them could not be read the rule is not evaluated. A rule that needs a global kind (Route 53,
   * CloudFront) is asked once an account, any other once a region.
   */
  readonly needs: readonly Needs[]
  /**
   * Kinds that only some cases turn on: they are read, too, but where one is missing the rule still judges what it
   * can and says `unknown` for the rest (`inventory.prefixListEntries.readIn()`).
   */
  readonly consults?: readonly Consults[]
  /** The numbers in its condition, with their defaults. */
  readonly settings?: Own
  /** What the practice is and what breaks without it, for a reader who learns it. */
  readonly why: string
  /** How to put it right in general; each finding has the command for its own case. */
  readonly fix: string
  /** How a person would check it by hand. */
  readonly check: string
  /** The page of AWS that documents the practice. */
  readonly reference: string
  // A method, so that a rule with an inventory of its own is still a Rule.
  judge(inventory: Inventory<Needs | Consults>, context: Context<Own>): Iterable<Judgement>
}

export const defineRule = <
  const Needs extends KindName,
  const Consults extends KindName = never,
  const Own extends Settings = Settings,
>(
  rule: Rule<Needs, Consults, Own>,
): Rule =>
  // The engine hands each rule the kinds and the settings that it declared, and only those.
  rule
