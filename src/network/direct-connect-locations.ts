import { type DirectConnect, type VirtualInterface, isUp } from './direct-connect.ts'
import { same } from './same.ts'

/** Through which Direct Connect locations sites reach a gateway, counting what carries traffic now. */
export interface Locations {
  readonly verdict: 'none' | 'single' | 'several' | { readonly unknown: string }
  readonly working: readonly VirtualInterface[]
  readonly locations: readonly string[]
}

/**
 * One location is one building: whatever is redundant in it fails with it. An interface in a failover test counts,
 * since somebody shut it for a while to see the others carry its traffic.
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/disaster-recovery-resiliency.html
 */
export function locationsOf({ interfaces, unread }: DirectConnect): Locations {
  const working = interfaces.filter((one) => isUp(one) || same(one.virtualInterfaceState, 'testing'))
  const locations = [...new Set(working.flatMap((one) => one.location ?? []))].toSorted()
  const vague = interfaces.find((one) => isUp(one) === undefined)
  const nowhere = working.find((one) => one.location === undefined)
  const unsure =
    unread[0] ??
    (vague && `whether ${vague.id} is up is not in the answer`) ??
    (nowhere && `the location of ${nowhere.id} is not in the answer`)
  const count = locations.length === 0 ? 'none' : 'single'
  const verdict = locations.length > 1 ? 'several' : unsure === undefined ? count : { unknown: unsure }
  return { verdict, working, locations }
}

/** The device on which an interface ends: two in one location fail apart from each other. */
export const deviceOf = (one: VirtualInterface): string | undefined =>
  one.awsLogicalDeviceId ?? one.awsDeviceV2
