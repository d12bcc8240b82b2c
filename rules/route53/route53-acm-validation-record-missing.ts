import type { RowOf } from '../../src/inventory/inventory.ts'
import { type Names, answererOf } from '../../src/network/delegation.ts'
import { type Zone, handsOn, recordsNamed, valuesOf } from '../../src/network/hosted-zones.ts'
import { certificateDetailsOf, dayOf } from '../../src/network/own-certificates.ts'
import { plainName } from '../../src/network/record-names.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Failure, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

type Detail = RowOf<'certificateDetails'>
type Validation = NonNullable<Detail['DomainValidationOptions']>[number]

const DAY = 86_400_000

/** Without the two records of its own there is nothing in a zone: it may not be the one that answers. */
const OWN_RECORDS = 2

export default defineRule({
  id: 'route53-acm-validation-record-missing',
  title: 'DNS validation record of an in-use ACM certificate is gone from our zone',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets', 'certificateDetails'],
  consults: ['edgeCertificateDetails', 'hostedZoneDetails', 'registeredDomains', 'registeredDomainDetails'],
  settings: { criticalDays: 45 },
  why: `ACM renews a certificate that was validated by DNS only while the CNAME that proves the name is still there. It
looks like a left-over and is cleaned up; nothing happens until the certificate, valid for 198 days, is not renewed and
clients refuse to connect.`,
  fix: `Create the CNAME again, with exactly the name and the value that ACM shows.`,
  check: `In the ACM console, open the certificate and compare the CNAME of each domain with the records of its zone.`,
  reference: 'https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html',

  *judge(inventory, { now, settings }) {
    for (const certificate of certificateDetailsOf(inventory)) {
      const { Type, InUseBy, RenewalEligibility, Status } = certificate
      if (InUseBy?.length === 0 || same(RenewalEligibility, 'INELIGIBLE')) continue
      if ((Type && !same(Type, 'AMAZON_ISSUED')) || (Status && !same(Status, 'ISSUED'))) continue
      const lost: Lost[] = []
      let open: string | undefined
      let found = false
      for (const option of certificate.DomainValidationOptions ?? []) {
        const answer = lookFor(option, inventory)
        if (!answer) continue
        if ('lost' in answer) lost.push(answer.lost)
        else if ('unknown' in answer) open ??= answer.unknown
        else found = true
      }
      if (lost.length === 0 && !open && !found) continue
      if (!Type || !InUseBy || !RenewalEligibility || !Status)
        yield unknown(certificate, 'whether it is in use and renewed is not in the answer')
      else if (lost.length > 0) yield finding(certificate, lost, now + settings.criticalDays * DAY)
      else if (open)
        yield unknown(certificate, `whether its validation records are there is not known: ${open}`)
      else yield pass(certificate)
    }
  },
})

interface Lost {
  readonly domain: string
  readonly record: { readonly name: string; readonly value: string }
  readonly zone: Zone
  readonly instead: readonly string[]
}

type Answer = { readonly found: true } | { readonly lost: Lost } | { readonly unknown: string } | undefined

/** Whether the CNAME of a name is in the zone that answers for it; undefined where that is none that was read. */
function lookFor(
  { DomainName = '', ValidationMethod, ResourceRecord }: Validation,
  inventory: Names,
): Answer {
  if (ValidationMethod && !same(ValidationMethod, 'DNS')) return undefined
  const { Name, Value } = ResourceRecord ?? {}
  if (!ValidationMethod || !Name || !Value)
    return { unknown: `the CNAME for ${DomainName} is not in the answer` }
  const name = plainName(Name)
  const zone = answererOf(name, inventory)
  if (zone === 'none') return undefined
  if (!zone) return { unknown: `which zone answers for ${DomainName} is not known` }
  if (!inventory.resourceRecordSets.under(zone.id))
    return { unknown: `the records of ${zone.id} were not read` }
  if (handsOn(zone, name, inventory)) return undefined
  const instead = recordsNamed(zone, 'CNAME', name, inventory).flatMap(valuesOf)
  if (instead.some((one) => plainName(one) === plainName(Value))) return { found: true }
  if ((zone.ResourceRecordSetCount ?? 0) <= OWN_RECORDS)
    return { unknown: `zone ${zone.id} holds nothing, so that another one may answer for ${DomainName}` }
  return { lost: { domain: DomainName, record: { name, value: Value }, zone, instead } }
}

function finding(certificate: Detail, lost: readonly Lost[], soon: number): Failure {
  const { NotAfter, RenewalSummary, InUseBy } = certificate
  const isWaiting = same(RenewalSummary?.RenewalStatus, 'PENDING_VALIDATION')
  const isSoon = NotAfter !== undefined && Date.parse(NotAfter) <= soon
  const records = [...new Map(lost.map((one) => [one.record.name, one])).values()]
  return fail(certificate, {
    severity: isWaiting && isSoon ? 'critical' : undefined,
    message: `ACM cannot renew the certificate for ${lost.map((one) => one.domain).join(', ')}: ${records.map(({ record, zone, instead }) => (instead.length > 0 ? `${record.name} has another value in zone ${zone.id}` : `${record.name} is not in zone ${zone.id}`)).join(', ')}. It runs out on ${dayOf(NotAfter)}, and clients then refuse to connect.`,
    evidence: [
      [
        certificate,
        `is in use by ${InUseBy?.length === 1 ? '1 resource' : `${InUseBy?.length} resources`} and valid until ${dayOf(NotAfter)}${isWaiting ? '; its renewal waits for validation' : ''}`,
        {
          CertificateArn: certificate.id,
          NotAfter,
          InUseBy,
          RenewalStatus: RenewalSummary?.RenewalStatus,
        },
      ],
      ...records.map(({ record, zone, instead }): Evidence => [
        zone,
        `has ${instead.length > 0 ? instead.join(', ') : 'no CNAME'} at ${record.name}`,
        { HostedZoneId: zone.id, Name: record.name, expected: record.value, found: instead },
      ]),
    ],
    remediation: records
      .map(
        ({ record, zone }) =>
          `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch ${shellWord(
            JSON.stringify({
              Changes: [
                {
                  Action: 'UPSERT',
                  ResourceRecordSet: {
                    Name: record.name,
                    Type: 'CNAME',
                    TTL: 300,
                    ResourceRecords: [{ Value: record.value }],
                  },
                },
              ],
            }),
          )}`,
      )
      .join('; '),
  })
}
