import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rule } from '../rule.ts'
import { packageRoot } from './package-root.ts'

/** The topics of these rules, in order of their names: each has a page in the handbook. */
export const topicsOf = (rules: readonly Rule[]): readonly string[] =>
  [...new Set(rules.map((rule) => rule.topic))].sort()

/** A page of the handbook as it stands in `docs/handbook`; `README` is the index. */
export const handbookPage = (name: string, root = packageRoot): Promise<string> =>
  readFile(join(root, 'docs/handbook', `${name}.md`), 'utf8')

export interface Opening {
  readonly title: string
  /** What a page says first: a sentence or two that stand alone in a list of topics. */
  readonly summary: string
}

export function openingOf(page: string): Opening {
  const [heading = '', first = ''] = page.split(/\n{2,}/)
  return { title: heading.replace(/^# /, ''), summary: first.trim().replace(/\s*\n\s*/g, ' ') }
}
