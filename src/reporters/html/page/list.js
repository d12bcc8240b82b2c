/**
 * The list of findings. Only chunks of rows near to what is seen are filled: the others are empty boxes as high as their
 * rows, so that the scroll bar tells the truth about twenty thousand findings.
 */
import { el } from './dom.js'

/** @typedef {import('./data.js').Finding} Finding */

/** @typedef {{ readonly box: HTMLElement, readonly first: number, readonly findings: readonly Finding[], isFilled: boolean }} Chunk */

const ROWS = 40
const MARGIN = '1200px 0px'

export class List {
  /** @type {readonly Finding[]} */
  findings = []
  /** @type {readonly Chunk[]} */
  #chunks = []
  #rowHeight = 64
  /** @type {WeakMap<Element, Chunk>} */
  #chunkOf = new WeakMap()
  #watcher = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: MARGIN })

  /**
   * @param {HTMLElement} box
   * @param {(finding: Finding, index: number) => HTMLElement} rowOf
   */
  constructor(box, rowOf) {
    this.box = box
    this.rowOf = rowOf
  }

  /**
   * Shows these, from the first.
   * @param {readonly Finding[]} findings
   */
  show(findings) {
    this.findings = findings
    this.#watcher.disconnect()
    this.#chunks = Array.from({ length: Math.ceil(findings.length / ROWS) }, (_, index) => ({
      box: el('div', { class: 'chunk' }),
      first: index * ROWS,
      findings: findings.slice(index * ROWS, (index + 1) * ROWS),
      isFilled: false,
    }))
    for (const chunk of this.#chunks) this.#chunkOf.set(chunk.box, chunk)
    this.box.replaceChildren(...this.#chunks.map(({ box }) => box))
    const [first] = this.#chunks
    if (first) this.#fill(first)
    this.#measure()
    for (const { box } of this.#chunks) this.#watcher.observe(box)
  }

  /** Takes the height of a row from one that is closed, for chunks that have none yet. */
  #measure() {
    const closed = this.box.querySelector('.row:has(> .body[hidden])')
    if (closed instanceof HTMLElement && closed.offsetHeight > 0) this.#rowHeight = closed.offsetHeight
    for (const { box, findings, isFilled } of this.#chunks)
      if (!isFilled) box.style.height = `${this.#rowHeight * findings.length}px`
  }

  /** Rows have other heights at another width. */
  resized() {
    this.#measure()
  }

  /** Makes all rows, for paper. */
  fillAll() {
    this.#watcher.disconnect()
    for (const chunk of this.#chunks) if (!chunk.isFilled) this.#fill(chunk)
  }

  /**
   * The head of the row of a finding, made if need be.
   * @param {number} index
   */
  head(index) {
    const chunk = this.#chunks[Math.floor(index / ROWS)]
    if (!chunk) return undefined
    if (!chunk.isFilled) this.#fill(chunk)
    const found = chunk.box.children[index - chunk.first]?.querySelector('.row-head')
    return found instanceof HTMLElement ? found : undefined
  }

  /**
   * The place in the list of the row that an element is in.
   * @param {Element | null} element
   */
  indexOf(element) {
    const row = element?.closest('.row')
    const chunk = row?.parentElement ? this.#chunkOf.get(row.parentElement) : undefined
    return row && chunk ? chunk.first + [...chunk.box.children].indexOf(row) : -1
  }

  /** @param {readonly IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const chunk = this.#chunkOf.get(target)
      if (!chunk || chunk.isFilled === isIntersecting) continue
      if (isIntersecting) this.#fill(chunk)
      else if (!chunk.box.contains(document.activeElement)) this.#empty(chunk)
    }
  }

  /** @param {Chunk} chunk */
  #fill(chunk) {
    chunk.isFilled = true
    chunk.box.style.height = ''
    chunk.box.replaceChildren(
      ...chunk.findings.map((finding, index) => this.rowOf(finding, chunk.first + index)),
    )
  }

  /** @param {Chunk} chunk */
  #empty(chunk) {
    chunk.isFilled = false
    chunk.box.style.height = `${chunk.box.offsetHeight}px`
    chunk.box.replaceChildren()
  }
}
