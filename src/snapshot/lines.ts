import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { type Readable, pipeline } from 'node:stream'
import { UserError } from '../user-error.ts'

export interface Line {
  readonly text: string
  /** From 1, blank lines counted. */
  readonly number: number
}

/**
 * The lines of a text file that are not blank. Not readline's: it takes more than a line feed for the end of a line,
 * such as U+2028, which JSON may hold as it is.
 */
export async function* linesOf(path: string): AsyncGenerator<Line, undefined> {
  let number = 0
  let begun: string[] = []
  const line = (text: string): Line[] => {
    const clean = number++ === 0 ? text.replace(/^\uFEFF/, '') : text
    return clean.trim() === '' ? [] : [{ text: clean, number }]
  }
  for await (const chunk of chunksOf(path)) {
    const [head = '', ...more] = chunk.split('\n')
    begun.push(head)
    for (const next of more) {
      yield* line(begun.join(''))
      begun = [next]
    }
  }
  yield* line(begun.join(''))
  return undefined
}

async function* chunksOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  try {
    yield* (await unzipped(file)).setEncoding('utf8') as AsyncIterable<string>
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    file.destroy()
  }
}

/** Gzip is known by its first two bytes, whatever the name says. */
async function unzipped(file: Readable): Promise<Readable> {
  await once(file, 'readable')
  const head: unknown = file.read(2)
  if (!(head instanceof Buffer)) return file
  file.unshift(head)
  if (head[0] !== 0x1f || head[1] !== 0x8b) return file
  const { createGunzip } = await import('node:zlib')
  // What goes wrong comes out where the text is read.
  return pipeline(file, createGunzip(), () => {})
}

function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  if (error.code.startsWith('Z_')) return new UserError(`${path} is cut off or damaged: ${error.message}.`)
  return new UserError(`Cannot read ${path}: ${error.message}.`)
}
