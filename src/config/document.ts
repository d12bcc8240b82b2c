/** A file of YAML or JSON whose every value knows its line. */
import {
  type Document,
  LineCounter,
  type YAMLParseError,
  isCollection,
  isMap,
  isScalar,
  parseDocument,
} from 'yaml'
import { UserError } from '../user-error.ts'

export interface ConfigFile {
  readonly path: string
  readonly value: unknown
  /** The line on which a value stands, or the key where there is no such value; as many steps as exist are gone. */
  lineOf(keys: readonly (string | number)[]): number
}

/** Deeper or larger than any configuration is: what a hostile file could blow up with. */
const MAX_CHARACTERS = 5_000_000
/** Characters that are shown of a key. */
const MAX_KEY = 80

/** Parses a file. JSON is YAML, too, so both tell their lines, and that a key stands twice. */
export function parseConfig(path: string, text: string): ConfigFile {
  if (text.length > MAX_CHARACTERS) throw new UserError(`${path} is too large for a configuration.`)
  const lines = new LineCounter()
  const source = text.replace(/^\uFEFF/, '')
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error) throw new UserError(`${path}:${lines.linePos(error.pos[0]).line}: ${sentence(error, source)}`)
  return {
    path,
    value: valueOf(document, path),
    lineOf: (keys) => lines.linePos(offsetOf(document, keys)).line,
  }
}

function valueOf(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    throw new UserError(`${path} has too many aliases for a configuration.`)
  }
}

function sentence({ code, message, pos: [start] }: YAMLParseError, source: string): string {
  if (code === 'DUPLICATE_KEY') {
    const [key = ''] = /^["']?[\w.-]*["']?/.exec(source.slice(start, start + MAX_KEY)) ?? []
    return `the key ${key} stands here twice.`
  }
  return `it is neither YAML nor JSON: ${(message.split('\n')[0] ?? '').replace(/\.?$/, '.')}`
}

function offsetOf(document: Document, keys: readonly (string | number)[]): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const key of keys) {
    const next = stepInto(node, key)
    if (!next) return offset
    offset = startOf(next.key) ?? startOf(next.value) ?? offset
    node = next.value
  }
  return offset
}

function stepInto(
  node: unknown,
  key: string | number,
): { readonly key: unknown; readonly value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
    return pair && { key: pair.key, value: pair.value }
  }
  return isCollection(node) && typeof key === 'number' && key in node.items
    ? { key: undefined, value: node.items[key] }
    : undefined
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined
  const { range } = node as { readonly range?: readonly number[] | null }
  return range?.[0]
}
