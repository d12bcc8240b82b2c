/** What was audited, and the counts: each is a way into the list. */
import { SEVERITIES, data, findings } from './data.js'
import { byId, button, el, grouped, plural, rating } from './dom.js'
import { choosing, valuesOf } from './filters.js'

/** @typedef {import('./filters.js').Filter} Filter */

/** Of many accounts or regions, these are seen at once. */
const SHOWN = 8

export function drawHead() {
  const { tool, scope, startedAt, finishedAt, summary } = data
  const title = summary.fail === 0 ? 'Nothing failed' : plural(summary.fail, 'finding')
  document.title = `${title} in ${scope.accounts.slice(0, 3).join(', ')}: ${tool.name}`
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
  /** @type {readonly (readonly [string, readonly (string | Node)[]])[]} */
  const entries = [
    [scope.accounts.length === 1 ? 'Account' : 'Accounts', listed(scope.accounts)],
    [scope.regions.length === 1 ? 'Region' : 'Regions', listed(scope.regions)],
    ['Source', [{ live: 'AWS, live', snapshot: 'A snapshot', demo: 'The demo account' }[scope.source]]],
    ['Audited', [`${startedAt.slice(0, 16).replace('T', ' ')} UTC, in ${plural(seconds, 'second')}`]],
  ]
  byId('head').prepend(
    el(
      'div',
      {},
      el('p', { class: 'tool' }, `${tool.name} ${tool.version}`),
      el('h1', {}, title),
      el(
        'dl',
        { class: 'scope' },
        ...entries.map(([name, values]) => el('div', {}, el('dt', {}, name), el('dd', {}, ...values))),
      ),
    ),
  )
}

/** @param {readonly string[]} names */
function listed(names) {
  if (names.length <= SHOWN) return apart(names)
  const rest = names.slice(SHOWN)
  return [
    ...apart(names.slice(0, SHOWN)),
    el('details', {}, el('summary', {}, `and ${rest.length} more`), ...apart(rest)),
  ]
}

/**
 * Names with commas, each on one line.
 * @param {readonly string[]} names
 */
const apart = (names) =>
  names.flatMap((name, index) => [
    el('span', { class: 'word' }, index < names.length - 1 ? `${name},` : name),
    ' ',
  ])

/**
 * Draws the counts; the answer shows which of them a filter stands for.
 * @param {(change: (filter: Filter) => Filter) => void} choose
 * @returns {(filter: Filter) => void}
 */
export function drawCounts(choose) {
  const { summary } = data
  const tiles = SEVERITIES.map((severity) => severityTile(severity, choose))
  const others = [
    statusCount('Undecided', summary.unknown, { status: ['unknown'] }),
    statusCount('Suppressed', summary.suppressed, { status: ['suppressed'] }),
    statusCount('Passed', summary.pass, { status: ['pass'] }),
    ...(summary.new === undefined
      ? []
      : [
          statusCount('New', summary.new, { status: ['fail'], baseline: ['new'] }),
          statusCount('Known', summary.known ?? 0, { status: ['fail'], baseline: ['known'] }),
          statusCount('Gone', summary.gone ?? 0, { status: ['gone'] }),
        ]),
  ]
  const drawn = others.map((one) => countButton(one, choose))
  byId('summary').append(
    el('div', { class: 'tiles' }, ...tiles.map(({ element }) => element)),
    el('div', { class: 'counts' }, ...drawn.map(({ element }) => element), gapsCount()),
  )
  return (filter) => {
    for (const { element, holds } of [...tiles, ...drawn])
      if (element instanceof HTMLButtonElement) element.setAttribute('aria-pressed', String(holds(filter)))
  }
}

/**
 * @param {Filter} filter
 * @param {readonly string[]} values
 */
const hasStatus = (filter, values) => valuesOf(filter, 'status').join() === values.join()

/**
 * A severity of failures; several can be chosen.
 * @param {string} severity
 * @param {(change: (filter: Filter) => Filter) => void} choose
 */
function severityTile(severity, choose) {
  const count = data.summary.bySeverity[/** @type {'critical'} */ (severity)]
  const listed = findings.filter((one) => one.status === 'fail' && one.severity === severity).length
  /** @param {Filter} filter */
  const holds = (filter) => hasStatus(filter, ['fail']) && valuesOf(filter, 'severity').includes(severity)
  const element = button('', () =>
    choose((filter) => {
      const others = hasStatus(filter, ['fail']) ? valuesOf(filter, 'severity') : []
      const next = holds(filter) ? others.filter((one) => one !== severity) : [...others, severity]
      const inOrder = SEVERITIES.filter((one) => next.includes(one))
      return choosing(filter, { severity: inOrder, status: inOrder.length > 0 ? ['fail'] : [], baseline: [] })
    }),
  )
  element.className = `tile ${severity}`
  element.disabled = listed === 0
  element.append(el('span', { class: 'number' }, grouped(count)), rating(severity))
  if (listed < count) element.append(el('span', { class: 'hint' }, `${grouped(count - listed)} not listed`))
  return { element, holds }
}

/**
 * @param {string} name
 * @param {number} count
 * @param {Filter['chosen']} chosen
 */
const statusCount = (name, count, chosen) => ({ name, count, chosen })

/**
 * What is only counted, and not listed, is no button.
 * @param {ReturnType<typeof statusCount>} what
 * @param {(change: (filter: Filter) => Filter) => void} choose
 */
function countButton({ name, count, chosen }, choose) {
  const { status = [], baseline = [] } = chosen
  const isListed = findings.some(
    (one) => status.includes(one.status) && (baseline.length === 0 || baseline.includes(one.baseline ?? '')),
  )
  /** @param {Filter} filter */
  const holds = (filter) =>
    hasStatus(filter, status) && valuesOf(filter, 'baseline').join() === baseline.join()
  const content = [el('strong', {}, grouped(count)), ` ${name.toLowerCase()}`]
  if (!isListed) return { element: el('span', { class: 'count' }, ...content), holds }
  const element = button('', () =>
    choose((filter) =>
      choosing(
        filter,
        holds(filter) ? { status: [], baseline: [] } : { severity: [], baseline: [], ...chosen },
      ),
    ),
  )
  element.className = 'count'
  element.append(...content)
  return { element, holds }
}

function gapsCount() {
  const { notEvaluated, judgedWithout } = data
  const text = [
    el('strong', {}, grouped(data.summary.notEvaluated)),
    ` not evaluated${judgedWithout.length > 0 ? `, ${grouped(judgedWithout.length)} judged without` : ''}`,
  ]
  if (notEvaluated.length + judgedWithout.length === 0) return el('span', { class: 'count' }, ...text)
  const element = button('', () => {
    byId('gaps').scrollIntoView()
    byId('gaps-title').focus({ preventScroll: true })
  })
  element.className = 'count'
  element.append(...text)
  return element
}
