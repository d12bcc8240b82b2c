/** Which bucket a name of S3 means: what is asked of S3 about it depends on that. */

/**
 * The endpoints of S3, at the end of a host: `s3.amazonaws.com`, `s3.eu-west-1.amazonaws.com`, the older
 * `s3-eu-west-1.amazonaws.com`, dual stack, and website endpoints with a dash or a dot before the region.
 * https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const S3_HOST =
  /^(?:(.+)\.)?(s3-website[.-][a-z0-9-]+|s3(?:-fips)?(?:\.dualstack)?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?)\.amazonaws\.com(?:\.cn)?$/

export interface S3Host {
  /** Undefined where the name of the record is the bucket's: aliases to website endpoints. */
  readonly bucket: string | undefined
  readonly website: boolean
}

/** What a host means to S3, or undefined where it is no host of S3's. Access points and the like are none. */
export function s3Host(host: string | undefined): S3Host | undefined {
  const [matched, bucket, endpoint = ''] = S3_HOST.exec(plainHost(host)) ?? []
  return matched === undefined ? undefined : { bucket, website: endpoint.startsWith('s3-website') }
}

const plainHost = (host: string | undefined): string => (host ?? '').toLowerCase().replace(/\.$/, '')

/** The bucket that an origin's domain name means. */
export const bucketOfHost = (host: string | undefined): string | undefined => s3Host(host)?.bucket

/** The bucket that a record leads to: S3 finds it by the host that was asked for, which is the record's name. */
export function bucketOfRecord(record: {
  readonly Name?: string | undefined
  readonly Type?: string | undefined
  readonly AliasTarget?: { readonly DNSName?: string | undefined } | undefined
  readonly ResourceRecords?: readonly { readonly Value?: string | undefined }[] | undefined
}): string | undefined {
  const target = record.AliasTarget
    ? record.AliasTarget.DNSName
    : record.Type === 'CNAME'
      ? record.ResourceRecords?.[0]?.Value
      : undefined
  const found = s3Host(target)
  if (!found) return undefined
  // The label `*` answers for any name, so for no bucket in particular.
  const name = plainHost(record.Name)
  return name.includes('\\052') || name.includes('*') ? undefined : name
}
