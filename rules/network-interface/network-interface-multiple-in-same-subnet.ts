import type { RowOf } from '../../src/inventory/inventory.ts'
import { isContainerInterface } from '../../src/network/container-interfaces.ts'
import { type NetworkInterface, groupIdsOf } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Failure,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'network-interface-multiple-in-same-subnet',
  title: 'Instance has several interfaces in the same subnet',
  topic: 'network-interface',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['instances', 'networkInterfaces'],
  why: `An operating system has one route to a subnet. With two interfaces there, what arrives at one may be answered
from the other: whatever keeps connections in mind on the way drops the answers. Nor is there more bandwidth: that is
the instance's.`,
  fix: `Give the first interface a secondary private address in place of the second interface; or put that into another
subnet.`,
  check: `In the EC2 console, compare the subnets of the interfaces of each instance that has more than one.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network-interface-attachments.html',

  *judge(inventory) {
    for (const instance of inventory.instances) {
      if (!same(instance.State?.Name, 'running')) continue
      const enis = inventory.networkInterfaces.where(instanceOf, instance.id).filter(isPlain)
      const judgement = enis.length > 1 ? judge(instance, enis) : undefined
      if (judgement) yield judgement
    }
  },
})

/** The instance to which an interface is attached; not while it comes or goes. */
const instanceOf = ({ Attachment }: NetworkInterface): string | undefined =>
  same(Attachment?.Status, 'attached') ? Attachment?.InstanceId : undefined

/** Not of those that are made for pods, tasks and fabrics, whose software brings routes of its own. */
const isPlain = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, 'interface') && !isContainerInterface(eni)

function judge(instance: RowOf<'instances'>, enis: readonly NetworkInterface[]): Judgement | undefined {
  const crowded = sharing(enis, (eni) => eni.SubnetId)
  const cardless = crowded.find((eni) => cardOf(eni) === undefined)
  if (cardless) return unknown(instance, `the network card of ${cardless.id} is not in the answer`)
  // A second card has a way of its own to the subnet.
  const together = sharing(crowded, (eni) => `${eni.SubnetId} ${cardOf(eni)}`)
  if (together.length === 0) return pass(instance)
  // Routers and firewalls are configured with routes for each of their interfaces.
  if (together.some((eni) => eni.SourceDestCheck === false)) return undefined
  return together.every((eni) => eni.SourceDestCheck)
    ? finding(instance, together)
    : unknown(instance, 'whether it forwards for others (SourceDestCheck) is not in the answer')
}

/** Those that have something in common with another one. */
function sharing(
  enis: readonly NetworkInterface[],
  keyOf: (eni: NetworkInterface) => string | undefined,
): readonly NetworkInterface[] {
  const keys = enis.map(keyOf)
  return enis.filter((_, index) => keys.some((key, other) => other !== index && key === keys[index]))
}

const cardOf = (eni: NetworkInterface): number | undefined => eni.Attachment?.NetworkCardIndex

function finding(instance: RowOf<'instances'>, enis: readonly NetworkInterface[]): Failure {
  const inOrder = enis.toSorted((a, b) => (a.Attachment?.DeviceIndex ?? 0) - (b.Attachment?.DeviceIndex ?? 0))
  const [first, ...others] = inOrder
  const subnets = [...new Set(enis.map((eni) => eni.SubnetId))].join(', ')
  return fail(instance, {
    message: `${inOrder.map((eni) => eni.id).join(', ')} of one instance are in ${subnets}: an answer may leave by another interface than its request came in by, and be dropped on the way.`,
    evidence: inOrder.map((eni): Evidence => [
      eni,
      `is device ${eni.Attachment?.DeviceIndex} in ${eni.SubnetId}`,
      {
        InstanceId: instance.id,
        NetworkInterfaceId: eni.id,
        DeviceIndex: eni.Attachment?.DeviceIndex,
        NetworkCardIndex: cardOf(eni),
        SubnetId: eni.SubnetId,
        Groups: groupIdsOf(eni),
      },
    ]),
    remediation: `aws ec2 assign-private-ip-addresses --network-interface-id ${first?.id} --secondary-private-ip-address-count ${others.length}, then ${others.map((eni) => `aws ec2 detach-network-interface --attachment-id ${eni.Attachment?.AttachmentId ?? `(that of ${eni.id})`}`).join(', ')}`,
  })
}
