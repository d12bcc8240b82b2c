import {
  type NetworkInterface,
  groupIdsOf,
  hideGroups,
  isLoadBalancerInterface,
} from '../../src/network/interfaces.ts'
import { InternetReach } from '../../src/network/internet-reach.ts'
import { revokeIngress } from '../../src/network/revoke-ingress.ts'
import {
  type InternetAccess,
  type Opening,
  type SecurityGroup,
  internetAccess,
  permissionLabel,
} from '../../src/network/security-groups.ts'
import {
  type Evidence,
  type Failure,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'security-group-open-to-internet',
  title: 'Security group opens administration ports or all traffic to the internet',
  topic: 'security-group',
  pillar: 'security',
  severity: 'high',
  needs: ['securityGroups', 'networkInterfaces'],
  consults: ['subnets', 'routeTables', 'networkAcls', 'vpcBlockPublicAccessOptions', 'prefixListEntries'],
  settings: { adminPorts: [22, 3389, 5985, 5986] },
  why: `SSH, RDP and WinRM that the whole internet can call are found within minutes and tried without end. It is critical
where packets really arrive: a public address, a route to an internet gateway, an ACL that lets them through, and no
Block Public Access. Elsewhere the rule waits for someone to add what is missing.`,
  fix: `Remove the rule. Administer through Session Manager, EC2 Instance Connect Endpoint or a VPN, or name the addresses
that you come from.`,
  check: `In the EC2 console, look through the group's inbound rules for the sources 0.0.0.0/0 and ::/0.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',

  *judge(inventory, { settings }) {
    const internet = new InternetReach(inventory)
    for (const group of inventory.securityGroups) {
      if (!group.IpPermissions) {
        yield unknown(group, 'its inbound rules (IpPermissions) are not in the answer')
        continue
      }
      const access = internetAccess(group, settings.adminPorts, inventory)
      const enis = inventory.networkInterfaces.where(groupIdsOf, group.id)
      const areKnown = !hideGroups(inventory)
      if (access.openings.length > 0) yield finding(group, access, reachOf(enis, access, internet, areKnown))
      else if (access.unknown.length > 0)
        yield unknown(group, `whether it is open is not known: ${access.unknown.join(', ')} was not read`)
      else if (
        !isWebOnly(enis, areKnown) ||
        internetAccess(group, [80, 443], inventory).openings.length === 0
      )
        yield pass(group)
    }
  },
})

const isWebOnly = (enis: readonly NetworkInterface[], areKnown: boolean): boolean =>
  (enis.length > 0 || !areKnown) && enis.every(isLoadBalancerInterface)

interface Reached {
  readonly eni: NetworkInterface
  readonly ports: readonly number[]
  readonly addresses: readonly string[]
}

/** The interfaces that wear a group, by what the internet gets at through it. */
interface Wearers {
  readonly count: number
  readonly exposed: readonly Reached[]
  /** By the reason why the internet does not, or may not, reach them. */
  readonly others: ReadonlyMap<string, NetworkInterface[]>
  readonly unclear?: { readonly eni: NetworkInterface; readonly unknown: string } | undefined
  /** No other interface may wear it. */
  readonly areKnown: boolean
}

function reachOf(
  enis: readonly NetworkInterface[],
  access: InternetAccess,
  internet: InternetReach,
  areKnown: boolean,
): Wearers {
  const exposed: Reached[] = []
  const others = new Map<string, NetworkInterface[]>()
  let unclear: Wearers['unclear']
  for (const eni of enis) {
    const reach = internet.through(access, eni)
    if ('ports' in reach) {
      exposed.push({ eni, ...reach })
      continue
    }
    if ('unknown' in reach) unclear ??= { eni, unknown: reach.unknown }
    const reason = 'unknown' in reach ? `may be reached: ${reach.unknown}` : `is not reached: ${reach.not}`
    const known = others.get(reason)
    if (known) known.push(eni)
    else others.set(reason, [eni])
  }
  return { count: enis.length, exposed, others, unclear, areKnown }
}

function finding(group: SecurityGroup, access: InternetAccess, wearers: Wearers): Failure {
  const { exposed, others } = wearers
  return fail(group, {
    ...verdict(access, wearers),
    evidence: [
      ...access.openings.map((opening) => openingFact(group, opening, exposed)),
      ...exposed.slice(0, SHOWN).map(exposedFact),
      ...(exposed.length === 0 ? [...others].slice(0, SHOWN).flatMap(otherFact) : []),
    ],
    remediation: access.openings.map((opening) => revokeIngress(group, opening)).join('; '),
  })
}

function verdict(
  access: InternetAccess,
  { count, exposed, unclear, areKnown }: Wearers,
): { severity?: Severity; message: string } {
  if (exposed.length > 0) {
    const ports = [...new Set(exposed.flatMap((one) => one.ports))].join(', ')
    const where = shortened(exposed.flatMap((one) => one.addresses))
    return {
      severity: 'critical',
      message: `The internet reaches TCP ${ports} of ${counted(exposed.length)} through this group: ${where}.`,
    }
  }
  const ports = [...new Set([...access.ports[4], ...access.ports[6]])].join(', ')
  const opens = `This group opens ${access.allTraffic ? 'all traffic' : `TCP ${ports}`} to the internet`
  if (unclear)
    return { message: `${opens}; whether that reaches ${unclear.eni.id} is not known: ${unclear.unknown}.` }
  if (!areKnown) return { message: `${opens}; which network interfaces wear it is not in the answer.` }
  if (count > 0)
    return { severity: 'medium', message: `${opens}, which reaches none of its ${counted(count)} today.` }
  return { severity: 'low', message: `${opens}; no network interface wears it today.` }
}

/** Interfaces and addresses that are named one by one; all of them are in the fields. */
const SHOWN = 3

const counted = (count: number): string => `${count} network ${count === 1 ? 'interface' : 'interfaces'}`

const shortened = (texts: readonly string[]): string =>
  texts.length > SHOWN
    ? `${texts.slice(0, SHOWN).join(', ')} and ${texts.length - SHOWN} more`
    : texts.join(', ')

function openingFact(
  group: SecurityGroup,
  { permission, sources }: Opening,
  exposed: readonly Reached[],
): Evidence {
  const source = sources.join(' and ')
  return [
    group,
    `admits ${permissionLabel(permission)} from ${source}`,
    {
      GroupId: group.id,
      IpProtocol: permission.IpProtocol,
      portRange: permissionLabel(permission),
      source,
      exposedEnis: exposed.map((one) => one.eni.id),
      publicIps: exposed.flatMap((one) => one.addresses),
    },
  ]
}

const exposedFact = ({ eni, addresses, ports }: Reached): Evidence => [
  eni,
  `is reached at ${addresses.join(', ')}: route, network ACL and Block Public Access let the internet into ${eni.SubnetId}`,
  {
    NetworkInterfaceId: eni.id,
    SubnetId: eni.SubnetId,
    InstanceId: eni.Attachment?.InstanceId,
    addresses,
    ports,
  },
]

const otherFact = ([reason, [first, ...more]]: readonly [
  string,
  readonly NetworkInterface[],
]): readonly Evidence[] =>
  first
    ? [
        [
          first,
          more.length > 0 ? `${reason} (as ${more.length} more)` : reason,
          { NetworkInterfaceId: first.id, SubnetId: first.SubnetId },
        ],
      ]
    : []
