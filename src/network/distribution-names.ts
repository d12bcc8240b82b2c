import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Row } from '../inventory/kind.ts'
import type { Distribution } from './distributions.ts'
import { plainName } from './record-names.ts'

type Looks = Inventory<'distributions' | 'distributionConfigs' | 'distributionTenants'>

const hostKey = ({ DomainName }: Distribution): string => plainName(DomainName)

/** The distribution that a host such as `d111111abcdef8.cloudfront.net` means. */
export const distributionOf = (
  host: string | undefined,
  { distributions }: Looks,
): Distribution | undefined =>
  host?.toLowerCase().includes('.cloudfront.') ? distributions.where(hostKey, plainName(host))[0] : undefined

/** The alternate names of a distribution, from the list or, where that is terse, from its configuration. */
export function aliasesOf(
  distribution: Distribution,
  { distributionConfigs }: Looks,
): readonly string[] | undefined {
  const said = distribution.Aliases ?? distributionConfigs.under(distribution.Id)?.[0]?.Aliases
  return said?.Items?.map(plainName) ?? (said?.Quantity === 0 ? [] : undefined)
}

const namesOf = ({ Aliases }: Distribution | RowOf<'distributionConfigs'>): readonly string[] =>
  (Aliases?.Items ?? []).map(plainName)
const domainsOf = ({ Domains }: RowOf<'distributionTenants'>): readonly string[] =>
  (Domains ?? []).map((one) => plainName(one.Domain))

/** The name itself, and the wildcards that stand for it, however many labels are in front. */
function* covering(name: string): Iterable<string> {
  yield name
  const labels = name.split('.')
  for (let from = 1; from < labels.length; from++) yield `*.${labels.slice(from).join('.')}`
}

/**
 * Which distribution, or tenant of one, answers for a name. CloudFront goes by the name that was asked for, whichever
 * distribution the record points at.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
 */
export function claimantOf(name: string, inventory: Looks): Row | undefined {
  for (const wanted of covering(name)) {
    const [found] = [
      ...inventory.distributions.where(namesOf, wanted),
      ...inventory.distributionConfigs.where(namesOf, wanted),
      ...inventory.distributionTenants.where(domainsOf, wanted),
    ]
    if (found) return found
  }
  return undefined
}

/** Why nobody can say that a name is claimed by no distribution of the audited accounts. */
export function unreadNames(inventory: Looks): string | undefined {
  if (!inventory.distributions.complete) return 'not all distributions were read'
  if (!inventory.distributionTenants.complete) return 'not all tenants of distributions were read'
  const hidden = inventory.distributions.where(saysItsNames, 'no').find((one) => !aliasesOf(one, inventory))
  return hidden && `the alternate names of ${hidden.id} are not in the answer`
}

const saysItsNames = ({ Aliases }: Distribution): string =>
  Aliases?.Items || Aliases?.Quantity === 0 ? 'yes' : 'no'
