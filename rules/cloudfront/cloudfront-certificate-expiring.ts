import { type Expiry, dateOf, expiryOf, uploadedExpiryOf } from '../../src/network/certificate-expiry.ts'
import { type Distribution, configuredDistributions, listed } from '../../src/network/distributions.ts'
import {
  type Inventory,
  type Row,
  type Severity,
  defineRule,
  fail,
  pass,
  shellWord,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-certificate-expiring',
  title: 'Viewer certificate of a distribution expires soon or cannot renew',
  topic: 'cloudfront',
  pillar: 'reliability',
  severity: 'high',
  needs: ['distributions', 'edgeCertificates'],
  consults: ['distributionConfigs', 'edgeCertificateDetails', 'serverCertificates'],
  settings: { days: 30, renewedDays: 14, criticalDays: 7 },
  why: `On the day after its certificate ends, every browser refuses every name of the distribution. ACM renews what it
issued by itself, as long as it can still see that the domain is yours; a renewal that is stuck says so here, weeks
before. What was imported into ACM or uploaded to IAM nobody renews but you.`,
  fix: `Import the certificate anew, or request one from ACM, which renews it. Where a renewal is stuck, put the CNAME
record back by which ACM validates the domain, and let CAA records allow Amazon.`,
  check: `In the ACM console of us-east-1, open the certificate that the distribution names: read «Not after», its type
and its renewal status.`,
  reference: 'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',

  *judge(inventory, { now, settings }) {
    for (const distribution of configuredDistributions(inventory)) {
      const used = distribution.ViewerCertificate
      if (used?.CloudFrontDefaultCertificate === true) continue
      const name = used?.ACMCertificateArn ?? used?.IAMCertificateId
      if (!name) {
        yield unknown(distribution, 'its certificate (ViewerCertificate) is not in the answer')
        continue
      }
      const found = used?.ACMCertificateArn
        ? ofAcm(name, now, settings, inventory)
        : ofIam(name, now, settings, inventory)
      const { expiry } = found
      if ('unknown' in expiry) {
        yield unknown(distribution, `of its certificate ${name}, ${expiry.unknown}`)
        continue
      }
      if (expiry.ends === 'late') {
        yield pass(distribution)
        continue
      }
      const names = listed(distribution.Aliases)?.join(', ') ?? 'its names'
      const isOver = expiry.ends === 'over'
      yield fail(distribution, {
        message: isOver
          ? `Its certificate ${expiry.why}: browsers refuse ${names}.`
          : `Its certificate ends in ${expiry.days} ${expiry.days === 1 ? 'day' : 'days'}, on ${dateOf(found.end)}, and ${expiry.why}: browsers will then refuse ${names}.`,
        severity: severityOf(distribution, isOver || expiry.days < settings.criticalDays),
        evidence: [
          [
            found.certificate ?? distribution,
            isOver ? expiry.why : `ends on ${dateOf(found.end)}`,
            { Id: distribution.id, certificate: name, ...found.fields },
          ],
        ],
        remediation: found.remediation,
      })
    }
  },
})

interface Found {
  readonly expiry: Expiry
  readonly certificate?: Row | undefined
  readonly end?: string | undefined
  readonly fields?: object
  readonly remediation: string
}

type Settings = Readonly<Record<'days' | 'renewedDays', number>>

const MISSING: Expiry = { unknown: 'nothing was read' }

function ofAcm(
  arn: string,
  now: number,
  settings: Settings,
  { edgeCertificates, edgeCertificateDetails }: Inventory<'edgeCertificates' | 'edgeCertificateDetails'>,
): Found {
  const certificate = edgeCertificates.get(arn)
  const detail = edgeCertificateDetails.under(arn)?.[0]
  const isImported = certificate?.Type === 'IMPORTED'
  return {
    expiry: certificate ? expiryOf(certificate, detail, now, settings) : MISSING,
    certificate,
    end: certificate?.NotAfter,
    fields: {
      NotAfter: certificate?.NotAfter,
      Status: certificate?.Status,
      Type: certificate?.Type,
      RenewalEligibility: certificate?.RenewalEligibility,
      RenewalStatus: detail?.RenewalSummary?.RenewalStatus,
      RenewalStatusReason: detail?.RenewalSummary?.RenewalStatusReason,
    },
    remediation: isImported
      ? `aws acm import-certificate --region us-east-1 --certificate-arn ${arn} --certificate fileb://certificate.pem --private-key fileb://key.pem --certificate-chain fileb://chain.pem`
      : `aws acm describe-certificate --region us-east-1 --certificate-arn ${arn}, then put back the records of DomainValidationOptions (aws route53 change-resource-record-sets) and let CAA records allow amazon.com`,
  }
}

function ofIam(
  id: string,
  now: number,
  settings: Settings,
  { serverCertificates }: Inventory<'serverCertificates'>,
): Found {
  const certificate = serverCertificates.get(id)
  return {
    expiry: certificate ? uploadedExpiryOf(certificate, now, settings) : MISSING,
    certificate,
    end: certificate?.Expiration,
    fields: { Expiration: certificate?.Expiration, Path: certificate?.Path },
    remediation: `aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name NAME for the names of the distribution, and use it instead of ${shellWord(certificate?.name ?? id)}`,
  }
}

function severityOf({ Enabled }: Distribution, isCritical: boolean): Severity | undefined {
  if (Enabled === false) return 'low'
  return isCritical ? 'critical' : undefined
}
