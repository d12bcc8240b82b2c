import type { Names } from '../../src/network/delegation.ts'
import { answererOf } from '../../src/network/delegation.ts'
import { type Zone, holdersOf, isWithin, zonesBelow } from '../../src/network/hosted-zones.ts'
import { vpcLabel, vpcsOf } from '../../src/network/private-zones.ts'
import { plainName } from '../../src/network/record-names.ts'
import { answersOf, privateNames } from '../../src/network/split-horizon.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Names that nobody is to reach from inside. */
const NONE: readonly string[] = []

const SHOWN = 20

export default defineRule({
  id: 'route53-split-horizon-gap',
  title: 'Private zone hides public records of the same domain from its VPCs',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['hostedZones', 'hostedZoneDetails', 'resourceRecordSets'],
  consults: ['registeredDomains', 'registeredDomainDetails'],
  settings: { publicOnly: NONE },
  why: `Where a private zone matches a name, the resolver of its VPCs asks that zone and no other: a name that it does not
have does not exist there, though the public zone has it. Hosts in the VPC then fail to reach the company's own web site
or mail.`,
  fix: `Copy the records into the private zone, or give it a more specific name. Names that nobody is to reach from inside
belong into the setting «publicOnly».`,
  check: `Compare the records of the two zones, and resolve a missing name from a host in the VPC.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',

  *judge(inventory, { settings }) {
    const publicOnly = new Set(settings.publicOnly.map(plainName))
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone !== true || zone.LinkedService) continue
      const { zones, unclear } = publicZonesOver(zone, inventory)
      if (zones.length === 0 && !unclear) continue
      const vpcs = vpcsOf(zone, inventory)
      const own = privateNames(zone, inventory)
      if (!vpcs || !own) {
        yield unknown(zone, 'its VPCs or its records were not read')
        continue
      }
      let open = unclear ?? own.unclear
      const name = plainName(zone.Name)
      const gaps = new Map<string, Zone>()
      for (const other of zones) {
        const answers = answersOf(other, inventory)
        if (!answers) open = `the records of ${other.id} were not read`
        for (const one of answers ?? []) {
          if (isWithin(one, name) && !publicOnly.has(one) && !own.has(one)) gaps.set(one, other)
        }
      }
      if (open || (gaps.size > 0 && !inventory.hostedZones.complete)) {
        yield unknown(
          zone,
          `whether it hides public names is not known: ${open ?? 'not all zones could be read'}`,
        )
        continue
      }
      if (gaps.size === 0) {
        yield pass(zone)
        continue
      }
      const missing = [...gaps.keys()].toSorted()
      const shown = missing.slice(0, 3).join(', ')
      yield fail(zone, {
        message: `${vpcs.map(vpcLabel).join(', ')} ${vpcs.length === 1 ? 'gets' : 'get'} no answer for ${missing.length} public ${missing.length === 1 ? 'name' : 'names'} (${shown}${missing.length > 3 ? ', …' : ''}), which this private zone hides and does not have.`,
        evidence: [
          [
            zone,
            `is a private zone of ${vpcs.map(vpcLabel).join(', ')}`,
            { HostedZoneId: zone.id, Name: zone.Name, VPCs: vpcs },
          ],
          ...[...new Set(gaps.values())].map((other) => {
            const names = missing.filter((one) => gaps.get(one) === other)
            return [
              other,
              `answers for ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
              {
                HostedZoneId: other.id,
                Name: other.Name,
                missing: names.slice(0, SHOWN),
                count: names.length,
              },
            ] as const
          }),
        ],
        remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":RECORD}]}', where RECORD is each of those of ${[...new Set(gaps.values())].map((one) => one.id).join(', ')} for ${missing.slice(0, SHOWN).join(', ')}`,
      })
    }
  },
})

/** The public zones that answer for the name of a private one, or for names below it. */
function publicZonesOver(
  zone: Zone,
  inventory: Names,
): { readonly zones: readonly Zone[]; readonly unclear?: string } {
  const name = plainName(zone.Name)
  const below = zonesBelow(name, inventory)
  const holders = holdersOf(name, inventory)
  const isUnclear = !holders || below.some((one) => one.Config?.PrivateZone === undefined)
  const byName = new Map<string, Zone[]>()
  for (const one of [...(holders ?? []), ...below]) {
    if (one.Config?.PrivateZone !== false) continue
    const key = plainName(one.Name)
    byName.set(key, [...(byName.get(key) ?? []), one])
  }
  const zones: Zone[] = []
  let unclear = isUnclear ? 'a zone does not say whether it is public' : undefined
  for (const [key, all] of byName) {
    const answering = answererOf(key, inventory)
    if (answering === undefined)
      unclear = `whether public zone ${all.map((one) => one.id).join(' or ')} answers for ${key} is not known`
    else if (answering !== 'none' && all.includes(answering)) zones.push(answering)
  }
  return unclear ? { zones, unclear } : { zones }
}
