/** What could not be judged: by what was refused and why, with the rules that it stopped. */
import { data } from './data.js'
import { byId, el, plural } from './dom.js'

/** @typedef {import('../../../audit/run.ts').NotEvaluated} NotEvaluated */

/** Of many rules or places, these are seen at once. */
const SHOWN = 12

/** Draws the section, where there is anything to say. */
export function drawGaps() {
  const { notEvaluated, judgedWithout } = data
  if (notEvaluated.length + judgedWithout.length === 0) return
  const box = byId('gaps')
  box.hidden = false
  box.append(
    ...part(
      notEvaluated,
      'These could not be judged: what they need was not read. They are neither passed nor failed.',
    ),
  )
  if (judgedWithout.length === 0) return
  if (notEvaluated.length === 0) byId('gaps-title').textContent = 'Judged without'
  else box.append(el('h2', {}, 'Judged without'))
  box.append(
    ...part(judgedWithout, 'These were judged as far as they could be without something that was not read.'),
  )
}

/**
 * @param {readonly NotEvaluated[]} entries
 * @param {string} meaning
 */
function part(entries, meaning) {
  if (entries.length === 0) return []
  /** @type {Map<string, NotEvaluated[]>} */
  const byReason = new Map()
  for (const entry of entries) {
    const key = `${entry.operation || entry.ruleId}\n${entry.reason}`
    const known = byReason.get(key)
    if (known) known.push(entry)
    else byReason.set(key, [entry])
  }
  return [el('p', { class: 'meaning' }, meaning), ...[...byReason.values()].map(gap)]
}

/** @param {readonly NotEvaluated[]} entries */
function gap(entries) {
  const [first] = entries
  if (!first) return ''
  const rules = [...new Set(entries.map(({ ruleId }) => ruleId))].sort()
  const places = [...new Set(entries.map(({ account, region }) => `${account} ${region}`))].sort()
  return el(
    'article',
    { class: 'gap' },
    el('h3', {}, el('code', {}, first.operation || first.ruleId)),
    el('p', { class: 'reason' }, first.reason),
    el('p', { class: 'label' }, plural(places.length, 'place')),
    listOf(places),
    ...(first.operation ? [el('p', { class: 'label' }, plural(rules.length, 'rule')), listOf(rules)] : []),
  )
}

/** @param {readonly string[]} texts */
function listOf(texts) {
  /** @param {readonly string[]} some */
  const list = (some) => el('ul', { class: 'names' }, ...some.map((text) => el('li', {}, text)))
  if (texts.length <= SHOWN) return list(texts)
  const rest = texts.slice(SHOWN)
  return el(
    'div',
    {},
    list(texts.slice(0, SHOWN)),
    el('details', {}, el('summary', {}, `and ${rest.length} more`), list(rest)),
  )
}
