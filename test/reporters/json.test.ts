import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/audit/report.ts'
import { formatOf } from '../../src/reporters/index.ts'
import { json as jsonPieces, jsonText, ndjson as lines } from '../../src/reporters/json.ts'
import { attacked, full, nothing, onlyGaps } from './reports.ts'

const json = (report: Report): string => [...jsonPieces(report)].join('')
const ndjson = (report: Report): string => [...lines(report)].join('')

const schema = JSON.parse(
  readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
) as object
const ajv = new Ajv({ allErrors: true, strictTypes: false })
addFormats.default(ajv)
const validate = ajv.compile(schema)
const reports = { full, nothing, onlyGaps, attacked }

describe('json', () => {
  test.each(Object.entries(reports))('holds to the schema: %s', (_, report) => {
    validate(JSON.parse(json(report)))
    expect(validate.errors).toBeNull()
  })

  test.each([
    [
      'a finding without a fingerprint',
      { ...full, findings: [{ ...full.findings[0], fingerprint: undefined }] },
    ],
    ['a status that there is not', { ...full, findings: [{ ...full.findings[0], status: 'maybe' }] }],
    ['a count that is none', { ...full, summary: { ...full.summary, fail: -1 } }],
    ['a time that is none', { ...full, startedAt: 'now' }],
  ])('the schema finds %s', (_, report) => {
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false)
  })

  test('is the report, and ends with a line', () => {
    expect(JSON.parse(json(attacked))).toEqual(JSON.parse(JSON.stringify(attacked)))
    expect(json(nothing).endsWith('}\n')).toBe(true)
  })

  test.each(Object.entries(reports))('in pieces it is what it would be in one: %s', (_, report) => {
    expect(json(report)).toBe(jsonText(report))
  })
})

describe('ndjson', () => {
  test('is a line each: the report, findings, gaps, the counts', () => {
    const lines = ndjson(full)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const { findings, notEvaluated, judgedWithout, summary, ...header } = full
    expect(lines).toEqual(
      JSON.parse(
        JSON.stringify([
          { type: 'report', ...header },
          ...findings.map((one) => ({ type: 'finding', ...one })),
          ...notEvaluated.map((one) => ({ type: 'notEvaluated', ...one })),
          ...judgedWithout.map((one) => ({ type: 'judgedWithout', ...one })),
          { type: 'summary', ...summary },
        ]),
      ),
    )
  })

  test('is never broken by what a name holds', () => {
    expect(
      ndjson(attacked)
        .trimEnd()
        .split(/[\r\n\u0085\u2028\u2029]/),
    ).toHaveLength(7)
  })
})

test.each([json, ndjson])(
  'no control character, and none that reverses text, is in it as it is (%o)',
  (reporter) => {
    // oxlint-disable-next-line no-control-regex -- that there is none is what is tested
    expect(reporter(attacked)).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\u{e0041}/u,
    )
  },
)

test.each([
  ['a.json', 'json'],
  ['a.b/C.JSON', 'json'],
  ['a.ndjson', 'ndjson'],
  ['a.jsonl', 'ndjson'],
  ['a.txt', 'table'],
  ['json', undefined],
  ['.json', undefined],
  ['a.constructor', undefined],
  ['a.__proto__', undefined],
  ['', undefined],
] as const)('the name %j asks for %s', (name, format) => expect(formatOf(name)).toBe(format))
