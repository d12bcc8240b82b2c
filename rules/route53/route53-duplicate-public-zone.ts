import { askedZone, delegationOf, serversOf } from '../../src/network/delegation.ts'
import { publicZones } from '../../src/network/hosted-zones.ts'
import { plainName } from '../../src/network/record-names.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Names that have two zones while they move from one to the other. */
const NONE: readonly string[] = []

export default defineRule({
  id: 'route53-duplicate-public-zone',
  title: 'Several public hosted zones have the same name',
  topic: 'route53',
  pillar: 'operations',
  severity: 'medium',
  needs: ['hostedZones'],
  consults: ['hostedZoneDetails', 'resourceRecordSets', 'registeredDomains', 'registeredDomainDetails'],
  settings: { migratingNames: NONE },
  why: `Each public zone has name servers of its own, and the world asks those of one zone only. A second zone of the
same name costs 0.50 USD a month, and whoever edits it wonders why nothing changes.`,
  fix: `Find out which of the zones the registrar or the zone above names, move what is missing there, and delete the
others. A name in the middle of a migration belongs into the setting «migratingNames».`,
  check: `Compare the name servers of each zone with those that the registrar of the domain lists.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html',

  *judge(inventory, { settings }) {
    const migrating = new Set(settings.migratingNames.map(plainName))
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone === true || zone.LinkedService) continue
      const name = plainName(zone.Name)
      if (migrating.has(name)) continue
      const zones = publicZones(name, inventory)
      if (!zones) {
        yield unknown(zone, 'whether the zones of its name are public is not in the answer')
        continue
      }
      const [only, ...more] = zones
      if (only && more.length === 0) {
        yield inventory.hostedZones.complete
          ? pass(zone)
          : unknown(zone, 'not all accounts could be asked for zones of its name')
        continue
      }
      // They are one mistake: said once, of the zone whose id comes first.
      const sorted = zones.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      if (sorted.find((one) => !one.LinkedService) !== zone) continue
      const asked = askedZone(zones, inventory)
      const by = delegationOf(name, inventory)?.by.id
      const labels = sorted.map((one) => `${one.id} of ${one.account}`)
      yield fail(zone, {
        message: `${name} has ${zones.length} public zones (${labels.join(', ')}), and the world asks ${asked ? asked.id : 'one of them'} only: edits in the others have no effect.`,
        evidence: sorted.map((one) => [
          one,
          `is a public zone of ${name} with ${one.ResourceRecordSetCount} records${one === asked ? `, which ${by} delegates to` : ''}`,
          {
            HostedZoneId: one.id,
            Name: one.Name,
            account: one.account,
            ResourceRecordSetCount: one.ResourceRecordSetCount,
            NameServers: serversOf(one, inventory),
            isDelegatedTo: asked ? one === asked : undefined,
          },
        ]),
        remediation: asked
          ? `move what is missing to ${asked.id}; ${sorted
              .filter((one) => one !== asked)
              .map((one) => `aws route53 delete-hosted-zone --id ${one.id}`)
              .join('; ')}`
          : `compare the name servers of each with what the registrar lists (${sorted.map((one) => `aws route53 get-hosted-zone --id ${one.id}`).join('; ')}), and delete the zones that are not asked`,
      })
    }
  },
})
