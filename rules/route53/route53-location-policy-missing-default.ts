import { type RecordSet, ownZones, recordGroups } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

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
    for (const [zone, records] of ownZones(inventory)) {
      const placed = (records ?? []).filter((record) => record.GeoLocation ?? record.CidrRoutingConfig)
      for (const group of recordGroups(placed).values()) {
        const [first] = group
        if (!first || restricted.has(plainName(first.Name))) continue
        // The set, not one of its records, which come and go.
        const { type, account, region, name } = first
        const resource: Resource = {
          type,
          account,
          region,
          name,
          id: `${zone.id}/${first.Name}/${first.Type}`,
        }
        if (group.some(isDefault)) {
          yield pass(resource)
          continue
        }
        const placeless = group.find((record) => placeOf(record) === undefined)
        if (placeless) {
          yield unknown(resource, `the location of ${placeless.id} is not in the answer`)
          continue
        }
        const byAddress = first.CidrRoutingConfig !== undefined
        const places = group.map(placeOf)
        yield fail(resource, {
          message: `${plainName(name)} (${first.Type}) has no default record: users outside of ${places.join(', ')} get no answer.`,
          evidence: group.map((record) => [
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
          remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":RECORD}]}', where RECORD is ${first.id} with SetIdentifier "default" and ${byAddress ? `CidrRoutingConfig {"CollectionId":"${first.CidrRoutingConfig?.CollectionId}","LocationName":"*"}` : 'GeoLocation {"CountryCode":"*"}'}`,
        })
      }
    }
  },
})

const isDefault = ({ GeoLocation: geo, CidrRoutingConfig: cidr }: RecordSet): boolean =>
  geo?.CountryCode === '*' || cidr?.LocationName === '*'

function placeOf({ GeoLocation: geo, CidrRoutingConfig: cidr }: RecordSet): string | undefined {
  if (cidr) return cidr.LocationName && `CIDR location ${cidr.LocationName}`
  if (geo?.SubdivisionCode) return `${geo.CountryCode}-${geo.SubdivisionCode}`
  return geo?.CountryCode ?? (geo?.ContinentCode && `continent ${geo.ContinentCode}`)
}
