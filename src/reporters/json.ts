import type { Report } from '../audit/report.ts'

// JSON leaves these as they are, though terminals and editors act on them; inside JSON they can only stand in texts.
const UNSAFE =
  /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

const escaped = (json: string): string =>
  json.replace(UNSAFE, (found) =>
    // JSON's escapes are of UTF-16 units.
    found
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )

/** The whole report as one document, by schema/report.schema.json. */
export const json = (report: Report): string => jsonText(report)

/** Any document, with what editors and terminals would act on written as escapes. */
export const jsonText = (document: object): string => `${escaped(JSON.stringify(document, undefined, 2))}\n`

/** A line each: first what was audited, then findings and what was not evaluated, last the counts. */
export function ndjson(report: Report): string {
  const { findings, notEvaluated, judgedWithout, summary, ...header } = report
  const lines = [
    { type: 'report', ...header },
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    ...notEvaluated.map((one) => ({ type: 'notEvaluated', ...one })),
    ...judgedWithout.map((one) => ({ type: 'judgedWithout', ...one })),
    { type: 'summary', ...summary },
  ]
  return lines.map((line) => `${escaped(JSON.stringify(line))}\n`).join('')
}
