// Control characters, and those that reverse or hide text: what a name carries must not reach the terminal as a command.
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- finding control characters is what it is for
  /\r\n|[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|[\u{e0000}-\u{e007f}]/gu

const MAX_LENGTH = 2000

/** Text from AWS as a terminal may show it: on one line, nothing hidden, nothing executed. */
export const safeText = (text: string): string => safeUpTo(text, MAX_LENGTH)

/** The same with another limit: at most so many characters of the text itself. */
export function safeUpTo(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text
  return cut.replace(UNSAFE, (found) =>
    /^[\r\t]?\n$|^\t$/.test(found) ? ' ' : escaped(found.codePointAt(0) ?? 0),
  )
}

function escaped(code: number): string {
  const digits = code.toString(16).padStart(4, '0')
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits}`
}

/** Characters that take two columns: East Asian ones and emoji. */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u23e9-\u23f3\u2614\u2615\u2648-\u2653\u2705\u2728\u274c\u2753-\u2757\u2b50\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f004}-\u{1faff}\u{20000}-\u{3fffd}]/gu

/** The columns that a safe text takes on a terminal. */
export const columnsOf = (text: string): number =>
  [...text.replace(/\p{Mn}/gu, '')].length + (text.match(WIDE)?.length ?? 0)

/** A text in lines of so many columns, broken at spaces where there are any: folded, never cut, for people copy it. */
export function fold(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (columnsOf(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = broken(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

/** A word in pieces of so many columns. */
function broken(word: string, width: number): readonly string[] {
  const pieces: string[] = []
  let [piece, taken] = ['', 0]
  for (const character of word) {
    const columns = columnsOf(character)
    if (taken + columns > width && piece !== '') {
      pieces.push(piece)
      ;[piece, taken] = ['', 0]
    }
    piece += character
    taken += columns
  }
  return [...pieces, piece]
}
