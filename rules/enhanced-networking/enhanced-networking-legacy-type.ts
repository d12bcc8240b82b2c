import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { VF_CEILING_GBPS, familyOf, mechanismOf } from '../../src/network/enhanced-networking.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Instance = RowOf<'instances'>

/** What a licence that is bound to a host is tagged with. */
const LICENCE_WORDS = ['licence', 'license', 'byol']

export default defineRule({
  id: 'enhanced-networking-legacy-type',
  title: 'Instance runs on a type limited to 10 Gbps or without enhanced networking',
  topic: 'enhanced-networking',
  pillar: 'performance',
  severity: 'low',
  needs: ['instances', 'instanceTypes'],
  settings: { acceptedFamilies: [] as readonly string[] },
  why: `Types of the Xen generations use an interface of 10 Gbps at most, or one that is emulated; Nitro types give more
network for less money. Families that are kept on purpose (t2, say) can be named in the setting.`,
  fix: `Change to a type of a current generation, after a look at the drivers for ENA and NVMe in the image.`,
  check: `Read Hypervisor, CurrentGeneration and NetworkInfo.EnaSupport of the instance types in
aws ec2 describe-instance-types.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sriov-networking.html',

  *judge(inventory, { settings: { acceptedFamilies } }) {
    for (const instance of inventory.instances) {
      if (!same(instance.State?.Name, 'running')) continue
      if (acceptedFamilies.includes(familyOf(instance.InstanceType ?? ''))) continue
      const isShared = same(instance.Placement?.Tenancy, 'default', 'dedicated')
      if (!isShared && isTaggedWith(instance.Tags, LICENCE_WORDS)) continue // bound to its Dedicated Host
      yield judge(instance, inventory)
    }
  },
})

function judge(instance: Instance, { instanceTypes }: Inventory<'instanceTypes'>): Judgement {
  const { InstanceType: type, VirtualizationType } = instance
  if (!type) return unknown(instance, 'its instance type is not in the answer')
  const described = instanceTypes.get(type)
  if (!described) return unknown(instance, `what ${type} supports was not read`)
  const limit = limitOf(instance, described)
  if (typeof limit === 'object') return limit.unknown ? unknown(instance, limit.unknown) : pass(instance)
  return fail(instance, {
    message: `${type} ${limit}; a current Nitro type gives more network for the money.`,
    evidence: [
      [instance, `runs on ${type}`, { InstanceId: instance.id, InstanceType: type, VirtualizationType }],
      [
        described,
        limit,
        {
          Hypervisor: described.Hypervisor,
          CurrentGeneration: described.CurrentGeneration,
          EnaSupport: described.NetworkInfo?.EnaSupport,
          ...(mechanismOf(type, described) === 'vf' ? { ceilingGbps: VF_CEILING_GBPS } : {}),
        },
      ],
    ],
    remediation: `aws ec2 stop-instances --instance-ids ${instance.id}; aws ec2 modify-instance-attribute --instance-id ${instance.id} --instance-type Value=TYPE; aws ec2 start-instances --instance-ids ${instance.id}`,
  })
}

/** What holds an instance back, in words; or that nothing does, or why that cannot be said. */
function limitOf(
  { VirtualizationType }: Instance,
  type: RowOf<'instanceTypes'>,
): string | { readonly unknown?: string } {
  const mechanism = mechanismOf(type.id, type)
  if (mechanism === 'vf')
    return `uses the Intel 82599 interface, which carries ${VF_CEILING_GBPS} Gbps at most`
  if (mechanism === 'none') return 'has no enhanced networking: packets go through an emulated interface'
  if (!mechanism) return { unknown: `what ${type.id} supports (EnaSupport) is not in the answer` }
  if (mechanism === 'ena-always') return {}
  if (same(VirtualizationType, 'paravirtual'))
    return 'is used by a paravirtual instance, which cannot have enhanced networking'
  if (!VirtualizationType) return { unknown: 'its VirtualizationType is not in the answer' }
  // Bare metal has no hypervisor, and none is of the Xen generations.
  if (type.Hypervisor === undefined && type.BareMetal !== true)
    return { unknown: `the Hypervisor of ${type.id} is not in the answer` }
  if (!same(type.Hypervisor, 'xen')) return {}
  if (type.CurrentGeneration === undefined)
    return { unknown: `whether ${type.id} is of a current generation is not in the answer` }
  return type.CurrentGeneration ? {} : 'is of a previous generation, on the Xen hypervisor'
}
