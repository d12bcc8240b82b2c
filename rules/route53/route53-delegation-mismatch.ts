import type { RowOf } from '../../src/inventory/inventory.ts'
import { type Names, isRoute53Server, overlap, serverNames, serversOf } from '../../src/network/delegation.ts'
import { type Zone, publicZones, recordsNamed, valuesOf } from '../../src/network/hosted-zones.ts'
import { plainName } from '../../src/network/record-names.ts'
import { type Judgement, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

type Domain = RowOf<'registeredDomains'>

/** Domains that another vendor answers for, on purpose. */
const NONE: readonly string[] = []

const OWN_NAMES =
  'are names of the company or of another vendor: whether they lead to this zone can only be told by DNS'

export default defineRule({
  id: 'route53-delegation-mismatch',
  title: 'Hosted zone is not the one that the domain delegates to',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'hostedZoneDetails', 'resourceRecordSets'],
  consults: ['registeredDomains', 'registeredDomainDetails'],
  settings: { delegatedElsewhere: NONE },
  why: `A zone is asked on the four name servers that Route 53 gave it. Where the registrar of the domain lists others,
edits in the zone have no effect; where the zone's own NS record lists others, resolvers that trust it ask servers which
do not have the zone, and a share of the queries fails.`,
  fix: `Write the four name servers of the zone into the registration and into the NS record of the zone. A domain that
another vendor answers for on purpose belongs into the setting «delegatedElsewhere».`,
  check: `Compare the name servers under «Hosted zone details» with the zone's NS record and with those of the domain
under «Registered domains».`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html',

  *judge(inventory, { settings }) {
    const elsewhere = new Set(settings.delegatedElsewhere.map(plainName))
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone === true || zone.LinkedService) continue
      const judgement = judgeApex(zone, inventory)
      if (judgement) yield judgement
    }
    for (const domain of inventory.registeredDomains) {
      if (elsewhere.has(plainName(domain.DomainName))) continue
      const judgement = judgeDomain(domain, inventory)
      if (judgement) yield judgement
    }
  },
})

const apexServers = (zone: Zone, inventory: Names): readonly string[] =>
  serverNames(recordsNamed(zone, 'NS', plainName(zone.Name), inventory).flatMap(valuesOf))

const isShared = (zone: Zone, inventory: Names): boolean =>
  inventory.hostedZoneDetails.under(zone.id)?.[0]?.DelegationSet?.Id !== undefined

/** Whether the NS record of the zone names the servers that have it. */
function judgeApex(zone: Zone, inventory: Names): Judgement | undefined {
  const servers = serversOf(zone, inventory)
  const apex = apexServers(zone, inventory)
  if (!servers || apex.length === 0 || zone.Config?.PrivateZone === undefined)
    return unknown(zone, 'its name servers, or its NS record, were not read')
  // More of them are another vendor's that has the zone, too.
  if (servers.every((one) => apex.includes(one))) return pass(zone)
  if (!apex.some(isRoute53Server)) {
    // Names of the company's own for a set that its zones share.
    return isShared(zone, inventory)
      ? undefined
      : unknown(zone, `the name servers in its NS record (${apex.join(', ')}) ${OWN_NAMES}`)
  }
  const foreign = apex.filter((one) => isRoute53Server(one) && !servers.includes(one))
  const missing = servers.filter((one) => !apex.includes(one))
  return fail(zone, {
    severity: foreign.length > 0 ? undefined : 'low',
    message:
      foreign.length > 0
        ? `The NS record of ${plainName(zone.Name)} sends resolvers to ${foreign.join(', ')}, which do not have this zone: a share of the queries fails.`
        : `The NS record of ${plainName(zone.Name)} leaves out ${missing.join(', ')}: fewer servers answer for the zone than could.`,
    evidence: [
      [zone, `has the name servers ${servers.join(', ')}`, { HostedZoneId: zone.id, NameServers: servers }],
      [zone, `has the NS record ${apex.join(', ')}`, { Name: zone.Name, Type: 'NS', values: apex }],
    ],
    remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"${zone.Name}","Type":"NS","TTL":172800,"ResourceRecords":[${servers.map((one) => `{"Value":"${one}."}`).join(',')}]}}]}'`,
  })
}

/** Whether the registration names the servers of one of our zones. */
function judgeDomain(domain: Domain, inventory: Names): Judgement | undefined {
  const name = plainName(domain.DomainName)
  const listed = inventory.registeredDomainDetails.under(domain.DomainName)?.[0]?.Nameservers
  if (!listed) return unknown(domain, 'its name servers were not read')
  const servers = serverNames(listed.map((one) => one.Name))
  const zones = publicZones(name, inventory)
  if (!zones) return unknown(domain, 'whether the zone of its name is public is not in the answer')
  if (servers.length === 0) return undefined
  if (zones.length === 0)
    return servers.some(isRoute53Server)
      ? unknown(
          domain,
          `none of the zones that were read has its name: whether ${servers.join(', ')} have one can only be told by DNS`,
        )
      : undefined
  const sets = zones.map((zone) => serversOf(zone, inventory))
  if (sets.some((set) => set?.every((one) => servers.includes(one)))) return pass(domain)
  const isOwn = !servers.some(isRoute53Server)
  const named = zones.flatMap((zone) => apexServers(zone, inventory))
  if (isOwn && (overlap(named, servers) || zones.some((zone) => isShared(zone, inventory))))
    return unknown(domain, `its name servers (${servers.join(', ')}) ${OWN_NAMES}`)
  if (
    sets.some((set) => !set) ||
    listed.some((one) => !one.Name) ||
    !inventory.hostedZones.complete ||
    (isOwn && named.length === 0)
  )
    return unknown(domain, 'the name servers of its zones, or its own, were not all read')

  const fewer = sets.find((set) => servers.every((one) => set?.includes(one)))
  const some = sets.some((set) => overlap(set ?? [], servers))
  const [target] = zones
  const ids = zones.map((zone) => zone.id).join(', ')
  return fail(domain, {
    severity: fewer ? 'low' : undefined,
    message: fewer
      ? `${name} is registered with ${servers.length} of the ${fewer.length} name servers of its zone: with these out of reach, nobody asks the others.`
      : some
        ? `${name} is registered with name servers of which some do not have its zone ${ids}: a share of the queries fails.`
        : `The world asks ${servers.join(', ')} for ${name}, and not its zone ${ids}: what is edited there has no effect.`,
    evidence: [
      [
        domain,
        `is registered with ${servers.join(', ')}`,
        { DomainName: domain.DomainName, Nameservers: servers },
      ],
      ...zones.map(
        (zone, index) =>
          [
            zone,
            `has the name servers ${sets[index]?.join(', ')}`,
            { HostedZoneId: zone.id, Name: zone.Name, NameServers: sets[index] },
          ] as const,
      ),
    ],
    remediation: `aws route53domains update-domain-nameservers --region us-east-1 --domain-name ${shellWord(name)} --nameservers ${(sets[0] ?? []).map((one) => `Name=${one}`).join(' ')}${isOwn || zones.length > 1 ? `, if ${target?.id} is the zone that is to answer` : ''}`,
  })
}
