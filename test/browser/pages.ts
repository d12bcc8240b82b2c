/** Reports as pages, and a browser to open them in. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Finding, Report } from '../../src/audit/report.ts'
import type { MapDrawing, ReportStyle } from '../../src/reporters/index.ts'
import { STYLE, inFormat } from '../reporters/everything.ts'
import { ownFolder } from '../support/files.ts'
import { bad, reportOn, ruleOf } from '../support/judging.ts'
import { executablePath } from './setup.ts'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page, with all that it asked for and all that it complained of. */
export interface Opened {
  readonly page: Page
  readonly address: string
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

/** A browser for the tests of a file: `open` shows a report in it. */
export function withBrowser(): {
  readonly open: (
    report: Report,
    options?: {
      readonly style?: ReportStyle
      readonly hash?: string
      readonly context?: BrowserContextOptions
    },
  ) => Promise<Opened>
} {
  const folder = ownFolder()
  let browser: Browser | undefined
  let written = 0
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ARGS })
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
  })
  return {
    async open(report, { style = STYLE, hash = '', context = {} } = {}) {
      const file = folder.at(`report-${written++}.html`)
      writeFileSync(file, inFormat('html', report, style))
      const address = pathToFileURL(file).href
      if (!browser) throw new Error('There is no browser.')
      const page = await browser
        .newContext({ viewport: { width: 1280, height: 900 }, ...context })
        .then((made) => made.newPage())
      const [requests, complaints]: [string[], string[]] = [[], []]
      page.on('request', (request) => requests.push(request.url().split('#', 1)[0] ?? ''))
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => complaints.push(message.text()))
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      await page.goto(address + hash)
      return { page, address, requests, complaints }
    },
  }
}

/** Nothing was asked of anybody, and nothing was refused. */
export function expectQuiet({ requests, complaints, address }: Opened): void {
  expect(requests.filter((one) => one !== address && one !== 'data:,')).toEqual([])
  expect(complaints).toEqual([])
}

/** Twenty thousand findings with all that findings have, of forty rules. */
export function twentyThousand(): Report {
  const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
  const said = Array.from({ length: 40 }, (_, rule) => {
    const severity = severities[rule % 5] ?? 'info'
    const made = ruleOf([], { id: `rule-${rule}`, title: `Property number ${rule} does not hold`, severity })
    const failures = Array.from({ length: 500 }, (_, index) => {
      const id = `vpc-${rule}-${index}`
      const on = { name: `network-${index}`, arn: `arn:aws:ec2:us-east-1:111111111111:vpc/${id}` }
      return bad(id, {
        on: { ...on, region: index % 3 === 0 ? 'eu-west-1' : 'us-east-1' },
        message: `${id} is bad, and this says at some length why that is so and what it does to traffic.`,
      })
    })
    return [made, ...failures] as const
  })
  return reportOn(...said)
}

/** A drawing in which the first findings have places, as a map would have. */
export function smallMap(findings: readonly Finding[]): MapDrawing {
  const [first, second] = findings
  const things = [first, second].map((finding, index) => {
    const x = 20 + index * 220
    return `<g data-id="thing-${index}" transform="translate(${x} 20)"><title>${finding?.resource.type ?? ''}</title><rect class="box" width="180" height="60" rx="6"/><text x="12" y="36" font-size="14">thing ${index}</text></g>`
  })
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 100" width="440" height="100" role="group" aria-label="The network"><style>.box { fill: #eef3f7; stroke: #5b6b7a } g &gt; .box { stroke-width: 1.5 }</style>${things.join('')}</svg>`,
    places: new Map(
      [first, second].flatMap((finding, index) =>
        finding ? [[finding.fingerprint, `thing-${index}`] as const] : [],
      ),
    ),
  }
}
