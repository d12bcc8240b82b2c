/** Several exposures in words, as a message has them. */
import { portsLabel } from '../nacl.ts'
import { protocolLabel } from '../path/filters.ts'
import type { Exposure } from './exposure.ts'

export interface Summary {
  /** `203.0.113.5, 203.0.113.6` */
  readonly addresses: string
  /** `TCP 80, 443` */
  readonly ports: string
  /** Who may call: `the internet`, or the first of the ranges that the rules name. */
  readonly from: string
  /** The security groups whose rules let them in. */
  readonly groups: readonly string[]
}

/** Ranges that are named one by one. */
const SHOWN = 3

export function summaryOf(exposures: readonly Exposure[]): Summary {
  const from = distinct(exposures.flatMap((one) => one.from))
  const more = from.length > SHOWN ? ` and ${from.length - SHOWN} more` : ''
  return {
    addresses: distinct(exposures.flatMap((one) => one.addresses)).join(', '),
    ports: distinct(exposures.map((one) => `${protocolLabel(one.protocol)} ${portsLabel(one.ports)}`)).join(
      ', ',
    ),
    from: `${from.slice(0, SHOWN).join(', ')}${more}`,
    groups: distinct(exposures.flatMap((one) => one.rules.map((rule) => rule.group))),
  }
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
