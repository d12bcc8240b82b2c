/** Which findings are shown: what is chosen, as an address and as a test of each finding. */

/** @typedef {import('./data.js').Finding} Finding */

/** What findings can be chosen by, with the value of each finding. */
const FACETS = {
  severity: (/** @type {Finding} */ one) => one.severity,
  status: (/** @type {Finding} */ one) => one.status,
  topic: (/** @type {Finding} */ one) => one.rule.topic,
  pillar: (/** @type {Finding} */ one) => one.rule.pillar,
  account: (/** @type {Finding} */ one) => one.account,
  region: (/** @type {Finding} */ one) => one.region,
  baseline: (/** @type {Finding} */ one) => one.baseline ?? '',
  rule: (/** @type {Finding} */ one) => one.rule.id,
  map: (/** @type {Finding} */ one) => one.place ?? '',
}

/** @typedef {keyof typeof FACETS} Facet */

/**
 * What is chosen: of each facet the values that are let through (all, where there are none), and words to search for.
 * @typedef {{ readonly chosen: Readonly<Partial<Record<Facet, readonly string[]>>>, readonly text: string }} Filter
 */

const NAMES = /** @type {readonly Facet[]} */ (Object.keys(FACETS))

/** @type {Filter} */
export const ALL = { chosen: {}, text: '' }

/**
 * @param {Filter} filter
 * @param {Facet} facet
 * @returns {readonly string[]}
 */
export const valuesOf = (filter, facet) => filter.chosen[facet] ?? []

/**
 * The filter with other values of some facets.
 * @param {Filter} filter
 * @param {Filter['chosen']} changes
 * @returns {Filter}
 */
export const choosing = (filter, changes) => ({ ...filter, chosen: { ...filter.chosen, ...changes } })

/**
 * What an address chooses. Whatever else stands in it is left alone.
 * @param {string} hash
 * @returns {Filter}
 */
export function fromHash(hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ''))
  /** @type {Partial<Record<Facet, readonly string[]>>} */
  const chosen = {}
  for (const facet of NAMES) {
    const values = params.getAll(facet).filter(Boolean)
    if (values.length > 0) chosen[facet] = values
  }
  return { chosen, text: params.get('q') ?? '' }
}

/**
 * The address of a view, with the finding that stands open in it.
 * @param {Filter} filter
 * @param {string | undefined} open
 */
export function toHash(filter, open) {
  const params = new URLSearchParams()
  for (const facet of NAMES) for (const value of valuesOf(filter, facet)) params.append(facet, value)
  if (filter.text.trim() !== '') params.set('q', filter.text.trim())
  if (open) params.set('finding', open)
  const text = params.toString()
  return text === '' ? '' : `#${text}`
}

/**
 * What a filter lets through, and how many findings each value of a facet would let through with all else as it is.
 * @param {readonly Finding[]} findings
 * @param {Filter} filter
 */
export function apply(findings, filter) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const tests = NAMES.map((facet) => {
    const values = valuesOf(filter, facet)
    /** @type {Map<string, number>} */
    const counts = new Map()
    return { facet, valueOf: FACETS[facet], allowed: values.length > 0 ? new Set(values) : undefined, counts }
  })
  /** @type {Finding[]} */
  const shown = []
  for (const finding of findings) {
    if (words.length > 0 && !words.every((word) => textOf(finding).includes(word))) continue
    const refusing = tests.filter(({ allowed, valueOf }) => allowed && !allowed.has(valueOf(finding)))
    if (refusing.length > 1) continue
    if (refusing.length === 0) shown.push(finding)
    for (const { valueOf, counts } of refusing.length === 0 ? tests : refusing) {
      const value = valueOf(finding)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  return { shown, counts: new Map(tests.map(({ facet, counts }) => [facet, counts])) }
}

/** @type {WeakMap<Finding, string>} */
const texts = new WeakMap()

/**
 * What a search looks at, made when a finding is first searched.
 * @param {Finding} finding
 */
function textOf(finding) {
  const known = texts.get(finding)
  if (known !== undefined) return known
  const { rule, resource, message, account, region, fingerprint } = finding
  const text = [
    rule.id,
    rule.title,
    resource.id,
    resource.name,
    resource.arn,
    resource.type,
    message,
    account,
    region,
    fingerprint,
  ]
    .filter(Boolean)
    .join('\n')
    .toLowerCase()
  texts.set(finding, text)
  return text
}
