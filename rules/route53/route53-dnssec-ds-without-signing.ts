import type { Row, RowOf } from '../../src/inventory/inventory.ts'
import { type Names, overlap, registrationOf, serverNames, serversOf } from '../../src/network/delegation.ts'
import { type Zone, holdersOf, namesFrom, recordsNamed, valuesOf } from '../../src/network/hosted-zones.ts'
import { plainName } from '../../src/network/record-names.ts'
import { same } from '../../src/network/same.ts'
import { type Anchor, anchorsOfDomain, anchorsOfRecord, isMeant } from '../../src/network/signing-keys.ts'
import { type Inventory, type Judgement, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

type Known = Names & Inventory<'zoneSigning'>

/** What a parent publishes, and where that is seen. */
interface Source {
  readonly by: Row
  readonly anchors: readonly Anchor[]
  readonly remove: string
}

export default defineRule({
  id: 'route53-dnssec-ds-without-signing',
  title: 'Parent publishes a DS record that the zone does not match',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'critical',
  needs: ['hostedZones', 'hostedZoneDetails', 'zoneSigning'],
  consults: ['resourceRecordSets', 'registeredDomains', 'registeredDomainDetails'],
  why: `A DS record in the parent tells resolvers that the zone is signed, and by which key. Where the zone is not signed,
or by no such key, resolvers that check signatures take every answer for a forgery and give none: the domain is gone for
their users.`,
  fix: `Take the DS record out of the parent, or sign the zone with the key that it means. Before signing is disabled, the
DS record goes first.`,
  check: `Compare the DNSSEC keys of the domain under «Registered domains», or the DS record in the zone above, with the
key tag under the zone's «DNSSEC signing».`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html',

  *judge(inventory) {
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone !== false) continue
      const servers = serversOf(zone, inventory)
      const sources = [...sourcesFor(zone, servers, inventory)]
      if (sources.length === 0) continue
      const [signing] = inventory.zoneSigning.under(zone.id) ?? []
      for (const source of sources) {
        const judgement =
          servers && signing
            ? judgeSource(zone, source, signing)
            : unknown(zone, 'its name servers, or how it is signed, were not read', source.by.id)
        if (judgement) yield judgement
      }
    }
  },
})

/** What publishes a DS for the zone: only what also delegates to it, and is signed itself, matters. */
function* sourcesFor(
  zone: Zone,
  servers: readonly string[] | undefined,
  inventory: Known,
): Generator<Source> {
  const name = plainName(zone.Name)
  const leadsHere = (listed: readonly string[]): boolean => !servers || overlap(listed, servers)
  const domain = registrationOf(name, inventory)
  if (
    domain?.DnssecKeys?.length &&
    leadsHere(serverNames(domain.Nameservers?.map((one) => one.Name) ?? []))
  ) {
    yield {
      by: domain,
      anchors: anchorsOfDomain(domain),
      remove: domain.DnssecKeys.map(
        (one) =>
          `aws route53domains disassociate-delegation-signer-from-domain --region us-east-1 --domain-name ${shellWord(name)} --id ${one.Id ?? 'ID'}`,
      ).join('; '),
    }
  }
  const [, above] = namesFrom(name)
  for (const parent of (above && holdersOf(above, inventory)) || []) {
    const [record] = recordsNamed(parent, 'DS', name, inventory)
    const listed = serverNames(recordsNamed(parent, 'NS', name, inventory).flatMap(valuesOf))
    const isSigned = same(
      inventory.zoneSigning.under(parent.id)?.[0]?.Status?.ServeSignature,
      'SIGNING',
      'ACTION_NEEDED',
      'INTERNAL_FAILURE',
    )
    if (!record || !isSigned || listed.length === 0 || !leadsHere(listed)) continue
    yield {
      by: record,
      anchors: anchorsOfRecord(record),
      remove: `aws route53 change-resource-record-sets --hosted-zone-id ${parent.id} --change-batch '{"Changes":[{"Action":"DELETE","ResourceRecordSet":RECORD}]}', where RECORD is ${record.id} as it is`,
    }
  }
}

function judgeSource(zone: Zone, source: Source, signing: RowOf<'zoneSigning'>): Judgement | undefined {
  const key = source.by.id
  const status = signing.Status?.ServeSignature
  const isUnsigned = same(status, 'NOT_SIGNING', 'DELETING')
  const keys = signing.KeySigningKeys ?? []
  const meant = (one: (typeof keys)[number]): boolean | undefined => {
    const answers = source.anchors.map((anchor) => isMeant(anchor, one))
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
  }
  if (!isUnsigned) {
    const active = keys.filter((one) => same(one.Status, 'ACTIVE'))
    if (!same(status, 'SIGNING', 'ACTION_NEEDED', 'INTERNAL_FAILURE'))
      return unknown(zone, 'whether it is signed is not in the answer', key)
    if (active.some((one) => meant(one) === true)) return pass(zone, key)
    // `route53-dnssec-key-action-needed` reports a key that Route 53 cannot use.
    if (keys.some((one) => same(one.Status, 'ACTION_NEEDED', 'INTERNAL_FAILURE') && meant(one) !== false))
      return undefined
    if (
      keys.length === 0 ||
      active.some((one) => meant(one) === undefined) ||
      keys.some((one) => !one.Status)
    )
      return unknown(zone, `whether ${key} means one of its keys is not in the answers`, key)
  }
  const name = plainName(zone.Name)
  const tags = source.anchors.map((one) => one.tag ?? 'a key').join(', ')
  return fail(zone, {
    key,
    message: `Resolvers that check signatures answer for no name of ${name}: its parent says that it is signed with ${tags}, and ${isUnsigned ? 'it is not signed' : 'no active key is that one'}.`,
    evidence: [
      [source.by, `publishes a DS for ${name} with the key tag ${tags}`, { keys: source.anchors }],
      [
        signing,
        isUnsigned
          ? `is ${status}`
          : `is ${status} with ${keys.map((one) => `${one.KeyTag} (${one.Status})`).join(', ')}`,
        {
          HostedZoneId: zone.id,
          ServeSignature: status,
          KeySigningKeys: keys.map(({ Name, KeyTag, Status }) => ({ Name, KeyTag, Status })),
        },
      ],
    ],
    remediation: source.remove,
  })
}
