/** `awsnet diff` for a terminal, a pull request and a program. */
import { createColors } from 'picocolors'
import type { Changes } from '../changes/changes.ts'
import type { ExposureChange } from '../changes/exposure.ts'
import type { WayOutChange } from '../changes/ways-out.ts'
import type { Finding } from '../audit/report.ts'
import type { Resource } from '../rule.ts'
import { portsLabel } from '../network/nacl.ts'
import { protocolLabel } from '../network/path/filters.ts'
import type { Style } from './index.ts'
import { jsonText } from './json.ts'
import { code, escaped } from './markdown.ts'
import { short } from './plain-text.ts'
import { fold, safeText } from './terminal-text.ts'

/** One thing that changed: for better, for worse, or neither. */
interface Line {
  readonly sign: '+' | '-' | '!' | '~'
  /** Ids and names, which Markdown sets apart. */
  readonly what: string
  readonly text: string
}

interface Part {
  readonly title: string
  readonly lines: readonly Line[]
}

function partsOf(changes: Changes): readonly Part[] {
  const { findings, exposure, waysOut = [], resources } = changes
  const parts: readonly Part[] = [
    {
      title: 'The internet can now reach',
      lines: (exposure?.opened ?? []).map((one) => exposureLine(one, '!')),
    },
    {
      title: 'The internet no longer reaches',
      lines: (exposure?.closed ?? []).map((one) => exposureLine(one, '-')),
    },
    { title: 'Ways out of a VPC', lines: waysOut.map(wayOutLine) },
    { title: 'Findings that came', lines: findings.came.map((one) => findingLine(one, '!')) },
    { title: 'Findings that became more severe', lines: findings.worse.map((one) => findingLine(one, '!')) },
    { title: 'Findings that went', lines: findings.went.map((one) => findingLine(one, '-')) },
    {
      title: 'Findings that one of the two could not judge',
      lines: findings.uncertain.map((one) => findingLine(one, '~')),
    },
    { title: 'Resources that came', lines: (resources?.came ?? []).map((one) => resourceLine(one, '+')) },
    { title: 'Resources that went', lines: (resources?.went ?? []).map((one) => resourceLine(one, '-')) },
    {
      title: 'Not compared',
      lines: [
        ...changes.notCompared.map((text): Line => ({ sign: '~', what: '', text })),
        ...(exposure?.undecided ?? []).map((id): Line => ({
          sign: '~',
          what: id,
          text: 'one of the two cannot tell whether the internet reaches it',
        })),
      ],
    },
  ]
  return parts.filter(({ lines }) => lines.length > 0)
}

function exposureLine({ exposure, ports }: ExposureChange, sign: Line['sign']): Line {
  const { eni, answers, addresses, protocol, from, via, gateway, acl, rules } = exposure
  const label = protocolLabel(protocol)
  const on = protocol === 6 || protocol === 17 ? `${label} ${portsLabel(ports)}` : label
  const name = answers.startsWith('ELB ')
    ? answers.replace(/^ELB /, '')
    : eni.name
      ? `${eni.name} (${eni.id})`
      : eni.id
  const by = via
    ? `by ${via}`
    : `by ${[gateway, acl, ...new Set(rules.map(({ group }) => group))].join(', ')}`
  return { sign, what: name, text: `at ${addresses.join(', ')} on ${on} from ${from.join(', ')}, ${by}` }
}

function wayOutLine({ subnet, before, after, because }: WayOutChange): Line {
  const what = nameOf(subnet)
  if (after === undefined)
    return { sign: '!', what, text: `lost its way out by ${before}: ${because ?? 'there is none'}` }
  if (before === undefined) return { sign: '+', what, text: `got a way out by ${after}` }
  return { sign: '~', what, text: `leaves by ${after}, and no longer by ${before}` }
}

const findingLine = (finding: Finding, sign: Line['sign']): Line => ({
  sign,
  what: `${finding.severity.toUpperCase()} ${finding.ruleId}`,
  text: `${nameOf(finding.resource)}: ${finding.message || finding.title}`,
})

const resourceLine = (resource: Resource, sign: Line['sign']): Line => ({
  sign,
  what: nameOf(resource),
  text: `${resource.type} in ${resource.account}, ${resource.region}`,
})

const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | undefined }): string =>
  name && name !== id && !id.includes(name) ? `${name} (${id})` : id

const heading = ({ before, after, findings }: Changes): string =>
  `${plural(findings.came.length + findings.worse.length, 'finding')} came, ${findings.went.length} went, ${findings.stayed} stayed (${before.startedAt.slice(0, 16)} to ${after.startedAt.slice(0, 16)})`

/** As many lines of one part as anybody reads on a terminal; the other formats have all. */
const SHOWN = 40

export function changesTable(changes: Changes, { color, width }: Style): string {
  const colors = createColors(color)
  const paint = { '!': colors.red, '-': colors.green, '+': colors.cyan, '~': colors.yellow }
  const parts = partsOf(changes).map(({ title, lines }) => {
    const shown = lines.slice(0, SHOWN).flatMap(({ sign, what, text }) => {
      const folded = fold(safeText([what, text].filter(Boolean).join(' ')), width - 4)
      return folded.map((line, index) => (index === 0 ? `${paint[sign](sign)} ${line}` : `    ${line}`))
    })
    const more = lines.length - SHOWN
    return [colors.bold(title), ...shown, ...(more > 0 ? [`  … and ${more} more: --format json`] : [])].join(
      '\n',
    )
  })
  return `${[...parts, colors.bold(parts.length === 0 ? `Nothing changed: ${heading(changes)}` : heading(changes))].join('\n\n')}\n`
}

export function changesMarkdown(changes: Changes): string {
  const parts = partsOf(changes).map(({ title, lines }) => {
    const list = lines.map(
      ({ what, text }) => `- ${[what && code(what), escaped(text)].filter(Boolean).join(' ')}`,
    )
    const folds = FOLDED.has(title)
    return folds
      ? `<details><summary>${title}: ${lines.length}</summary>\n\n${list.join('\n')}\n\n</details>`
      : `### ${title}\n\n${list.join('\n')}`
  })
  return `${[`## awsnet: ${heading(changes)}`, ...parts].join('\n\n')}\n`
}

const FOLDED = new Set(['Resources that came', 'Resources that went', 'Not compared', 'Findings that went'])

export function changesJson(changes: Changes): string {
  const { before, after, findings, resources, exposure, waysOut, notCompared } = changes
  const told = ({ exposure: one, ports }: ExposureChange): object => ({
    networkInterface: one.eni.id,
    account: one.eni.account,
    region: one.eni.region,
    answers: short(one.answers, 1000),
    addresses: one.addresses,
    family: one.family,
    protocol: protocolLabel(one.protocol).toLowerCase(),
    ports: portsLabel(ports),
    from: one.from,
    via: one.via ?? null,
    way: {
      gateway: one.gateway,
      networkAcl: one.acl,
      securityGroups: [...new Set(one.rules.map(({ group }) => group))],
    },
  })
  const ref = ({ type, id, arn, name, account, region }: Resource): object => ({
    type,
    id,
    arn,
    name,
    account,
    region,
  })
  return jsonText({
    schemaVersion: '1.0',
    before: { startedAt: before.startedAt, scope: before.scope },
    after: { startedAt: after.startedAt, scope: after.scope },
    summary: {
      came: findings.came.length,
      worse: findings.worse.length,
      went: findings.went.length,
      stayed: findings.stayed,
      uncertain: findings.uncertain.length,
    },
    findings,
    ...(resources ? { resources: { came: resources.came.map(ref), went: resources.went.map(ref) } } : {}),
    ...(exposure
      ? {
          exposure: {
            opened: exposure.opened.map(told),
            closed: exposure.closed.map(told),
            undecided: exposure.undecided,
          },
        }
      : {}),
    ...(waysOut
      ? {
          waysOut: waysOut.map((one) => ({
            ...one,
            subnet: ref(one.subnet),
            before: one.before ?? null,
            after: one.after ?? null,
          })),
        }
      : {}),
    notCompared,
  })
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
