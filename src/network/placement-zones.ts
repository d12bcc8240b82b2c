import type { Instance } from './placement.ts'
import { zoneLabel } from './zones.ts'

type Placement = NonNullable<Instance['Placement']>

/** Members by zone, under the zone's label, or why that cannot be said. */
export type ByZone =
  | { readonly zones: ReadonlyMap<string, readonly Instance[]> }
  | { readonly unknown: string }

/**
 * Instances by their zones: by the zones' ids, or, where an answer has none at all, by their names, which mean the
 * same zone within one account only.
 */
export function byZone(instances: readonly Instance[]): ByZone {
  const keyOf = FIELDS.find((field) => instances.every((one) => one.Placement?.[field]))
  const sameAccount = new Set(instances.map((one) => one.account)).size <= 1
  if (!keyOf || (keyOf === 'AvailabilityZone' && !sameAccount)) {
    const zoneless = instances.find((one) => !one.Placement?.AvailabilityZoneId)
    return { unknown: `the zone of its member ${zoneless?.id} is not in the answer` }
  }
  const zones = new Map<string, Instance[]>()
  const labels = new Map<string, string>()
  for (const one of instances) {
    const key = one.Placement?.[keyOf] ?? ''
    const label = labels.get(key) ?? zoneLabel(one.Placement ?? {})
    labels.set(key, label)
    zones.set(label, [...(zones.get(label) ?? []), one])
  }
  return { zones: new Map([...zones].toSorted(([a], [b]) => a.localeCompare(b))) }
}

const FIELDS = ['AvailabilityZoneId', 'AvailabilityZone'] as const satisfies readonly (keyof Placement)[]

/**
 * Whether an instance runs on an Outpost or in a Local or Wavelength Zone: their ids are of a longer form
 * (`use1-bos1-az1`), and so are their names (`us-east-1-bos-1a`).
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
 */
export function isAtTheEdge({ OutpostArn, Placement, region }: Instance): boolean {
  if (OutpostArn) return true
  const { AvailabilityZoneId: id, AvailabilityZone: name } = Placement ?? {}
  return (id?.split('-').length ?? 0) > 2 || (name !== undefined && name.length > region.length + 1)
}
