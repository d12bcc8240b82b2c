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

/**
 * The whole report as one document, by schema/report.schema.json, in pieces: a text ends at half a gigabyte, which some
 * hundred thousand findings reach.
 */
export function* json(report: Report): Generator<string> {
  yield '{\n'
  const entries = Object.entries(report).filter(([, value]) => value !== undefined)
  for (const [index, [key, value]] of entries.entries()) {
    yield `  ${JSON.stringify(key)}: `
    if (Array.isArray(value) && value.length > 0) yield* list(value)
    else yield indented(value, '  ')
    yield index < entries.length - 1 ? ',\n' : '\n'
  }
  yield '}\n'
}

function* list(items: readonly unknown[]): Generator<string> {
  yield '[\n'
  for (const [index, item] of items.entries()) {
    yield `    ${indented(item, '    ')}${index < items.length - 1 ? ',' : ''}\n`
  }
  yield '  ]'
}

/** Line breaks in JSON only stand between its parts: in its texts they are escaped. */
const indented = (value: unknown, by: string): string =>
  escaped(JSON.stringify(value, undefined, 2)).replaceAll('\n', `\n${by}`)

/** A list of documents, one after the other. */
export function* jsonList(items: Iterable<object>): Generator<string> {
  let isFirst = true
  for (const item of items) {
    yield `${isFirst ? '[' : ','}\n  ${indented(item, '  ')}`
    isFirst = false
  }
  yield isFirst ? '[]\n' : '\n]\n'
}

/** Any document, with what editors and terminals would act on written as escapes. */
export const jsonText = (document: object): string => `${escaped(JSON.stringify(document, undefined, 2))}\n`

/** A line each: first what was audited, then findings and what was not evaluated, last the counts. */
export function* ndjson(report: Report): Generator<string> {
  const { findings, notEvaluated, judgedWithout, summary, ...header } = report
  const line = (type: string, fields: object): string => `${escaped(JSON.stringify({ type, ...fields }))}\n`
  yield line('report', header)
  for (const finding of findings) yield line('finding', finding)
  for (const one of notEvaluated) yield line('notEvaluated', one)
  for (const one of judgedWithout) yield line('judgedWithout', one)
  yield line('summary', summary)
}
