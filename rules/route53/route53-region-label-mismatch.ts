import { finalTargets } from '../../src/network/final-targets.ts'
import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { type PolicySet, changeRecord, policySets, targetText } from '../../src/network/routing-policies.ts'
import { isLabel, regionOfTarget } from '../../src/network/target-region.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-region-label-mismatch',
  title: 'Latency or geoproximity record is labelled with a Region other than the one its target runs in',
  topic: 'route53',
  pillar: 'performance',
  severity: 'medium',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['addresses', 'networkInterfaces'],
  why: `Route 53 does not look where a target runs: it takes the label of the record for it. Under a wrong label, users
are sent to a far endpoint as if it were the near one.`,
  fix: `Label the record with the Region of its target, or give it the target in that Region.`,
  check: `In the Route 53 console, compare the Region of each record of the set with the one in the name of its target.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geoproximity.html',

  *judge(inventory) {
    for (const set of policySets(inventory, 'latency', 'geoproximity')) {
      const reused = new Set<string>()
      for (const record of set.records) {
        const label = labelOf(record)
        if (label === undefined) continue
        const home = homeOf(record, inventory)
        if (!home) continue
        if ('unknown' in home) {
          yield unknown(record, home.unknown)
          continue
        }
        const { region, targets } = home
        if (region === label) {
          yield pass(record)
          continue
        }
        if (!isLabel(region)) continue
        if (set.unclear) {
          yield unknown(record, set.unclear)
          continue
        }
        const rightful = rightfulOwner(set, region, targets, inventory)
        // Two labels for one target are meant so: the second is told of once.
        if (rightful && reused.has(targets)) continue
        if (rightful) reused.add(targets)
        yield fail(record, {
          message: rightful
            ? `Users of ${plainName(record.Name)} near ${label} are sent to ${region}, by the same target as those near ${region}: make sure that this is meant.`
            : `Users of ${plainName(record.Name)} near ${label} are sent to ${region}: Route 53 takes the record for near.`,
          severity: rightful ? 'info' : undefined,
          evidence: [
            [
              record,
              `is labelled ${label} and leads to ${targetText(record)}`,
              {
                HostedZoneId: set.zone.id,
                Name: record.Name,
                Type: record.Type,
                SetIdentifier: record.SetIdentifier,
                label,
                targetRegion: region,
                target: targetText(record),
                Bias: record.GeoProximityLocation?.Bias,
              },
            ],
          ],
          remediation: changeRecord(
            set.zone,
            'UPSERT',
            `${record.id} with a target in ${label}, or a new record labelled ${region} in its place`,
          ),
        })
      }
    }
  },
})

const labelOf = ({ Region, GeoProximityLocation }: RecordSet): string | undefined =>
  Region ?? GeoProximityLocation?.AWSRegion

type Looks = Inventory<'resourceRecordSets' | 'addresses' | 'networkInterfaces'>

/** The one Region of all that a record leads to; undefined where that is several, or none that anything tells. */
function homeOf(
  record: RecordSet,
  inventory: Looks,
): { readonly region: string; readonly targets: string } | { readonly unknown: string } | undefined {
  const ends = finalTargets(record, inventory)
  if ('unknown' in ends) return ends
  const homes = [...ends.targets].map((target) => regionOfTarget(target, inventory))
  const [region, ...others] = new Set(homes.map((home) => home && ('region' in home ? home.region : '')))
  const [open] = homes.flatMap((home) => (home && 'unknown' in home ? [home] : []))
  if (open && others.length === 0) return open
  if (!region || others.length > 0) return undefined
  return { region, targets: [...ends.targets].toSorted().join() }
}

/** The record of the set that is labelled with the Region and leads to the same. */
const rightfulOwner = (
  set: PolicySet,
  region: string,
  targets: string,
  inventory: Looks,
): RecordSet | undefined =>
  set.records.find((one) => {
    const home = labelOf(one) === region ? homeOf(one, inventory) : undefined
    return home && 'targets' in home && home.targets === targets
  })
