import type { RowOf } from '../../src/inventory/inventory.ts'
import { isReplyRange } from '../../src/network/ephemeral.ts'
import { isWide } from '../../src/network/internet-reach.ts'
import { admittedAddresses } from '../../src/network/nacl-admits.ts'
import { type Entry, type NetworkAcl, TCP, allowsTcp, entriesOf, ruleLabel } from '../../src/network/nacl.ts'
import { isPublic } from '../../src/network/routing.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>

const FAMILIES = [4, 6] as const

export default defineRule({
  id: 'nacl-admin-port-open-to-internet',
  title: 'Network ACL of public subnets admits administration ports from the internet',
  topic: 'nacl',
  pillar: 'security',
  severity: 'low',
  needs: ['networkAcls', 'subnets', 'routeTables'],
  consults: ['prefixListEntries'],
  settings: { adminPorts: [22, 3389, 5985, 5986] },
  why: `A network ACL is the second line behind security groups: where somebody took the trouble to write one, it should
hold when a group is opened by mistake. SSH, RDP and WinRM from everywhere are what such mistakes open.`,
  fix: `Allow the ports from the ranges that administration comes from, or deny them with a lower number.`,
  check: `In the VPC console, read the inbound rules of the public subnets' network ACLs in the order of their numbers, for
the first that matches 22 or 3389 from 0.0.0.0/0.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',

  *judge(inventory, { settings }) {
    for (const acl of inventory.networkAcls) {
      if (acl.IsDefault === true) continue
      const subnets = (acl.Associations ?? []).flatMap(
        ({ SubnetId }) => inventory.subnets.get(SubnetId) ?? [],
      )
      const inbound = entriesOf(acl, 'inbound')
      const found = FAMILIES.flatMap((family) => {
        const ports = settings.adminPorts.filter((port) => inbound && admits(inbound, port, family))
        return ports.length > 0 ? [{ family, ports }] : []
      })
      const hit = found.flatMap(({ family, ports }) => {
        const open = subnets.filter((subnet) => isPublic(subnet, inventory, [family]) === true)
        return open.length > 0 ? [{ family, ports, open }] : []
      })
      const known = subnets.map((subnet) => isPublic(subnet, inventory))
      if (inbound && hit[0]) {
        yield acl.IsDefault === undefined
          ? unknown(acl, 'whether it is the default one is not in the answer')
          : finding(acl, inbound, hit[0])
      } else if (known.includes(undefined) && (found.length > 0 || !inbound))
        yield unknown(acl, 'whether its subnets are public is not known: their routes were not all read')
      else if (known.includes(true)) {
        yield inbound ? pass(acl) : unknown(acl, 'its entries, or what they match, are not in the answer')
      }
    }
  },
})

/** A wide range that starts above the well-known ports is there for answers, which these ports are among. */
const forClients = (inbound: readonly Entry[]): readonly Entry[] =>
  inbound.filter((entry) => !(entry.allow && entry.protocol === TCP && isReplyRange(entry.ports)))

function admits(inbound: readonly Entry[], port: number, family: 4 | 6): boolean {
  return isWide(admittedAddresses(forClients(inbound), TCP, family, [[port, port + 1]]), family)
}

function finding(
  acl: NetworkAcl,
  inbound: readonly Entry[],
  hit: { readonly family: 4 | 6; readonly ports: readonly number[]; readonly open: readonly Subnet[] },
): Failure {
  const [port = 0] = hit.ports
  const rule = forClients(inbound).find(
    (entry) =>
      allowsTcp(entry) &&
      entry.prefix.family === hit.family &&
      entry.prefix.length <= 8 &&
      entry.ports.some(([start, end]) => start <= port && port < end),
  )
  const publicSubnetIds = hit.open.map((subnet) => subnet.id)
  const ports = hit.ports.join(', ')
  return fail(acl, {
    message: `TCP ${ports} from the internet passes this network ACL into ${publicSubnetIds.join(', ')}: only security groups keep it out.`,
    evidence: [
      [
        acl,
        rule
          ? `admits TCP ${port} from ${rule.cidr} by rule ${ruleLabel(rule.number)}`
          : `admits TCP ${port} from most of the internet`,
        {
          NetworkAclId: acl.id,
          port: hit.ports,
          decidingRuleNumber: rule?.number,
          sourceCidr: rule?.cidr,
          publicSubnetIds,
        },
      ],
    ],
    remediation: `aws ec2 create-network-acl-entry --network-acl-id ${acl.id} --ingress --rule-number N --protocol tcp --port-range From=${port},To=${port} ${hit.family === 6 ? '--ipv6-cidr-block ::/0' : '--cidr-block 0.0.0.0/0'} --rule-action deny, with N below ${rule?.number ?? 'the rules that allow it'}, behind rules that allow the ranges that you come from`,
  })
}
