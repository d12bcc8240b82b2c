import { stat } from 'node:fs/promises'
import { UserError } from '../user-error.ts'
import type { Fact } from './fact.ts'
import { inTheirPlace } from './global-facts.ts'
import { factsOfDocument } from './import-document.ts'
import { readFolder } from './import-folder.ts'
import type { KnownOperation } from './known-operations.ts'
import { type Line, linesOf } from './lines.ts'
import { isObject, parseFact, textOf } from './parse-fact.ts'
import { Snapshot } from './snapshot.ts'

export const FORMAT_VERSION = 1

/**
 * Reads a snapshot in any of its forms: NDJSON (gzipped or not), one JSON document of the same facts, or a folder of
 * AWS CLI outputs. Throws a UserError that names the file and the line when it is cut off or not a snapshot.
 */
export async function readSnapshot(path: string, known: readonly KnownOperation[]): Promise<Snapshot> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new UserError(`There is no snapshot at ${path}.`)
  const { createdAt, facts } = found.isDirectory()
    ? await readFolder(path, known)
    : await readFile(path, known, found.mtime)
  return new Snapshot(createdAt, inTheirPlace(facts, known))
}

interface Content {
  readonly createdAt: string
  readonly facts: readonly Fact[]
}

async function readFile(path: string, known: readonly KnownOperation[], modified: Date): Promise<Content> {
  const lines = linesOf(path)
  try {
    const first = (await lines.next()).value
    if (first === undefined) throw new UserError(`${path} is empty: it is not a snapshot.`)
    const header = parseJson(first.text)
    if (isObject(header) && header['awsnet'] === 'snapshot') return await readLines(path, header, lines)
    const texts = [first.text]
    for await (const { text } of lines) texts.push(text)
    return readDocument(path, texts.join('\n'), known, modified)
  } finally {
    await lines.return(undefined)
  }
}

async function readLines(
  path: string,
  header: Record<string, unknown>,
  lines: AsyncGenerator<Line, undefined>,
): Promise<Content> {
  const { version } = header
  if (version !== FORMAT_VERSION) {
    throw new UserError(
      `${path} is a snapshot of version ${textOf(version)}; this awsnet reads version ${FORMAT_VERSION}.`,
    )
  }
  const createdAt = dateOf(header['createdAt'])
  if (createdAt === undefined) throw new UserError(`The header of ${path} has no valid "createdAt".`)

  const facts: Fact[] = []
  for await (const { text, number } of lines) {
    const value = parseJson(text)
    if (isObject(value) && isObject(value['end'])) {
      await expectEnd(path, value['end']['lines'], facts.length, lines)
      return { createdAt, facts }
    }
    const fact = value === undefined ? 'it is not JSON' : parseFact(value)
    if (typeof fact === 'string') {
      if (value === undefined && (await lines.next()).done) throw cutOff(path, facts.length)
      throw new UserError(`Line ${number} of ${path} is not a fact: ${fact}.`)
    }
    facts.push(fact)
  }
  throw cutOff(path, facts.length)
}

async function expectEnd(
  path: string,
  expected: unknown,
  held: number,
  lines: AsyncGenerator<Line>,
): Promise<void> {
  if (expected !== held) {
    throw new UserError(
      `${path} is damaged: its last line counts ${textOf(expected)} facts, but it holds ${held}.`,
    )
  }
  const after = await lines.next()
  if (after.done) return
  throw new UserError(`Line ${after.value.number} of ${path} follows the end: a file holds one snapshot.`)
}

const cutOff = (path: string, facts: number): UserError =>
  new UserError(`${path} is cut off after ${facts} facts: its last line is missing. Take the snapshot again.`)

function readDocument(path: string, text: string, known: readonly KnownOperation[], modified: Date): Content {
  const value = parseJson(text)
  if (value === undefined) {
    throw new UserError(
      `${path} is not a snapshot: it is neither NDJSON with a header of awsnet nor a JSON document.`,
    )
  }
  const createdAt = isObject(value) ? dateOf(value['createdAt']) : undefined
  return { createdAt: createdAt ?? modified.toISOString(), facts: factsOfDocument(value, path, known) }
}

const dateOf = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
