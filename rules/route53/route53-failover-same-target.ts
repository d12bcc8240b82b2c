import { finalTargets } from '../../src/network/final-targets.ts'
import { publicAddressesOf } from '../../src/network/interfaces.ts'
import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord, policySets, targetText } from '../../src/network/routing-policies.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Inventory, type Row, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-failover-same-target',
  title: 'Failover primary and secondary end at the same resource',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['networkInterfaces'],
  why: `Failover looks redundant and is not where both records lead to one load balancer, one address or one instance:
what fails the primary fails the secondary with it. It comes from copying a record, and shows in the outage only.`,
  fix: `Point the secondary record at an endpoint that does not fail with the primary, ideally in another Region.`,
  check: `In the Route 53 console, follow both records, through every alias, to what they lead to in the end.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html',

  *judge(inventory) {
    for (const { zone, resource, records, unclear } of policySets(inventory, 'failover')) {
      const primary = records.find((record) => same(record.Failover, 'PRIMARY'))
      const secondary = records.find((record) => same(record.Failover, 'SECONDARY'))
      if (!primary || !secondary || unclear) continue // `route53-failover-set-incomplete` reports those
      const [here, there] = [finalTargets(primary, inventory), finalTargets(secondary, inventory)]
      if ('unknown' in here || 'unknown' in there) {
        yield unknown(resource, 'unknown' in here ? here.unknown : 'unknown' in there ? there.unknown : '')
        continue
      }
      const targets = [...here.targets].toSorted()
      const areEqual = targets.length === there.targets.size && targets.every((one) => there.targets.has(one))
      const holder = areEqual ? undefined : commonHolder([...targets, ...there.targets], primary, inventory)
      if (!areEqual && !holder) {
        yield pass(resource)
        continue
      }
      if (holder && 'unknown' in holder) {
        yield unknown(resource, holder.unknown)
        continue
      }
      const end = holder ? `instance ${holder.instance}` : targets.join(', ')
      yield fail(resource, {
        message: `${plainName(resource.name)} (${primary.Type}) fails over to what has failed: its primary and its secondary both end at ${end}.`,
        evidence: [
          factsOf(primary, zone, targets),
          factsOf(secondary, zone, [...there.targets]),
          ...(holder ? holder.evidence : []),
        ],
        remediation: changeRecord(
          zone,
          'UPSERT',
          `${secondary.id} with a target that does not fail with ${end}`,
        ),
      })
    }
  },
})

const factsOf = (record: RecordSet, zone: Row, ends: readonly string[]): Evidence => [
  record,
  `leads to ${targetText(record)}`,
  {
    HostedZoneId: zone.id,
    Name: record.Name,
    Type: record.Type,
    Failover: record.Failover,
    target: targetText(record),
    resolved: ends,
  },
]

/** The one instance that has all of these public addresses; private ones may be other instances' in other VPCs. */
function commonHolder(
  addresses: readonly string[],
  { Type }: RecordSet,
  { networkInterfaces }: Inventory<'networkInterfaces'>,
):
  | { readonly instance: string; readonly evidence: readonly Evidence[] }
  | { readonly unknown: string }
  | undefined {
  if (!same(Type, 'A', 'AAAA') || !addresses.every((one) => /^[\d.]+$|:/.test(one))) return undefined
  const found = addresses.map((one) => networkInterfaces.where(publicAddressesOf, one)[0])
  const [instance, ...others] = new Set(found.map((eni) => eni?.Attachment?.InstanceId))
  if (instance && others.length === 0) {
    const evidence = found.flatMap((eni, at): readonly Evidence[] =>
      eni
        ? [
            [
              eni,
              `has ${addresses[at]} and is ${instance}'s`,
              { InstanceId: instance, address: addresses[at] },
            ],
          ]
        : [],
    )
    return { instance, evidence }
  }
  return found.includes(undefined) && !networkInterfaces.complete
    ? {
        unknown: 'whether one instance has all of their addresses is not known: not all interfaces were read',
      }
    : undefined
}
