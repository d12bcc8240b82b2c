/** Puts the page together from the files in page/, and says which of its scripts and styles a browser may take. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * The modules of the page, each after those that it imports. They become one script: a page without a server cannot
 * import, and one hash is one to trust.
 */
export const MODULES = [
  'dom',
  'data',
  'filters',
  'copy',
  'detail',
  'row',
  'list',
  'summary',
  'bar',
  'gaps',
  'map',
  'theme',
  'keys',
  'print',
  'main',
] as const

export const STYLES = [
  'base',
  'severity',
  'summary',
  'map',
  'bar',
  'rows',
  'detail',
  'gaps',
  'media',
] as const

export interface Parts {
  /** JSON without `<`, in pieces. */
  readonly data: Iterable<string>
  /** An inline `<svg>` with at most one style element and no style attributes. */
  readonly map: string | undefined
}

/** The whole page, in pieces. */
export function* page({ data, map }: Parts): Generator<string> {
  const { style, script, frame } = files()
  const styles = map === undefined ? [style] : [style, ...stylesIn(map)]
  const parts: Readonly<Record<string, Iterable<string>>> = {
    policy: [`<meta http-equiv="Content-Security-Policy" content="${policy(styles, script)}" />`],
    style: [`<style>${style}</style>`],
    map: map === undefined ? [] : [map],
    data,
    script: [`<script>${script}</script>`],
  }
  for (const [index, piece] of frame.split(/<!-- (\w+) -->/).entries()) {
    if (index % 2 === 0) yield piece
    else if (piece === 'data') yield* dataElement(data)
    else yield* parts[piece] ?? []
  }
}

function* dataElement(data: Iterable<string>): Generator<string> {
  yield '<script type="application/json" id="data">'
  yield* data
  yield '</script>'
}

/** Nothing is loaded, sent or embedded, no script runs but the page's own, and not even that makes markup of a text. */
const policy = (styles: readonly string[], script: string): string =>
  [
    "default-src 'none'",
    `style-src ${styles.map(hash).join(' ')}`,
    `script-src ${hash(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The texts of the style elements of an SVG as a browser sees them: there, unlike in HTML, entities are resolved. */
const stylesIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<style\b[^>]*>([^]*?)<\/style>/gi)].map(([, text = '']) =>
    text
      .replace(/<!\[CDATA\[([^]*?)\]\]>/g, '$1')
      .replaceAll('\r\n', '\n')
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  )

interface Files {
  readonly frame: string
  readonly style: string
  readonly script: string
}

let read: Files | undefined

/** Read when a page is first made: no other format needs them. */
function files(): Files {
  read ??= {
    frame: fileOf('frame.html'),
    style: STYLES.map((name) => fileOf(`${name}.css`)).join('\n'),
    script: `(() => {\n'use strict'\n${MODULES.map((name) => inScript(fileOf(`${name}.js`))).join('\n')}})()\n`,
  }
  return read
}

const fileOf = (name: string): string =>
  readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n')

/** A module as a part of the one script: its own names stay its own, and what it exports is known to those after it. */
function inScript(module: string): string {
  const exported = [...module.matchAll(/^export (?:const|class|function) (\w+)/gm)].map(([, name]) => name)
  const body = module.replace(/^import\s[^']*'\.\/[\w-]+\.js'\n/gm, '').replace(/^export /gm, '')
  return exported.length === 0
    ? body
    : `const { ${exported.join(', ')} } = (() => {\n${body}return { ${exported.join(', ')} }\n})()\n`
}
