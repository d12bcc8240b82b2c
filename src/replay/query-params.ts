import { Refusal } from './errors.ts'
import { type Fields, members, type Schema } from './schema.ts'

/** `Filter.1.Value.2=x` and its like as a tree, to be read by schema. */
interface Node {
  value?: string
  readonly children: Map<string, Node>
}

const MAX_DEPTH = 16

/** Reads what EC2 and Query requests say of an input, in the API's own member names. */
export function queryParams(form: URLSearchParams, input: Schema, ec2: boolean): Fields {
  const root: Node = { children: new Map() }
  for (const [key, value] of form) {
    if (key !== 'Action' && key !== 'Version') plant(root, key.split('.'), value)
  }
  return structOf(root, input, ec2, '')
}

function plant(root: Node, path: readonly string[], value: string): void {
  if (path.length > MAX_DEPTH)
    throw new Refusal('malformed', `Parameters are nested deeper than ${MAX_DEPTH}.`)
  let node = root
  for (const part of path) {
    const next = node.children.get(part) ?? { children: new Map<string, Node>() }
    node.children.set(part, next)
    node = next
  }
  node.value = value
}

function valueOf(node: Node, schema: Schema, ec2: boolean, path: string): unknown {
  if (schema.isStructSchema()) return structOf(node, schema, ec2, path)
  if (schema.isListSchema()) return listOf(node, schema, ec2, path)
  if (schema.isMapSchema()) throw new Refusal('badParameter', `The replay endpoint does not support ${path}.`)
  if (node.value === undefined) throw new Refusal('badParameter', `${path} has no value.`)
  return scalarOf(node.value, schema, path)
}

function structOf(node: Node, schema: Schema, ec2: boolean, path: string): Fields {
  const fields: Record<string, unknown> = {}
  const unread = new Set(node.children.keys())
  for (const [name, member] of members(schema)) {
    const key = wireName(name, member, ec2)
    const child = node.children.get(key)
    if (child === undefined) continue
    unread.delete(key)
    fields[name] = valueOf(child, member, ec2, path === '' ? key : `${path}.${key}`)
  }
  const [stranger] = unread
  if (stranger !== undefined)
    throw new Refusal('badParameter', `The parameter ${stranger.slice(0, 80)} is not known.`)
  return fields
}

/** EC2 has names of its own for requests, and always begins them with a capital. */
function wireName(name: string, member: Schema, ec2: boolean): string {
  const { xmlName, ec2QueryName } = member.getMergedTraits()
  if (ec2 && typeof ec2QueryName === 'string') return ec2QueryName
  const key = typeof xmlName === 'string' ? xmlName : name
  return ec2 ? key.charAt(0).toUpperCase() + key.slice(1) : key
}

function listOf(node: Node, schema: Schema, ec2: boolean, path: string): unknown[] {
  const item = schema.getValueSchema()
  const { xmlFlattened } = schema.getMergedTraits()
  const { xmlName } = item.getMergedTraits()
  const flat = ec2 || Boolean(xmlFlattened)
  const holder = flat ? node : (node.children.get(xmlName ?? 'member') ?? node.children.get('member'))
  return [...(holder?.children ?? [])]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([index, child]) => {
      if (!/^\d{1,6}$/.test(index))
        throw new Refusal('malformed', `${path} is a list, and ${index} is no position.`)
      return valueOf(child, item, ec2, `${path}.${index}`)
    })
}

/** Facts hold dates as JavaScript writes them, with milliseconds; requests leave them out. */
function isoOf(raw: string): string | undefined {
  const date = new Date(raw)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** A scalar as it is in JSON. */
export function scalarOf(raw: string, schema: Schema, path: string): unknown {
  if (schema.isBooleanSchema()) {
    if (raw !== 'true' && raw !== 'false') throw new Refusal('badParameter', `${path} is not true or false.`)
    return raw === 'true'
  }
  if (schema.isTimestampSchema()) return isoOf(raw) ?? raw
  if (!schema.isNumericSchema()) return raw
  const number = Number(raw)
  if (raw === '' || !Number.isFinite(number)) throw new Refusal('badParameter', `${path} is not a number.`)
  return number
}
