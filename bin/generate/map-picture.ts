/** The part of the demo account's map that the README shows. */
export async function mapPicture(): Promise<ReadonlyMap<string, string>> {
  const { rules } = await import('../../rules/index.ts')
  const { makeReport } = await import('../../src/audit/report.ts')
  const { run } = await import('../../src/audit/run.ts')
  const { demoAccount, version } = await import('../../src/cli/package-root.ts')
  const { Facts } = await import('../../src/inventory/inventory.ts')
  const { operations } = await import('../../src/inventory/operations.ts')
  const { networkMap } = await import('../../src/map/build.ts')
  const { painted } = await import('../../src/map/paint.ts')
  const { svg } = await import('../../src/map/svg.ts')
  const { readSnapshot } = await import('../../src/snapshot/read.ts')

  const facts = new Facts(await readSnapshot(demoAccount, operations))
  const scope = { accounts: facts.accounts, regions: facts.snapshot.regions, source: 'demo' as const }
  const { findings } = makeReport(run(facts, rules), { version, scope, startedAt: '', finishedAt: '' })
  const map = networkMap(facts, { vpcs: ['office'] })
  if (!map) throw new Error('The demo account has no VPC of that name.')
  return new Map([['docs/pictures/map.svg', await svg(painted(map, findings))]])
}
