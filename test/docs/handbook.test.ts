import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { openingOf, topicsOf } from '../../src/cli/handbook.ts'
import { root } from '../support/cli.ts'
import { statements, unsourced } from '../support/sourced.ts'

const folder = join(root, 'docs/handbook')
const pages = readdirSync(folder).filter((name) => name !== 'README.md')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
/** A page without the list of its rules, which is as long as there are rules. */
const written = (name: string): string =>
  read(name).replace(/<!-- rules: generated -->[^]*<!-- \/rules -->/, '')

test('every topic has a page, and every page a topic', () => {
  expect(pages.map((name) => name.replace('.md', '')).sort()).toEqual(topicsOf(rules))
})

describe.each(pages)('docs/handbook/%s', (name) => {
  const page = read(name)
  const tokens = new MarkdownIt().parse(page, {})

  test('opens with a title and a sentence that can stand in a list', () => {
    const { title, summary } = openingOf(page)
    expect(title).toMatch(/^\w/)
    expect(summary).toMatch(/^[^[\]`]{20,150}\.$/)
  })

  test('lists the rules of its topic, all of them and no others', () => {
    const listed = [...page.matchAll(/^- \[([\w-]+)\]\(\.\.\/rules\/([\w-]+)\.md\)/gm)]
    const ids = rules.filter((rule) => `${rule.topic}.md` === name).map(({ id }) => id)
    expect(listed.map(([, text]) => text)).toEqual(ids)
    expect(listed.map(([, , target]) => target)).toEqual(ids)
  })

  test('its links lead somewhere', () => {
    const links = tokens
      .flatMap(({ children }) => children ?? [])
      .map((token) => token.attrGet('href'))
      .filter((link) => link !== null)
    for (const link of links) {
      if (link.startsWith('https://')) expect(link).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\/\S+$/)
      else expect(existsSync(join(folder, link)), link).toBe(true)
    }
    // A reference that is not defined stays as it was written.
    for (const text of statements(page).map((one) => one.text)) expect(text).not.toMatch(/\]\[|\]\(/)
  })

  test('says of every number where AWS gives it', () => {
    expect(unsourced(written(name))).toEqual([])
  })

  test('is short, and fits a terminal', () => {
    const lines = written(name).split('\n')
    expect(lines.length).toBeLessThanOrEqual(130)
    const long = lines.filter((line) => line.length > 118 && !/^\[[^\]]+\]: /.test(line))
    expect(long).toEqual([])
    const drawings = tokens
      .filter(({ type }) => type === 'fence')
      .flatMap(({ content }) => content.split('\n'))
    expect(drawings.filter((line) => [...line].length > 70)).toEqual([])
  })
})

describe('a number of AWS needs its source', () => {
  const flagged: Record<string, string> = {
    'a time': 'It drops a connection after 350 seconds.',
    'a time in words': 'A request lapses after seven days.',
    'a speed': 'One flow gets 5 Gbps.',
    'a price': 'It costs 0.045 USD an hour.',
    'a price with its sign': 'It costs $0.045 an hour.',
    'a part of a hundred': 'AWS promises 99.99 percent.',
    'a quota': 'A table holds 500 routes.',
    'a large number with a word between': 'It holds 55,000 simultaneous connections.',
    'a size': 'The MTU is 9001 bytes.',
    'a row beside one with its source':
      '| a | b |\n| --- | --- |\n| 5 Gbps | x |\n| 5 Gbps | [x](https://docs.aws.amazon.com/x) |',
    'an item under one with its source': '- [x](https://docs.aws.amazon.com/x) 5 Gbps\n- 350 seconds',
    'a link elsewhere': 'It drops a connection after [350 seconds](https://example.com/x).',
  }
  const accepted: Record<string, string> = {
    'a source in the sentence': 'It drops it after [350 seconds](https://docs.aws.amazon.com/x).',
    'a source by reference': 'It drops it after [350 seconds][x].\n\n[x]: https://docs.aws.amazon.com/x',
    'a page of prices': 'It costs [0.045 USD](https://aws.amazon.com/vpc/pricing/) an hour.',
    'ports, blocks, addresses and RFCs': 'TCP 443 from 10.0.0.0/16 to 10.1.2.3, ports 1024-65535, RFC 1918.',
    'numbers that are nobody’s': 'Two tunnels, one of which is down.',
    'a drawing': '```text\n5 Gbps\n```',
  }
  test.each(Object.entries(flagged))('%s', (_, text) => expect(unsourced(text)).toHaveLength(1))
  test.each(Object.entries(accepted))('not %s', (_, text) => expect(unsourced(text)).toEqual([]))
})
