import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as hub from '@aws-sdk/client-securityhub'
import official from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { parse as parseCsv } from 'csv-parse/sync'
import MarkdownIt from 'markdown-it'
import { parse as parseTestResults } from 'test-results-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { exitStatus } from '../../src/audit/gate.ts'
import type { Finding, Report } from '../../src/audit/report.ts'
import { operationOf, members, required, type Schema } from '../../src/replay/schema.ts'
import { type Format, reporters } from '../../src/reporters/index.ts'
import { markdownWithin } from '../../src/reporters/markdown.ts'
import { ownFolder } from '../support/files.ts'
import { bad, reportOn, ruleOf } from '../support/judging.ts'
import { STYLE, demoReport, inFormat } from './everything.ts'
import { attacked, full, nothing, onlyGaps } from './reports.ts'

let demo: Report
beforeAll(async () => {
  demo = await demoReport()
})
const reports = (): Readonly<Record<string, Report>> => ({ demo, full, nothing, onlyGaps, attacked })
const NAMES = ['demo', 'full', 'nothing', 'onlyGaps', 'attacked']
const written = (format: Format, name: string): string => inFormat(format, reports()[name] ?? demo)
const folder = ownFolder()

/** Without the `id` of JSON Schema's fourth draft, which later readers refuse. */
function modern(schema: object): object {
  const { id: _id, $schema: _dialect, ...rest } = { ...schema } as Record<string, unknown>
  return rest
}
const ajv = (): Ajv => {
  const made = new Ajv({ strict: false, allErrors: true, validateSchema: false, unicodeRegExp: false })
  addFormats.default(made)
  return made
}

/** 30,000 findings with all that a finding has. */
const large = (): Report => {
  const report = reportOn([
    ruleOf([]),
    ...Array.from({ length: 30_000 }, (_, index) =>
      bad(`vpc-${index}`, {
        severity: (['low', 'high', 'medium'] as const)[index % 3],
        message: `vpc-${index} is bad, and this says at some length why that is so.`,
      }),
    ),
  ])
  return report
}

interface Sarif {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          id: string
          properties: { tags: string[]; 'security-severity'?: string }
        }[]
      }
    }
    readonly automationDetails: { readonly id: string }
    readonly invocations: readonly {
      executionSuccessful: boolean
      toolExecutionNotifications: readonly { message: { text: string } }[]
    }[]
    readonly results: readonly {
      ruleId: string
      ruleIndex: number
      level: string
      locations: readonly {
        physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } }
      }[]
      partialFingerprints: Record<string, string>
      suppressions?: readonly { kind: string; justification: string }[]
      baselineState?: string
    }[]
  }[]
}

describe('sarif', () => {
  const validate = ajv().compile(modern(official))
  const read = (name: string): Sarif => JSON.parse(written('sarif', name)) as Sarif

  test.each(NAMES)('holds to the schema of OASIS: %s', (name) => {
    validate(read(name))
    expect(validate.errors).toBeNull()
  })

  test('gives GitHub what it refuses files without', () => {
    const [run] = read('demo').runs
    expect(run?.results.length).toBeGreaterThan(100)
    for (const result of run?.results ?? []) {
      const [location] = result.locations
      const { uri } = location?.physicalLocation.artifactLocation ?? { uri: '' }
      expect(uri).toMatch(/^aws\/[\w%.-]+\/[\w%.-]+\/[\w%.-]+\/[\w%.!~*'()-]+$/)
      expect(location?.physicalLocation.region.startLine).toBe(1)
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId)
      expect(result.partialFingerprints['awsnet/v1']).toMatch(/^[0-9a-f]{32}$/)
      expect(result.partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{32}:1$/)
    }
    for (const { properties } of run?.tool.driver.rules ?? []) {
      expect(properties.tags.includes('security')).toBe(properties['security-severity'] !== undefined)
      expect(properties.tags.length).toBeLessThanOrEqual(20)
    }
    expect(run?.automationDetails.id).toBe('awsnet/123456789012/eu-west-1+us-east-1/')
  })

  test('marks what is suppressed, known, and not evaluated', () => {
    const [run] = read('demo').runs
    const suppressed = run?.results.filter((one) => one.suppressions) ?? []
    expect(suppressed.length).toBe(demo.summary.suppressed)
    expect(suppressed[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'The stores are moving.' },
    ])
    expect(new Set(run?.results.map((one) => one.baselineState))).toEqual(
      new Set(['new', 'unchanged', undefined]),
    )
    expect(run?.invocations[0]?.executionSuccessful).toBe(false)
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain(
      'vpn-tunnel-down in 123456789012, eu-west-1, for want of ec2:DescribeVpnConnections',
    )
  })

  test('keeps the limits of GitHub with 30,000 findings: the most severe stay, and it says so', () => {
    const text = reporters.sarif(large(), STYLE)
    const [run] = (JSON.parse(text) as Sarif).runs
    expect(run?.results).toHaveLength(5000)
    expect(new Set(run?.results.map((one) => one.level))).toEqual(new Set(['error']))
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain(
      '25000 less severe findings were left out',
    )
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
    expect(run?.tool.driver.rules.length).toBeLessThan(25_000)
  })
})

describe('junit', () => {
  const read = (name: string) => {
    const path = folder.at(`${name}.xml`)
    writeFileSync(path, written('junit', name))
    return parseTestResults({ type: 'junit', files: [path] })
  }

  test.each(NAMES)('is read by a consumer, and the counts are those of the cases: %s', (name) => {
    const report = reports()[name] ?? demo
    const result = read(name)
    const failing = report.findings.filter(
      (one) =>
        one.status === 'fail' && one.baseline !== 'known' && ['critical', 'high'].includes(one.severity),
    )
    const skipped = report.findings.filter((one) => one.status === 'suppressed' || one.status === 'unknown')
    // This consumer leaves what was skipped out of the total.
    expect(result.total + skipped.length).toBe(report.findings.length + report.notEvaluated.length)
    expect(result.skipped).toBe(skipped.length)
    expect(result.failed).toBe(failing.length)
    expect(result.errors).toBe(report.notEvaluated.length)
  })

  test('agrees with the exit status', () => {
    const gate = { failOn: 'none', allowIncomplete: true } as const
    expect(exitStatus(demo, gate)).toBe(0)
    expect(reporters.junit(demo, { ...STYLE, failOn: 'none' })).not.toContain('<failure')
    expect(written('junit', 'demo')).toContain('<failure type="critical"')
  })

  test('holds nothing that XML cannot', () => {
    // oxlint-disable-next-line no-control-regex -- that there is none is what is tested
    expect(written('junit', 'attacked')).not.toMatch(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/,
    )
    expect(written('junit', 'attacked')).not.toContain('<script')
  })
})

describe('ocsf', () => {
  const validate = ajv().compile(
    modern(
      JSON.parse(
        readFileSync(new URL('schemas/ocsf-1.5.0-compliance-finding.json', import.meta.url), 'utf8'),
      ) as object,
    ),
  )

  test.each(NAMES)('holds to the schema of OCSF 1.5.0: %s', (name) => {
    for (const event of JSON.parse(written('ocsf', name)) as readonly object[]) {
      validate(event)
      expect(validate.errors).toBeNull()
    }
  })

  test('says pass, fail, and what has no result', () => {
    const events = JSON.parse(written('ocsf', 'demo')) as readonly {
      compliance: { status_id: number }
      status_id: number
    }[]
    const count = (status: number): number =>
      events.filter((one) => one.compliance.status_id === status).length
    expect([count(1), count(2), count(3)]).toEqual([
      demo.summary.pass,
      demo.summary.unknown + 1,
      demo.summary.fail + demo.summary.suppressed,
    ])
    expect(events.filter((one) => one.status_id === 3)).toHaveLength(demo.summary.suppressed)
  })
})

describe('asff', () => {
  const request = operationOf(
    Object.entries(hub).find(([name]) => name === 'BatchImportFindings$')?.[1],
  )?.input

  /** What a value has that the schema does not know, and lacks that it requires. */
  function wrong(schema: Schema, value: unknown, path: string): readonly string[] {
    if (schema.isListSchema())
      return Array.isArray(value)
        ? value.flatMap((one, at) => wrong(schema.getValueSchema(), one, `${path}[${at}]`))
        : [`${path} is no list`]
    if (schema.isMapSchema()) return typeof value === 'object' ? [] : [`${path} is no map`]
    if (schema.isStructSchema()) {
      if (typeof value !== 'object' || value === null) return [`${path} is no structure`]
      const known = members(schema)
      const missing = required(schema)
        .filter((name) => !(name in value))
        .map((name) => `${path} lacks ${name}`)
      return [
        ...missing,
        ...Object.entries(value).flatMap(([name, one]) => {
          const member = known.get(name)
          return member ? wrong(member, one, `${path}.${name}`) : [`${path} knows no ${name}`]
        }),
      ]
    }
    if (schema.isStringSchema())
      return typeof value === 'string' && value !== '' ? [] : [`${path} is no text`]
    return []
  }

  test.each(NAMES)("is what the SDK's own model of BatchImportFindings takes: %s", (name) => {
    const findings = JSON.parse(written('asff', name)) as readonly Record<string, unknown>[]
    if (!request) throw new Error('The SDK has no such operation.')
    expect(wrong(request, { Findings: findings }, 'request')).toEqual([])
    for (const finding of findings) {
      expect(String(finding['Title']).length).toBeLessThanOrEqual(256)
      expect(String(finding['Description']).length).toBeLessThanOrEqual(1024)
      expect(JSON.stringify(finding).length).toBeLessThan(240_000)
    }
    expect(new Set(findings.map((one) => one['Id'])).size).toBe(findings.length)
  })
})

describe('csv', () => {
  test.each(NAMES)('is read back, a line a finding, and no cell is a formula: %s', (name) => {
    const report = reports()[name] ?? demo
    const rows = parseCsv(written('csv', name), { columns: true })
    expect(rows).toHaveLength(report.findings.length + report.notEvaluated.length)
    for (const cell of rows.flatMap((row) => Object.values(row as Record<string, string>)))
      expect(cell).not.toMatch(/^\s*[=+\-@|%]/)
  })

  test('a cell that would be a formula is text', () => {
    const report = reportOn([ruleOf([]), bad('vpc-1', { on: { name: '=HYPERLINK("http://x","y")' } })])
    const [row] = parseCsv(inFormat('csv', report), { columns: true })
    expect((row as Record<string, string>)['resource_name']).toBe(`'=HYPERLINK("http://x","y")`)
  })
})

describe('markdown', () => {
  const render = (text: string): string => new MarkdownIt({ html: true, linkify: true }).render(text)

  test('says what is new in full, and the rest in lists that fold away', () => {
    const html = render(written('markdown', 'demo'))
    expect(html).toContain(`awsnet: ${demo.summary.fail} findings`)
    expect(html).toContain('<summary>Known from the baseline: ')
    expect(html).toContain(`<summary>Suppressed: ${demo.summary.suppressed}</summary>`)
    expect(html).toContain('<summary>Not evaluated: 1</summary>')
  })

  test('hostile names are text: no markup, no link, no mention', () => {
    const evil =
      'x` <img src=x onerror=alert(1)> [a](javascript:1) @everyone https://evil.example www.evil.example | # **b** ]]>'
    const report = reportOn([
      ruleOf([]),
      bad(`vpc-${evil}`, {
        message: `${evil} is bad`,
        on: { name: evil },
        remediation: `aws ${evil}\n\`\`\`\nx`,
      }),
    ])
    const html = render(reporters.markdown(report))
    expect(html).not.toMatch(/<img|<strong>|javascript:1"|href="https?:\/\/evil|href="http:\/\/www/)
    expect(html.replace(/<code[^]*?<\/code>/g, '')).not.toMatch(/@everyone/)
    const clean = render(reporters.markdown(attacked))
    expect(clean).not.toContain('<script')
  })

  test('fits into as many bytes as there are, and counts what does not', () => {
    const text = markdownWithin(large(), 100_000)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100_000)
    expect(markdownWithin(demo, 20_000)).toMatch(/_Cut to fit: \d+ more findings/)
  })
})

describe('github', () => {
  test('annotates at most ten of each sort, the most severe first, and counts the rest', () => {
    const lines = written('github', 'demo').trimEnd().split('\n')
    const of = (sort: string): readonly string[] => lines.filter((line) => line.startsWith(`::${sort} `))
    expect([of('error').length, of('notice').length]).toEqual([10, 10])
    expect(of('warning').length).toBeLessThanOrEqual(11)
    expect(of('error')[0]).toContain('title=critical%3A ')
    expect(of('error')[9]).toMatch(/… and \d+ more: the report has all\.$/)
  })

  test('a name begins no command of its own', () => {
    const report = reportOn([
      ruleOf([]),
      bad('vpc-1', { message: 'a\n::set-output name=x::y\r%0A', on: { name: 'x::error::y,file=z' } }),
    ])
    const lines = reporters.github(report).trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('%250A')
  })
})

describe('every format', () => {
  const TEXTS: readonly Format[] = ['csv', 'markdown', 'html', 'sarif', 'junit', 'ocsf', 'asff', 'github']
  // oxlint-disable-next-line no-control-regex -- that there is none is what is tested
  const ACTING =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u

  test.each(TEXTS)('%s: terminals, editors and spreadsheets get text, and not a megabyte of it', (format) => {
    const text = written(format, 'attacked')
    expect(text).not.toMatch(ACTING)
    expect(text.length).toBeLessThan(200_000)
  })

  test.each(TEXTS)('%s: two reports of the same are the same', (format) => {
    const shuffled: Report = { ...demo, findings: demo.findings.map((one): Finding => ({ ...one })) }
    expect(inFormat(format, shuffled)).toBe(written(format, 'demo'))
  })

  test('a finding of 30,000 costs little', () => {
    const report = large()
    for (const format of TEXTS) {
      const began = performance.now()
      expect(inFormat(format, report).length).toBeGreaterThan(100)
      expect(performance.now() - began, format).toBeLessThan(5000)
    }
  })
})
