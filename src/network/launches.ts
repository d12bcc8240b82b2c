import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { launchTemplateKey } from '../inventory/kinds/launch-template-versions.ts'
import type { AutoScalingGroup } from './placement-scaling.ts'

type Requirements = NonNullable<RowOf<'launchTemplateVersions'>['LaunchTemplateData']>['InstanceRequirements']

/** One kind of instance that an Auto Scaling group may launch: by its type, or by what is required of it. */
export interface Launch {
  /** The launch template or configuration that says so, and in which version. */
  readonly from: RowOf<'launchTemplateVersions'> | RowOf<'launchConfigurations'>
  readonly image?: string | undefined
  readonly instanceType?: string | undefined
  readonly requirements?: Requirements
}

/** All that it may launch, and why there may be more. */
export interface Launches {
  readonly launches: readonly Launch[]
  readonly unknown?: string
}

/**
 * What an Auto Scaling group launches: the overrides of a mixed instances policy stand before the type of its launch
 * template.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
 */
export function launchesOf(
  scaling: AutoScalingGroup,
  inventory: Inventory<'launchTemplateVersions' | 'launchConfigurations'>,
): Launches {
  const mixed = scaling.MixedInstancesPolicy?.LaunchTemplate
  const key = launchTemplateKey(scaling.LaunchTemplate ?? mixed?.LaunchTemplateSpecification)
  if (key === undefined) return fromConfiguration(scaling, inventory)
  const [version] = inventory.launchTemplateVersions.under(key) ?? []
  const data = version?.LaunchTemplateData
  if (!data) return { launches: [], unknown: `the launch template of ${scaling.id} was not read` }

  const image = data.ImageId
  const overrides = mixed?.Overrides ?? []
  if (overrides.length === 0) {
    const { InstanceType: instanceType, InstanceRequirements: requirements } = data
    if (!instanceType && !requirements)
      return { launches: [], unknown: `the instance type of ${version.id} is not in the answer` }
    return { launches: [{ from: version, image, instanceType, requirements }] }
  }
  const launches = overrides
    .filter((one) => !one.LaunchTemplateSpecification)
    .map((one): Launch => {
      const { InstanceType: instanceType, InstanceRequirements: requirements } = one
      return { from: version, image, instanceType, requirements }
    })
  return launches.length < overrides.length
    ? { launches, unknown: `a launch template that an override of ${scaling.id} names was not read` }
    : { launches }
}

function fromConfiguration(
  scaling: AutoScalingGroup,
  inventory: Inventory<'launchConfigurations'>,
): Launches {
  const name = scaling.LaunchConfigurationName
  // Names are unique within an account and region only.
  const configuration = inventory.launchConfigurations
    .where('LaunchConfigurationName', name)
    .find((one) => one.account === scaling.account && one.region === scaling.region)
  if (!configuration)
    return { launches: [], unknown: `what ${scaling.id} launches (${name ?? 'no template'}) was not read` }
  const { InstanceType: instanceType, ImageId: image } = configuration
  return instanceType
    ? { launches: [{ from: configuration, image, instanceType }] }
    : { launches: [], unknown: `the instance type of ${configuration.id} is not in the answer` }
}
