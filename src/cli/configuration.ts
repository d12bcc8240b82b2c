/** The configuration that a command line means, and what it makes of rules. */
import { matches } from '../audit/wildcard.ts'
import type { Config } from '../config/load.ts'
import { findConfig } from '../config/find.ts'
import type { Rule, Settings, Severity } from '../rule.ts'

const NO_CONFIG: Config = { values: {}, file: undefined }

export interface ConfigFlags {
  readonly config?: string | undefined
  readonly 'no-config'?: boolean | undefined
}

/** The file that --config names, else the one that holds in this folder; none with --no-config. */
export async function configurationFor(flags: ConfigFlags): Promise<Config> {
  if (flags['no-config']) return NO_CONFIG
  const path = flags.config ?? (await findConfig(process.cwd()))
  if (path === undefined) return NO_CONFIG
  // Loaded late: most runs have no configuration, and some commands no rules.
  const [{ loadConfig }, { rules }, { reporters }] = await Promise.all([
    import('../config/load.ts'),
    import('../../rules/index.ts'),
    import('../reporters/index.ts'),
  ])
  return loadConfig(path, { rules, formats: Object.keys(reporters) })
}

/** What the configuration says of one rule: its own entry, after those of the globs that match it, as they stand. */
export interface RuleSays {
  readonly enabled: boolean
  readonly severity?: Severity | undefined
  readonly settings?: Settings | undefined
  /** The key that said so last. */
  readonly by?: string | undefined
}

export function sayOf(rule: Rule, { values }: Config): RuleSays {
  let says: RuleSays = { enabled: true }
  for (const [key, value] of Object.entries(values.rules ?? {})) {
    if (value === undefined || !matches(key, rule.id)) continue
    says = { ...says, ...entryOf(value), by: key }
  }
  return says
}

type RuleValue = NonNullable<NonNullable<Config['values']['rules']>[string]>

function entryOf(value: RuleValue): Partial<RuleSays> {
  if (value === 'on' || value === 'off') return { enabled: value === 'on' }
  if (typeof value === 'string') return { enabled: true, severity: value }
  // The schema holds a rule's settings to those that it declares.
  const { enabled, severity, settings } = value as {
    readonly enabled?: boolean
    readonly severity?: Severity
    readonly settings?: Settings
  }
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(severity === undefined ? {} : { severity }),
    ...(settings === undefined ? {} : { settings }),
  }
}

export const severitiesBy = (chosen: readonly Rule[], config: Config): ReadonlyMap<string, Severity> =>
  new Map(
    chosen.flatMap((rule) => {
      const { severity } = sayOf(rule, config)
      return severity ? [[rule.id, severity] as const] : []
    }),
  )

export const settingsBy = (chosen: readonly Rule[], config: Config): Readonly<Record<string, Settings>> =>
  Object.fromEntries(
    chosen.flatMap((rule) => {
      const { settings } = sayOf(rule, config)
      return settings ? [[rule.id, settings] as const] : []
    }),
  )
