import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { launchTemplateKey } from '../inventory/kinds/launch-template-versions.ts'
import type { PlacementGroup } from './placement.ts'
import { same } from './same.ts'

export type AutoScalingGroup = RowOf<'autoScalingGroups'>

/** How many instances a placement group takes in the zones of an Auto Scaling group, with so many to each zone. */
export const ceilingOf = (scaling: AutoScalingGroup, limit: number): number =>
  limit * new Set(scaling.AvailabilityZones).size

/** Whether an Auto Scaling group may run more instances than that; also where its size or zones are not known. */
export function outgrows(scaling: AutoScalingGroup, limit: number): boolean {
  const ceiling = ceilingOf(scaling, limit)
  return isCountedInInstances(scaling) && ((scaling.MaxSize ?? Infinity) > ceiling || ceiling === 0)
}

/** Of the Auto Scaling groups that are too large, those that launch into a placement group, and why others may yet. */
export function scalingBeyond(
  group: PlacementGroup,
  large: readonly AutoScalingGroup[],
  inventory: Inventory<'autoScalingGroups' | 'launchTemplateVersions' | 'subnets'>,
): { readonly groups: readonly AutoScalingGroup[]; readonly unknown?: string | undefined } {
  if (!inventory.autoScalingGroups.readIn())
    return { groups: [], unknown: 'the Auto Scaling groups were not read' }
  const groups: AutoScalingGroup[] = []
  let unknown: string | undefined
  for (const scaling of large) {
    const uses = launchesInto(scaling, group, inventory)
    const home = inventory.subnets.get(scaling.VPCZoneIdentifier?.split(',')[0])
    if (uses === false || home?.OutpostArn) continue
    const reason = whyUnknown(scaling, uses, home !== undefined)
    if (reason) unknown ??= reason
    else groups.push(scaling)
  }
  return { groups, unknown }
}

function whyUnknown(
  scaling: AutoScalingGroup,
  uses: boolean | undefined,
  knowsSubnet: boolean,
): string | undefined {
  const launches = `${scaling.id}, which launches into it,`
  if (uses === undefined)
    return `the launch templates of ${scaling.id}, which may launch into it, were not all read`
  if (scaling.MaxSize === undefined) return `the largest size of ${launches} is not in the answer`
  if ((scaling.AvailabilityZones ?? []).length === 0) return `the zones of ${launches} are not in the answer`
  return scaling.VPCZoneIdentifier && !knowsSubnet ? `the subnets of ${launches} were not read` : undefined
}

/**
 * Whether the size of an Auto Scaling group is a number of instances: with weights or in vCPUs and memory it is counted
 * in those units.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-instance-weighting.html
 */
function isCountedInInstances(group: AutoScalingGroup): boolean {
  const overrides = group.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? []
  if (overrides.some((one) => one.WeightedCapacity)) return false
  return !group.DesiredCapacityType || same(group.DesiredCapacityType, 'units')
}

/** Whether an Auto Scaling group launches into a placement group; undefined when its launch template was not read. */
export function launchesInto(
  scaling: AutoScalingGroup,
  group: PlacementGroup,
  inventory: Inventory<'launchTemplateVersions'>,
): boolean | undefined {
  if (scaling.PlacementGroup) return scaling.PlacementGroup === group.GroupName
  const mixed = scaling.MixedInstancesPolicy?.LaunchTemplate
  const key = launchTemplateKey(scaling.LaunchTemplate ?? mixed?.LaunchTemplateSpecification)
  if (key === undefined) return false // a launch configuration cannot name a placement group
  const versions = inventory.launchTemplateVersions.under(key)
  if (!versions?.every((version) => version.LaunchTemplateData)) return undefined
  const named = versions.some(({ LaunchTemplateData: data }) => {
    const placement = data?.Placement
    if (placement?.GroupId) return placement.GroupId === group.GroupId
    return placement?.GroupName !== undefined && placement.GroupName === group.GroupName
  })
  if (named) return true
  // Overrides may bring launch templates of their own, which are not read.
  return mixed?.Overrides?.some((one) => one.LaunchTemplateSpecification) ? undefined : false
}
