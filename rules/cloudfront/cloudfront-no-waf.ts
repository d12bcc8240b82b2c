import { type Distribution, configuredDistributions, listed } from '../../src/network/distributions.ts'
import { same } from '../../src/network/same.ts'
import {
  type Inventory,
  type Judgement,
  type Row,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-no-waf',
  title: 'Distribution has no AWS WAF web ACL, or one of WAF Classic',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'medium',
  needs: ['distributions'],
  consults: ['distributionConfigs', 'distributionTenants'],
  why: `Without a web ACL every request reaches the application as it is: no rate limit, no filter for known attacks,
and no place to put one while an attack goes on. An id of WAF Classic looks like protection, but AWS ended that service
in September 2025.`,
  fix: `Attach a web ACL of scope CLOUDFRONT, at the least with AWS's managed common rules and a rate limit.`,
  check: `In the CloudFront console, open the distribution's Security tab.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const { Enabled, Staging } = distribution
      if (Enabled === false || Staging === true) continue
      if (Enabled === undefined || Staging === undefined) {
        yield unknown(distribution, 'whether it serves anybody (Enabled, Staging) is not in the answer')
        continue
      }
      if (isDirect(distribution)) {
        yield judged(distribution, distribution.WebACLId, severityOf(distribution), {
          field: 'WebACLId',
          command: `aws cloudfront associate-distribution-web-acl --id ${distribution.id}`,
        })
        continue
      }
      if (!inventory.distributionTenants.readIn()) {
        yield unknown(distribution, 'its web ACL is that of each tenant, and the tenants were not read')
        continue
      }
      const tenants = inventory.distributionTenants.where('DistributionId', distribution.id)
      if (tenants.length === 0 && distribution.ConnectionMode === undefined) {
        yield unknown(distribution, 'whether it serves tenants only (ConnectionMode) is not in the answer')
      }
      for (const tenant of tenants) yield* ofTenant(tenant, distribution)
    }
  },
})

/** Distributions for tenants have no names of their own. */
const isDirect = ({ ConnectionMode, Aliases }: Distribution): boolean =>
  ConnectionMode === undefined ? (listed(Aliases)?.length ?? 0) > 0 : !same(ConnectionMode, 'tenant-only')

type Tenant = Inventory<'distributionTenants'>['distributionTenants']['everywhere'][number]

/** A tenant has the web ACL of its distribution, unless it overrides that or does without. */
function* ofTenant(tenant: Tenant, distribution: Distribution): Iterable<Judgement> {
  if (tenant.Enabled === false) return
  const own = tenant.Customizations?.WebAcl
  const action = own?.Action
  const isKnown = !own || (same(action, 'override') ? own.Arn !== undefined : same(action, 'disable'))
  if (!isKnown || tenant.Enabled === undefined) {
    yield unknown(tenant, 'which web ACL it has (Enabled, Customizations.WebAcl) is not in the answer')
    return
  }
  const acl = own ? (same(action, 'disable') ? '' : own.Arn) : distribution.WebACLId
  yield judged(tenant, acl, severityOf(distribution), {
    field: own ? `Customizations.WebAcl.${action}` : `WebACLId of ${distribution.id}`,
    command: `aws cloudfront associate-distribution-tenant-web-acl --id ${tenant.id}`,
  })
}

function judged(
  resource: Row,
  acl: string | undefined,
  severity: Severity | undefined,
  { field, command }: { readonly field: string; readonly command: string },
): Judgement {
  if (acl === undefined) return unknown(resource, `its web ACL (${field}) is not in the answer`)
  if (/^arn:[^:]+:wafv2:/.test(acl)) return pass(resource)
  return fail(resource, {
    message: acl
      ? `Its web ACL ${acl} is one of WAF Classic, which AWS ended in September 2025: count on nothing to be filtered.`
      : 'It has no web ACL: every request, an attack or not, goes on to its origins.',
    severity,
    evidence: [
      [
        resource,
        acl ? `has the web ACL ${acl}, which is none of AWS WAF's` : `has no web ACL (${field})`,
        { Id: resource.id, [field]: acl },
      ],
    ],
    remediation: `${command} --web-acl-arn ARN, where ARN is that of a web ACL of scope CLOUDFRONT (aws wafv2 list-web-acls --scope CLOUDFRONT --region us-east-1)`,
  })
}

/** Buckets execute nothing; clients with certificates of their own are known. */
function severityOf({ ViewerMtlsConfig, Origins }: Distribution): Severity | undefined {
  if (same(ViewerMtlsConfig?.Mode, 'required')) return 'info'
  const origins = listed(Origins) ?? []
  return origins.length > 0 && origins.every((origin) => origin.S3OriginConfig) ? 'low' : undefined
}
