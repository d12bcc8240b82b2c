import type { RowOf } from '../../src/inventory/inventory.ts'
import { amazonMayIssue } from '../../src/network/caa.ts'
import { valuesOf } from '../../src/network/hosted-zones.ts'
import { certificatesOf, dayOf, detailOf } from '../../src/network/own-certificates.ts'
import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

interface Blocked {
  readonly name: string
  readonly by: RecordSet
  readonly admitted: readonly string[]
}

export default defineRule({
  id: 'route53-caa-blocks-amazon',
  title: 'CAA records forbid Amazon to renew certificates that are in use under this zone',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets', 'certificates'],
  consults: [
    'edgeCertificates',
    'hostedZoneDetails',
    'registeredDomains',
    'registeredDomainDetails',
    'certificateDetails',
    'edgeCertificateDetails',
  ],
  why: `CAA records say which authorities may issue certificates for a domain, and authorities must obey them at each
renewal. Where Amazon is not among them, ACM cannot renew: its certificates are valid for 198 days, and when the one in
use runs out, clients refuse to connect.`,
  fix: `Add «0 issue "amazon.com"» to the CAA record that is nearest to the name, and «issuewild» for wildcards if the
record has any.`,
  check: `Look for CAA records in the zone, at the names of the certificate and above them, and for amazon.com in them.`,
  reference: 'https://docs.aws.amazon.com/acm/latest/userguide/setup.html',

  *judge(inventory) {
    const asked = new Map<string, ReturnType<typeof amazonMayIssue>>()
    for (const certificate of certificatesOf(inventory)) {
      if (certificate.InUse === false || (certificate.Type && !same(certificate.Type, 'AMAZON_ISSUED')))
        continue
      const detail = detailOf(certificate.id, inventory)
      // The list tells a hundred names; the certificate itself tells all.
      const listed =
        certificate.HasAdditionalSubjectAlternativeNames === false
          ? certificate.SubjectAlternativeNameSummaries
          : detail?.SubjectAlternativeNames
      const names = [
        ...new Set([...(listed ?? []), ...(certificate.DomainName ? [certificate.DomainName] : [])]),
      ]
      const blocked: Blocked[] = []
      let open: string | undefined
      let isOurs = false
      for (const name of names) {
        if (!asked.has(name)) asked.set(name, amazonMayIssue(name, inventory))
        const said = asked.get(name)
        isOurs ||= said !== undefined
        if (said && 'unknown' in said) open ??= said.unknown
        if (said && 'forbiddenBy' in said)
          blocked.push({ name, by: said.forbiddenBy, admitted: said.admitted })
      }
      if (!isOurs) continue
      if (!listed) open ??= 'its names are not in the answer'
      if (!certificate.Type || certificate.InUse === undefined)
        yield unknown(certificate, 'who issued it, and whether it is in use, is not in the answer')
      else if (blocked.length > 0) yield finding(certificate, blocked, detail?.InUseBy)
      else if (open) yield unknown(certificate, `whether CAA records admit Amazon is not known: ${open}`)
      else yield pass(certificate)
    }
  },
})

function finding(
  certificate: RowOf<'certificates'>,
  blocked: readonly Blocked[],
  users: readonly string[] | undefined,
): ReturnType<typeof fail> {
  const records = [...new Set(blocked.map((one) => one.by))]
  const admitted = [...new Set(blocked.flatMap((one) => one.admitted))]
  const names = blocked.map((one) => one.name)
  const [record] = records
  return fail(certificate, {
    message: `Amazon may not renew the certificate for ${names.join(', ')}: the CAA record of ${records.map((one) => plainName(one.Name)).join(', ')} admits ${admitted.join(', ') || 'nobody'}. It runs out on ${dayOf(certificate.NotAfter)}, and clients then refuse to connect.`,
    evidence: [
      [
        certificate,
        `is in use and valid until ${dayOf(certificate.NotAfter)}`,
        { CertificateArn: certificate.id, names, NotAfter: certificate.NotAfter, InUseBy: users },
      ],
      ...records.map((one): Evidence => [
        one,
        `says ${valuesOf(one).join(', ')}`,
        { Name: one.Name, Type: 'CAA', values: valuesOf(one) },
      ]),
    ],
    remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${record?.HostedZoneId} --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":RECORD}]}', where RECORD is ${record?.id} with the value 0 issue "amazon.com" added${names.some((one) => one.startsWith('*.')) ? ', and 0 issuewild "amazon.com"' : ''}`,
  })
}
