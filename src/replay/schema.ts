/**
 * The schemas that SDK clients export under `$` names, as the rest of the room reads them. `NormalizedSchema` is the
 * SDK's own reading of their compact form, so a new compact form needs no change here.
 */
import { NormalizedSchema } from '@smithy/core/schema'

export type Schema = NormalizedSchema
export type SchemaRef = Parameters<typeof NormalizedSchema.of>[0]
export type Fields = Readonly<Record<string, unknown>>

export interface Operation {
  readonly name: string
  readonly input: Schema
  readonly output: Schema
  /** Method, path template and status of success; only REST operations have them. */
  readonly http: readonly [method: string, path: string, status: number] | undefined
}

const OPERATION = 9

/** What an export of a client package says of an operation, where it is one. */
export function operationOf(exported: unknown): Operation | undefined {
  if (!Array.isArray(exported) || exported[0] !== OPERATION) return undefined
  const [, , name, traits, input, output]: unknown[] = exported
  if (!isSchemaRef(input) || !isSchemaRef(output)) return undefined
  return {
    name: String(name),
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    http: httpOf(traits),
  }
}

function httpOf(traits: unknown): Operation['http'] {
  if (!isRecord(traits) || !Array.isArray(traits['http'])) return undefined
  const [method, path, status] = traits['http']
  return [String(method), String(path), Number(status)]
}

/** A structure of our own around the SDK's: the envelopes of the protocols are written by the same codec. */
export function structure(name: string, members: Readonly<Record<string, SchemaRef>>): Schema {
  const schema: unknown = [3, 'replay', name, 0, Object.keys(members), Object.values(members).map(unnamed)]
  if (!isSchemaRef(schema)) throw new Error(`${name} is no schema`)
  return NormalizedSchema.of(schema)
}

/** Schemas are arrays, numbers and strings for the simple ones, and functions that return them. */
const isSchemaRef = (value: unknown): value is SchemaRef =>
  Array.isArray(value) || ['function', 'number', 'string'].includes(typeof value)

/** A member takes its element's name from its place, but a whole structure would bring its own. */
const unnamed = (schema: SchemaRef): unknown =>
  schema instanceof NormalizedSchema && !schema.isMemberSchema() ? schema.getSchema() : schema

export const TEXT: SchemaRef = 0

const known = new WeakMap<object, ReadonlyMap<string, Schema>>()

/** The members of a structure, by name; of anything else, none. */
export function members(schema: Schema): ReadonlyMap<string, Schema> {
  if (!schema.isStructSchema()) return new Map()
  const raw: unknown = schema.getSchema()
  const key = typeof raw === 'object' && raw !== null ? raw : schema
  const found = known.get(key) ?? new Map(schema.structIterator())
  known.set(key, found)
  return found
}

/** The members that are always there; the compact form lists them first and says how many they are. */
export function required(schema: Schema): readonly string[] {
  const raw: unknown = schema.getSchema()
  if (!Array.isArray(raw) || !Array.isArray(raw[4])) return []
  return raw[4].slice(0, Number(raw[6] ?? 0)).map(String)
}

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
