/** A finding as a row that opens. */
import { STATUS_NAMES } from './data.js'
import { detail } from './detail.js'
import { el, rating } from './dom.js'

/** @typedef {import('./data.js').Finding} Finding */

/**
 * @param {Finding} finding
 * @param {{ readonly isOpen: boolean, readonly acts: import('./detail.js').Acts, readonly toggled: (isOpen: boolean) => void }} options
 */
export function row(finding, { isOpen, acts, toggled }) {
  const { rule, resource, message, account, region, fingerprint } = finding
  const [headId, bodyId] = [`head-${fingerprint}`, `body-${fingerprint}`]
  const head = el(
    'button',
    { type: 'button', class: 'row-head', id: headId, 'aria-expanded': 'false', 'aria-controls': bodyId },
    el('span', { class: 'rate' }, rating(finding.severity), mark(finding)),
    el(
      'span',
      { class: 'what' },
      el('span', { class: 'title' }, rule.title),
      el('span', { class: 'message' }, message || finding.suppression?.reason || rule.id),
    ),
    el(
      'span',
      { class: 'which' },
      el('span', { class: 'name' }, resource.name ?? tail(resource.id)),
      el('span', { class: 'id' }, resource.name ? tail(resource.id) : resource.type),
    ),
    el('span', { class: 'place' }, el('span', {}, region), el('span', {}, account)),
  )
  const body = el('div', {
    class: 'body',
    id: bodyId,
    role: 'group',
    'aria-labelledby': headId,
    hidden: true,
  })

  /** @param {boolean} open */
  function set(open) {
    head.setAttribute('aria-expanded', String(open))
    body.hidden = !open
    body.replaceChildren(...(open ? detail(finding, acts) : []))
  }
  set(isOpen)
  head.addEventListener('click', () => {
    const open = head.getAttribute('aria-expanded') !== 'true'
    set(open)
    toggled(open)
  })
  return el('article', { class: `row ${finding.severity} ${finding.status}` }, el('h3', {}, head), body)
}

/**
 * What tells an ARN from its neighbours: the account and the Region have a place of their own.
 * @param {string} id
 */
const tail = (id) => id.replace(/^arn:(?:[^:]*:){4}/, '')

/** @param {Finding} finding */
function mark({ status, baseline }) {
  if (status !== 'fail') return el('span', { class: `mark ${status}` }, STATUS_NAMES[status])
  if (baseline) return el('span', { class: `mark ${baseline}` }, baseline === 'new' ? 'New' : 'Known')
  return undefined
}
