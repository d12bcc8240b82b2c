/** What is said of answers that a network ACL denies, and the command that lets them pass. */
import type { BlockedAnswers } from './answers.ts'
import { type Entry, type NetworkAcl, freeNumberBefore, portsLabel, ruleLabel } from './nacl.ts'

/** The ports whose answers are denied: `1024-32767, 61000-65535`. */
export const deniedLabel = ({ denied }: BlockedAnswers): string =>
  portsLabel(denied.flatMap((one) => one.ports))

/** `1024-32767 by rule 90, 61000-65535 by rule *` */
export const deniedByRule = ({ denied }: BlockedAnswers): string =>
  denied.map((one) => `${portsLabel(one.ports)} by rule ${ruleLabel(one.rule)}`).join(', ')

/** The command that allows the answers from or to the remotes, before the first entry that denies them. */
export function allowAnswers(
  acl: NetworkAcl,
  direction: 'ingress' | 'egress',
  entries: readonly Entry[],
  { opening: { cidr }, denied }: BlockedAnswers,
  [from, to]: readonly [from: number, to: number],
): string {
  const number = freeNumberBefore(Math.min(...denied.map((one) => one.rule)), entries) ?? 'N'
  const flag = cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block'
  return `aws ec2 create-network-acl-entry --network-acl-id ${acl.id} --${direction} --rule-number ${number} --protocol tcp --port-range From=${from},To=${to} ${flag} ${cidr} --rule-action allow`
}
