import { type BlockedAnswers, answersFromOutside } from '../../src/network/answers.ts'
import { allowAnswers, deniedByRule, deniedLabel } from '../../src/network/blocked-answers.ts'
import { clientPortsOf, isClient } from '../../src/network/ephemeral.ts'
import {
  type Entry,
  type NetworkAcl,
  aclOf,
  entriesOf,
  isOriginalDefault,
  portsLabel,
} from '../../src/network/nacl.ts'
import { effectiveRouteTable } from '../../src/network/routing.ts'
import {
  type Evidence,
  type Failure,
  type Row,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'nacl-inbound-ephemeral-blocked',
  title: 'Network ACL keeps out the answers to connections that the subnet opens',
  topic: 'nacl',
  pillar: 'reliability',
  severity: 'high',
  needs: ['networkAcls', 'subnets', 'networkInterfaces', 'routeTables'],
  consults: ['instances', 'vpcs', 'prefixListEntries'],
  why: `Network ACLs keep no state: an answer is a packet like any other, addressed to the port that the client opened the
connection from. An outbound rule without the inbound rule for these ephemeral ports breaks every connection, or, where
only a part of the ports is open, some of them at random.`,
  fix: `Allow the ephemeral ports of the clients in the subnet in, from the range that the subnet connects to: 1024-65535
for NAT gateways, load balancers and Lambda functions, 32768-60999 for Linux, 49152-65535 for Windows.`,
  check: `In the VPC console, for each outbound rule of the subnet's network ACL look for an inbound rule that allows the
ephemeral ports from the same range, with a number below any that denies them.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html',

  *judge(inventory, { nonProduction }) {
    for (const subnet of inventory.subnets) {
      const clients = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isClient)
      if (clients.length === 0) continue
      const acl = aclOf(subnet, inventory)
      if (acl && isOriginalDefault(acl)) continue
      const inbound = acl && entriesOf(acl, 'inbound')
      const outbound = acl && entriesOf(acl, 'outbound')
      const table = effectiveRouteTable(subnet, inventory)
      if (!inbound || !outbound || !table) {
        yield unknown(
          subnet,
          table ? 'the entries of its network ACL were not read' : 'its route table was not read',
        )
        continue
      }
      const ports = clientPortsOf(clients, inventory)
      const { blocked, doubts } = answersFromOutside(subnet, { inbound, outbound }, ports, table, inventory)
      const lenient = nonProduction(subnet, inventory.vpcs.get(subnet.VpcId)) ? 'info' : undefined
      if (blocked[0]) yield finding(subnet, acl, inbound, [blocked[0], ...blocked.slice(1)], lenient)
      else if (doubts[0])
        yield unknown(subnet, `whether all answers come back through ${acl.id} is not known: ${doubts[0]}`)
      else yield pass(subnet)
    }
  },
})

function finding(
  subnet: Row,
  acl: NetworkAcl,
  inbound: readonly Entry[],
  blocked: readonly [BlockedAnswers, ...BlockedAnswers[]],
  severity: Severity | undefined,
): Failure {
  const [widest] = blocked
  return fail(subnet, {
    message: `Answers from ${widest.opening.cidr} to TCP ports ${deniedLabel(widest)} never enter this subnet: ${acl.id} lets its connections out and denies what comes back.`,
    severity,
    evidence: blocked.map((one) => blockedFact(subnet, acl, one)),
    remediation: allowAnswers(acl, 'ingress', inbound, widest, rangeOf(widest)),
  })
}

/** From the first to the last port that the clients use. */
const rangeOf = ({ clients }: BlockedAnswers): readonly [from: number, to: number] => [
  clients.required[0]?.[0] ?? 1024,
  (clients.required.at(-1)?.[1] ?? 65_536) - 1,
]

function blockedFact(subnet: Row, acl: NetworkAcl, one: BlockedAnswers): Evidence {
  const { opening, opened, denied, clients } = one
  return [
    acl,
    `lets TCP ${portsLabel(opened)} out to ${opening.cidr} by rule ${opening.number} and denies the answers to ${deniedByRule(one)}`,
    {
      NetworkAclId: acl.id,
      SubnetId: subnet.id,
      remoteCidr: opening.cidr,
      requiredRange: portsLabel(clients.required),
      deniedPorts: deniedLabel(one),
      decidingRuleNumber: denied.map(({ rule }) => rule),
      eniKinds: clients.kinds,
    },
  ]
}
