/** What an opened finding shows. */
import { copyButton } from './copy.js'
import { STATUS_NAMES } from './data.js'
import { button, el, link, rating, words } from './dom.js'

/** @typedef {import('./data.js').Finding} Finding */

/**
 * What the reader can do from within a finding.
 * @typedef {{ readonly showOnMap: (place: string) => void, readonly showRule: (rule: string) => void, readonly hasPlace: (place: string) => boolean }} Acts
 */

/**
 * @param {Finding} finding
 * @param {Acts} acts
 */
export function detail(finding, acts) {
  const { rule, message, remediation } = finding
  return [
    el(
      'div',
      { class: 'told' },
      message !== '' && el('p', { class: 'message-full' }, message),
      ...suppressed(finding),
      ...evidence(finding),
      ...(remediation === '' ? [] : commandPart('Fix', remediation, 'the fix')),
      ...prose('Why', rule.why),
      ...prose('How to fix', rule.fix),
      el('p', { class: 'reference' }, link(rule.reference, 'What AWS documents')),
      ...suppression(finding),
    ),
    facts(finding, acts),
  ]
}

/**
 * @param {string} title
 * @param {...Node} content
 */
const part = (title, ...content) => [el('h4', {}, title), ...content]

/**
 * @param {string} title
 * @param {string} text
 */
function prose(title, text) {
  if (text === '') return []
  const paragraphs = text.split(/\n\s*\n/).map((one) => el('p', {}, ...withCode(one)))
  return part(title, ...paragraphs)
}

/**
 * What stands between backticks is code.
 * @param {string} text
 */
const withCode = (text) =>
  text.split('`').map((piece, index) => (index % 2 === 1 ? el('code', {}, piece) : piece))

/**
 * @param {string} title
 * @param {string} text
 * @param {string} what
 */
function commandPart(title, text, what) {
  const code = words(text)
  return part(title, el('div', { class: 'command' }, el('pre', {}, code), copyButton(code, what)))
}

/** @param {Finding} finding */
function suppressed({ suppression: accepted }) {
  if (!accepted) return []
  const { reason, owner, expires } = accepted
  const rest = [owner && `Owner: ${owner}.`, expires && `Until ${expires}.`].filter(Boolean).join(' ')
  return [el('p', { class: 'note' }, el('strong', {}, 'Suppressed: '), reason, rest ? ` ${rest}` : '')]
}

/** @param {Finding} finding */
function suppression({ status, fingerprint }) {
  if (status !== 'fail' && status !== 'unknown') return []
  return commandPart(
    'Accept it',
    `awsnet suppress ${fingerprint} --reason "WHY"`,
    'the command that suppresses this finding',
  )
}

/** @param {Finding} finding */
function evidence({ evidence: items, resource: own }) {
  if (items.length === 0) return []
  const list = items.map(({ resource = own, fact, fields }) =>
    el(
      'li',
      {},
      el('p', {}, el('strong', {}, resource.name ?? resource.id), ` ${fact}`),
      resource.name !== undefined &&
        resource.name !== resource.id &&
        el('p', {}, el('code', {}, resource.id)),
      fields.length > 0 &&
        el(
          'dl',
          { class: 'fields' },
          ...fields.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
        ),
    ),
  )
  return part('Evidence', el('ol', { class: 'evidence' }, ...list))
}

/**
 * @param {Finding} finding
 * @param {Acts} acts
 */
function facts(finding, acts) {
  const { rule, resource, account, region, status, baseline, place, fingerprint } = finding
  const print = el('code', {}, fingerprint)
  /** @type {readonly (readonly [string, string | Node | undefined])[]} */
  const entries = [
    ['Severity', rating(finding.severity)],
    ['Status', STATUS_NAMES[status]],
    ['Baseline', baseline && (baseline === 'new' ? 'New since the baseline' : 'Known from the baseline')],
    ['Name', resource.name],
    ['Id', el('code', {}, resource.id)],
    ['ARN', resource.arn && resource.arn !== resource.id ? el('code', {}, resource.arn) : undefined],
    ['Type', resource.type],
    ['Account', account],
    ['Region', region],
    ['Topic', `${rule.topic}, ${rule.pillar}`],
    [
      'Rule',
      button(rule.id, () => acts.showRule(rule.id), { class: 'plain', title: 'Show all of this rule' }),
    ],
    ['Fingerprint', el('span', { class: 'with-copy' }, print, copyButton(print, 'the fingerprint'))],
  ]
  return el(
    'div',
    { class: 'facts' },
    el(
      'dl',
      {},
      ...entries.flatMap(([name, value]) => (value ? [el('dt', {}, name), el('dd', {}, value)] : [])),
    ),
    place !== undefined &&
      acts.hasPlace(place) &&
      button('Show on the map', () => acts.showOnMap(place), { class: 'control on-map' }),
  )
}
