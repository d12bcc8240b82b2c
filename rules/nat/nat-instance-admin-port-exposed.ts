import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type NetworkInterface, groupIdsOf, instanceIdOf } from '../../src/network/interfaces.ts'
import { InternetReach } from '../../src/network/internet-reach.ts'
import { type Instance, natInstanceBehind } from '../../src/network/nat-instances.ts'
import { egressOf } from '../../src/network/routing.ts'
import { revokeIngress } from '../../src/network/revoke-ingress.ts'
import {
  type InternetAccess,
  type SecurityGroup,
  internetAccess,
  permissionLabel,
} from '../../src/network/security-groups.ts'
import { wideAccess } from '../../src/network/wide-access.ts'
import { type Failure, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'nat-instance-admin-port-exposed',
  title: 'NAT instance can be logged in to from the internet',
  topic: 'nat',
  pillar: 'security',
  severity: 'high',
  needs: ['routeTables', 'instances', 'networkInterfaces', 'securityGroups', 'subnets'],
  consults: ['networkAcls', 'vpcBlockPublicAccessOptions', 'prefixListEntries'],
  settings: { adminPorts: [22, 3389, 5985, 5986] },
  why: `Everything that private subnets send to the internet passes a NAT instance. Who logs in there reads it, and stands
with one foot in each of those subnets, whose security groups often trust the machine.`,
  fix: `Take the rule away and administer through Session Manager or an EC2 Instance Connect Endpoint, which need no open
port.`,
  check: `In the EC2 console, look through the inbound rules of the NAT instance's security groups for administration
ports that are open to the internet.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html',

  *judge(inventory, { settings }) {
    const internet = new InternetReach(inventory)
    const seen = new Set<string>()
    for (const subnet of inventory.subnets) {
      const egress = egressOf(subnet, 4, inventory)
      for (const route of 'routes' in egress ? egress.routes : []) {
        const nat = natInstanceBehind(route, inventory)
        if (!nat || 'unknown' in nat || seen.has(nat.instance.id)) continue
        seen.add(nat.instance.id)
        yield judge(nat.instance, settings.adminPorts, internet, inventory)
      }
    }
  },
})

function judge(
  instance: Instance,
  ports: readonly number[],
  internet: InternetReach,
  inventory: Inventory<'networkInterfaces' | 'securityGroups' | 'prefixListEntries'>,
): Judgement {
  let doubt: string | undefined
  const enis = inventory.networkInterfaces.where(instanceIdOf, instance.id)
  for (const [find, severity] of [
    [internetAccess, undefined],
    [wideAccess, 'medium'],
  ] as const) {
    for (const eni of enis) {
      const ids = groupIdsOf(eni)
      const groups = ids.flatMap((id) => inventory.securityGroups.get(id) ?? [])
      const [first] = groups
      if (!first || groups.length < ids.length || groups.some((group) => !group.IpPermissions)) {
        doubt ??= `a security group of ${eni.id} was not read`
      }
      if (!first) continue
      // An interface admits what any of its groups admits.
      const union: SecurityGroup = {
        ...first,
        IpPermissions: groups.flatMap((group) => group.IpPermissions ?? []),
      }
      const access = find(union, ports, inventory)
      if (access.unknown.length > 0) doubt ??= `${access.unknown.join(', ')} was not read`
      if (access.openings.length === 0) continue
      const reach = internet.through(access, eni)
      if ('ports' in reach) return finding(instance, eni, groups, access, reach, severity)
      if ('unknown' in reach) doubt ??= reach.unknown
    }
  }
  return doubt === undefined
    ? pass(instance)
    : unknown(instance, `whether the internet can log in is not known: ${doubt}`)
}

function finding(
  instance: Instance,
  eni: NetworkInterface,
  groups: readonly RowOf<'securityGroups'>[],
  access: InternetAccess,
  reach: { readonly ports: readonly number[]; readonly addresses: readonly string[] },
  severity: 'medium' | undefined,
): Failure {
  const sourceCidrs = [...new Set(access.openings.flatMap((opening) => opening.sources))]
  const whoever = severity ? sourceCidrs.join(', ') : 'the whole internet'
  const openPorts = reach.ports.join(', ')
  const opening = (group: SecurityGroup): InternetAccess['openings'] =>
    access.openings.filter((one) => group.IpPermissions?.includes(one.permission))
  const guilty = groups.filter((group) => opening(group).length > 0)
  return fail(instance, {
    message: `TCP ${openPorts} of this NAT instance is open to ${whoever} at ${reach.addresses.join(', ')}: who logs in sees what the private subnets send.`,
    severity,
    evidence: [
      ...guilty.map(
        (group) =>
          [
            group,
            `admits ${opening(group)
              .map(
                ({ permission, sources }) => `${permissionLabel(permission)} from ${sources.join(' and ')}`,
              )
              .join(', ')}`,
            { GroupId: group.id, openPorts: reach.ports, sourceCidrs },
          ] as const,
      ),
      [
        eni,
        `is reached at ${reach.addresses.join(', ')}`,
        { InstanceId: instance.id, NetworkInterfaceId: eni.id, PublicIp: eni.Association?.PublicIp },
      ],
    ],
    remediation: guilty.flatMap((group) => opening(group).map((one) => revokeIngress(group, one))).join('; '),
  })
}
