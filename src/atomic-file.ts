import { type WriteStream, createWriteStream, rmSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { UserError } from './user-error.ts'

/** Files that are being written: removed when the process is told to stop, so that nothing half-written stays. */
const unfinished = new Set<string>()

export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true })
}

const beside = (path: string): string => `${path}.${process.pid}.partial`

/** Writes a file whole or not at all: beside its place first, then renamed into it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const partial = beside(path)
  unfinished.add(partial)
  try {
    await writeFile(partial, text)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw unwritable(path, error)
  } finally {
    unfinished.delete(partial)
  }
}

/** A stream into a file that takes its place only when `commit` is called. */
export function openWhole(path: string): { stream: WriteStream; commit(): Promise<void>; abort(): Promise<void> } {
  const partial = beside(path)
  unfinished.add(partial)
  const stream = createWriteStream(partial)
  return {
    stream,
    async commit() {
      await rename(partial, path).catch((error: unknown) => {
        throw unwritable(path, error)
      })
      unfinished.delete(partial)
    },
    async abort() {
      stream.destroy()
      await rm(partial, { force: true })
      unfinished.delete(partial)
    },
  }
}

export const unwritable = (path: string, error: unknown): UserError =>
  new UserError(`Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}.`)
