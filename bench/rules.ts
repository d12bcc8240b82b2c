/** Every rule on a large account, slowest first, in milliseconds: `npx tsx bench/rules.ts`. */
import { rules } from '../rules/index.ts'
import { run } from '../src/audit/run.ts'
import { Facts } from '../src/inventory/inventory.ts'
import { largeAccount } from './large-account.ts'

const clock = <T>(work: () => T): readonly [T, number] => {
  const began = performance.now()
  const result = work()
  return [result, performance.now() - began]
}

const [snapshot, making] = clock(() => largeAccount())
const facts = new Facts(snapshot)
// Rows and indexes are made by the first rule that looks at them: all rules once, then each by itself.
const [, all] = clock(() => run(facts, rules))
console.log(
  `${snapshot.facts.length} facts made in ${making.toFixed(0)} ms; all rules with rows and indexes: ${all.toFixed(0)} ms`,
)

const times = rules.map((rule) => {
  const [outcome, ms] = clock(() => run(facts, [rule]))
  return {
    rule: rule.id,
    ms,
    judgements: outcome.judgements.length,
    notEvaluated: outcome.notEvaluated.length,
  }
})
for (const { rule, ms, judgements, notEvaluated } of times.sort((a, b) => b.ms - a.ms)) {
  console.log(
    `${ms.toFixed(0).padStart(6)} ms  ${rule}  ${judgements} judgements${notEvaluated ? `, not evaluated: ${notEvaluated}` : ''}`,
  )
}
console.log(`heap ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB`)
