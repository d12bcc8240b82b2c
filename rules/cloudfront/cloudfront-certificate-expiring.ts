import { dateOf } from '../../src/network/certificate-expiry.ts'
import { type Distribution, configuredDistributions, listed } from '../../src/network/distributions.ts'
import {
  type UsedCertificate,
  acmCertificate,
  endingOf,
  iamCertificate,
} from '../../src/network/used-certificates.ts'
import { type Inventory, type Severity, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

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
        ? acmCertificate(name, certificatesOf(inventory), now, settings)
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
          : `Its certificate ${endingOf(expiry, found.end)}: browsers will then refuse ${names}.`,
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

type Edge = Inventory<'edgeCertificates' | 'edgeCertificateDetails'>

const certificatesOf = ({ edgeCertificates, edgeCertificateDetails }: Edge) => ({
  certificates: edgeCertificates,
  details: edgeCertificateDetails,
})

function ofIam(
  id: string,
  now: number,
  notice: Readonly<Record<'days', number>>,
  { serverCertificates }: Inventory<'serverCertificates'>,
): UsedCertificate {
  const certificate = serverCertificates.get(id)
  const replace = `the distribution, and use it instead of ${shellWord(certificate?.name ?? id)}`
  return iamCertificate(certificate, now, notice, { region: 'us-east-1', replace })
}

function severityOf({ Enabled }: Distribution, isCritical: boolean): Severity | undefined {
  if (Enabled === false) return 'low'
  return isCritical ? 'critical' : undefined
}
