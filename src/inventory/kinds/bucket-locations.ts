import type { GetBucketLocationOutput } from '@aws-sdk/client-s3'
import type { Plain } from '../../snapshot/plain.ts'
import { bucketOfHost, bucketOfRecord } from '../bucket-names.ts'
import { defineKind, from } from '../kind.ts'
import { classicLoadBalancerAttributes } from './classic-load-balancer-attributes.ts'
import { distributionLogging } from './distribution-logging.ts'
import { distributionConfigs } from './distribution-configs.ts'
import { distributions } from './distributions.ts'
import { loadBalancerAttributes } from './load-balancer-attributes.ts'
import { resourceRecordSets } from './resource-record-sets.ts'

/**
 * Whether the buckets exist that records, origins and logs name: a bucket that does not can be made by anybody. S3 says so of
 * buckets of every account; of a bucket that is not ours it says nothing more (`Denied`), and neither where we may not
 * ask. A bucket that does not exist has no row.
 */
export const bucketLocations = defineKind({
  operation: 's3:GetBucketLocation',
  global: true,
  per: {
    param: 'Bucket',
    from: [
      from(resourceRecordSets, bucketOfRecord),
      from(distributions, (one) => one.Origins?.Items?.map(({ DomainName }) => bucketOfHost(DomainName))),
      from(distributionConfigs, (one) =>
        one.Origins?.Items?.map(({ DomainName }) => bucketOfHost(DomainName)),
      ),
      from(distributionLogging, ({ Logging }) =>
        Logging?.Enabled === false ? undefined : bucketOfHost(Logging?.Bucket),
      ),
      from(loadBalancerAttributes, ({ Key, Value }) => (Key === 'access_logs.s3.bucket' ? Value : undefined)),
      from(classicLoadBalancerAttributes, ({ AccessLog }) =>
        AccessLog?.Enabled === false ? undefined : AccessLog?.S3BucketName,
      ),
    ],
  },
  items: (page: Plain<GetBucketLocationOutput>, asked) => [
    { ...page, Bucket: String(asked['Bucket']), Denied: false },
  ],
  saidByError: (name, asked) => {
    if (/NoSuchBucket|^NotFound$|^404$/.test(name)) return []
    return /AccessDenied|Forbidden|^403$/.test(name)
      ? [{ Bucket: String(asked['Bucket']), Denied: true }]
      : undefined
  },
  identify: (item) => ({ type: 'AWS::S3::Bucket', id: item.Bucket, arn: `arn:aws:s3:::${item.Bucket}` }),
})
