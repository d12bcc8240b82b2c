import { groupIdsOf } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'security-group-default-has-rules',
  title: 'Default security group has rules',
  topic: 'security-group',
  pillar: 'security',
  severity: 'low',
  needs: ['securityGroups', 'networkInterfaces'],
  why: `Whatever is launched without a security group gets the default one. Its rules then let all that forgot to choose
talk to each other and to anywhere, and nobody decided that.`,
  fix: `Give the interfaces that wear it groups of their own, then revoke all of its rules: it cannot be deleted.`,
  check: `In the VPC console, look at the rules of each VPC's security group that is named «default».`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',

  *judge(inventory) {
    for (const group of inventory.securityGroups) {
      if (group.GroupName !== 'default') continue
      const { IpPermissions: inbound, IpPermissionsEgress: outbound } = group
      if (!inbound || !outbound) {
        yield unknown(group, 'its rules (IpPermissions, IpPermissionsEgress) are not in the answer')
        continue
      }
      const ruleCount = inbound.length + outbound.length
      if (ruleCount === 0) {
        yield pass(group)
        continue
      }
      const enis = inventory.networkInterfaces
        .where(groupIdsOf, group.id)
        .filter((eni) => same(eni.Status, 'in-use'))
      const worn = `${enis.length} network ${enis.length === 1 ? 'interface wears' : 'interfaces wear'} it`
      const [first] = enis
      const revoke = (['ingress', 'egress'] as const)
        .filter((direction) => (direction === 'ingress' ? inbound : outbound).length > 0)
        .map(
          (direction) =>
            `aws ec2 revoke-security-group-${direction} --group-id ${group.id} --security-group-rule-ids RULE_IDS`,
        )
      yield fail(group, {
        severity: enis.length > 0 ? 'medium' : undefined,
        message: `The default group of ${group.VpcId} lets traffic through: ${enis.length > 0 ? worn : 'whatever is launched without a group gets it'}.`,
        evidence: [
          [
            group,
            `has ${inbound.length} inbound and ${outbound.length} outbound permissions`,
            {
              GroupId: group.id,
              VpcId: group.VpcId,
              ruleCount,
              attachedEnis: enis.map((eni) => eni.id),
            },
          ],
          ...(first
            ? [
                [
                  first,
                  enis.length > 1 ? `wears it (as ${enis.length - 1} more)` : 'wears it',
                  { NetworkInterfaceId: first.id },
                ] satisfies Evidence,
              ]
            : []),
        ],
        remediation: `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${group.id} for the ids; then ${revoke.join('; ')}`,
      })
    }
  },
})
