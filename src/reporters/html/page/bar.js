/** The bar above the list: search, choices, how much is shown, and the way back to all. */
import { SEVERITIES, STATUSES, STATUS_NAMES, data, findings } from './data.js'
import { byId, button, capital, el, grouped, say } from './dom.js'
import { ALL, apply, choosing, valuesOf } from './filters.js'

/** @typedef {import('./filters.js').Filter} Filter */
/** @typedef {import('./filters.js').Facet} Facet */
/** @typedef {(change: (filter: Filter) => Filter) => void} Choose */

const TYPING_MS = 90
const OPTION_LENGTH = 60

/** @type {readonly { readonly facet: Facet, readonly name: string, readonly all: string, readonly order?: readonly string[], readonly say?: (value: string) => string }[]} */
const CHOICES = [
  { facet: 'severity', name: 'Severity', all: 'Every severity', order: SEVERITIES, say: capital },
  {
    facet: 'status',
    name: 'Status',
    all: 'Every status',
    order: STATUSES,
    say: (value) => STATUS_NAMES[value] ?? value,
  },
  { facet: 'topic', name: 'Topic', all: 'Every topic' },
  { facet: 'pillar', name: 'Pillar', all: 'Every pillar', say: capital },
  { facet: 'account', name: 'Account', all: 'Every account' },
  { facet: 'region', name: 'Region', all: 'Every region' },
  { facet: 'baseline', name: 'Baseline', all: 'New and known', order: ['new', 'known'], say: capital },
]

/**
 * Draws the bar; the answer brings it up to a filter and what came of it.
 * @param {Choose} choose
 * @returns {(filter: Filter, result: ReturnType<typeof apply>) => void}
 */
export function drawBar(choose) {
  const search = searchBox(choose)
  const { counts } = apply(findings, ALL)
  const selects = CHOICES.filter(({ facet }) => facet !== 'baseline' || data.summary.new !== undefined).map(
    (choice) => select(choice, [...(counts.get(choice.facet)?.keys() ?? [])], choose),
  )
  const choices = el('div', { class: 'choices', id: 'choices' }, ...selects.map(({ element }) => element))
  const more = button('Filters', () => {
    more.setAttribute('aria-expanded', String(choices.classList.toggle('open')))
  })
  more.className = 'control more'
  more.setAttribute('aria-expanded', 'false')
  more.setAttribute('aria-controls', 'choices')
  const chips = el('span', { class: 'chips' })
  const count = el('span', { class: 'shown' })
  const clear = button('Clear', () => choose(() => ALL), { class: 'control clear', title: 'Show everything' })
  const box = byId('bar')
  // Rows that are scrolled to stop below it.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty('--bar', `${box.offsetHeight}px`)
  }).observe(box)
  box.append(
    el('div', { class: 'search-line' }, search.element, more),
    choices,
    el('div', { class: 'state' }, count, chips, clear),
  )
  return (filter, result) => {
    search.update(filter)
    for (const one of selects) one.update(filter, result.counts)
    chips.replaceChildren(...chipsOf(filter, choose))
    const chosen = CHOICES.filter(({ facet }) => valuesOf(filter, facet).length > 0).length
    more.textContent = chosen > 0 ? `Filters (${chosen})` : 'Filters'
    const text = `${grouped(result.shown.length)} of ${grouped(findings.length)} shown`
    count.textContent = text
    clear.hidden = Object.values(filter.chosen).every((values) => values.length === 0) && filter.text === ''
    say(text)
  }
}

/** @param {Choose} choose */
function searchBox(choose) {
  const input = el('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Search: rule, title, resource, message',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-keyshortcuts': '/',
  })
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing
  const search = () => {
    clearTimeout(typing)
    choose((filter) => (filter.text === input.value ? filter : { ...filter, text: input.value }))
  }
  input.addEventListener('input', () => {
    clearTimeout(typing)
    typing = setTimeout(search, TYPING_MS)
  })
  // Who goes on to the list does not wait.
  input.addEventListener('change', search)
  return {
    element: el('label', { class: 'search' }, el('span', { class: 'unseen' }, 'Search the findings'), input),
    /** @param {Filter} filter */
    update(filter) {
      if (input.value !== filter.text) input.value = filter.text
    },
  }
}

/**
 * @param {(typeof CHOICES)[number]} choice
 * @param {readonly string[]} values
 * @param {Choose} choose
 */
function select({ facet, name, all, order, say: sayValue = (value) => value }, values, choose) {
  const sorted = order ? order.filter((value) => values.includes(value)) : [...values].sort()
  const options = sorted.filter(Boolean).map((value) => ({ value, element: el('option', { value }) }))
  // Of several values, which only the counts and an address can choose.
  const several = el('option', { value: '', hidden: true })
  const box = el(
    'select',
    { 'aria-label': name },
    el('option', { value: '' }, all),
    several,
    ...options.map(({ element }) => element),
  )
  box.addEventListener('change', () =>
    choose((filter) => choosing(filter, { [facet]: box.value === '' ? [] : [box.value] })),
  )
  return {
    element: box,
    /**
     * @param {Filter} filter
     * @param {ReturnType<typeof apply>['counts']} counts
     */
    update(filter, counts) {
      const chosen = valuesOf(filter, facet)
      for (const { value, element } of options) {
        const count = counts.get(facet)?.get(value) ?? 0
        const text = sayValue(value)
        const cut = text.length > OPTION_LENGTH ? `${text.slice(0, OPTION_LENGTH)}…` : text
        element.textContent = `${cut} (${grouped(count)})`
        element.disabled = count === 0 && !chosen.includes(value)
      }
      const [only] = chosen
      const single = options.find(({ value }) => value === only)
      const isOne = chosen.length === 1 && single !== undefined
      several.textContent = chosen.map(sayValue).join(', ')
      several.hidden = chosen.length === 0 || isOne
      if (chosen.length === 0) box.selectedIndex = 0
      else if (isOne) single.element.selected = true
      else several.selected = true
      box.classList.toggle('chosen', chosen.length > 0)
    },
  }
}

/**
 * What is chosen elsewhere than in the bar, each with a way to undo it.
 * @param {Filter} filter
 * @param {Choose} choose
 */
function chipsOf(filter, choose) {
  return /** @type {const} */ ([
    ['rule', 'Rule'],
    ['map', 'On the map'],
  ]).flatMap(([facet, name]) =>
    valuesOf(filter, facet).map((value) =>
      button(
        `${name}: ${value.slice(0, OPTION_LENGTH)} ×`,
        () => choose((now) => choosing(now, { [facet]: [] })),
        {
          class: 'chip',
          title: 'Show others, too',
          'aria-label': `${name}: ${value}. Show others, too`,
        },
      ),
    ),
  )
}
