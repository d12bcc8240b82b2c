import { extname } from 'node:path'
import type { Report } from '../audit/report.ts'
import { json, ndjson } from './json.ts'
import { table } from './table.ts'

export interface Style {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
}

/** Every format; the keys are the values of `--format`. */
export const reporters = { table, json, ndjson } satisfies Record<
  string,
  (report: Report, style: Style) => string
>

export type Format = keyof typeof reporters

const ENDINGS: ReadonlyMap<string, Format> = new Map([
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.txt', 'table'],
])

/** The format that a file's name asks for. */
export const formatOf = (file: string): Format | undefined => ENDINGS.get(extname(file).toLowerCase())
