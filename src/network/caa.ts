import { type Names, answererOf } from './delegation.ts'
import { handsOn, isWithin, namesFrom, recordsNamed, valuesOf } from './hosted-zones.ts'
import { type RecordSet, recordGroup } from './record-groups.ts'
import { plainName } from './record-names.ts'

/** The names by which Amazon's authorities are admitted. */
const AMAZON = ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com']

/** What CAA records say of Amazon for a name: the record that forbids it, that nothing does, or why that is open. */
export type Admission =
  | { readonly forbiddenBy: RecordSet; readonly admitted: readonly string[] }
  | { readonly admitted: true }
  | { readonly unknown: string }
  | undefined

/**
 * An authority looks for CAA records at the name and then at each name above it, and obeys the first set that it finds;
 * for a wildcard it obeys `issuewild`, if there is one. A CNAME sends it to the name behind it first. Undefined where
 * none of the zones that were read answers for the name.
 * https://docs.aws.amazon.com/acm/latest/userguide/setup.html (and RFC 8659)
 */
export function amazonMayIssue(domain: string, inventory: Names): Admission {
  const isWildcard = domain.startsWith('*.')
  const name = plainName(isWildcard ? domain.slice(2) : domain)
  const zone = answererOf(name, inventory)
  if (zone === 'none') return undefined
  if (!zone) return { unknown: `which zone answers for ${name} is not known` }
  if (!inventory.resourceRecordSets.under(zone.id))
    return { unknown: `the records of ${zone.id} were not read` }
  if (handsOn(zone, name, inventory)) return undefined
  const apex = plainName(zone.Name)
  for (const above of namesFrom(name)) {
    if (!isWithin(above, apex)) return amazonMayIssue(above, inventory) ?? { admitted: true }
    const [record] = recordsNamed(zone, 'CAA', above, inventory)
    if (!record) continue
    const said = decision(record, isWildcard)
    if (!('forbiddenBy' in said)) return said
    const alias = [...namesFrom(name)].find(
      (one) => isWithin(one, above) && recordGroup(zone.id, one, 'CNAME', inventory).length > 0,
    )
    return alias ? { unknown: `${alias} is a CNAME, and the name behind it may have CAA records` } : said
  }
  return { admitted: true }
}

/** `0 issue "letsencrypt.org; validationmethods=dns-01"`: flags, tag, and who is admitted. */
const VALUE = /^\s*\d+\s+([a-z0-9]+)\s+"?([^"]*)"?\s*$/i

function decision(record: RecordSet, isWildcard: boolean): NonNullable<Admission> {
  const values = valuesOf(record).map((value) => VALUE.exec(value))
  if (values.length === 0 || values.includes(null))
    return { unknown: `a value of ${record.id} is not one that is understood` }
  const of = (tag: string): readonly string[] =>
    values.flatMap((value) =>
      value?.[1]?.toLowerCase() === tag ? [(value[2] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''] : [],
    )
  const wild = isWildcard ? of('issuewild') : []
  const admitted = wild.length > 0 ? wild : of('issue')
  return admitted.length === 0 || admitted.some((one) => AMAZON.includes(one))
    ? { admitted: true }
    : { forbiddenBy: record, admitted: admitted.filter((one) => one !== '') }
}
