import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { demoAccount } from '../../src/cli/package-root.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { operations } from '../../src/inventory/operations.ts'
import { InternetExposure } from '../../src/network/exposure/exposure.ts'
import { reporters } from '../../src/reporters/index.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'

const JUNK: readonly unknown[] = [
  null,
  0,
  -1,
  'x',
  '',
  true,
  [],
  {},
  [null],
  ['x'],
  [{}],
  '\u001b[31m',
  { a: 1 },
]

/** The same value with one thing in it, somewhere, replaced by junk; `dice` says where. */
function spoiled(value: unknown, dice: readonly number[]): unknown {
  const [at = 0, ...rest] = dice
  if (rest.length === 0 || typeof value !== 'object' || value === null) return JUNK[at % JUNK.length]
  const keys = Object.keys(value)
  const key = keys[at % Math.max(1, keys.length)]
  if (key === undefined) return value
  const fields = value as Readonly<Record<string, unknown>>
  const changed = spoiled(fields[key], rest)
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? changed : item))
    : { ...fields, [key]: changed }
}

const dice = fc.array(fc.nat(1000), { minLength: 2, maxLength: 7 })

test('whatever AWS or a file answers, the audit goes on and every format can tell of it', async () => {
  const demo = await readSnapshot(demoAccount, operations)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(demo.facts.length - 1), dice), { minLength: 1, maxLength: 20 }),
      (changes) => {
        const facts = [...demo.facts]
        for (const [index, at] of changes) {
          const fact = facts[index]
          // A spoiled answer may be of any shape: that is the point.
          if (fact)
            facts[index] = { ...fact, response: spoiled(fact.response, at) as Record<string, unknown> }
        }
        const read = new Facts(new Snapshot(demo.createdAt, facts))
        const outcome = run(read, rules)
        const scope = { accounts: read.accounts, regions: ['us-east-1'], source: 'snapshot' as const }
        const report = makeReport(outcome, { version: '0', scope, startedAt: '', finishedAt: '' })
        for (const reporter of Object.values(reporters)) {
          const text = reporter(report, { color: false, width: 80, failOn: 'high', rules: new Map() })
          expect(typeof text === 'string' ? text : [...text].join('')).not.toBe('')
        }
        const world = read.at({ account: '123456789012', region: 'us-east-1' })
        expect(new InternetExposure(world).of([])).toEqual({ exposures: [], undecided: [] })
      },
    ),
    { numRuns: 60, seed: 1 },
  )
}, 120_000)
