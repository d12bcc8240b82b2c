import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { mechanismOf } from './enhanced-networking.ts'
import { launchesOf } from './launches.ts'
import type { AutoScalingGroup } from './placement-scaling.ts'
import { same } from './same.ts'

type Image = RowOf<'images'>
type Instance = RowOf<'instances'>
type Mechanism = ReturnType<typeof mechanismOf>

/** Somebody who launches from an image, or was launched from it, and what the type that is launched needs of it. */
export interface ImageUse {
  readonly by: AutoScalingGroup | Instance
  readonly instanceType: string
  readonly mechanism: Mechanism
  /** The launch template or configuration that names the image; none for what runs already. */
  readonly from?: string
  /** Whether what runs has the flag of its type's mechanism. */
  readonly hasFlag?: boolean
}

export interface ImageUses {
  readonly uses: readonly ImageUse[]
  /** Why there may be others. */
  readonly unknown?: string | undefined
}

type Known = Inventory<
  'autoScalingGroups' | 'instances' | 'instanceTypes' | 'launchTemplateVersions' | 'launchConfigurations'
>

/** Who uses an image: looked up once for all the Auto Scaling groups of a place. */
export function imageUses(inventory: Known): (image: Image) => ImageUses {
  const planned = new Map<string, ImageUse[]>()
  let unknown: string | undefined
  const mechanism = (type: string): Mechanism => mechanismOf(type, inventory.instanceTypes.get(type))
  for (const scaling of inventory.autoScalingGroups) {
    const { launches, unknown: more } = launchesOf(scaling, inventory)
    unknown ??= more
    for (const { image, instanceType, from } of launches) {
      if (!image) unknown ??= `the image of ${from.id} is not in the answer`
      else if (!instanceType) unknown ??= `${scaling.id} chooses instance types by attributes`
      else {
        const use = { by: scaling, instanceType, mechanism: mechanism(instanceType), from: from.id }
        const known = planned.get(image)
        if (known) known.push(use)
        else planned.set(image, [use])
      }
    }
  }
  const running = (by: Instance): readonly ImageUse[] => {
    const { InstanceType: type } = by
    if (!type || !same(by.State?.Name, 'running')) return []
    const own = mechanism(type)
    const hasFlag = own === 'vf' ? same(by.SriovNetSupport, 'simple') : by.EnaSupport === true
    return [{ by, instanceType: type, mechanism: own, hasFlag }]
  }
  return ({ id }) => ({
    uses: [...(planned.get(id) ?? []), ...inventory.instances.where('ImageId', id).flatMap(running)],
    unknown,
  })
}
