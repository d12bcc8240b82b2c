import { EC2_RANGES, type Ec2Range, rangeFinder } from '../../src/network/ec2-ranges.ts'
import { type HeldAddresses, accountsWithout, heldAddresses } from '../../src/network/held-addresses.ts'
import { type RecordSet, ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord } from '../../src/network/routing-policies.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Addresses, or blocks of them, of vendors, partners and accounts that are not audited. */
const NONE: readonly string[] = []

export default defineRule({
  id: 'route53-dangling-public-ip',
  title: 'A record names an AWS address that this organisation no longer holds',
  topic: 'route53',
  pillar: 'security',
  severity: 'medium',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['addresses', 'networkInterfaces', 'natGateways', 'vpnConnections'],
  settings: { ec2Ranges: EC2_RANGES, foreignAddresses: NONE },
  why: `EC2 gives an address that is released to the next customer who asks for one. A record that still names it sends
your users there, with their cookies, and lets the new holder get certificates for the name. Vendors' addresses and
those of Lightsail look the same, which is why this is told of with care: in Regions that were read in all audited
accounts, and in zones that name addresses of yours beside.`,
  fix: `Delete the record before the address is released, and use aliases where you can. If the address is a vendor's, put
it into the setting foreignAddresses.`,
  check: `Look for the address among the Elastic IP addresses and network interfaces of the Region that AWS's list of
address ranges gives for it, in every account that could hold it, and in Lightsail.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html',

  *judge(inventory, { settings }) {
    const rangeOf = rangeFinder(settings.ec2Ranges)
    const foreign = rangeFinder(settings.foreignAddresses)
    let held: HeldAddresses | undefined
    for (const [zone, records] of ownZones(inventory)) {
      if (zone.Config?.PrivateZone || !records) continue
      let namesOurs: boolean | undefined
      for (const record of records) {
        if (record.Type !== 'A' || !record.ResourceRecords) continue
        held ??= heldAddresses(inventory)
        const lost = lostIn(record, held, rangeOf, foreign)
        if (!lost) {
          if (isNaming(record, held) && zone.Config?.PrivateZone === false) yield pass(record)
          continue
        }
        const ours = held
        namesOurs ??= records.some((one) => one.Type === 'A' && isNaming(one, ours))
        const { address, range } = lost
        const open = openHolder(range, namesOurs, zone.Config?.PrivateZone, held, inventory)
        if (open) {
          yield unknown(record, `${address} is an address of EC2's that nothing read has, but ${open}`)
          continue
        }
        yield fail(record, {
          message: `${plainName(record.Name)} names ${address}, an address of EC2's in ${range.region} that no audited account has: if it was released, whoever gets it answers under your name.`,
          evidence: [
            [
              record,
              `names ${address}, in ${range.cidr}`,
              {
                HostedZoneId: zone.id,
                Name: record.Name,
                Type: record.Type,
                Value: address,
                range: range.cidr,
                region: range.region,
                kind: 'possible',
              },
            ],
          ],
          remediation: `${changeRecord(zone, 'DELETE', `${record.id} as it is`)}; or, if the address is a vendor's, of Lightsail or of an account that was not audited, add it to the setting foreignAddresses of this rule`,
        })
      }
    }
  },
})

const isNaming = ({ ResourceRecords }: RecordSet, { all }: HeldAddresses): boolean =>
  ResourceRecords?.some(({ Value }) => Value !== undefined && all.has(Value)) ?? false

type Finder = ReturnType<typeof rangeFinder>

/** The first address of the record that is EC2's and neither held nor known to be somebody else's. */
function lostIn(
  { ResourceRecords }: RecordSet,
  { all }: HeldAddresses,
  rangeOf: Finder,
  foreign: Finder,
): { readonly address: string; readonly range: Ec2Range } | undefined {
  for (const { Value: address } of ResourceRecords ?? []) {
    if (address === undefined || all.has(address)) continue
    const range = rangeOf(address)
    if (range && !foreign(address)) return { address, range }
  }
  return undefined
}

/** Why the address may be held by somebody all the same. */
function openHolder(
  { region }: Ec2Range,
  namesOurs: boolean,
  isPrivate: boolean | undefined,
  { regions, unsaid }: HeldAddresses,
  inventory: Inventory<'addresses' | 'networkInterfaces' | 'natGateways' | 'vpnConnections'>,
): string | undefined {
  if (isPrivate === undefined) return 'whether the zone is public is not in the answer'
  if (unsaid) return unsaid
  if (region === undefined) return 'its Region is not known'
  const missed = accountsWithout(region, inventory)
  if (missed.length > 0) return `${region}, where it would be, was not read in ${missed.join(', ')}`
  if (!regions.has(region))
    return `the audited accounts have no public addresses in ${region}: it may be one of an account that was not audited`
  return namesOurs
    ? undefined
    : 'the zone names no address of the audited accounts: it may be one of a vendor or of an account that was not audited'
}
