/** What the page is told: the report with every text safe to show and of bounded length, and each rule once. */
import type { EvidenceItem, Finding, Report, ResourceRef } from '../../audit/report.ts'
import type { NotEvaluated } from '../../audit/run.ts'
import type { ReportStyle } from '../index.ts'
import { short } from '../plain-text.ts'

export interface PageRule {
  readonly id: string
  readonly title: string
  readonly topic: string
  readonly pillar: string
  readonly reference: string
  readonly why: string
  readonly fix: string
}

export interface PageEvidence {
  /** Left out where it is the finding's own. */
  readonly resource?: ResourceRef
  readonly fact: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

export interface PageFinding {
  readonly fingerprint: string
  /** Its place in the list of rules. */
  readonly rule: number
  readonly severity: Finding['severity']
  /** `gone`: the baseline holds it, and it is no more. */
  readonly status: Finding['status'] | 'gone'
  readonly resource: ResourceRef
  readonly account: string
  readonly region: string
  readonly message: string
  readonly evidence: readonly PageEvidence[]
  readonly remediation: string
  readonly suppression?: Finding['suppression']
  readonly baseline?: Finding['baseline']
  /** The data-id of what it is painted on in the map. */
  readonly place?: string
}

export interface PageData extends Pick<Report, 'tool' | 'scope' | 'startedAt' | 'finishedAt' | 'summary'> {
  readonly findings: readonly PageFinding[]
  readonly notEvaluated: readonly NotEvaluated[]
  readonly judgedWithout: readonly NotEvaluated[]
  readonly rules: readonly PageRule[]
}

/** Characters that are shown of a name, of a sentence, and of a command, which a reader copies whole. */
const [NAME, SENTENCE, COMMAND] = [500, 2000, 10_000]

/** The data of the page as JSON, in pieces, ready to stand in a `<script type="application/json">`. */
export function* dataOf(report: Report, style: Pick<ReportStyle, 'rules' | 'map'>): Generator<string> {
  const { tool, scope, startedAt, finishedAt, summary } = report
  const rules = new RuleTable(style)
  const head = {
    tool,
    scope: { ...scope, accounts: scope.accounts.map(name), regions: scope.regions.map(name) },
    startedAt,
    finishedAt,
    summary,
    notEvaluated: report.notEvaluated.map(gap),
    judgedWithout: report.judgedWithout.map(gap),
  }
  yield `${embedded(head).slice(0, -1)},"findings":[`
  let isFirst = true
  for (const [status, findings] of [
    [undefined, report.findings],
    ['gone', report.gone ?? []],
  ] as const) {
    for (const finding of findings) {
      const place = style.map?.places.get(finding.fingerprint)
      yield `${isFirst ? '' : ','}\n${embedded(pageFinding(finding, { rules, place, status }))}`
      isFirst = false
    }
  }
  yield `\n],"rules":${embedded(rules.all)}}`
}

/** The texts of rules, which would else stand in each of thousands of findings. */
class RuleTable {
  readonly all: PageRule[] = []
  readonly #places = new Map<string, number>()
  readonly #style: Pick<ReportStyle, 'rules'>

  constructor(style: Pick<ReportStyle, 'rules'>) {
    this.#style = style
  }

  placeOf({ ruleId, title, topic, pillar, reference }: Finding): number {
    const key = JSON.stringify([ruleId, title, topic, pillar, reference])
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const { why = '', fix = '' } = this.#style.rules.get(ruleId) ?? {}
    this.#places.set(key, this.all.length)
    this.all.push({
      id: name(ruleId),
      title: name(title),
      topic: name(topic),
      pillar: name(pillar),
      reference: short(reference, SENTENCE),
      why,
      fix,
    })
    return this.all.length - 1
  }
}

interface Told {
  readonly rules: RuleTable
  readonly place: string | undefined
  readonly status: 'gone' | undefined
}

function pageFinding(finding: Finding, { rules, place, status }: Told): PageFinding {
  const { resource, suppression } = finding
  return {
    fingerprint: finding.fingerprint,
    rule: rules.placeOf(finding),
    severity: finding.severity,
    status: status ?? finding.status,
    resource: ref(resource),
    account: name(finding.account),
    region: name(finding.region),
    message: short(finding.message, SENTENCE),
    evidence: finding.evidence.map((item) => evidence(item, resource)),
    remediation: short(finding.remediation, COMMAND),
    ...(suppression
      ? {
          suppression: {
            reason: short(suppression.reason, SENTENCE),
            ...(suppression.owner ? { owner: name(suppression.owner) } : {}),
            ...(suppression.expires ? { expires: name(suppression.expires) } : {}),
          },
        }
      : {}),
    ...(finding.baseline ? { baseline: finding.baseline } : {}),
    ...(place === undefined ? {} : { place }),
  }
}

const name = (text: string): string => short(text, NAME)

const ref = ({ type, id, arn, name: called }: ResourceRef): ResourceRef => ({
  type: name(type),
  id: name(id),
  ...(arn ? { arn: name(arn) } : {}),
  ...(called ? { name: name(called) } : {}),
})

const evidence = ({ resource, fact, fields }: EvidenceItem, own: ResourceRef): PageEvidence => ({
  ...(resource.type === own.type && resource.id === own.id ? {} : { resource: ref(resource) }),
  fact: short(fact, SENTENCE),
  fields: Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [[name(key), short(valueText(value), SENTENCE)] as const],
  ),
})

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const gap = ({ ruleId, account, region, operation, reason }: NotEvaluated): NotEvaluated => ({
  ruleId: name(ruleId),
  account: name(account),
  region: name(region),
  operation: name(operation),
  reason: short(reason, SENTENCE),
})

/** JSON that ends no element and begins no comment, wherever in HTML it stands. */
const embedded = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
