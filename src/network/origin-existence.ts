import { s3Host } from '../inventory/bucket-names.ts'
import type { Inventory, Row } from '../inventory/inventory.ts'
import { lookUpBalancer } from './aws-lookup.ts'
import { awsNameOf } from './aws-names.ts'
import type { Origin } from './origins.ts'

type Known = Inventory<'bucketLocations' | 'loadBalancers' | 'classicLoadBalancers' | 'vpcOrigins'>

/** Whether there is what an origin names, why that is not known, or what is gone. */
export type Existence =
  | { readonly exists: true }
  | { readonly unknown: string }
  | { readonly gone: string; readonly bucket?: string; readonly fact: string; readonly fields?: object }

/** The accounts of which there is something that an origin could be. */
export function accountsOf(
  inventory: Inventory<'distributions' | 'loadBalancers' | 'classicLoadBalancers'>,
): readonly string[] {
  const tables = [inventory.distributions, inventory.loadBalancers, inventory.classicLoadBalancers]
  const accounts = tables.flatMap((table) => table.everywhere.map((row) => row.account))
  return [...new Set([inventory.here.account, ...accounts])].toSorted()
}

/**
 * Looks for the bucket, the load balancer or the VPC origin of an origin. Undefined for what nothing is known of here:
 * somebody's web server.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html
 */
export function existenceOf(
  origin: Origin,
  distribution: Row,
  accounts: readonly string[],
  inventory: Known,
): Existence | undefined {
  if (origin.VpcOriginConfig) return ofVpcOrigin(origin.VpcOriginConfig, inventory)
  if (origin.DomainName === undefined) return { unknown: 'its name (DomainName) is not in the answer' }
  const bucket = s3Host(origin.DomainName)?.bucket
  if (bucket) return ofBucket(bucket, origin.DomainName, distribution, inventory)
  const name = awsNameOf(origin.DomainName)
  if (name?.kind !== 'load-balancer') return undefined
  const lookup = lookUpBalancer(name, accounts, inventory)
  if ('found' in lookup) return { exists: true }
  if ('unknown' in lookup) return lookup
  const scope = `${lookup.absentFrom.region} of ${lookup.absentFrom.accounts.join(', ')}`
  return {
    gone: `the load balancer ${origin.DomainName}`,
    fact: `no load balancer in ${scope} has that name`,
    fields: { scope },
  }
}

/** Access points answer by such aliases, too, which are the names of no bucket. */
const ALIAS = /-s3alias$|--ol-s3$/

function ofBucket(
  bucket: string,
  host: string,
  distribution: Row,
  { bucketLocations }: Known,
): Existence | undefined {
  if (ALIAS.test(bucket)) return undefined
  const found = bucketLocations.under(bucket)
  // China's buckets are known there only.
  const isElsewhere = host.endsWith('.cn') !== (distribution.arn?.startsWith('arn:aws-cn:') ?? false)
  if (!found || isElsewhere) return { unknown: `whether the bucket ${bucket} exists was not read` }
  const [row] = found
  if (!row)
    return {
      gone: `the bucket ${bucket}`,
      bucket,
      fact: 'S3 knows no bucket of that name',
      fields: { error: 'NoSuchBucket' },
    }
  return row.Denied
    ? { unknown: `S3 says nothing of the bucket ${bucket} to this account: it may be another one's` }
    : { exists: true }
}

function ofVpcOrigin(
  { VpcOriginId: id, OwnerAccountId: owner }: NonNullable<Origin['VpcOriginConfig']>,
  { vpcOrigins, loadBalancers }: Known,
): Existence {
  const vpcOrigin = vpcOrigins.get(id)
  if (!vpcOrigin) {
    if (!owner || !id || !vpcOrigins.readIn({ account: owner, region: 'global' }))
      return { unknown: `the VPC origin ${id ?? ''} was not read: it may be another account's` }
    return {
      gone: `the VPC origin ${id}`,
      fact: `${owner} has no such VPC origin`,
      fields: { VpcOriginId: id },
    }
  }
  const endpoint = vpcOrigin.OriginEndpointArn ?? ''
  const [, , service, region = '', account = ''] = endpoint.split(':')
  // Instances are VPC origins, too.
  if (service !== 'elasticloadbalancing' || loadBalancers.get(endpoint)) return { exists: true }
  if (!loadBalancers.readIn({ account, region }))
    return { unknown: `whether ${endpoint} exists was not read` }
  return {
    gone: `the load balancer ${endpoint}`,
    fact: `no load balancer in ${region} of ${account} is the end of its VPC origin`,
    fields: { VpcOriginId: id, OriginEndpointArn: endpoint },
  }
}
