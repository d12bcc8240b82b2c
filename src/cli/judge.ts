/** Facts judged as the configuration says: what `audit`, `diff` and `map` have in common. */
import { type Report, type ReportContext, makeReport } from '../audit/report.ts'
import { run } from '../audit/run.ts'
import type { Config } from '../config/load.ts'
import type { Facts } from '../inventory/inventory.ts'
import type { Rule } from '../rule.ts'
import { settingsBy, severitiesBy } from './configuration.ts'
import { version } from './package-root.ts'

export interface JudgeOptions extends Omit<ReportContext, 'version' | 'scope' | 'severities' | 'finishedAt'> {
  readonly scope: Omit<ReportContext['scope'], 'accounts'>
  /** By default when it has judged. */
  readonly finishedAt?: string
  readonly countPasses: boolean
}

export function judge(
  facts: Facts,
  chosen: readonly Rule[],
  config: Config,
  { scope, countPasses, finishedAt, ...context }: JudgeOptions,
): Report {
  const { nonProduction } = config.values
  const outcome = run(facts, chosen, {
    settings: settingsBy(chosen, config),
    ...(nonProduction ? { nonProduction } : {}),
    countPasses,
  })
  return makeReport(outcome, {
    ...context,
    version,
    scope: { accounts: facts.accounts, ...scope },
    finishedAt: finishedAt ?? new Date().toISOString(),
    severities: severitiesBy(chosen, config),
  })
}
