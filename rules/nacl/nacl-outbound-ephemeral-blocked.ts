import { Admissions } from '../../src/network/admissions.ts'
import type { BlockedAnswers } from '../../src/network/answers.ts'
import { Neighbours, answersToCallers, isServer } from '../../src/network/callers.ts'
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
      if (blocked.length > 0) yield finding(subnet, acl, outbound, blocked, lenient)
      else if (doubts[0])
        yield unknown(subnet, `whether all answers leave through ${acl.id} is not known: ${doubts[0]}`)
      else yield pass(subnet)
    }
  },
})

const portsOf = (one: BlockedAnswers): readonly (readonly [number, number])[] =>
  one.denied.flatMap((denied) => denied.ports)

/** Every system's own clients are affected, and not only those that come through NAT or a load balancer. */
const isGrave = (one: BlockedAnswers): boolean => portsOf(one).some(([, end]) => end > FIRST_OF_LINUX)

function finding(
  subnet: Row,
  acl: NetworkAcl,
  outbound: readonly Entry[],
  blocked: readonly BlockedAnswers[],
  lenient: Severity | undefined,
): Failure {
  const worst = blocked.find(isGrave) ?? blocked[0]
  const cidr = worst?.opening.cidr ?? ''
  const ports = worst ? portsLabel(portsOf(worst)) : ''
  const number = freeNumberBefore(Math.min(...(worst?.denied ?? []).map((one) => one.rule)), outbound) ?? 'N'
  const flag = cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block'
  return fail(subnet, {
    message: `Answers to callers from ${cidr} on TCP ports ${ports} never leave this subnet: ${acl.id} lets the calls in and denies what goes back.`,
    severity: lenient ?? (blocked.some(isGrave) ? undefined : 'medium'),
    evidence: blocked.map((one) => blockedFact(subnet, acl, one)),
    remediation: `aws ec2 create-network-acl-entry --network-acl-id ${acl.id} --egress --rule-number ${number} --protocol tcp --port-range From=1024,To=65535 ${flag} ${cidr} --rule-action allow`,
  })
}

function blockedFact(
  subnet: Row,
  acl: NetworkAcl,
  { opening, opened, denied, clients }: BlockedAnswers,
): Evidence {
  const by = denied.map((one) => `${portsLabel(one.ports)} by rule ${ruleLabel(one.rule)}`).join(', ')
  return [
    acl,
    `lets TCP ${portsLabel(opened)} in from ${opening.cidr} by rule ${opening.number} and denies the answers to ${by}`,
    {
      NetworkAclId: acl.id,
      SubnetId: subnet.id,
      inboundRule: opening.number,
      clientCidr: opening.cidr,
      clientKinds: clients.kinds,
      deniedPorts: portsLabel(denied.flatMap((one) => one.ports)),
      decidingRuleNumber: denied.map((one) => one.rule),
    },
  ]
}
