import type { ResourceRecordSetRegion } from '@aws-sdk/client-route-53'
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { awsNameOf } from './aws-names.ts'
import { publicAddressesOf } from './interfaces.ts'
import { isHost, parsePrefix } from './prefix.ts'
import { plainName } from './record-names.ts'

const REGION = '([a-z]{2,}(?:-[a-z]+)+-[0-9]+)'

/** Hosts of regional services, beside those that `awsNameOf` tells apart. */
const REGIONAL = [
  new RegExp(String.raw`\.execute-api\.${REGION}\.amazonaws\.com(?:\.cn)?$`),
  new RegExp(String.raw`(?:^|\.)s3-website[.-]${REGION}\.amazonaws\.com(?:\.cn)?$`),
  new RegExp(String.raw`\.${REGION}\.awsapprunner\.com$`),
  new RegExp(String.raw`\.${REGION}\.elasticbeanstalk\.com$`),
]

/**
 * The Region that a host of AWS's names: of load balancers, endpoints, APIs, websites. Hosts of CloudFront and of
 * Global Accelerator name none, as they are everywhere.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export function regionOfHost(host: string): string | undefined {
  const name = awsNameOf(host)
  if (name && 'region' in name) return name.region
  const plain = plainName(host)
  return REGIONAL.map((pattern) => pattern.exec(plain)?.[1]).find(Boolean)
}

/** Where a target runs, that nothing tells, or why the one that could was not asked. */
export type TargetRegion = { readonly region: string } | { readonly unknown: string } | undefined

export function regionOfTarget(
  target: string,
  { addresses, networkInterfaces }: Inventory<'addresses' | 'networkInterfaces'>,
): TargetRegion {
  const prefix = /^[\d.]+$|:/.test(target) ? parsePrefix(target) : undefined
  if (!prefix || !isHost(prefix)) {
    const region = regionOfHost(target)
    return region === undefined ? undefined : { region }
  }
  const holder: RowOf<'addresses'> | RowOf<'networkInterfaces'> | undefined =
    addresses.where('PublicIp', target)[0] ?? networkInterfaces.where(publicAddressesOf, target)[0]
  if (holder) return { region: holder.region }
  return addresses.complete && networkInterfaces.complete
    ? undefined
    : { unknown: `where ${target} is held is not known: not all addresses and interfaces were read` }
}

/** The Regions that a latency record may be labelled with. */
const LATENCY_REGIONS: ReadonlySet<string> = new Set<ResourceRecordSetRegion>([
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eusc-de-east-1',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
])

/**
 * Whether records can be labelled with a Region: a new one cannot at first, and its neighbour stands for it.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export const isLabel = (region: string): boolean => LATENCY_REGIONS.has(region)
