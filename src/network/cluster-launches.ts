import type { Inventory } from '../inventory/inventory.ts'
import { type Launch, launchesOf } from './launches.ts'
import type { AutoScalingGroup } from './placement-scaling.ts'
import { same } from './same.ts'

/** What a cluster placement group refuses to hold; `strategies` are those that the type supports instead. */
export interface Refused {
  readonly launch: Launch
  readonly what: string
  readonly strategies?: readonly string[]
}

export interface Refusals {
  readonly refused: readonly Refused[]
  /** Nothing else is asked for. */
  readonly isAll: boolean
  readonly unknown?: string | undefined
}

type Known = Inventory<'launchTemplateVersions' | 'launchConfigurations' | 'instanceTypes'>

/**
 * Which launches of an Auto Scaling group a cluster group refuses, by what EC2 says of their types; where types are
 * chosen by attributes, burstable ones are all that is known to be refused.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html
 */
export function refusedByCluster(scaling: AutoScalingGroup, inventory: Known): Refusals {
  const { launches, unknown: more } = launchesOf(scaling, inventory)
  const refused: Refused[] = []
  let unknown = more
  for (const launch of launches) {
    const { instanceType, requirements } = launch
    if (instanceType === undefined) {
      if (same(requirements?.BurstablePerformance, 'required'))
        refused.push({ launch, what: 'burstable types' })
      else unknown ??= `${scaling.id} chooses instance types by attributes, which may not all fit`
      continue
    }
    const strategies = strategiesOf(instanceType, inventory)
    if (!strategies) unknown ??= `whether ${instanceType} can be in a cluster group was not read`
    else if (!strategies.includes('cluster')) refused.push({ launch, what: instanceType, strategies })
  }
  return { refused, isAll: refused.length === launches.length && !more, unknown }
}

/** The placement strategies that an instance type supports; undefined where that was not read. */
export const strategiesOf = (
  instanceType: string | undefined,
  inventory: Inventory<'instanceTypes'>,
): readonly string[] | undefined =>
  inventory.instanceTypes.get(instanceType)?.PlacementGroupInfo?.SupportedStrategies
