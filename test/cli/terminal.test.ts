import { describe, expect, test } from 'vitest'
import { drawn, wantsColor, widthOf } from '../../src/cli/terminal.ts'

describe('boxes are drawn', () => {
  const box = '┌─┬─┐\n│a│…│\n└─┴─┘'
  const ascii = '+-+-+\n|a|...|\n+-+-+'

  test.each([
    [{ LANG: 'en_US.UTF-8' }, box],
    [{ LANG: 'C.utf8' }, box],
    // Containers say nothing, and their terminals speak UTF-8.
    [{}, box],
    [{ LANG: 'C' }, ascii],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }, ascii],
    [{ LANG: 'de_DE.ISO-8859-1' }, ascii],
  ])('for the locale %j', (env, expected) => {
    expect(drawn(box, env)).toBe(expected)
  })
})

describe('colours', () => {
  const terminal = { isTTY: true } as const
  test.each([
    [true, { isTTY: false }, { NO_COLOR: '1' }, true],
    [false, terminal, { FORCE_COLOR: '1' }, false],
    [undefined, terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [undefined, { isTTY: false }, { FORCE_COLOR: '1' }, true],
    [undefined, terminal, {}, true],
    [undefined, terminal, { TERM: 'dumb' }, false],
    [undefined, { isTTY: false }, {}, false],
  ])('flag %s, %j, %j: %s', (flag, stream, env, expected) => {
    expect(wantsColor(flag, stream as { isTTY: boolean }, env)).toBe(expected)
  })
})

test('the width is what the terminal says, else COLUMNS, else 80', () => {
  expect(widthOf({ isTTY: true, columns: 132 }, { COLUMNS: '90' })).toBe(132)
  expect(widthOf({ isTTY: false }, { COLUMNS: '90' })).toBe(90)
  expect(widthOf({ isTTY: false }, { COLUMNS: 'wide' })).toBe(80)
})
