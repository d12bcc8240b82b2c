import { type Fields, isRecord, members, type Schema } from './schema.ts'

/**
 * Gives a snapshot's plain JSON the types that the SDK's serializers ask for (dates, bytes) and leaves out what does
 * not fit the schema: an imported file may hold anything, and the serializers throw on what they do not expect.
 */
export function shaped(schema: Schema, value: unknown, text: (raw: string) => string): unknown {
  if (value === undefined || value === null || schema.isUnitSchema()) return undefined
  if (schema.isDocumentSchema()) return value
  if (schema.isStructSchema()) return isRecord(value) ? structOf(schema, value, text) : undefined
  if (schema.isListSchema()) return Array.isArray(value) ? listOf(schema, value, text) : undefined
  if (schema.isMapSchema()) return isRecord(value) ? mapOf(schema, value, text) : undefined
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  if (schema.isTimestampSchema()) return dateOf(value)
  if (schema.isBlobSchema()) return Buffer.from(String(value), 'base64')
  if (schema.isBooleanSchema()) return value === true || value === 'true'
  if (schema.isStringSchema()) return text(String(value))
  return Number.isFinite(Number(value)) ? Number(value) : undefined
}

function structOf(schema: Schema, value: Fields, text: (raw: string) => string): Fields {
  const fields: Record<string, unknown> = {}
  for (const [name, member] of members(schema)) {
    const field = shaped(member, value[name], text)
    if (field !== undefined) fields[name] = field
  }
  return fields
}

function listOf(schema: Schema, items: readonly unknown[], text: (raw: string) => string): unknown[] {
  const each = schema.getValueSchema()
  return items.map((item) => shaped(each, item, text)).filter((item) => item !== undefined)
}

const mapOf = (schema: Schema, value: Fields, text: (raw: string) => string): Fields =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const kept = shaped(schema.getValueSchema(), entry, text)
      return kept === undefined ? [] : [[text(key), kept]]
    }),
  )

/** ISO strings, or the seconds of a JSON API's own answers. */
function dateOf(value: string | number | boolean): Date | undefined {
  const date = new Date(typeof value === 'number' ? value * 1000 : String(value))
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** XML 1.0 cannot hold most control characters, not even escaped: one in a tag would make the whole answer unreadable. */
export const xmlText = (raw: string): string =>
  raw.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')

export const anyText = (raw: string): string => raw
