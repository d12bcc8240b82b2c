import { Refusal } from './errors.ts'
import { scalarOf } from './query-params.ts'
import { type Fields, isRecord, members, type Operation, type Schema, structure } from './schema.ts'
import type { Service } from './services.ts'
import type { Wire } from './wire.ts'

/** The operation whose method and path a REST request has, and what stands in its path for the labels. */
export interface Route {
  readonly operation: Operation
  readonly labels: Readonly<Record<string, string>>
}

/** Literal parts are better than labels: `/distribution/{Id}` must not swallow a longer-known path. */
export function routeOf(service: Service, wire: Wire): Route | undefined {
  const routes = [...service.operations.values()].flatMap((operation) => matched(operation, wire) ?? [])
  const [best] = routes.toSorted((a, b) => weight(b) - weight(a))
  return best
}

const weight = ({ operation, labels }: Route): number =>
  (operation.http?.[1].includes('?') ? 100 : 0) - Object.keys(labels).length

function matched(operation: Operation, wire: Wire): Route | undefined {
  if (operation.http?.[0] !== wire.method) return undefined
  const [path = '', search] = operation.http[1].split('?')
  for (const [key, value] of new URLSearchParams(search)) {
    if (!wire.query.has(key) || (value !== '' && wire.query.get(key) !== value)) return undefined
  }
  const labels = labelsOf(path.split('/'), wire.path.split('/'))
  return labels && { operation, labels }
}

function labelsOf(template: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (template.length !== path.length) return undefined
  const labels: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const actual = path[index] ?? ''
    const label = /^\{(\w+)\}$/.exec(part)?.[1]
    if (label === undefined ? part !== actual : actual === '') return undefined
    if (label !== undefined) labels[label] = decoded(actual)
  }
  return labels
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal('malformed', 'The path is not percent-encoded as it should be.')
  }
}

/** Reads what path, query string, headers and body say of an input, in the API's own member names. */
export function restParams(service: Service, { operation, labels }: Route, wire: Wire): Fields {
  const fields: Record<string, unknown> = {}
  const inBody: Record<string, Schema> = {}
  const unread = new Set(wire.query.keys())
  for (const [name, member] of members(operation.input)) {
    const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits()
    if (httpLabel) fields[name] = labels[name]
    else if (httpHeader !== undefined)
      Object.assign(fields, headerOf(name, wire.headers[httpHeader.toLowerCase()]))
    else if (httpQuery === undefined) inBody[name] = member
    else if (unread.delete(httpQuery)) fields[name] = queryOf(member, wire.query.getAll(httpQuery), httpQuery)
  }
  const [stranger] = unread
  if (stranger !== undefined && !operation.http?.[1].includes('?'))
    throw new Refusal('badParameter', `The parameter ${stranger.slice(0, 80)} is not known.`)
  if (wire.body.length === 0 || Object.keys(inBody).length === 0) return fields

  const body = bodyOf(service, structure('Body', inBody), wire.body)
  return { ...fields, ...body }
}

const headerOf = (name: string, value: unknown): Fields =>
  typeof value === 'string' ? { [name]: value } : {}

const queryOf = (schema: Schema, values: readonly string[], path: string): unknown =>
  schema.isListSchema()
    ? values.map((value) => scalarOf(value, schema.getValueSchema(), path))
    : scalarOf(values[0] ?? '', schema, path)

/** A body in XML, read by the SDK's own codec. */
function bodyOf(service: Service, schema: Schema, body: Uint8Array): Fields {
  let read: unknown
  try {
    read = service.codec.createDeserializer().read(schema, body)
  } catch {
    throw new Refusal('malformed', 'The body cannot be read.')
  }
  if (!isRecord(read)) throw new Refusal('malformed', 'The body is no structure.')
  return read
}
