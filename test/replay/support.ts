import { afterEach } from 'vitest'
import { isRecord } from '../../src/replay/schema.ts'
import { type Replay, type ReplayOptions, startReplay } from '../../src/replay/server.ts'
import type { Fact, Params } from '../../src/snapshot/fact.ts'
import { plain } from '../../src/snapshot/plain.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'

export const ACCOUNT = '111111111111'
export const OTHER = '222222222222'

export const fact = (operation: string, response: Fact['response'], more: Partial<Fact> = {}): Fact => ({
  account: ACCOUNT,
  region: /^(route53|route53domains|cloudfront|globalaccelerator|iam|sts):/.test(operation)
    ? 'global'
    : 'us-east-1',
  operation,
  ...(response ? { response } : {}),
  ...more,
})

export const per = (params: Params): Partial<Fact> => ({ params })

const running: Replay[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((replay) => replay.close()))
})

/** An endpoint that ends with the test. */
export async function serve(facts: readonly Fact[], options: ReplayOptions = {}): Promise<Replay> {
  const replay = await startReplay(new Snapshot('2026-11-22T08:00:00Z', facts), options)
  running.push(replay)
  return replay
}

/** The settings of a client that asks the endpoint. */
export const at = (
  replay: Replay,
  settings: { region?: string; accessKeyId?: string; maxAttempts?: number } = {},
) => ({
  region: settings.region ?? 'us-east-1',
  endpoint: replay.url,
  credentials: { accessKeyId: settings.accessKeyId ?? ACCOUNT, secretAccessKey: 'secret' },
  maxAttempts: settings.maxAttempts ?? 1,
})

/** An answer as a snapshot would keep it. */
export function kept(output: unknown): Params {
  const answer = plain(output)
  if (!isRecord(answer)) throw new Error(`No answer: ${String(output)}`)
  return answer
}

/** A request as bytes, for what no client would send. */
export const post = (replay: Replay, body: string, headers: Record<string, string> = {}, path = '/') =>
  fetch(replay.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  })

export const signed = (service: string, key = ACCOUNT) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261122/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})
