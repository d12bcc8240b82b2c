import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { balancerNamed } from './aws-lookup.ts'
import { awsNameOf } from './aws-names.ts'
import type { Origin, Transport } from './origins.ts'
import { plainName } from './record-names.ts'
import { same } from './same.ts'

type Known = Inventory<
  'loadBalancers' | 'classicLoadBalancers' | 'vpcOrigins' | 'hostedZones' | 'resourceRecordSets'
>

/** A load balancer of one of the two generations. */
export type OriginBalancer =
  | { readonly balancer: RowOf<'loadBalancers'>; readonly classic?: undefined }
  | { readonly classic: RowOf<'classicLoadBalancers'>; readonly balancer?: undefined }

/** Aliases of aliases: more in a row than these nobody has. */
const HOPS = 4

/**
 * Which load balancers of the audited accounts origins lead to: by the balancers' own names, by records of the audited
 * public zones, or by a VPC origin. Nothing for what is somebody else's.
 */
export class OriginBalancers {
  readonly #inventory: Known
  readonly #targets: ReadonlyMap<string, readonly string[]>

  constructor(origins: Iterable<Origin>, inventory: Known) {
    this.#inventory = inventory
    const names = [...origins].flatMap(({ DomainName, VpcOriginConfig }) =>
      VpcOriginConfig ? [] : plainName(DomainName),
    )
    this.#targets = targetsOf(names, inventory)
  }

  of({ DomainName, VpcOriginConfig }: Origin): readonly OriginBalancer[] {
    if (!VpcOriginConfig) return [...new Map(this.#named(plainName(DomainName), HOPS)).values()]
    const endpoint = this.#inventory.vpcOrigins.get(VpcOriginConfig.VpcOriginId)?.OriginEndpointArn
    const balancer = this.#inventory.loadBalancers.get(endpoint)
    return balancer ? [{ balancer }] : []
  }

  #named(name: string, hops: number): readonly (readonly [string, OriginBalancer])[] {
    const known = awsNameOf(name)
    if (known?.kind !== 'load-balancer')
      return hops === 0
        ? []
        : (this.#targets.get(name) ?? []).flatMap((target) => this.#named(target, hops - 1))
    const { balancer, classic } = balancerNamed(known.host, this.#inventory)
    if (balancer) return [[known.host, { balancer }]]
    return classic ? [[known.host, { classic }]] : []
  }
}

/** Where records of public zones lead from some names, and on from there. A pass over all records for each step. */
function targetsOf(
  names: readonly string[],
  { resourceRecordSets, hostedZones }: Known,
): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>()
  // As Route 53 writes them, so that a record needs one look.
  let wanted = new Map(names.filter((name) => name && !awsNameOf(name)).map((name) => [`${name}.`, name]))
  for (let hop = 0; hop < HOPS && wanted.size > 0; hop++) {
    const next = new Map<string, string>()
    for (const record of resourceRecordSets.everywhere) {
      const name = wanted.get(record.Name ?? '')
      const target = name && targetOf(record)
      if (!target || hostedZones.get(record.HostedZoneId)?.Config?.PrivateZone !== false) continue
      targets.set(name, [...(targets.get(name) ?? []), target])
      if (!awsNameOf(target) && !targets.has(target)) next.set(`${target}.`, target)
    }
    wanted = next
  }
  return targets
}

function targetOf({ Type, AliasTarget, ResourceRecords }: RowOf<'resourceRecordSets'>): string | undefined {
  if (!same(Type, 'A', 'AAAA', 'CNAME')) return undefined
  const target = AliasTarget
    ? AliasTarget.DNSName
    : same(Type, 'CNAME')
      ? ResourceRecords?.[0]?.Value
      : undefined
  return target && plainName(target)
}

/** The ports at which CloudFront asks; undefined where they are not in the answer. */
export function portsOf({ policy, httpPort, httpsPort }: Transport): readonly number[] | undefined {
  const ports = same(policy, 'http-only')
    ? [httpPort]
    : same(policy, 'https-only')
      ? [httpsPort]
      : same(policy, 'match-viewer')
        ? [httpPort, httpsPort]
        : [undefined]
  return ports.every((port) => port !== undefined) ? ports : undefined
}
