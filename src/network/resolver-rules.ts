import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { plainName } from './record-names.ts'
import { same } from './same.ts'

export type ResolverRule = RowOf<'resolverRules'>
export type RuleAssociation = RowOf<'resolverRuleAssociations'>

/** A rule that people made and that sends queries to name servers of theirs. */
export const isForwarding = (rule: ResolverRule): boolean => same(rule.RuleType, 'FORWARD')

/** Whether a VPC follows the rule: undefined where the association is being made, overridden, or does not say. */
export function isInEffect({ Status, VPCId, ResolverRuleId }: RuleAssociation): boolean | undefined {
  if (same(Status, 'FAILED', 'DELETING')) return false
  return same(Status, 'COMPLETE') && VPCId && ResolverRuleId ? true : undefined
}

export interface RuleUse {
  /** The associations by which VPCs follow the rule. */
  readonly inEffect: readonly RuleAssociation[]
  /** Why there may be more of them. */
  readonly unclear?: string
}

/**
 * Who follows a rule. Other accounts' VPCs are known to those accounts only, and those that follow it through a
 * Route 53 Profile to nobody who asks here.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ListResolverRuleAssociations.html
 */
export function useOf(rule: ResolverRule, inventory: Inventory<'resolverRuleAssociations'>): RuleUse {
  const associations = inventory.resolverRuleAssociations.where('ResolverRuleId', rule.id)
  const inEffect = associations.filter((one) => isInEffect(one) === true)
  const unclear = associations.some((one) => isInEffect(one) === undefined)
    ? 'one of its associations is not complete'
    : inventory.resolverRuleAssociations.where(ruleless, NONE).length > 0
      ? 'an association does not say of which rule it is'
      : !same(rule.ShareStatus, 'NOT_SHARED')
        ? 'it is shared with accounts whose VPCs may not have been read'
        : undefined
  return unclear ? { inEffect, unclear } : { inEffect }
}

const NONE = 'none'
const ruleless = ({ ResolverRuleId }: RuleAssociation): string | undefined =>
  ResolverRuleId ? undefined : NONE
const homeless = ({ VPCId }: RuleAssociation): string | undefined => (VPCId ? undefined : NONE)

/** The rules that people made for a VPC, and why there may be others: those of AWS are left out. */
export function rulesOf(
  vpc: string,
  inventory: Inventory<'resolverRules' | 'resolverRuleAssociations'>,
): { readonly inEffect: readonly ResolverRule[]; readonly unclear?: string } {
  const inEffect: ResolverRule[] = []
  const { resolverRuleAssociations: associations, resolverRules: rules } = inventory
  let unclear =
    associations.where(homeless, NONE).length > 0
      ? 'an association does not say of which VPC it is'
      : undefined
  for (const association of associations.where('VPCId', vpc)) {
    const isFollowed = isInEffect(association)
    const rule = rules.get(association.ResolverRuleId)
    if (isFollowed === false || same(rule?.RuleType, 'RECURSIVE') || same(rule?.Status, 'DELETING', 'FAILED'))
      continue
    if (isFollowed && rule?.DomainName && rule.RuleType && rule.Status) inEffect.push(rule)
    else unclear ??= `the rule of ${association.id} was not read`
  }
  return unclear ? { inEffect, unclear } : { inEffect }
}

/** `192.168.10.53, 192.168.20.53`: the name servers that it sends queries to; undefined where one is not in the answer. */
export function targetsOf({ TargetIps }: ResolverRule): readonly string[] | undefined {
  if (!TargetIps || TargetIps.length === 0) return undefined
  const addresses = TargetIps.map(({ Ip, Ipv6 }) => Ip ?? Ipv6?.toLowerCase())
  return addresses.every((one) => one !== undefined) ? [...new Set(addresses)] : undefined
}

/** `corp.example`; what a rule for everything forwards is the root. */
export const domainOf = (rule: ResolverRule): string => plainName(rule.DomainName) || 'every domain'

/** Of a rule that is judged, as fields of a piece of evidence. */
export const ruleFields = (rule: ResolverRule): Readonly<Record<string, unknown>> => ({
  ResolverRuleId: rule.id,
  DomainName: rule.DomainName,
  RuleType: rule.RuleType,
  TargetIps: rule.TargetIps,
  ResolverEndpointId: rule.ResolverEndpointId,
  ShareStatus: rule.ShareStatus,
})
