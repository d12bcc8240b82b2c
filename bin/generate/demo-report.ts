import type { Report } from '../../src/audit/report.ts'
import type { Facts } from '../../src/inventory/inventory.ts'

/** The demo account as it was generated, and all that the rules say of it. Loaded late: earlier steps write what it imports. */
export async function demoReport(): Promise<{ readonly facts: Facts; readonly report: Report }> {
  const { rules } = await import('../../rules/index.ts')
  const { makeReport } = await import('../../src/audit/report.ts')
  const { run } = await import('../../src/audit/run.ts')
  const { demoAccount, version } = await import('../../src/cli/package-root.ts')
  const { Facts } = await import('../../src/inventory/inventory.ts')
  const { operations } = await import('../../src/inventory/operations.ts')
  const { readSnapshot } = await import('../../src/snapshot/read.ts')
  const facts = new Facts(await readSnapshot(demoAccount, operations))
  const scope = { accounts: facts.accounts, regions: facts.snapshot.regions, source: 'demo' as const }
  const report = makeReport(run(facts, rules), { version, scope, startedAt: '', finishedAt: '' })
  return { facts, report }
}
