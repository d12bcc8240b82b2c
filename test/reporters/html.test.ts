import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { Script } from 'node:vm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding, Report } from '../../src/audit/report.ts'
import type { PageData } from '../../src/reporters/html/data.ts'
import { MODULES, STYLES } from '../../src/reporters/html/page.ts'
import { formatOf, reporters } from '../../src/reporters/index.ts'
import { bad, reportOn, ruleOf } from '../support/judging.ts'
import { STYLE, demoReport, inFormat } from './everything.ts'
import { attacked, full, nothing, onlyGaps } from './reports.ts'

let demo: Report
beforeAll(async () => {
  demo = await demoReport()
})
const pageOf = (report: Report, style = STYLE): string => inFormat('html', report, style)

/** What stands in the elements of a kind, with their attributes. */
const elements = (page: string, tag: string): readonly (readonly [attributes: string, text: string])[] =>
  [...page.matchAll(new RegExp(`<${tag}\\b([^>]*)>([^]*?)</${tag}>`, 'g'))].map(
    ([, attributes = '', text = '']) => [attributes, text],
  )

const dataOf = (page: string): PageData => {
  const [found] = elements(page, 'script').filter(([attributes]) => attributes.includes('id="data"'))
  return JSON.parse(found?.[1] ?? '') as PageData
}

const policyOf = (page: string): string =>
  /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1] ?? ''

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page without what differs from report to report: its frame, and the script and style that are ours. */
const frameOf = (page: string): string =>
  page.replace(/(<script type="application\/json" id="data">)[^]*?(<\/script>)/, '$1$2')

/** What a finding says, as the page has it. */
const told = (data: PageData): readonly unknown[] =>
  data.findings.map((one) => {
    const { id, title, topic, pillar, reference } = data.rules[one.rule] ?? {}
    const evidence = one.evidence.map(({ resource = one.resource, fact, fields }) => ({
      id: resource.id,
      fact,
      fields,
    }))
    return { ...one, rule: { id, title, topic, pillar, reference }, evidence }
  })

const expected = (one: Finding, status: string): object => ({
  fingerprint: one.fingerprint,
  rule: {
    id: one.ruleId,
    title: one.title,
    topic: one.topic,
    pillar: one.pillar,
    reference: one.reference,
  },
  severity: one.severity,
  status,
  resource: one.resource,
  account: one.account,
  region: one.region,
  message: one.message,
  evidence: one.evidence.map(({ resource, fact, fields }) => ({
    id: resource.id,
    fact,
    fields: Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  })),
  remediation: one.remediation,
  ...(one.suppression ? { suppression: one.suppression } : {}),
  ...(one.baseline ? { baseline: one.baseline } : {}),
})

test('a file that ends in .html gets it', () => {
  expect(formatOf('reports/awsnet.html')).toBe('html')
})

describe('what it holds', () => {
  test('the whole report, what is gone since the baseline included', () => {
    const data = dataOf(pageOf(demo))
    const { tool, scope, startedAt, finishedAt, summary, notEvaluated, judgedWithout } = demo
    expect(data).toMatchObject({
      tool,
      scope,
      startedAt,
      finishedAt,
      summary,
      notEvaluated,
      judgedWithout,
    })
    expect(told(data)).toEqual([
      ...demo.findings.map((one) => expected(one, one.status)),
      ...(demo.gone ?? []).map((one) => expected(one, 'gone')),
    ])
  })

  test('the texts of each rule once, with why and how to fix', () => {
    const page = pageOf(demo)
    const { rules } = dataOf(page)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { id, why, fix, title } of rules) {
      expect({ why, fix }).toEqual({ why: STYLE.rules.get(id)?.why, fix: STYLE.rules.get(id)?.fix })
      expect(page.split(`"title":${JSON.stringify(title)}`)).toHaveLength(2)
    }
  })

  test('two reports of the same are the same', () => {
    const shuffled: Report = { ...demo, findings: demo.findings.map((one): Finding => ({ ...one })) }
    expect(pageOf(shuffled)).toBe(pageOf(demo))
  })

  test('20,000 findings are written in less than three seconds, and in pieces', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `vpc-${index}`)
    const report = reportOn([
      ruleOf([]),
      ...ids.map((id) => bad(id, { message: `${id} is bad, and this says at some length why.` })),
    ])
    const began = performance.now()
    const pieces = [...reporters.html(report, STYLE)]
    expect(performance.now() - began).toBeLessThan(3000)
    expect(pieces.length).toBeGreaterThan(20_000)
    expect(dataOf(pieces.join('')).findings).toHaveLength(20_000)
  })
})

describe('what it lets a browser do', () => {
  test('run its own script and style, and nothing else', () => {
    const page = pageOf(demo)
    const scripts = elements(page, 'script').filter(
      ([attributes]) => !attributes.includes('application/json'),
    )
    const styles = elements(page, 'style')
    expect([scripts.length, styles.length]).toEqual([1, 1])
    expect(policyOf(page).split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash(styles[0]?.[1] ?? '')}`,
      `script-src ${hash(scripts[0]?.[1] ?? '')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
  })

  test('the policy stands before all that it is about', () => {
    const page = pageOf(demo)
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(300)
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(style|script|link)\b/))
  })

  test("a map's own style is let in, as a browser reads it there", () => {
    const svg = '<svg data-of="test"><style>g &gt; a { fill: red }</style><g data-id="vpc-1"/></svg>'
    const page = pageOf(demo, { ...STYLE, map: { svg, places: new Map() } })
    expect(page).toContain(svg)
    expect(policyOf(page)).toContain(`${hash('g > a { fill: red }')}; script-src`)
  })

  test('a finding knows its place on the map', () => {
    const [first] = demo.findings
    const places = new Map([[first?.fingerprint ?? '', 'vpc-1']])
    const data = dataOf(pageOf(demo, { ...STYLE, map: { svg: '<svg></svg>', places } }))
    expect(data.findings.filter(({ place }) => place === 'vpc-1').map((one) => one.fingerprint)).toEqual([
      first?.fingerprint,
    ])
  })
})

describe('hostile names', () => {
  test('end nowhere as markup', () => {
    const page = pageOf(attacked)
    expect(frameOf(page)).toBe(frameOf(pageOf(nothing)))
    const data = page.slice(
      page.indexOf('id="data">') + 10,
      page.lastIndexOf('</script>', page.lastIndexOf('<script>')),
    )
    expect(data).not.toMatch(/[<>&\u2028\u2029]/)
    expect(data).toContain(String.raw`\u003cscript\u003e`)
  })
})

describe('the page itself', () => {
  test('is a whole document whatever the report holds', () => {
    for (const report of [demo, full, nothing, onlyGaps, attacked]) {
      const page = pageOf(report)
      expect(page.startsWith('<!doctype html>\n')).toBe(true)
      expect(page.trimEnd().endsWith('</html>')).toBe(true)
      expect(page).not.toMatch(/<!-- \w+ -->/)
    }
  })

  test('has one script, of all modules, that parses, and every style', () => {
    const files = readdirSync(new URL('../../src/reporters/html/page', import.meta.url))
    const modules = files.filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3))
    expect(modules.sort()).toEqual([...MODULES].sort())
    const styles = files.filter((file) => file.endsWith('.css')).map((file) => file.slice(0, -4))
    expect(styles.sort()).toEqual([...STYLES].sort())
    const script = elements(pageOf(nothing), 'script').at(-1)?.[1] ?? ''
    expect(() => new Script(script)).not.toThrow()
    expect(script).not.toMatch(/^(import|export)\b/m)
  })

  test('makes no markup of texts, and knows no address', () => {
    const page = frameOf(pageOf(nothing))
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)
    expect(page).not.toMatch(/\bfetch\(|XMLHttpRequest|sendBeacon|\burl\(|@import|src="/)
    expect(page.match(/https?:\/\/[\w./]+/g)).toEqual(['http://www.w3.org/2000/svg'])
  })
})
