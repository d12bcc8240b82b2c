import { operations } from '../../src/inventory/operations.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'
import type { Snapshot } from '../../src/snapshot/snapshot.ts'
import { writeSnapshot } from '../../src/snapshot/write.ts'

export const CREATED = '2026-11-22T08:00:00.000Z'
export const HEADER = JSON.stringify({ awsnet: 'snapshot', version: 1, createdAt: CREATED, tool: '0.1.0' })

export const vpcs = (...ids: readonly string[]): Fact => ({
  account: '111111111111',
  region: 'us-east-1',
  operation: 'ec2:DescribeVpcs',
  response: { Vpcs: ids.map((VpcId) => ({ VpcId })) },
})

/** A snapshot file's text: header, these lines (objects become JSON), and a trailer that counts them. */
export const ndjson = (...lines: readonly (object | string)[]): string =>
  [
    HEADER,
    ...lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))),
    end(lines.length),
    '',
  ].join('\n')

export const end = (lines: number): string => JSON.stringify({ end: { lines } })

export const load = (path: string): Promise<Snapshot> => readSnapshot(path, operations)

export async function save(path: string, facts: readonly Fact[]): Promise<void> {
  const writer = await writeSnapshot(path, CREATED, '0.1.0')
  for (const fact of facts) await writer.write(fact)
  await writer.end()
}
