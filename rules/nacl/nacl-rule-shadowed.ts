import { type Shadow, shadowsIn } from '../../src/network/nacl-shadows.ts'
import { type Entry, type NetworkAcl, TCP, UDP, entriesOf, portsLabel } from '../../src/network/nacl.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const DIRECTIONS = ['inbound', 'outbound'] as const
type Direction = (typeof DIRECTIONS)[number]

export default defineRule({
  id: 'nacl-rule-shadowed',
  title: 'Network ACL rule that an earlier rule makes ineffective',
  topic: 'nacl',
  pillar: 'security',
  severity: 'medium',
  needs: ['networkAcls'],
  why: `Network ACL rules are tried from the lowest number on, and the first that matches decides. A deny behind a broader
allow denies nothing, and an allow behind a broader deny lets nothing through, whatever they seem to say.`,
  fix: `Give the rule a number below the one that covers it, or delete it.`,
  check: `In the VPC console, read the rules of the network ACL in the order of their numbers.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',

  *judge(inventory) {
    for (const acl of inventory.networkAcls) {
      const subnetIds = (acl.Associations ?? []).flatMap((association) => association.SubnetId ?? [])
      if (acl.Associations && subnetIds.length === 0) continue
      const inbound = entriesOf(acl, 'inbound')
      const outbound = entriesOf(acl, 'outbound')
      if (!inbound || !outbound) {
        yield unknown(acl, 'its entries, or what they match, are not in the answer')
        continue
      }
      const dead = DIRECTIONS.flatMap((direction) =>
        shadowsIn(direction === 'inbound' ? inbound : outbound).map((shadow) =>
          finding(acl, direction, shadow, subnetIds),
        ),
      )
      yield* dead
      if (dead.length === 0) yield pass(acl)
    }
  },
})

function finding(
  acl: NetworkAcl,
  direction: Direction,
  { entry, by }: Shadow,
  subnetIds: readonly string[],
): Failure {
  const name = `${direction[0]?.toUpperCase()}${direction.slice(1)} rule ${entry.number}`
  const flag = direction === 'inbound' ? '--ingress' : '--egress'
  const effect = entry.allow ? 'lets nothing through' : 'denies nothing'
  const same = entry.allow === by.allow
  return fail(acl, {
    key: `${direction} ${entry.number} ${entry.prefix.family}`,
    severity: same ? 'info' : undefined,
    message: same
      ? `${name} adds nothing: rule ${by.number} decides the same for all that it matches.`
      : `${name} ${effect}: rule ${by.number} ${by.allow ? 'allows' : 'denies'} all that it matches first.`,
    evidence: [by, entry].map((one) => [
      acl,
      `${direction} rule ${one.number} is ${label(one)}`,
      {
        NetworkAclId: acl.id,
        direction,
        shadowedRule: entry.number,
        shadowingRule: by.number,
        subnetIds,
      },
    ]),
    remediation: `aws ec2 delete-network-acl-entry --network-acl-id ${acl.id} ${flag} --rule-number ${entry.number}${same ? '' : `, and create it again with a number below ${by.number} if it is meant`}`,
  })
}

const PROTOCOLS: Readonly<Record<number, string>> = { [-1]: 'all', [TCP]: 'TCP', [UDP]: 'UDP', 1: 'ICMP' }

function label({ allow, protocol, ports, cidr }: Entry): string {
  const own = protocol === TCP || protocol === UDP ? ` ${portsLabel(ports)}` : ''
  return `${allow ? 'allow' : 'deny'} ${PROTOCOLS[protocol] ?? `protocol ${protocol}`}${own} ${cidr}`
}
