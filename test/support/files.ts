import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { UserError } from '../../src/user-error.ts'

/** A folder of a test file's own, gone when its tests are done. */
export function ownFolder(): {
  readonly path: string
  readonly at: (name: string) => string
  readonly write: (name: string, content: string | Uint8Array | object) => Promise<string>
} {
  const path = mkdtempSync(join(tmpdir(), 'awsnet-'))
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  const at = (name: string): string => join(path, name)
  return {
    path,
    at,
    /** An object is written as JSON. */
    async write(name, content) {
      await mkdir(dirname(at(name)), { recursive: true })
      const raw = typeof content === 'string' || content instanceof Uint8Array
      await writeFile(at(name), raw ? content : JSON.stringify(content))
      return at(name)
    },
  }
}

/** The one sentence of the UserError that a promise ends with. */
export async function complaint(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => new Error('It did not fail.'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UserError)) throw error
  return error.message
}
