import type { Progress } from '../aws/collect.ts'

/** Says on standard error what is being read: one living line on a terminal, a line a phase elsewhere. */
export interface ProgressLine {
  start(what: string): void
  update(progress: Progress): void
  done(what: string): void
}

const REDRAW_MS = 80

export function progressLine(quiet: boolean, stream = process.stderr, env = process.env): ProgressLine {
  if (quiet) return { start() {}, update() {}, done() {} }
  const line = (text: string): void => void stream.write(`${text}\n`)
  const lives = stream.isTTY && !env['CI'] && env['TERM'] !== 'dumb'
  if (!lives) return { start: line, update() {}, done: line }

  let drawn = 0
  const clear = (): void => void stream.write('\r\u001b[K')
  return {
    start: (what) => void stream.write(`\r\u001b[K${what}`),
    update({ planned, done, failed, last }) {
      const now = Date.now()
      if (now - drawn < REDRAW_MS) return
      drawn = now
      const text = `Reading  ${done} of ${planned} answers${failed > 0 ? `, ${failed} refused` : ''}  ${last}`
      stream.write(`\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}`)
    },
    done(what) {
      clear()
      line(what)
    },
  }
}
