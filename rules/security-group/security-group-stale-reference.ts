import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Stale = RowOf<'staleSecurityGroups'>
type Permission = NonNullable<Stale['StaleIpPermissions']>[number]

export default defineRule({
  id: 'security-group-stale-reference',
  title: 'Security group names a group of a peer that is gone',
  topic: 'security-group',
  pillar: 'operations',
  severity: 'low',
  needs: ['securityGroups', 'staleSecurityGroups'],
  why: `A rule may name a security group of a peered VPC. When that group or the connection is deleted, the rule stays: it
admits nobody, counts against the quota, and hides that intended access is gone.`,
  fix: `Revoke the rule, and name a group that exists where the access is still wanted.`,
  check: `In the VPC console, look for «stale» rules of the security groups in each VPC that is peered.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',

  *judge(inventory) {
    for (const group of inventory.securityGroups) {
      const all = inventory.staleSecurityGroups.under(group.VpcId)
      const stale = all?.find((one) => one.id === group.id)
      if (stale) yield finding(group, stale)
      else if (namesPeers(group))
        yield all ? pass(group) : unknown(group, `the stale rules of ${group.VpcId} were not read`)
    }
  },
})

/** Only rules that name groups of other VPCs can become stale. */
const namesPeers = (group: RowOf<'securityGroups'>): boolean =>
  [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])].some((permission) =>
    permission.UserIdGroupPairs?.some((pair) => pair.VpcPeeringConnectionId || pair.PeeringStatus),
  )

function finding(group: RowOf<'securityGroups'>, stale: Stale): Failure {
  const facts = [
    ...(stale.StaleIpPermissions ?? []).map((one) => [one, 'inbound'] as const),
    ...(stale.StaleIpPermissionsEgress ?? []).map((one) => [one, 'outbound'] as const),
  ]
  const groups = [
    ...new Set(facts.flatMap(([one]) => (one.UserIdGroupPairs ?? []).map((pair) => pair.GroupId))),
  ]
  return fail(group, {
    message: `Rules of this group admit nobody any more: they name ${groups.join(', ') || 'groups'}, which ${groups.length > 1 ? 'are' : 'is'} gone or no longer peered.`,
    evidence: facts.flatMap(([permission, direction]) =>
      (permission.UserIdGroupPairs ?? []).map((pair): Evidence => [
        group,
        `names ${pair.GroupId} for ${direction} ${portsOf(permission)}`,
        {
          GroupId: group.id,
          staleGroupId: pair.GroupId,
          VpcPeeringConnectionId: pair.VpcPeeringConnectionId,
          direction,
          portRange: portsOf(permission),
        },
      ]),
    ),
    remediation: facts.map(([permission, direction]) => revoke(group.id, permission, direction)).join('; '),
  })
}

function portsOf({ IpProtocol, FromPort, ToPort }: Permission): string {
  if (same(IpProtocol, '-1')) return 'all traffic'
  return `${IpProtocol?.toUpperCase()} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`
}

function revoke(id: string, permission: Permission, direction: 'inbound' | 'outbound'): string {
  const { IpProtocol, FromPort, ToPort, UserIdGroupPairs } = permission
  const verb = direction === 'inbound' ? 'ingress' : 'egress'
  const ports = FromPort === undefined ? '' : `,FromPort=${FromPort},ToPort=${ToPort}`
  const pairs = (UserIdGroupPairs ?? []).map((pair) => {
    const owner = pair.UserId ? `,UserId=${pair.UserId}` : ''
    return `{GroupId=${pair.GroupId}${owner}}`
  })
  return `aws ec2 revoke-security-group-${verb} --group-id ${id} --ip-permissions 'IpProtocol=${IpProtocol}${ports},UserIdGroupPairs=[${pairs.join(',')}]'`
}
