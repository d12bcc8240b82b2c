/** The report's data, as the page uses it. */
import { byId } from './dom.js'

/**
 * A finding with the texts of its rule.
 * @typedef {Omit<import('../data.ts').PageFinding, 'rule'> & { readonly rule: import('../data.ts').PageRule }} Finding
 */

/** @type {import('../data.ts').PageData} */
export const data = JSON.parse(byId('data').textContent ?? '')

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info']

/** What asks for something first. */
export const STATUSES = ['fail', 'unknown', 'suppressed', 'gone', 'pass']

/** @type {Readonly<Record<string, string>>} */
export const STATUS_NAMES = {
  fail: 'Failed',
  unknown: 'Undecided',
  suppressed: 'Suppressed',
  gone: 'Gone',
  pass: 'Passed',
}

/** @type {readonly Finding[]} */
export const findings = STATUSES.flatMap((status) =>
  data.findings.flatMap((finding) => {
    const rule = data.rules[finding.rule]
    return finding.status === status && rule ? [{ ...finding, rule }] : []
  }),
)
