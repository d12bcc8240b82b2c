import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import { openWhole, unwritable } from '../atomic-file.ts'
import type { Fact } from './fact.ts'
import { FORMAT_VERSION } from './read.ts'

export interface SnapshotWriter {
  write(fact: Fact): Promise<void>
  /** Writes the trailer and puts the file in its place. */
  end(): Promise<void>
  abort(): Promise<void>
}

/** Streams facts into an NDJSON file, gzipped when its name ends in `.gz`. */
export async function writeSnapshot(path: string, createdAt: string, tool: string): Promise<SnapshotWriter> {
  const file = await openWhole(path)
  const gzip = path.endsWith('.gz') ? createGzip({ level: constants.Z_BEST_SPEED }) : undefined
  const out: Writable = gzip ?? file.stream
  gzip?.pipe(file.stream)
  let failure: unknown
  file.stream.on('error', (error) => {
    failure = error
    gzip?.destroy(error)
  })
  gzip?.on('error', () => {})
  const line = async (value: unknown): Promise<void> => {
    if (failure) throw unwritable(path, failure)
    if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain').catch(() => {})
  }

  let lines = 0
  await line({ awsnet: 'snapshot', version: FORMAT_VERSION, createdAt, tool })
  return {
    async write(fact) {
      lines++
      await line(fact)
    },
    async end() {
      await line({ end: { lines } })
      const done = finished(file.stream)
      out.end()
      await done.catch((error: unknown) => {
        throw unwritable(path, error)
      })
      await file.commit()
    },
    abort: () => file.abort(),
  }
}
