import { type WriteStream, rmSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { UserError } from './user-error.ts'

/** Files that are being written: removed when the process is told to stop, so that nothing half-written stays. */
const unfinished = new Set<string>()

export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true })
}

const beside = (path: string): string => `${path}.${process.pid}.partial`

async function discard(partial: string): Promise<void> {
  await rm(partial, { force: true }).catch(() => {}) // a folder that is no folder has nothing to remove
  unfinished.delete(partial)
}

/** Writes a file whole or not at all: beside its place first, then renamed into it. Pieces are written one by one. */
export async function writeWhole(path: string, text: string | Iterable<string>): Promise<void> {
  const partial = beside(path)
  unfinished.add(partial)
  try {
    await writeFile(partial, typeof text === 'string' ? text : inChunks(text))
    await rename(partial, path)
    unfinished.delete(partial)
  } catch (error) {
    await discard(partial)
    throw unwritable(path, error)
  }
}

const CHUNK = 1 << 20

/** Small pieces together, since each is a call of the system. */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let [chunk, length] = [[] as string[], 0]
  for (const piece of pieces) {
    chunk.push(piece)
    length += piece.length
    if (length < CHUNK) continue
    yield chunk.join('')
    ;[chunk, length] = [[], 0]
  }
  yield chunk.join('')
}

/** A stream into a file that takes its place only when `commit` is called. Fails at once where none can be made. */
export async function openWhole(
  path: string,
): Promise<{ stream: WriteStream; commit(): Promise<void>; abort(): Promise<void> }> {
  const partial = beside(path)
  unfinished.add(partial)
  const file = await open(partial, 'w').catch((error: unknown) => {
    unfinished.delete(partial)
    throw unwritable(path, error)
  })
  const stream = file.createWriteStream()
  return {
    stream,
    async commit() {
      try {
        await rename(partial, path)
        unfinished.delete(partial)
      } catch (error) {
        await discard(partial)
        throw unwritable(path, error)
      }
    },
    async abort() {
      stream.destroy()
      await discard(partial)
    },
  }
}

export const unwritable = (path: string, error: unknown): UserError =>
  new UserError(`Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}.`)
