import Table from 'cli-table3'
import { createColors } from 'picocolors'
import type { Exposed, Exposure } from '../network/exposure/exposure.ts'
import { portsLabel } from '../network/nacl.ts'
import { protocolLabel } from '../network/path/filters.ts'
import type { Style } from './index.ts'
import { jsonText } from './json.ts'
import { fold, safeText } from './terminal-text.ts'

/** What answers, where, on which ports, to whom; the rules that let strangers in where there is room for them. */
export function exposureTable({ exposures, undecided }: Exposed, style: Style): string {
  const colors = createColors(style.color)
  const rows = [...groups(exposures).values()].map((group) => cellsOf(group, style.width >= WIDE))
  const enis = new Set(exposures.map((one) => one.eni.id)).size
  const summary =
    exposures.length === 0
      ? 'The internet reaches nothing that was read.'
      : `The internet reaches ${enis} network ${enis === 1 ? 'interface' : 'interfaces'}.`
  const gaps = undecided.map(({ eni, reason }) => `  ${eni.id}: ${safeText(reason)}`)
  return `${[
    ...(rows.length > 0 ? [grid(rows, style.width)] : []),
    colors.bold(summary),
    ...(gaps.length > 0 ? [colors.yellow('Could not be decided:'), ...gaps] : []),
  ].join('\n')}\n`
}

const WIDE = 110

/** The nodes of one balancer answer alike: one row for them. */
function groups(exposures: readonly Exposure[]): ReadonlyMap<string, readonly Exposure[]> {
  const found = new Map<string, Exposure[]>()
  for (const one of exposures) {
    const key = [
      one.eni.VpcId,
      one.answers,
      one.via,
      one.protocol,
      String(one.ports),
      String(one.sources),
    ].join(' ')
    found.set(key, [...(found.get(key) ?? []), one])
  }
  return found
}

type Cells = readonly (readonly string[])[]

function cellsOf(group: readonly Exposure[], wide: boolean): Cells {
  const [first] = group
  if (!first) return []
  const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].map(safeText)
  return [
    unique([first.answers.replace(/^ELB /, ''), ...group.map((one) => one.eni.id)]),
    unique(group.flatMap((one) => one.addresses)),
    unique([portText(first)]),
    unique([...first.from, ...(first.via ? [`by ${first.via}`] : [])]),
    ...(wide ? [unique(group.flatMap((one) => [...one.rules.map((rule) => rule.group), one.acl]))] : []),
  ]
}

const HEADS = ['What answers', 'Address', 'Ports', 'From', 'Let in by']

/** Each column as wide as it needs; what is too much is taken from the first, where the long names are. */
function grid(rows: readonly Cells[], width: number): string {
  const count = rows[0]?.length ?? 0
  const needs = HEADS.slice(0, count).map((head, column) =>
    Math.max(head.length, ...rows.flatMap((cells) => (cells[column] ?? []).map((line) => line.length))),
  )
  const over = needs.reduce((sum, one) => sum + one + 3, 1) - width
  const widths = needs.map((need, column) =>
    column === 0 ? Math.max(21, need - Math.max(0, over)) : Math.min(need, LONGEST),
  )
  const table = new Table({
    head: HEADS.slice(0, count),
    colWidths: widths.map((one) => one + 2),
    style: { head: [], border: [] },
  })
  for (const cells of rows) {
    table.push(
      cells.map((lines, column) => lines.flatMap((line) => fold(line, widths[column] ?? LONGEST)).join('\n')),
    )
  }
  return table.toString()
}

/** An IPv6 address in full. */
const LONGEST = 39

const portText = ({ protocol, ports }: Exposure): string =>
  protocol === 6 || protocol === 17
    ? `${protocolLabel(protocol)} ${portsLabel(ports)}`
    : protocolLabel(protocol)

export const exposureJson = ({ exposures, undecided }: Exposed): string =>
  jsonText({
    exposures: exposures.map((one) => ({
      networkInterface: one.eni.id,
      account: one.eni.account,
      region: one.eni.region,
      vpc: one.eni.VpcId,
      subnet: one.subnet,
      answers: one.answers,
      family: one.family,
      addresses: one.addresses,
      protocol: protocolLabel(one.protocol).toLowerCase(),
      ports: portsLabel(one.ports),
      from: one.from,
      via: one.via ?? null,
      way: { gateway: one.gateway, networkAcl: one.acl },
      securityGroupRules: one.rules.map(({ group, admission }) => ({
        group,
        permission: admission.permission,
      })),
    })),
    undecided: undecided.map(({ eni, reason }) => ({
      networkInterface: eni.id,
      account: eni.account,
      region: eni.region,
      reason,
    })),
  })
