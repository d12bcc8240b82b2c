import type { Inventory } from '../../src/inventory/inventory.ts'
import { isRoute53Server, serverNames, serversOf } from '../../src/network/delegation.ts'
import { type Zone, handsOn, publicZones, valuesOf } from '../../src/network/hosted-zones.ts'
import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Known = Inventory<'hostedZones' | 'hostedZoneDetails' | 'resourceRecordSets'>

export default defineRule({
  id: 'route53-dangling-delegation',
  title: 'NS record delegates a subdomain to Route 53 name servers that do not host it',
  topic: 'route53',
  pillar: 'security',
  severity: 'high',
  needs: ['hostedZones', 'hostedZoneDetails', 'resourceRecordSets'],
  why: `An NS record hands a subdomain to the name servers that it lists. When the zone behind it is deleted, or made anew
with other servers, the record stays: nobody answers for the subdomain, and who gets a zone of that name on one of these
servers answers for all of it, with certificates and all.`,
  fix: `Write the name servers of the zone into the record, or delete it. A delegation belongs into the zone right above
the name.`,
  check: `Compare the values of each NS record below the apex with the name servers of the zone that it means, and ask one
of them with dig: it must not answer REFUSED.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/protection-from-dangling-dns.html',

  *judge(inventory) {
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone !== false || zone.LinkedService) continue
      const apex = plainName(zone.Name)
      for (const record of inventory.resourceRecordSets.under(zone.id) ?? []) {
        if (record.Type !== 'NS' || plainName(record.Name) === apex) continue
        if (!valuesOf(record).some(isRoute53Server)) continue
        const first = handsOn(zone, plainName(record.Name), inventory)
        const judgement =
          first && first.id !== record.id
            ? judgeHidden(record, first, zone, inventory)
            : judgeDelegation(record, zone, inventory)
        if (judgement) yield judgement
      }
    }
  },
})

function judgeDelegation(record: RecordSet, zone: Zone, inventory: Known): Judgement {
  const name = plainName(record.Name)
  const servers = serverNames(valuesOf(record)).filter(isRoute53Server)
  const children = publicZones(name, inventory)
  const sets = children?.map((child) => serversOf(child, inventory))
  if (sets?.some((set) => servers.every((one) => set?.includes(one)))) return pass(record)
  if (!children || sets?.some((set) => !set) || (children.length > 0 && !inventory.hostedZones.complete))
    return unknown(record, 'the zones of its name, or their name servers, were not all read')
  if (children.length === 0)
    return unknown(
      record,
      'no zone of its name was read: whether one of another account is on these name servers can only be told by DNS',
    )
  const [child] = children
  const strangers = servers.filter((one) => !sets?.some((set) => set?.includes(one)))
  return fail(record, {
    message: `${name} is delegated to ${strangers.join(', ')}, which none of its zones that were read is on (${children.map((one) => one.id).join(', ')}): queries go astray, and whoever gets a zone of that name there answers for the subdomain.`,
    evidence: [
      [
        record,
        `names ${servers.join(', ')}`,
        { HostedZoneId: zone.id, Name: record.Name, Type: 'NS', values: valuesOf(record) },
      ],
      ...children.map(
        (one, index) =>
          [
            one,
            `is on ${sets?.[index]?.join(', ')}`,
            { HostedZoneId: one.id, Name: one.Name, account: one.account, NameServers: sets?.[index] },
          ] as const,
      ),
    ],
    remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":${upsertOf(record, sets?.[0] ?? [])}}]}'${children.length > 1 ? `, if ${child?.id} is the zone that is to answer` : ''}`,
  })
}

/** A delegation that resolvers never meet, since the zone hands on a name above it. */
function judgeHidden(
  record: RecordSet,
  first: RecordSet,
  zone: Zone,
  inventory: Known,
): Judgement | undefined {
  const name = plainName(record.Name)
  const above = plainName(first.Name)
  const servers = serverNames(valuesOf(first))
  const between = publicZones(above, inventory)?.find((one) =>
    servers.every((server) => serversOf(one, inventory)?.includes(server)),
  )
  if (!between || servers.length === 0 || !inventory.resourceRecordSets.under(between.id))
    return unknown(record, `the zone of ${above}, which resolvers are sent to first, was not read`)
  if (handsOn(between, name, inventory)) return undefined
  return fail(record, {
    message: `${name} is delegated here and not in the zone of ${above} (${between.id}), which resolvers are sent to first: they never see the delegation, and no name below ${name} resolves.`,
    evidence: [
      [
        record,
        `names ${valuesOf(record).map(plainName).join(', ')}`,
        { HostedZoneId: zone.id, Name: record.Name, Type: 'NS', values: valuesOf(record) },
      ],
      [first, `comes first`, { Name: first.Name, Type: 'NS', values: valuesOf(first) }],
      [between, `has no NS record for ${name}`, { HostedZoneId: between.id, Name: between.Name }],
    ],
    remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${between.id} --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":${upsertOf(record, valuesOf(record).map(plainName))}}]}'`,
  })
}

const upsertOf = (record: RecordSet, servers: readonly string[]): string =>
  JSON.stringify({
    Name: record.Name,
    Type: 'NS',
    TTL: record.TTL ?? 3600,
    ResourceRecords: servers.map((one) => ({ Value: `${one}.` })),
  })
