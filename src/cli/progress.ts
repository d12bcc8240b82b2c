import type { Progress } from '../aws/collect.ts'

/** Says on standard error what is being read: one living line on a terminal, a line a phase elsewhere. */
export interface ProgressLine {
  start(what: string): void
  update(progress: Progress): void
  done(what: string): void
}

const REDRAW_MS = 80

/** Seconds from which on a person wants to know. */
const WORTH_SAYING = 20

const about = (seconds: number): string =>
  seconds < 90 ? `about ${Math.ceil(seconds / 10) * 10} s` : `about ${Math.ceil(seconds / 60)} min`

export function progressLine(quiet: boolean, stream = process.stderr, env = process.env): ProgressLine {
  if (quiet) return { start() {}, update() {}, done() {} }
  const line = (text: string): void => void stream.write(`${text}\n`)
  const lives = stream.isTTY && !env['CI'] && env['TERM'] !== 'dumb'
  if (!lives) {
    let said = WORTH_SAYING / 2
    return {
      start: line,
      update({ held }) {
        // Once when it turns out to be long, and again when it turns out to be twice as long.
        if (!held || held.seconds < said * 2) return
        said = held.seconds
        line(
          `${held.requests} requests to ${held.by} will take ${about(held.seconds)}: its rate is for the whole account, and a share is left to others.`,
        )
      },
      done: line,
    }
  }

  let drawn = 0
  const clear = (): void => void stream.write('\r\u001b[K')
  return {
    start: (what) => void stream.write(`\r\u001b[K${what}`),
    update({ planned, done, failed, last, held }) {
      const now = Date.now()
      if (now - drawn < REDRAW_MS) return
      drawn = now
      const left = held && held.seconds >= WORTH_SAYING ? `, ${about(held.seconds)} (rate of ${held.by})` : ''
      const text = `Reading  ${done} of ${planned} answers${failed > 0 ? `, ${failed} refused` : ''}${left}  ${last}`
      stream.write(`\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}`)
    },
    done(what) {
      clear()
      line(what)
    },
  }
}
