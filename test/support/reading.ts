import { type Progress, collect } from '../../src/aws/collect.ts'
import { AwsClient } from '../../src/aws/client.ts'
import { type Session, openSession } from '../../src/aws/session.ts'
import type { KindName } from '../../src/inventory/inventory.ts'
import type { Replay } from '../../src/replay/server.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import { ACCOUNT } from './facts.ts'

const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'secret' }

/** A session whose clients are mocks. */
export const mocked = (...regions: readonly string[]): Session => ({
  account: ACCOUNT,
  regions: regions.length > 0 ? regions : ['us-east-1'],
  client: new AwsClient({ credentials }),
})

/** A session that asks a replay endpoint. */
export const sessionOf = (
  replay: Replay,
  { regions = ['us-east-1'], requestTimeout }: { regions?: readonly string[]; requestTimeout?: number } = {},
): Promise<Session> =>
  openSession({
    endpointUrl: replay.url,
    regions,
    credentials,
    ...(requestTimeout ? { requestTimeout } : {}),
  })

/** All that a reading gives, in the order in which it came. */
export async function read(
  session: Session,
  kinds: readonly KindName[],
  onProgress: (progress: Progress) => void = () => {},
): Promise<readonly Fact[]> {
  const facts: Fact[] = []
  try {
    await collect({ session, kinds, onFact: (fact) => void facts.push(fact), onProgress })
  } finally {
    session.client.destroy()
  }
  return facts
}
