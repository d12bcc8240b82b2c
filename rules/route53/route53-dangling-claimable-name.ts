import { bucketOfRecord, s3Host } from '../../src/inventory/bucket-names.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'
import { type RecordSet, ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord } from '../../src/network/routing-policies.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-dangling-claimable-name',
  title: 'Record points at an S3 website bucket or Elastic Beanstalk name that anyone can register',
  topic: 'route53',
  pillar: 'security',
  severity: 'critical',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['bucketLocations', 'beanstalkEnvironments'],
  why: `S3 finds a bucket by the host that was asked for. Where a record leads to S3 and no bucket has the record's name,
anybody can make one, in any account, and serve pages under your name, with your users' cookies. Names of Elastic
Beanstalk environments go to whoever asks for them first, too.`,
  fix: `Delete the record now, or make the bucket or the environment again in an account of yours.`,
  check: `Ask S3 for the bucket that has the record's name: NoSuchBucket means that anybody can make it. For Elastic
Beanstalk, ask with check-dns-availability.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/RoutingToS3Bucket.html',

  *judge(inventory) {
    for (const [zone, records] of ownZones(inventory)) {
      if (zone.Config?.PrivateZone) continue
      for (const record of records ?? []) {
        const target = targetOf(record)
        const claim = target && claimOf(record, target, inventory)
        if (!claim) continue
        if ('unknown' in claim) {
          yield unknown(record, claim.unknown)
          continue
        }
        if (zone.Config?.PrivateZone === undefined) {
          yield unknown(record, 'whether its zone is public is not in the answer')
          continue
        }
        if ('held' in claim) {
          yield pass(record)
          continue
        }
        yield fail(record, {
          message: `${plainName(record.Name)} leads to S3, and ${claim.free}: anybody can make one and answer under your name.`,
          evidence: [
            [
              record,
              `leads to ${target}, and ${claim.free}`,
              {
                HostedZoneId: zone.id,
                Name: record.Name,
                Type: record.Type,
                target,
                Bucket: claim.bucket ?? null,
                ...(claim.bucket === undefined ? {} : { 's3:GetBucketLocation': 'NoSuchBucket' }),
              },
            ],
          ],
          remediation: `${changeRecord(zone, 'DELETE', `${record.id} as it is`)}${claim.bucket === undefined ? '' : `; or, until then, aws s3api create-bucket --bucket ${claim.bucket}, in the region of ${target}`}`,
        })
      }
    }
  },
})

/** The host that a record leads to, where it is one of S3's or of Elastic Beanstalk's. */
function targetOf(record: RecordSet): string | undefined {
  const host =
    record.AliasTarget?.DNSName ??
    (same(record.Type, 'CNAME') ? record.ResourceRecords?.[0]?.Value : undefined)
  if (!host || !/s3|elasticbeanstalk/i.test(host)) return undefined
  const name = plainName(host)
  return s3Host(name) || name.endsWith('.elasticbeanstalk.com') ? name : undefined
}

type Claim =
  | { readonly held: true }
  | { readonly free: string; readonly bucket?: string }
  | { readonly unknown: string }

/** S3 allows no other names, so nobody can make a bucket of another. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

function claimOf(
  record: RecordSet,
  target: string,
  { bucketLocations, beanstalkEnvironments }: Inventory<'bucketLocations' | 'beanstalkEnvironments'>,
): Claim | undefined {
  if (target.endsWith('.elasticbeanstalk.com')) {
    const found = beanstalkEnvironments.where(hostKey, target)
    if (found.some(({ Status }) => Status && !same(Status, 'Terminating', 'Terminated')))
      return { held: true }
    return {
      unknown: `no environment that was read has the name ${target}: ${askFor(target)} tells whether anybody can have it`,
    }
  }
  const bucket = bucketOfRecord(record)
  if (bucket === undefined)
    return { free: 'it answers for any name, so for names of buckets that do not exist' }
  if (!BUCKET.test(bucket)) return undefined
  const answer = bucketLocations.under(bucket)
  if (!answer) return { unknown: `whether there is a bucket ${bucket} was not read` }
  const [found] = answer
  if (!found) return { free: `there is no bucket ${bucket}`, bucket }
  return found.Denied
    ? {
        unknown: `S3 refuses to say more of the bucket ${bucket}: it is another account's, or the question is not allowed`,
      }
    : { held: true }
}

const hostKey = ({ CNAME }: RowOf<'beanstalkEnvironments'>): string => plainName(CNAME)

/** `shop.eu-west-1.elasticbeanstalk.com`: the oldest names have no Region, and are in us-east-1. */
function askFor(host: string): string {
  const labels = host.split('.').slice(0, -2)
  const last = labels.at(-1) ?? ''
  const isRegional = labels.length > 1 && /^[a-z]+-[a-z-]+-\d$/.test(last)
  const prefix = (isRegional ? labels.slice(0, -1) : labels).join('.')
  return `aws elasticbeanstalk check-dns-availability --cname-prefix ${prefix} --region ${isRegional ? last : 'us-east-1'}`
}
