import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { s3Host } from '../inventory/bucket-names.ts'
import {
  type Behavior,
  type Distribution,
  NO_BEHAVIORS,
  behaviorsOf,
  listed,
  pathOf,
} from './distributions.ts'

export type Origin = NonNullable<NonNullable<Distribution['Origins']>['Items']>[number]
export type OriginGroup = NonNullable<NonNullable<Distribution['OriginGroups']>['Items']>[number]

/** An origin, with the behaviors that lead to it, by itself or as a member of a group. */
export interface OriginUse {
  readonly origin: Origin & { readonly Id: string }
  readonly behaviors: readonly Behavior[]
}

/**
 * Every origin of a distribution and what leads to it, or why that is not known. Where a function chooses origins
 * (Lambda@Edge, CloudFront Functions), others may be used than these say.
 */
export function originUses(distribution: Distribution): readonly OriginUse[] | string {
  const behaviors = behaviorsOf(distribution)
  const origins = listed(distribution.Origins)
  if (!behaviors) return NO_BEHAVIORS
  if (!origins?.every(hasId)) return 'its origins (Origins) are not in the answer'
  const ids = new Set(origins.map((origin) => origin.Id))
  const led = new Map<string, Behavior[]>()
  for (const behavior of behaviors) {
    const targets = targetsOf(behavior, ids, distribution)
    if (!targets) return `where ${pathOf(behavior)} leads (TargetOriginId) is not in the answer`
    for (const target of targets) led.set(target, [...(led.get(target) ?? []), behavior])
  }
  return origins.map((origin) => ({ origin, behaviors: led.get(origin.Id) ?? [] }))
}

const hasId = <One extends { readonly Id?: string | undefined }>(one: One): one is One & { Id: string } =>
  one.Id !== undefined

/** Origins and groups never share an id. */
function targetsOf(
  { TargetOriginId: target }: Behavior,
  origins: ReadonlySet<string>,
  { OriginGroups }: Distribution,
): readonly string[] | undefined {
  if (target === undefined) return undefined
  if (origins.has(target)) return [target]
  const members = membersOf(listed(OriginGroups)?.find((group) => group.Id === target))
  return members?.every((id) => origins.has(id)) ? members : undefined
}

/** The origins of a group, the primary one first. */
export function membersOf(group: OriginGroup | undefined): readonly string[] | undefined {
  const ids = listed(group?.Members)?.map((member) => member.OriginId)
  return ids?.every((id) => id !== undefined) ? ids : undefined
}

/** How CloudFront speaks to an origin; S3's own follow the viewer's protocol, and have none of these. */
export interface Transport {
  readonly policy: string | undefined
  readonly sslProtocols: readonly string[] | undefined
  readonly httpPort: number | undefined
  readonly httpsPort: number | undefined
  /** The VPC origin that it goes by, on a private way. */
  readonly vpcOrigin: RowOf<'vpcOriginDetails'> | undefined
}

/** Undefined for buckets, a text where it is not known. */
export function transportOf(
  { CustomOriginConfig, S3OriginConfig, VpcOriginConfig }: Origin,
  { vpcOriginDetails }: Inventory<'vpcOriginDetails'>,
): Transport | string | undefined {
  if (CustomOriginConfig) return transport(CustomOriginConfig)
  if (VpcOriginConfig) {
    const [vpcOrigin] = vpcOriginDetails.under(VpcOriginConfig.VpcOriginId) ?? []
    return vpcOrigin?.VpcOriginEndpointConfig
      ? transport(vpcOrigin.VpcOriginEndpointConfig, vpcOrigin)
      : `the VPC origin ${VpcOriginConfig.VpcOriginId ?? ''} was not read: it may be another account's`
  }
  return S3OriginConfig
    ? undefined
    : 'of what kind it is (S3OriginConfig, CustomOriginConfig, VpcOriginConfig) is not in the answer'
}

const transport = (
  config: Omit<NonNullable<Origin['CustomOriginConfig']>, 'IpAddressType'>,
  vpcOrigin?: Transport['vpcOrigin'],
): Transport => ({
  policy: config.OriginProtocolPolicy,
  sslProtocols: listed(config.OriginSslProtocols),
  httpPort: config.HTTPPort,
  httpsPort: config.HTTPSPort,
  vpcOrigin,
})

/** Website endpoints of S3 have no HTTPS, and take no signed requests. */
export const isWebsiteEndpoint = ({ DomainName }: Origin): boolean => s3Host(DomainName)?.website === true

/** Whether two origins are one server; behind one name there may be others on other ports or VPC origins. */
export function isSameServer(one: Origin, other: Origin): boolean | undefined {
  if (one.DomainName === undefined || other.DomainName === undefined) return undefined
  if (one.DomainName.toLowerCase() !== other.DomainName.toLowerCase()) return false
  const [first, second] = [one, other].map(
    ({ OriginPath, CustomOriginConfig, S3OriginConfig, VpcOriginConfig }) => {
      const { HTTPPort, HTTPSPort } = CustomOriginConfig ?? {}
      const known = S3OriginConfig ? 's3' : (VpcOriginConfig?.VpcOriginId ?? (HTTPPort && HTTPSPort))
      return OriginPath === undefined || !known ? undefined : `${known} ${HTTPPort ?? ''} ${OriginPath}`
    },
  )
  return first === undefined || second === undefined ? undefined : first === second
}

export const readTimeoutOf = ({
  CustomOriginConfig,
  S3OriginConfig,
  VpcOriginConfig,
}: Origin): number | undefined => (CustomOriginConfig ?? S3OriginConfig ?? VpcOriginConfig)?.OriginReadTimeout

/** The paths by which viewers come to an origin: `/img/*, the default behavior`. */
export const pathsOf = (behaviors: readonly Behavior[]): string => behaviors.map(pathOf).join(', ')
