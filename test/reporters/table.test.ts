import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { table } from '../../src/reporters/table.ts'
import { safeText } from '../../src/reporters/terminal-text.ts'
import { attacked, full, nothing, onlyGaps } from './reports.ts'

const reports = { full, nothing, 'only-gaps': onlyGaps }
const plain = (width: number) => ({ color: false, width })
/** By Unicode's own properties, and not by the reporter's ranges. */
const columns = (text: string): number =>
  [...text].reduce(
    (sum, one) =>
      sum +
      (/\p{Mn}/u.test(one)
        ? 0
        : /\p{Emoji_Presentation}|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]/u.test(one)
          ? 2
          : 1),
    0,
  )
const tooWide = (text: string, width: number): readonly string[] =>
  stripVTControlCharacters(text)
    .split('\n')
    // Commands are for copying: they stay on one line.
    .filter((line) => !line.startsWith('Fix ') && columns(line) > width)

describe('the table', () => {
  for (const [name, report] of Object.entries(reports)) {
    test.each([80, 140])(`shows ${name} in %i columns`, async (width) => {
      await expect(table(report, plain(width))).toMatchFileSnapshot(`golden/${name}-${width}.txt`)
    })
  }

  test.each([60, 80, 100, 140])('fits into %i columns', (width) => {
    for (const report of [full, nothing, onlyGaps, attacked])
      expect(tooWide(table(report, plain(width)), width)).toEqual([])
  })

  test('says the same with colours', () => {
    const colored = table(full, { color: true, width: 80 })
    expect(colored).toContain('\u001b[')
    expect(stripVTControlCharacters(colored)).toBe(table(full, plain(80)))
  })

  test('of thousands of findings takes no time to speak of', () => {
    const [finding] = full.findings
    const findings = Array.from({ length: 3000 }, (_, index) => ({
      ...finding,
      resource: { type: 't', id: `subnet-${index}` },
    }))
    const began = performance.now()
    const shown = table({ ...full, findings: findings as typeof full.findings }, plain(80))
    expect(performance.now() - began).toBeLessThan(3000)
    expect(shown).toContain('subnet-2999')
    expect(shown.match(/Resource/g)).toHaveLength(1)
    expect(shown.match(/[┌└]/g)).toHaveLength(2)
    expect(shown.split('\n').filter((line) => line.includes('│') && !/^│.*│$/.test(line))).toEqual([])
  })

  test('cuts no id, however narrow: folded, it is all there', () => {
    const [id = ''] = full.findings.map((one) => one.resource.id).filter((one) => one.startsWith('arn:'))
    const cells = table(full, plain(60))
      .split('\n')
      .flatMap((line) => line.split('│')[1]?.trim() ?? [])
    expect(cells.join('')).toContain(id.split(':').slice(5).join(':'))
  })
})

describe('what comes from AWS', () => {
  test('reaches the terminal as text, not as a command, in every place', () => {
    const shown = table(attacked, plain(100))
    // oxlint-disable-next-line no-control-regex -- that there is none is what is tested
    expect(shown).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]|\u{e0041}/u,
    )
    expect(shown).toContain('\\u001b[2J')
    expect(shown.length).toBeLessThan(40_000)
  })

  test.each([
    ['a\u001b[31mb', 'a\\u001b[31mb'],
    ['a\r\nb\tc', 'a b c'],
    ['a\u202eb\u{e0041}', 'a\\u202eb\\u{e0041}'],
    ['äöü 日本 😀', 'äöü 日本 😀'],
    ['x'.repeat(3000), `${'x'.repeat(2000)}…`],
  ])('%j is shown as %j', (text, shown) => expect(safeText(text)).toBe(shown))
})
