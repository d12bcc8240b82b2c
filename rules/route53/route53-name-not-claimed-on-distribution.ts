import { aliasesOf, claimantOf, distributionOf, unreadNames } from '../../src/network/distribution-names.ts'
import { ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord } from '../../src/network/routing-policies.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-name-not-claimed-on-distribution',
  title: 'Record points at our CloudFront distribution, which does not list that name as an alias',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets', 'distributions'],
  consults: ['distributionConfigs', 'distributionTenants'],
  why: `CloudFront goes by the name that the viewer asked for. A name that no distribution lists as an alternate name gets
a certificate that does not fit and an error 403, wherever the record points; and whoever has a valid certificate for it
can list it on a distribution of theirs.`,
  fix: `List the name as an alternate name of the distribution, with a certificate that covers it, or delete the record.`,
  check: `In the CloudFront console, open the distribution and look for the name among its alternate domain names.`,
  reference: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',

  *judge(inventory) {
    for (const [zone, records] of ownZones(inventory)) {
      for (const record of records ?? []) {
        const target =
          record.AliasTarget?.DNSName ??
          (same(record.Type, 'CNAME') ? record.ResourceRecords?.[0]?.Value : undefined)
        const distribution = distributionOf(target, inventory)
        if (!distribution || distribution.Staging) continue
        const name = plainName(record.Name)
        const aliases = aliasesOf(distribution, inventory)
        // Some names below a wildcard are served: the others are not meant to be.
        const isPartly = name.startsWith('*.') && aliases?.some((alias) => alias.endsWith(name.slice(1)))
        if (isPartly || claimantOf(name, inventory)) {
          yield pass(record)
          continue
        }
        const open =
          unreadNames(inventory) ??
          (distribution.Staging === undefined
            ? `whether ${distribution.id} is a staging distribution is not in the answer`
            : undefined)
        if (open) {
          yield unknown(record, `no distribution that was read lists its name, but ${open}`)
          continue
        }
        const isTenantOnly = same(distribution.ConnectionMode, 'tenant-only')
        yield fail(record, {
          message: `${name} points at ${distribution.id}, and no distribution lists that name: CloudFront answers with an error 403 and a certificate that does not fit.`,
          evidence: [
            [
              record,
              `points at ${plainName(target)}`,
              { HostedZoneId: zone.id, Name: record.Name, Type: record.Type, target },
            ],
            [
              distribution,
              aliases?.length ? `lists ${aliases.join(', ')}` : 'lists no names',
              {
                Id: distribution.id,
                Aliases: aliases,
                Enabled: distribution.Enabled,
                ConnectionMode: distribution.ConnectionMode,
                ViewerCertificate: distribution.ViewerCertificate,
              },
            ],
          ],
          remediation: isTenantOnly
            ? `aws cloudfront create-distribution-tenant --distribution-id ${distribution.id} --name NAME --domains Domain=${name}; or ${changeRecord(zone, 'DELETE', `${record.id} as it is`)}`
            : `aws cloudfront get-distribution-config --id ${distribution.id} > config.json; add ${name} to Aliases and a certificate that covers it; aws cloudfront update-distribution --id ${distribution.id} --distribution-config file://config.json --if-match ETAG; or ${changeRecord(zone, 'DELETE', `${record.id} as it is`)}`,
        })
      }
    }
  },
})
