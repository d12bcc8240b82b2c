import { IMPLICIT_DENY } from '../../src/network/nacl.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'nacl-unused',
  title: 'Network ACL is used by no subnet',
  topic: 'nacl',
  pillar: 'operations',
  severity: 'low',
  needs: ['networkAcls'],
  why: `A network ACL without subnets filters nothing, yet it is read, copied and edited as if it did: a change to the
wrong one of two like-named ACLs changes nothing.`,
  fix: `Delete it, or associate it with the subnets that it was meant for.`,
  check: `In the VPC console, look for network ACLs that are associated with no subnet and are not the default one.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/delete-network-acl.html',

  *judge(inventory) {
    for (const acl of inventory.networkAcls) {
      if (acl.IsDefault === true) continue
      if (acl.IsDefault === undefined) {
        yield unknown(acl, 'whether it is the default one is not in the answer')
        continue
      }
      if ((acl.Associations ?? []).length > 0) {
        yield pass(acl)
        continue
      }
      const own = (acl.Entries ?? []).filter((entry) => (entry.RuleNumber ?? 0) < IMPLICIT_DENY)
      yield fail(acl, {
        message: `This network ACL filters nothing: no subnet of ${acl.VpcId} uses it.`,
        evidence: [
          [
            acl,
            `has no associations and ${own.length} ${own.length === 1 ? 'entry' : 'entries'} of its own`,
            { NetworkAclId: acl.id, VpcId: acl.VpcId, entryCount: own.length, tags: acl.Tags },
          ],
        ],
        remediation: `aws ec2 delete-network-acl --network-acl-id ${acl.id}`,
      })
    }
  },
})
