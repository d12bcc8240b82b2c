import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import { company } from '../support/company.ts'
import { ownFolder } from '../support/files.ts'
import { CREATED, load, save } from '../support/snapshot-files.ts'

const folder = ownFolder()

/** What a person would save of an operation: its answer, or a list of requests and answers. */
const saved = (facts: readonly Fact[]): unknown => {
  const [first] = facts
  if (facts.length === 1 && !first?.params) return first?.response
  return facts.map(({ params, response }) => (params ? { request: params, response } : response))
}

function byRegion(facts: readonly Fact[]): ReadonlyMap<string, ReadonlyMap<string, readonly Fact[]>> {
  const regions = new Map<string, Map<string, Fact[]>>()
  for (const fact of facts) {
    const answers = regions.get(fact.region) ?? new Map<string, Fact[]>()
    regions.set(fact.region, answers.set(fact.operation, [...(answers.get(fact.operation) ?? []), fact]))
  }
  return regions
}

const fileName = (operation: string): string =>
  operation
    .replace(':', '-')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .toLowerCase()

async function judgementsOf(path: string): Promise<unknown> {
  const facts = new Facts(await load(path))
  const scope = { accounts: facts.accounts, regions: facts.snapshot.regions, source: 'snapshot' as const }
  const { findings, summary, notEvaluated } = makeReport(run(facts, rules), {
    version: '0',
    scope,
    startedAt: '',
    finishedAt: '',
  })
  return { findings, summary, notEvaluated, scope }
}

test('the same facts are judged alike in every form', async () => {
  const facts = company().facts()
  await save(folder.at('facts.ndjson'), facts)
  await save(folder.at('facts.ndjson.gz'), facts)

  const regions = Object.fromEntries(
    [...byRegion(facts)].map(([region, answers]) => [
      region,
      Object.fromEntries([...answers].map(([operation, pages]) => [operation, saved(pages)])),
    ]),
  )
  await folder.write('facts.json', { createdAt: CREATED, accounts: [{ accountId: company().id, regions }] })

  await mkdir(folder.at('outputs'))
  for (const [region, answers] of byRegion(facts)) {
    for (const [operation, pages] of answers) {
      await folder.write(
        `outputs/${company().id}/${region}/${fileName(operation)}.json`,
        saved(pages) as object,
      )
    }
  }

  const expected = await judgementsOf(folder.at('facts.ndjson'))
  expect(expected).toMatchObject({ notEvaluated: [], scope: { regions: ['us-east-1'] } })
  expect((expected as { findings: unknown[] }).findings.length).toBeGreaterThan(10)
  for (const form of ['facts.ndjson.gz', 'facts.json', 'outputs']) {
    expect(await judgementsOf(folder.at(form)), form).toEqual(expected)
  }
})
