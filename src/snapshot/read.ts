import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { UserError } from '../user-error.ts'
import type { Fact } from './fact.ts'
import { factsOfDocument } from './import-document.ts'
import { readFolder } from './import-folder.ts'
import type { KnownOperation } from './known-operations.ts'
import { isObject, parseFact } from './parse-fact.ts'
import { Snapshot } from './snapshot.ts'

export const FORMAT_VERSION = 1

/**
 * Reads a snapshot in any of its forms: NDJSON (gzipped or not), one JSON document of the same facts, or a folder of
 * AWS CLI outputs. Throws a UserError that names the file and the line when it is cut off or not a snapshot.
 */
export async function readSnapshot(path: string, known: readonly KnownOperation[]): Promise<Snapshot> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new UserError(`There is no snapshot at ${path}.`)
  if (found.isDirectory()) return readFolder(path, known)

  const lines = new Lines(await openText(path), path)
  try {
    const first = await lines.next()
    if (first === undefined) throw new UserError(`${path} is empty: it is not a snapshot.`)
    const header = parseJson(first)
    if (isObject(header) && header['awsnet'] === 'snapshot') return await readLines(path, header, lines)
    return readDocument(path, [first, ...(await lines.rest())].join('\n'), known, found.mtime)
  } finally {
    lines.close()
  }
}

async function readLines(path: string, header: Record<string, unknown>, lines: Lines): Promise<Snapshot> {
  const version = header['version']
  if (version !== FORMAT_VERSION) {
    throw new UserError(`${path} is a snapshot of version ${String(version)}; this awsnet reads version ${FORMAT_VERSION}.`)
  }
  const createdAt = String(header['createdAt'] ?? '')
  if (Number.isNaN(Date.parse(createdAt))) throw new UserError(`The header of ${path} has no valid "createdAt".`)

  const facts: Fact[] = []
  for (let text = await lines.next(); text !== undefined; text = await lines.next()) {
    if (text.trim() === '') continue
    const value = parseJson(text)
    if (isObject(value) && isObject(value['end'])) {
      const expected = value['end']['lines']
      if (expected !== facts.length) {
        throw new UserError(`${path} is damaged: its last line counts ${String(expected)} facts, but it holds ${facts.length}.`)
      }
      return new Snapshot(createdAt, facts)
    }
    const fact = value === undefined ? 'it is not JSON' : parseFact(value)
    if (typeof fact === 'string') {
      if (value === undefined && (await lines.next()) === undefined) throw cutOff(path, facts.length)
      throw new UserError(`Line ${lines.number} of ${path} is not a fact: ${fact}.`)
    }
    facts.push(fact)
  }
  throw cutOff(path, facts.length)
}

const cutOff = (path: string, facts: number): UserError =>
  new UserError(`${path} is cut off after ${facts} facts: its last line is missing. Take the snapshot again.`)

function readDocument(path: string, text: string, known: readonly KnownOperation[], modified: Date): Snapshot {
  const value = parseJson(text)
  if (value === undefined) {
    throw new UserError(`${path} is not a snapshot: it is neither NDJSON with a header of awsnet nor a JSON document.`)
  }
  const createdAt = isObject(value) && typeof value['createdAt'] === 'string' ? value['createdAt'] : undefined
  const valid = createdAt !== undefined && !Number.isNaN(Date.parse(createdAt))
  return new Snapshot(valid ? createdAt : modified.toISOString(), factsOfDocument(value, path, known))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The text of a file; gzip is known by its first two bytes, whatever the name says. */
async function openText(path: string): Promise<Readable> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
  await file.close()
  const raw = createReadStream(path)
  if (bytesRead < 2 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return raw
  const { createGunzip } = await import('node:zlib')
  const text = createGunzip()
  raw.on('error', (error) => text.destroy(error))
  return raw.pipe(text)
}

/** Lines one by one, with their number; a gzip stream that ends too soon is a cut-off file. */
class Lines {
  number = 0
  readonly #lines: AsyncIterator<string>
  readonly #stream: Readable
  #failure: unknown

  constructor(stream: Readable, path: string) {
    this.#stream = stream
    const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
    // readline does not pass on what goes wrong with its input.
    stream.on('error', (error) => {
      this.#failure = new UserError(`${path} is cut off or damaged: ${error.message}.`)
      reader.close()
    })
    this.#lines = reader[Symbol.asyncIterator]()
  }

  async next(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next()
    if (this.#failure) throw this.#failure
    if (done) return undefined
    this.number++
    return this.number === 1 ? value.replace(/^\uFEFF/, '') : value
  }

  async rest(): Promise<string[]> {
    const lines: string[] = []
    for (let line = await this.next(); line !== undefined; line = await this.next()) lines.push(line)
    return lines
  }

  close(): void {
    this.#stream.destroy()
  }
}
