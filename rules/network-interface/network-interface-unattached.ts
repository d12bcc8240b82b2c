import { isContainerInterface } from '../../src/network/container-interfaces.ts'
import { groupIdsOf, publicIpsOf } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Interfaces that services make as plain ones, keep for later and delete by themselves. */
const SERVICE_DESCRIPTIONS = /^(ELB |ENI reserved by ELB|AWS Lambda VPC ENI|Amazon EKS )/

export default defineRule({
  id: 'network-interface-unattached',
  title: 'Network interface is not attached to anything',
  topic: 'network-interface',
  pillar: 'operations',
  severity: 'low',
  needs: ['networkInterfaces'],
  settings: { standbyTags: ['standby', 'stand-by', 'spare', 'failover', 'reserved'] },
  why: `An interface that nothing uses keeps an address of its subnet, and its security groups cannot be deleted while it
wears them. Mostly it is left over from an instance.`,
  fix: `Delete it, or tag it «standby» if it is kept for the day on which an instance is replaced.`,
  check: `In the EC2 console under «Network interfaces», filter by the status available.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html',

  *judge(inventory, { settings: { standbyTags } }) {
    for (const eni of inventory.networkInterfaces) {
      if (!same(eni.InterfaceType, 'interface') || eni.Operator?.Managed || isContainerInterface(eni))
        continue
      if (eni.RequesterManaged || SERVICE_DESCRIPTIONS.test(eni.Description ?? '')) continue
      if (same(eni.Status, 'in-use') && eni.RequesterManaged === false) {
        yield pass(eni)
        continue
      }
      if (!same(eni.Status, 'available') || isTaggedWith(eni.TagSet, standbyTags)) continue
      if (eni.RequesterManaged === undefined) {
        yield unknown(eni, 'whether a service made it (RequesterManaged) is not in the answer')
        continue
      }
      const publicIps = publicIpsOf(eni)
      const address = publicIps.length > 0 ? `, and ${publicIps.join(', ')} leads nowhere` : ''
      yield fail(eni, {
        message: `Nothing uses this interface: it holds ${eni.PrivateIpAddress ?? 'an address'} of ${eni.SubnetId}, and its security groups cannot be deleted${address}.`,
        evidence: [
          [
            eni,
            'has the status available: it is not attached',
            {
              NetworkInterfaceId: eni.id,
              Status: eni.Status,
              SubnetId: eni.SubnetId,
              Groups: groupIdsOf(eni),
              Description: eni.Description,
              PublicIp: publicIps,
            },
          ],
        ],
        remediation: `aws ec2 delete-network-interface --network-interface-id ${eni.id}`,
      })
    }
  },
})
