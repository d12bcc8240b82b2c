import { delegationOf, overlap, serversOf } from '../../src/network/delegation.ts'
import { plainName } from '../../src/network/record-names.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Names that private zones are to make vanish. */
const NONE: readonly string[] = []

/** The SOA and the NS record of the zone itself, which nobody can delete. */
const OWN_RECORDS = 2

export default defineRule({
  id: 'route53-zone-only-soa-ns',
  title: 'Hosted zone holds nothing but its SOA and NS records',
  topic: 'route53',
  pillar: 'cost',
  severity: 'low',
  needs: ['hostedZones'],
  consults: ['hostedZoneDetails', 'resourceRecordSets', 'registeredDomains', 'registeredDomainDetails'],
  settings: { blackHoles: NONE },
  why: `A zone without records costs 0.50 USD a month and answers that no name exists. If the world is sent to it, the
domain is a forgotten one; a private one hides the public names of the domain from its VPCs.`,
  fix: `Take the delegation out of the registrar or of the zone above first: a zone that is deleted before can be taken
over. Then delete the zone. A private zone that is meant to hide a name belongs into the setting «blackHoles».`,
  check: `In the Route 53 console, sort the hosted zones by «Record count» and look at those with 2.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html',

  *judge(inventory, { settings }) {
    const meant = new Set(settings.blackHoles.map(plainName))
    for (const zone of inventory.hostedZones) {
      if (zone.LinkedService) continue
      const name = plainName(zone.Name)
      const count = zone.ResourceRecordSetCount
      const isPrivate = zone.Config?.PrivateZone
      if (count !== undefined && count > OWN_RECORDS) {
        yield pass(zone)
        continue
      }
      if (meant.has(name) && isPrivate !== false) continue
      if (count === undefined || isPrivate === undefined) {
        yield unknown(zone, 'how many records it has, or whether it is private, is not in the answer')
        continue
      }
      const delegation = isPrivate ? undefined : delegationOf(name, inventory)
      const by =
        delegation && overlap(serversOf(zone, inventory) ?? [], delegation.servers)
          ? delegation.by
          : undefined
      yield fail(zone, {
        message: isPrivate
          ? `The private zone ${name} has no records: its VPCs get no answer for ${name} and any name below it, and it is paid for.`
          : `The zone ${name} has no records${by ? `, and ${by.id} sends the world to it: no name of it exists` : ''}; it is paid for.`,
        evidence: [
          [
            zone,
            `has ${count} records: its SOA and NS ones`,
            {
              HostedZoneId: zone.id,
              Name: zone.Name,
              PrivateZone: isPrivate,
              ResourceRecordSetCount: count,
              delegatedBy: by?.id,
            },
          ],
        ],
        remediation: `${by ? `take the name servers out of ${by.id}; then ` : ''}aws route53 delete-hosted-zone --id ${zone.id}`,
      })
    }
  },
})
