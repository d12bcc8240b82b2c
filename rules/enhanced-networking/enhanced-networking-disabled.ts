import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { mechanismOf } from '../../src/network/enhanced-networking.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Instance = RowOf<'instances'>

export default defineRule({
  id: 'enhanced-networking-disabled',
  title: 'Instance type supports enhanced networking but the instance has it off',
  topic: 'enhanced-networking',
  pillar: 'performance',
  severity: 'medium',
  needs: ['instances', 'instanceTypes'],
  why: `Instances of the Xen generations reach the speed of their type through ENA or the Intel 82599 interface only. With
the attribute off they use an emulated interface: fewer packets, less throughput, more latency. Nitro instances cannot
be without it.`,
  fix: `Install the driver, stop the instance, set the attribute and start it again.`,
  check: `Compare EnaSupport and SriovNetSupport in aws ec2 describe-instances with what the instance type supports.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enhanced-networking.html',

  *judge(inventory) {
    for (const instance of inventory.instances) {
      if (!same(instance.State?.Name, 'running') || same(instance.VirtualizationType, 'paravirtual')) continue
      const judgement = judge(instance, inventory)
      if (judgement) yield judgement
    }
  },
})

function judge(instance: Instance, { instanceTypes }: Inventory<'instanceTypes'>): Judgement | undefined {
  const { InstanceType: type, EnaSupport, SriovNetSupport } = instance
  if (!type) return unknown(instance, 'its instance type is not in the answer')
  const described = instanceTypes.get(type)
  const mechanism = mechanismOf(type, described)
  if (!mechanism) return unknown(instance, `what ${type} supports (EnaSupport) was not read`)
  if (mechanism === 'none') return undefined
  if (mechanism === 'ena-always') return pass(instance)

  const isVf = mechanism === 'vf'
  if (!isVf && EnaSupport === undefined) return unknown(instance, 'its EnaSupport is not in the answer')
  if (isVf ? same(SriovNetSupport, 'simple') : EnaSupport) return pass(instance)
  // Paravirtual instances cannot have it, whatever their type supports.
  if (!instance.VirtualizationType) return unknown(instance, 'its VirtualizationType is not in the answer')
  const offered = isVf ? 'the Intel 82599 Virtual Function' : 'ENA'
  return fail(instance, {
    message: `${type} supports ${offered}, which is off here: packets go through an emulated interface, fewer and slower than those of its type.`,
    evidence: [
      [
        instance,
        isVf ? `has SriovNetSupport ${SriovNetSupport ?? 'not set'}` : 'has EnaSupport false',
        {
          InstanceId: instance.id,
          InstanceType: type,
          EnaSupport,
          SriovNetSupport,
          ImageId: instance.ImageId,
        },
      ],
      ...(described
        ? [
            [
              described,
              `supports ${offered}`,
              { Hypervisor: described.Hypervisor, EnaSupport: described.NetworkInfo?.EnaSupport },
            ] as const,
          ]
        : []),
    ],
    remediation: `install the ${isVf ? 'ixgbevf' : 'ena'} driver, then aws ec2 stop-instances --instance-ids ${instance.id}; aws ec2 modify-instance-attribute --instance-id ${instance.id} ${isVf ? '--sriov-net-support simple' : '--ena-support'}; aws ec2 start-instances --instance-ids ${instance.id}`,
  })
}
