import { demoSnapshot } from './demo.ts'
import { clientFiles } from './clients.ts'
import { kindRegistry } from './kinds.ts'
import { ruleRegistry } from './rules.ts'
import { readme } from './readme.ts'
import { rulePages } from './rule-pages.ts'

type Files = ReadonlyMap<string, string>

/** Every derived file by its path from the root, in steps: what a later step imports, an earlier one has written. */
export const steps: readonly ((root: string) => Promise<Files>)[] = [
  kindRegistry,
  ruleRegistry,
  clientFiles,
  rulePages,
  demoSnapshot,
  readme,
]
