import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord, isDefaultLocation, policySets } from '../../src/network/routing-policies.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Names that are meant to answer in some places only. */
const NONE: readonly string[] = []

export default defineRule({
  id: 'route53-location-policy-missing-default',
  title: 'Geolocation or IP-based set has no default record',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets'],
  settings: { restrictedNames: NONE },
  why: `Route 53 picks a geolocation or IP-based record by where the resolver's address is mapped. Some addresses are
mapped to no place at all, even where every continent has a record. Without a default record those users get no answer,
and nobody sees it in a metric.`,
  fix: `Add a record for the location «Default» (CountryCode *), or, for IP-based routing, for the CIDR location *.`,
  check: `In the Route 53 console, list the records of that name and type and look for the location «Default».`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html',

  *judge(inventory, { settings }) {
    const restricted = new Set(settings.restrictedNames.map(plainName))
    for (const { zone, resource, records } of policySets(inventory, 'geolocation', 'IP-based')) {
      const [first] = records
      if (restricted.has(plainName(first.Name))) continue
      if (records.some(isDefaultLocation)) {
        yield pass(resource)
        continue
      }
      const placeless = records.find((record) => placeOf(record) === undefined)
      if (placeless) {
        yield unknown(resource, `the location of ${placeless.id} is not in the answer`)
        continue
      }
      const byAddress = first.CidrRoutingConfig !== undefined
      const places = records.map(placeOf)
      yield fail(resource, {
        message: `${plainName(first.Name)} (${first.Type}) has no default record: users outside of ${places.join(', ')} get no answer.`,
        evidence: records.map((record) => [
          record,
          `answers ${placeOf(record)}`,
          {
            Name: record.Name,
            Type: record.Type,
            SetIdentifier: record.SetIdentifier,
            GeoLocation: record.GeoLocation,
            CidrRoutingConfig: record.CidrRoutingConfig,
          },
        ]),
        remediation: changeRecord(
          zone,
          'CREATE',
          `${first.id} with SetIdentifier "default" and ${byAddress ? `CidrRoutingConfig {"CollectionId":"${first.CidrRoutingConfig?.CollectionId}","LocationName":"*"}` : 'GeoLocation {"CountryCode":"*"}'}`,
        ),
      })
    }
  },
})

function placeOf({ GeoLocation: geo, CidrRoutingConfig: cidr }: RecordSet): string | undefined {
  if (cidr) return cidr.LocationName && `CIDR location ${cidr.LocationName}`
  if (geo?.SubdivisionCode) return `${geo.CountryCode}-${geo.SubdivisionCode}`
  return geo?.CountryCode ?? (geo?.ContinentCode && `continent ${geo.ContinentCode}`)
}
