import { type BlockedAnswers, answersFromOutside } from '../../src/network/answers.ts'
import { clientPortsOf, isClient } from '../../src/network/ephemeral.ts'
import {
  type Entry,
  type NetworkAcl,
  aclOf,
  entriesOf,
  freeNumberBefore,
  isOriginalDefault,
  portsLabel,
  ruleLabel,
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
      if (blocked.length > 0) yield finding(subnet, acl, inbound, blocked, lenient)
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
  blocked: readonly BlockedAnswers[],
  severity: Severity | undefined,
): Failure {
  const [worst] = blocked
  const denied = worst?.denied ?? []
  const ports = portsLabel(denied.flatMap((one) => one.ports))
  const first = Math.min(...denied.map((one) => one.rule))
  const number = freeNumberBefore(first, inbound) ?? 'N'
  const cidr = worst?.opening.cidr ?? ''
  const flag = cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block'
  const [from, to] = rangeOf(worst)
  return fail(subnet, {
    message: `Answers from ${cidr} to TCP ports ${ports} never enter this subnet: ${acl.id} lets its connections out and denies what comes back.`,
    severity,
    evidence: blocked.map((one) => blockedFact(subnet, acl, one)),
    remediation: `aws ec2 create-network-acl-entry --network-acl-id ${acl.id} --ingress --rule-number ${number} --protocol tcp --port-range From=${from},To=${to} ${flag} ${cidr} --rule-action allow`,
  })
}

/** From the first to the last port that the clients use. */
const rangeOf = (one: BlockedAnswers | undefined): readonly [from: number, to: number] => [
  one?.clients.required[0]?.[0] ?? 1024,
  (one?.clients.required.at(-1)?.[1] ?? 65_536) - 1,
]

function blockedFact(
  subnet: Row,
  acl: NetworkAcl,
  { opening, opened, denied, clients }: BlockedAnswers,
): Evidence {
  const by = denied.map((one) => `${portsLabel(one.ports)} by rule ${ruleLabel(one.rule)}`).join(', ')
  return [
    acl,
    `lets TCP ${portsLabel(opened)} out to ${opening.cidr} by rule ${opening.number} and denies the answers to ${by}`,
    {
      NetworkAclId: acl.id,
      SubnetId: subnet.id,
      remoteCidr: opening.cidr,
      requiredRange: portsLabel(clients.required),
      deniedPorts: portsLabel(denied.flatMap((one) => one.ports)),
      decidingRuleNumber: denied.map((one) => one.rule),
      eniKinds: clients.kinds,
    },
  ]
}
