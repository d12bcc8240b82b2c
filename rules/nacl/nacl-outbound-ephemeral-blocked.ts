import { Admissions } from '../../src/network/admissions.ts'
import type { BlockedAnswers } from '../../src/network/answers.ts'
import { allowAnswers, deniedByRule, deniedLabel } from '../../src/network/blocked-answers.ts'
import { Neighbours, answersToCallers, isServer } from '../../src/network/callers.ts'
import {
  type Entry,
  type NetworkAcl,
  aclOf,
  entriesOf,
  isOriginalDefault,
  portsLabel,
} from '../../src/network/nacl.ts'
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

/** Below this no system opens connections by itself; NAT and load balancers do. */
const FIRST_OF_LINUX = 32_768

export default defineRule({
  id: 'nacl-outbound-ephemeral-blocked',
  title: 'Network ACL lets callers in and keeps the answers to them from leaving',
  topic: 'nacl',
  pillar: 'reliability',
  severity: 'high',
  needs: ['networkAcls', 'subnets', 'networkInterfaces'],
  consults: ['securityGroups', 'routeTables', 'instances', 'vpcs', 'prefixListEntries'],
  why: `Network ACLs keep no state: the answer to a caller leaves the subnet only if an outbound rule allows the port that
the caller opened the connection from. The service port is open, security groups look right, and still no connection is
ever made, or only those of some clients.`,
  fix: `Allow TCP 1024-65535 out to the range that the subnet is called from.`,
  check: `In the VPC console, for each inbound rule of the subnet's network ACL look for an outbound rule that allows the
ephemeral ports to the same range, with a number below any that denies them.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html',

  *judge(inventory, { nonProduction }) {
    const known = { admissions: new Admissions(inventory), neighbours: new Neighbours(inventory) }
    for (const subnet of inventory.subnets) {
      const servers = inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isServer)
      if (servers.length === 0) continue
      const acl = aclOf(subnet, inventory)
      if (acl && isOriginalDefault(acl)) continue
      const inbound = acl && entriesOf(acl, 'inbound')
      const outbound = acl && entriesOf(acl, 'outbound')
      if (!inbound || !outbound) {
        yield unknown(subnet, 'the entries of its network ACL were not read')
        continue
      }
      const { blocked, doubts } = answersToCallers(subnet, servers, { inbound, outbound }, known, inventory)
      const lenient = nonProduction(subnet, inventory.vpcs.get(subnet.VpcId)) ? 'info' : undefined
      if (blocked[0]) yield finding(subnet, acl, outbound, [blocked[0], ...blocked.slice(1)], lenient)
      else if (doubts[0])
        yield unknown(subnet, `whether all answers leave through ${acl.id} is not known: ${doubts[0]}`)
      else yield pass(subnet)
    }
  },
})

/** Every system's own clients are affected, and not only those that come through NAT or a load balancer. */
const isGrave = ({ denied }: BlockedAnswers): boolean =>
  denied.some(({ ports }) => ports.some(([, end]) => end > FIRST_OF_LINUX))

function finding(
  subnet: Row,
  acl: NetworkAcl,
  outbound: readonly Entry[],
  blocked: readonly [BlockedAnswers, ...BlockedAnswers[]],
  lenient: Severity | undefined,
): Failure {
  const worst = blocked.find(isGrave) ?? blocked[0]
  return fail(subnet, {
    message: `Answers to callers from ${worst.opening.cidr} on TCP ports ${deniedLabel(worst)} never leave this subnet: ${acl.id} lets the calls in and denies what goes back.`,
    severity: lenient ?? (isGrave(worst) ? undefined : 'medium'),
    evidence: blocked.map((one) => blockedFact(subnet, acl, one)),
    remediation: allowAnswers(acl, 'egress', outbound, worst, [1024, 65_535]),
  })
}

function blockedFact(subnet: Row, acl: NetworkAcl, one: BlockedAnswers): Evidence {
  const { opening, opened, denied, clients } = one
  return [
    acl,
    `lets TCP ${portsLabel(opened)} in from ${opening.cidr} by rule ${opening.number} and denies the answers to ${deniedByRule(one)}`,
    {
      NetworkAclId: acl.id,
      SubnetId: subnet.id,
      inboundRule: opening.number,
      clientCidr: opening.cidr,
      clientKinds: clients.kinds,
      deniedPorts: deniedLabel(one),
      decidingRuleNumber: denied.map(({ rule }) => rule),
    },
  ]
}
