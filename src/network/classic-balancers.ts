import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Place } from '../snapshot/fact.ts'
import { same } from './same.ts'

type ClassicLoadBalancer = RowOf<'classicLoadBalancers'>
export type InstanceState = NonNullable<RowOf<'classicInstanceHealth'>['InstanceStates']>[number]

/** What was read of a Classic Load Balancer: another region or account may have one of the same name. */
export const ofBalancer = <R extends Place>(
  balancer: ClassicLoadBalancer,
  rows: readonly R[],
): R | undefined => rows.find((row) => row.account === balancer.account && row.region === balancer.region)

/** The instances of a Classic Load Balancer by what they do for it. */
export interface ClassicInstances {
  readonly inService: readonly InstanceState[]
  /** Being registered or started: soon in service, if all goes well. */
  readonly coming: readonly InstanceState[]
  readonly out: readonly InstanceState[]
}

/**
 * The states of a balancer's instances. One that is being deregistered is still called InService, but takes nothing new.
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_InstanceState.html
 */
export function classicInstances(
  balancer: ClassicLoadBalancer,
  inventory: Inventory<'classicInstanceHealth'>,
): ClassicInstances | { readonly unknown: string } {
  if (!balancer.Instances) return { unknown: 'its instances are not in the answer' }
  if (balancer.Instances.length === 0) return { inService: [], coming: [], out: [] }
  const states = ofBalancer(
    balancer,
    inventory.classicInstanceHealth.where('id', balancer.id),
  )?.InstanceStates
  if (!states || states.length === 0) return { unknown: 'the health of its instances was not read' }
  const open = states.find((one) => !one.Description || !same(one.State, 'InService', 'OutOfService'))
  if (open) return { unknown: `the state of ${open.InstanceId ?? 'one of its instances'} is not known` }

  const staying = states.filter((one) => !says(one, 'deregistration'))
  return {
    inService: staying.filter((one) => same(one.State, 'InService')),
    coming: staying.filter((one) => !same(one.State, 'InService') && isComing(one)),
    out: staying.filter((one) => !same(one.State, 'InService') && !isComing(one)),
  }
}

const says = ({ Description }: InstanceState, words: string): boolean =>
  Description?.toLowerCase().includes(words) ?? false

const isComing = (state: InstanceState): boolean =>
  says(state, 'registration is still in progress') || says(state, 'pending state')
