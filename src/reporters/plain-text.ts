/** Text from AWS for formats that programs read: nothing in it acts, and none of it is endless. */
import { createHash } from 'node:crypto'
import type { Finding } from '../audit/report.ts'
import { safeText, safeUpTo } from './terminal-text.ts'

/** At most so many characters, with a mark where more was left out. */
export const short = (text: string, most: number): string => {
  const safe = safeUpTo(text, most)
  return safe.length > most ? `${safe.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : safe
}

const SEGMENT = 200

/** A part of a path: percent-encoded, and cut where it is endless, so that it still tells two apart. */
function segment(text: string): string {
  const safe = safeText(text)
  if (safe.length <= SEGMENT && text.length <= SEGMENT) return encodeURIComponent(safe)
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return encodeURIComponent(`${safe.slice(0, SEGMENT).replace(/[\ud800-\udbff]$/, '')}-${hash}`)
}

/**
 * A path that stands for a resource where formats ask for a file: relative, stable, percent-encoded. Consumers refuse
 * findings without one, and group by it.
 */
export const pseudoPath = ({
  account,
  region,
  resource,
}: Pick<Finding, 'account' | 'region' | 'resource'>): string =>
  ['aws', account, region, resource.type.replaceAll('::', '-'), resource.id].map(segment).join('/')

/** The evidence of a finding, a line each. */
export const evidenceLines = ({ evidence }: Finding): readonly string[] =>
  evidence.map(({ resource, fact }) => `${short(resource.id, 300)} ${short(fact, 1000)}`)
