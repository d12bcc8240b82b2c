import { describe, expect, test } from 'vitest'
import { markdownText } from '../../src/reporters/markdown-text.ts'

const plain = (markdown: string, width = 40): string => markdownText(markdown, { color: false, width })

describe('a page on a terminal', () => {
  test('folds paragraphs to its width, and joins the lines that the page has', () => {
    expect(plain('one two three\nfour five', 14)).toBe('one two three\nfour five\n')
    expect(plain('one two\nthree four', 40)).toBe('one two three four\n')
  })

  test('has its headings in bold, and no marks', () => {
    expect(markdownText('## The way', { color: true, width: 40 })).toBe('\u001B[1mThe way\u001B[22m\n')
    expect(plain('**Bold**, _leaning_, `a_b_c *` and a_b_c')).toBe('Bold, leaning, a_b_c * and a_b_c\n')
  })

  test('numbers its links, each once, and lists them at the end', () => {
    const page =
      'See [one][q], [two](https://aws.amazon.com/b), [again][Q] and [near](nat.md).\n\n[q]: https://a.b/c'
    expect(plain(page, 80)).toBe(
      'See one [1], two [2], again [1] and near.\n\nLinks\n\n[1] https://a.b/c\n[2] https://aws.amazon.com/b\n',
    )
    expect(plain('[One] and [none].\n\n[one]: https://a.b/c')).toMatch(/^One \[1\] and \[none\]\.\n/)
    expect(plain('<https://a.b/c>')).toBe('[1]\n\nLinks\n\n[1] https://a.b/c\n')
  })

  test('hangs its lists', () => {
    expect(plain('- one two three\n  four\n- five\n\n1. six seven eight', 12)).toBe(
      '- one two\n  three four\n- five\n\n1. six seven\n   eight\n',
    )
  })

  test('leaves code blocks as they are, blank lines and marks too', () => {
    expect(plain('```text\n# a  *b*\n\n| [c](d) |\n```', 5)).toBe('# a  *b*\n\n| [c](d) |\n')
  })

  test('aligns its tables, and folds them where there is no room', () => {
    const page = '| A | Second |\n| --- | --- |\n| one | two |\n| [three](https://a.b/c) | `x \\| y` |'
    expect(plain(page).split('\n\nLinks')[0]).toBe(
      'A          Second\n─────────  ──────\none        two\nthree [1]  x | y',
    )
    expect(plain('| A | B |\n| --- | --- |\n| one two | three four |\n| x | y |', 14)).toBe(
      'A       B\n──────  ──────\none     three\ntwo     four\n\nx       y\n',
    )
  })

  test('drops comments', () => {
    expect(plain('<!-- a -->\n\nb\n\n<!-- /a -->\n')).toBe('b\n')
  })
})
