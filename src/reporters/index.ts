import { basename } from 'node:path'
import type { FailOn } from '../audit/gate.ts'
import type { Report } from '../audit/report.ts'
import type { Rule } from '../rule.ts'
import { asff } from './asff.ts'
import { csv } from './csv.ts'
import { github } from './github.ts'
import { html } from './html/html.ts'
import { json, ndjson } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { ocsf } from './ocsf.ts'
import { sarif } from './sarif.ts'
import { table } from './table.ts'

export interface Style {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
}

export interface ReportStyle extends Style {
  /** What the gate fails on: formats that say passed or failed say what the exit status says. */
  readonly failOn: FailOn
  /** Rules by id, for formats that explain them. */
  readonly rules: ReadonlyMap<string, Pick<Rule, 'why' | 'fix' | 'severity'>>
  /** A drawing of what was audited, for formats that show one. */
  readonly map?: MapDrawing
}

export interface MapDrawing {
  /** An inline `<svg>`: what is drawn has `data-id`; no style attributes, for a page with a policy refuses them. */
  readonly svg: string
  /** By the fingerprint of a finding, the data-id of what it is painted on. */
  readonly places: ReadonlyMap<string, string>
}

/** Every format; the keys are the values of `--format`. */
export const reporters = {
  table,
  json,
  ndjson,
  csv,
  markdown,
  html,
  sarif,
  junit,
  ocsf,
  asff,
  github,
} satisfies Record<string, (report: Report, style: ReportStyle) => string | Iterable<string>>

export type Format = keyof typeof reporters

/** Longer endings first: `.sarif.json` is no `.json`. */
const ENDINGS: readonly (readonly [ending: string, format: Format])[] = [
  ['.sarif.json', 'sarif'],
  ['.ocsf.json', 'ocsf'],
  ['.asff.json', 'asff'],
  ['.sarif', 'sarif'],
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.csv', 'csv'],
  ['.md', 'markdown'],
  ['.html', 'html'],
  ['.xml', 'junit'],
  ['.txt', 'table'],
]

/** The endings that say a format, for people. */
export const endings = ENDINGS.map(([ending]) => ending).join(', ')

/** The format that a file's name asks for. */
export const formatOf = (file: string): Format | undefined =>
  ENDINGS.find(
    ([ending]) => basename(file).length > ending.length && file.toLowerCase().endsWith(ending),
  )?.[1]
