import { demoAccount } from './demo-account.ts'

/** The demo account as a snapshot, a fact a line: it also shows what the format looks like. */
export async function demoSnapshot(): Promise<ReadonlyMap<string, string>> {
  const [first, ...others] = demoAccount()
  if (!first) return new Map()
  const { createdAt, facts } = first.snapshot(...others)
  const lines = [
    { awsnet: 'snapshot', version: 1, createdAt, tool: '0.1.0' },
    ...facts,
    { end: { lines: facts.length } },
  ]
  return new Map([['demo/account.ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join('')]])
}
