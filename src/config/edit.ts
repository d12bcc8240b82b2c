/** Adds a suppression to a configuration's text, with all else as it was. */
import { isMap, isNode, isSeq, parseDocument, stringify } from 'yaml'
import type { SuppressionEntry } from '../audit/suppressions.ts'

export interface Edited {
  readonly text: string
  /** Whether an entry for the fingerprint was there, and was changed. */
  readonly renewed: boolean
}

/** Into YAML. Only the lines of the entry change: writing the document anew would move comments and rewrap texts. */
export function withSuppressionYaml(text: string, entry: SuppressionEntry, comment?: string): Edited {
  const document = parseDocument(text)
  const list = document.get('suppressions', true)
  if (list === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n'
    return { text: `${text}${gap}suppressions:\n${itemLines(entry, '  ', comment)}\n`, renewed: false }
  }
  const [start = 0, end = start] = isNode(list) ? (list.range ?? []) : []
  if (!isSeq(list) || list.items.length === 0) {
    const before = text.slice(0, start).trimEnd()
    return { text: `${before}\n${itemLines(entry, '  ', comment)}${text.slice(end)}`, renewed: false }
  }
  if (list.flow) return rewritten(text, entry, comment)
  const known = list.items.find((item) => isMap(item) && item.get('fingerprint') === entry.fingerprint)
  const at = isMap(known) ? known : list.items.at(-1)
  const [from = start, to = end] = isNode(at) ? (at.range ?? []) : []
  // Where the first key of an item stands is how far all of them are in; its dash is two to the left.
  const lineStart = text.lastIndexOf('\n', from) + 1
  const indent = ' '.repeat(Math.max(0, from - lineStart - 2))
  if (known) {
    const fields = itemLines(entry, indent).slice(indent.length + 2)
    return { text: text.slice(0, from) + fields + text.slice(endOfValue(text, to)), renewed: true }
  }
  const tail = endOfValue(text, to)
  return {
    text: `${text.slice(0, tail)}\n${itemLines(entry, indent, comment)}${text.slice(tail) || '\n'}`,
    renewed: false,
  }
}

/** A value's range takes in the line breaks and comments behind it; the value itself ends before them. */
function endOfValue(text: string, to: number): number {
  return text.slice(0, to).trimEnd().length
}

function itemLines(entry: SuppressionEntry, indent: string, comment?: string): string {
  const fields = stringify(fieldsOf(entry), { lineWidth: 0 }).trimEnd().split('\n')
  const lines = fields.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`)
  return [...(comment ? [`${indent}# ${comment}`] : []), ...lines].join('\n')
}

/** A list on one line, `[{…}]`, is written as lines. */
function rewritten(text: string, entry: SuppressionEntry, comment?: string): Edited {
  const document = parseDocument(text)
  const list = document.get('suppressions')
  if (!isSeq(list)) return { text, renewed: false }
  const at = list.items.findIndex((item) => isMap(item) && item.get('fingerprint') === entry.fingerprint)
  const node = document.createNode(fieldsOf(entry))
  if (comment) node.commentBefore = ` ${comment}`
  list.flow = false
  if (at >= 0) list.items[at] = node
  else list.add(node)
  return { text: document.toString({ lineWidth: 0 }), renewed: at >= 0 }
}

/** Into JSON, in the file's own indentation; in package.json under `awsnet`. */
export function withSuppressionJson(text: string, entry: SuppressionEntry, part?: string): Edited {
  const whole = JSON.parse(text) as Record<string, unknown>
  const holder = part === undefined ? whole : (whole[part] as Record<string, unknown>)
  const list = Array.isArray(holder['suppressions']) ? (holder['suppressions'] as SuppressionEntry[]) : []
  const renewed = list.some((one) => one.fingerprint === entry.fingerprint)
  const others = list.filter((one) => one.fingerprint !== entry.fingerprint)
  holder['suppressions'] = [...others, fieldsOf(entry)]
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  '
  return { text: `${JSON.stringify(whole, undefined, indent)}\n`, renewed }
}

const fieldsOf = (entry: SuppressionEntry): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))
