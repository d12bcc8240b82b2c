import type { WriteStream } from 'node:tty'

type Stream = Pick<WriteStream, 'isTTY'> & { readonly columns?: number }

/** --color or --no-color, then NO_COLOR, then FORCE_COLOR, then whether the stream is a terminal. */
export function wantsColor(
  flag: boolean | undefined,
  stream: Stream,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (flag !== undefined) return flag
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0'
  return stream.isTTY && env['TERM'] !== 'dumb'
}

/** Columns of the terminal: what it says, what the environment says, or 80. */
export function widthOf(stream: Stream, env: NodeJS.ProcessEnv = process.env): number {
  const named = Number(env['COLUMNS'])
  return stream.columns ?? (Number.isInteger(named) && named > 20 ? named : 80)
}

/** Writes all of a text, however slow the reader is. */
export const print = (text: string, stream: NodeJS.WritableStream = process.stdout): Promise<void> =>
  new Promise((resolve) => {
    stream.write(text, () => resolve())
  })

const ASCII: Readonly<Record<string, string>> = { '│': '|', '─': '-', '…': '...' }

/** Boxes as the locale can draw them: one that names another character set gets them in ASCII. */
export function drawn(text: string, env: NodeJS.ProcessEnv = process.env): string {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'UTF-8'
  return /utf-?8/i.test(locale) ? text : text.replace(/[─-╿…]/g, (character) => ASCII[character] ?? '+')
}
