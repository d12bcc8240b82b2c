import type { KindName } from '../inventory/inventory.ts'
import { operations } from '../inventory/operations.ts'
import { nearest } from '../nearest.ts'
import type { Fact } from '../snapshot/fact.ts'
import { readSnapshot } from '../snapshot/read.ts'
import { Snapshot } from '../snapshot/snapshot.ts'
import { UserError } from '../user-error.ts'
import { demoAccount } from './package-root.ts'
import { progressLine } from './progress.ts'

export interface ScopeOptions {
  readonly region?: readonly string[] | undefined
  readonly 'all-regions'?: boolean | undefined
  readonly 'exclude-region'?: readonly string[] | undefined
  readonly profile?: string | undefined
  readonly 'role-arn'?: readonly string[] | undefined
  readonly 'external-id'?: string | undefined
  readonly 'endpoint-url'?: string | undefined
  readonly 'request-timeout'?: number | undefined
  readonly snapshot?: string | undefined
  readonly demo?: boolean | undefined
  readonly quiet?: boolean | undefined
}

export type Source = 'live' | 'snapshot' | 'demo'

export interface Obtained {
  readonly snapshot: Snapshot
  readonly regions: readonly string[]
  readonly source: Source
}

/** The facts that a command works on, from wherever the flags say. */
export async function obtainFacts(options: ScopeOptions, kinds: readonly KindName[]): Promise<Obtained> {
  if (options.snapshot !== undefined) return fromSnapshot(options.snapshot, options)
  const facts: Fact[] = []
  const { createdAt, regions, source } = await readLive(options, kinds, (fact) => void facts.push(fact))
  // One operation that is refused is a gap in the report; several, and nothing else, are no report at all.
  const asked = new Set(facts.map((fact) => fact.operation))
  if (asked.size > 1 && facts.every((fact) => fact.error)) {
    const [first] = facts
    throw new UserError(
      `Nothing could be read: ${first?.operation} answered ${first?.error?.name}: ${first?.error?.message}`,
    )
  }
  return { snapshot: new Snapshot(createdAt, facts), regions, source }
}

async function fromSnapshot(path: string, options: ScopeOptions): Promise<Obtained> {
  const snapshot = await readSnapshot(path, operations)
  if (snapshot.facts.length === 0)
    throw new UserError(`${path} holds no facts: nothing was read when it was taken.`)
  for (const region of options.region ?? []) {
    if (snapshot.regions.includes(region)) continue
    const held = snapshot.regions.join(', ') || 'none'
    throw new UserError(
      `${path} does not hold the region "${region}".${nearest(region, snapshot.regions)} It holds: ${held}.`,
    )
  }
  return { snapshot, regions: chosenRegions(snapshot.regions, options), source: 'snapshot' }
}

function chosenRegions(held: readonly string[], options: ScopeOptions): readonly string[] {
  const excluded = new Set(options['exclude-region'])
  const chosen = (options.region ?? held).filter((region) => !excluded.has(region))
  if (held.length > 0 && chosen.length === 0)
    throw new UserError('Every region is excluded: nothing is left to judge.')
  return chosen
}

export interface LiveScope {
  readonly createdAt: string
  readonly regions: readonly string[]
  readonly source: Source
  /** How many requests were refused or broke off. */
  readonly refused: number
}

/** Asks AWS, or the replay endpoint that serves the demo account, and hands on each fact as it arrives. */
export async function readLive(
  options: ScopeOptions,
  kinds: readonly KindName[],
  onFact: (fact: Fact) => void | Promise<void>,
): Promise<LiveScope> {
  if (!options.demo) return readFrom(options, {}, kinds, onFact, 'live')
  const { startReplay } = await import('../replay/server.ts')
  const account = await readSnapshot(demoAccount, operations)
  const replay = await startReplay(account)
  const session = {
    endpointUrl: replay.url,
    isOwn: true,
    credentials: { accessKeyId: 'AKIDDEMO', secretAccessKey: 'demo' },
    regions: chosenRegions(account.regions, options),
  }
  try {
    return await readFrom(options, session, kinds, onFact, 'demo')
  } finally {
    await replay.close()
  }
}

async function readFrom(
  options: ScopeOptions,
  fixed: {
    readonly endpointUrl?: string
    readonly isOwn?: boolean
    readonly regions?: readonly string[]
    readonly credentials?: { accessKeyId: string; secretAccessKey: string }
  },
  kinds: readonly KindName[],
  onFact: (fact: Fact) => void | Promise<void>,
  source: Source,
): Promise<LiveScope> {
  // Loaded late: the AWS SDK takes longer to load than everything else together.
  const { collectAll, openSessions } = await import('../aws/accounts.ts')
  const line = progressLine(options.quiet ?? false)
  const session = {
    regions: options.region ?? [],
    allRegions: options['all-regions'] ?? false,
    excludeRegions: options['exclude-region'] ?? [],
    profile: options.profile,
    externalId: options['external-id'],
    endpointUrl: options['endpoint-url'],
    requestTimeout: (options['request-timeout'] ?? 20) * 1000,
    ...fixed,
  }
  const sessions = await openSessions(session, options['role-arn'] ?? [])
  const regions = [...new Set(sessions.flatMap((one) => one.regions))]
  const began = Date.now()
  const createdAt = new Date(began).toISOString()
  const accounts = sessions.map(({ account }) => account)
  line.start(
    `Reading ${accounts.length === 1 ? 'account' : 'accounts'} ${accounts.join(', ')}, ${regions.join(', ')} …`,
  )
  let read = 0
  let refused = 0
  try {
    refused = await collectAll(sessions, {
      kinds,
      onProgress: (progress) => line.update(progress),
      onFact(fact) {
        read++
        return onFact(fact)
      },
    })
  } finally {
    for (const { client } of sessions) client.destroy()
  }
  const throttled = sessions.reduce((sum, { client }) => sum + client.counts.throttled, 0)
  const troubles = [refused > 0 && `${refused} refused`, throttled > 0 && `${throttled} throttled`].filter(
    Boolean,
  )
  line.done(
    `Read ${read} answers in ${((Date.now() - began) / 1000).toFixed(1)} s${troubles.length > 0 ? `, ${troubles.join(', ')}` : ''}.`,
  )
  return { createdAt, regions, source, refused }
}
