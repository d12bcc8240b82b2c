import { createColors } from 'picocolors'
import { columnsOf, fold } from './terminal-text.ts'

interface Style {
  readonly color: boolean
  readonly width: number
}

/** How wide prose gets on a wide terminal: longer lines are hard to read. */
const READABLE = 100

/**
 * Our own Markdown for a terminal: headings, paragraphs, lists, tables, code blocks, links and emphasis. It knows what
 * the handbook uses and no more; addresses follow at the end, by number.
 */
export function markdownText(markdown: string, { color, width }: Style): string {
  const { bold } = createColors(color)
  const room = Math.min(width, READABLE)
  const links = new Links(markdown)
  const plain = (text: string): string => inline(text, links)
  const parts = blocksOf(markdown).map((lines): string => {
    const [first = ''] = lines
    if (first.startsWith('```')) return lines.slice(1, -1).join('\n')
    if (first.startsWith('|'))
      return table(
        lines.map((line) => cellsOf(line).map(plain)),
        width,
        bold,
      )
    if (ITEM.test(first))
      return itemsOf(lines)
        .map((item) => listItem(item, plain, room))
        .join('\n')
    const heading = /^#+ (.*)/.exec(first)?.[1]
    if (heading !== undefined) return fold(plain(heading), room).map(bold).join('\n')
    return fold(plain(joined(lines)), room).join('\n')
  })
  return `${[...parts, ...links.list(bold)].join('\n\n')}\n`
}

const ITEM = /^(- |\d+\. )/
const DEFINITION = /^\[([^\]]+)\]: (\S+)$/

/** The lines of each block; comments and definitions of links are none. */
function blocksOf(markdown: string): readonly (readonly string[])[] {
  const blocks: string[][] = []
  let block: string[] = []
  let fenced = false
  const end = (): void => {
    if (block.length > 0) blocks.push(block)
    block = []
  }
  for (const line of markdown.split('\n')) {
    const fence = line.startsWith('```')
    if (fence && !fenced) end()
    if (fenced || fence) block.push(line)
    else if (line.trim() === '' || line.startsWith('<!--') || DEFINITION.test(line)) end()
    else block.push(line)
    if (fence && fenced) end()
    if (fence) fenced = !fenced
  }
  end()
  return blocks
}

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ')

function itemsOf(lines: readonly string[]): readonly string[] {
  const items: string[][] = []
  for (const line of lines) {
    if (ITEM.test(line)) items.push([line])
    else items.at(-1)?.push(line)
  }
  return items.map(joined)
}

function listItem(item: string, plain: (text: string) => string, width: number): string {
  const mark = ITEM.exec(item)?.[0] ?? ''
  const lines = fold(plain(item.slice(mark.length)), width - mark.length)
  return lines.map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`).join('\n')
}

/** Addresses by number, each once, in the order of the text. */
class Links {
  readonly #definitions: ReadonlyMap<string, string>
  readonly #addresses: string[] = []

  constructor(markdown: string) {
    const found = markdown.split('\n').flatMap((line) => {
      const [, name = '', address = ''] = DEFINITION.exec(line) ?? []
      return name ? [[name.toLowerCase(), address] as const] : []
    })
    this.#definitions = new Map(found)
  }

  /** What stands for a link: its text and, when it leads out of these pages, a number. */
  shown(text: string, target: string): string | undefined {
    const address = this.#definitions.get(target.toLowerCase()) ?? target
    if (target === text && address === target && !/^https?:/.test(target)) return undefined
    if (!/^https?:/.test(address)) return text
    if (!this.#addresses.includes(address)) this.#addresses.push(address)
    const number = `[${this.#addresses.indexOf(address) + 1}]`
    return text === address ? number : `${text} ${number}`
  }

  list(bold: (text: string) => string): readonly string[] {
    const lines = this.#addresses.map((address, index) => `[${index + 1}] ${address}`)
    return lines.length > 0 ? [bold('Links'), lines.join('\n')] : []
  }
}

/** A text without its marks. What stands between backticks is left as it is. */
const inline = (text: string, links: Links): string =>
  text
    .split(/(`[^`]+`)/)
    .map((piece) => (piece.startsWith('`') ? piece.slice(1, -1) : unmarked(piece, links)))
    .join('')

const unmarked = (text: string, links: Links): string =>
  text
    .replace(
      /\[([^\]]+)\](?:\(([^)]+)\)|\[([^\]]*)\])?/g,
      (whole, label: string, address?: string, name?: string) =>
        links.shown(label, address ?? (name || label)) ?? whole,
    )
    .replace(/<(https?:[^>]+)>/g, (_, address: string) => links.shown(address, address) ?? address)
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\w/])_([^_]+)_(?!\w)/g, '$1')
    .replace(/\\([\\`*_[\]|<>])/g, '$1')

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

const GAP = 2

/** Columns as wide as their text; where there is no room for that, the widest give way. */
function table(rows: readonly (readonly string[])[], width: number, bold: (text: string) => string): string {
  const [head = [], , ...body] = rows
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((row) => columnsOf(row[column] ?? ''))),
  )
  const room = width - GAP * (widths.length - 1)
  while (sum(widths) > room && Math.max(...widths) > 1) {
    widths[widths.indexOf(Math.max(...widths))] = Math.max(...widths) - 1
  }
  const laid = body.map((row) => rowLines(row, widths))
  const apart = laid.some((lines) => lines.length > 1) ? '\n\n' : '\n'
  return [
    ...rowLines(head, widths).map(bold),
    widths.map((columns) => '─'.repeat(columns)).join(' '.repeat(GAP)),
    laid.map((lines) => lines.join('\n')).join(apart),
  ].join('\n')
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function rowLines(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const folded = widths.map((columns, index) => fold(cells[index] ?? '', columns))
  const height = Math.max(...folded.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    folded
      .map((lines, index) => padded(lines[line] ?? '', widths[index] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
