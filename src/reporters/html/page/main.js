/** Puts the parts together: one filter, which the list, the bar, the counts, the map and the address all show. */
import { drawBar } from './bar.js'
import { data, findings } from './data.js'
import { byId } from './dom.js'
import { ALL, apply, choosing, fromHash, toHash, valuesOf } from './filters.js'
import { drawGaps } from './gaps.js'
import { listenToKeys } from './keys.js'
import { List } from './list.js'
import { drawMap } from './map.js'
import { whenPrinted } from './print.js'
import { row } from './row.js'
import { drawCounts, drawHead } from './summary.js'
import { drawTheme } from './theme.js'

/** @typedef {import('./filters.js').Filter} Filter */

let filter = ALL
/** @type {Set<string>} */
const open = new Set()
/** @type {string | undefined} */
let lastOpened
let isPaper = false

/** So many findings stand open on paper, and any others as a line each: thousands of pages are of use to nobody. */
const OPEN_ON_PAPER = 2000

drawHead()
drawTheme()
const counts = drawCounts(choose)
const bar = drawBar(choose)
const map = drawMap((change) => {
  choose(change)
  if (valuesOf(filter, 'map').length > 0) toFindings()
})

const acts = {
  /** @param {string} place */
  showOnMap: (place) => map.show(place),
  /** @param {string} place */
  hasPlace: (place) => map.has(place),
  /** @param {string} rule */
  showRule: (rule) => choose(() => choosing(ALL, { rule: [rule] })),
}

const list = new List(byId('list'), (finding, index) =>
  row(finding, {
    isOpen: (isPaper && index < OPEN_ON_PAPER) || open.has(finding.fingerprint),
    acts,
    toggled(isOpen) {
      if (isOpen) open.add(finding.fingerprint)
      else open.delete(finding.fingerprint)
      lastOpened = isOpen ? finding.fingerprint : undefined
      tellAddress()
    },
  }),
)

/**
 * Changes the filter.
 * @param {(filter: Filter) => Filter} change
 */
function choose(change) {
  const next = change(filter)
  if (next === filter) return
  filter = next
  draw()
  tellAddress()
}

function draw() {
  const result = apply(findings, filter)
  const focused = document.activeElement
  const isBelow = byId('list').getBoundingClientRect().top < 0
  list.show(result.shown)
  bar(filter, result)
  counts(filter)
  map.update(filter)
  const empty = byId('empty')
  empty.hidden = result.shown.length > 0
  empty.textContent = findings.length === 0 ? nothing() : 'Nothing matches. Clear shows everything.'
  // The keyboard goes on from here where what it was on is no more.
  const isGone = focused instanceof HTMLElement && (!focused.isConnected || focused.hidden)
  if (isGone) byId('findings-title').focus({ preventScroll: true })
  // A reader who is far down sees the first of what is shown now.
  if (isBelow) byId('findings').scrollIntoView()
}

const nothing = () =>
  data.summary.fail === 0 ? 'There is nothing to list.' : 'What failed is counted above, and not listed here.'

const tellAddress = () =>
  history.replaceState(null, '', toHash(filter, lastOpened) || location.pathname + location.search)

function readAddress() {
  filter = fromHash(location.hash)
  const wanted = new URLSearchParams(location.hash.slice(1)).get('finding') ?? undefined
  if (wanted !== undefined) open.add(wanted)
  lastOpened = wanted
  draw()
  if (wanted === undefined) return
  const index = list.findings.findIndex(({ fingerprint }) => fingerprint === wanted)
  const head = index < 0 ? undefined : list.head(index)
  head?.scrollIntoView({ block: 'start' })
  head?.focus({ preventScroll: true })
}

function toFindings() {
  byId('findings').scrollIntoView()
  byId('findings-title').focus({ preventScroll: true })
}

byId('skip').addEventListener('click', (event) => {
  // The address is the filter's.
  event.preventDefault()
  toFindings()
})
addEventListener('hashchange', readAddress)

let width = innerWidth
addEventListener('resize', () => {
  if (innerWidth === width) return
  width = innerWidth
  list.resized()
})

let scrolled = 0
whenPrinted({
  open() {
    scrolled = scrollY
    isPaper = true
    byId('paper').hidden = list.findings.length <= OPEN_ON_PAPER
    list.show(list.findings)
    list.fillAll()
  },
  close() {
    isPaper = false
    byId('paper').hidden = true
    list.show(list.findings)
    scrollTo(0, scrolled)
  },
})

drawGaps()
listenToKeys(list)
readAddress()
