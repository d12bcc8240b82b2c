import type { RowOf } from '../../src/inventory/inventory.ts'
import { hasFailed, isBeingChanged, isLeaving } from '../../src/network/resolver-addresses.ts'
import { domainOf } from '../../src/network/resolver-rules.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'resolverEndpoints'>
type Address = RowOf<'resolverEndpointAddresses'>
type Association = RowOf<'resolverRuleAssociations'>

export default defineRule({
  id: 'route53-resolver-endpoint-impaired',
  title: 'Resolver endpoint, one of its addresses or an association of a rule does not work',
  topic: 'route53-resolver',
  pillar: 'reliability',
  severity: 'high',
  needs: ['resolverEndpoints', 'resolverEndpointAddresses', 'resolverRuleAssociations'],
  consults: ['resolverRules'],
  why: `An endpoint that needs action is unhealthy, and Route 53 does not repair it by itself: usually the subnet or the
network interface of an address is gone. What is left answers fewer queries, or none. A rule whose association failed is
not followed by the VPC.`,
  fix: `Do what the status message says. Replace an address that failed: add one, then remove it. Associate a rule again
whose association failed.`,
  check: `In the Route 53 console, open the Resolver endpoint and read its status and that of each address; open the rule
and read the status of each VPC.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-high-availability.html',

  *judge(inventory) {
    for (const endpoint of inventory.resolverEndpoints) {
      if (same(endpoint.Status, 'CREATING', 'DELETING')) continue
      if (!endpoint.Status) {
        yield unknown(endpoint, 'its status is not in the answer')
        continue
      }
      yield judgeEndpoint(endpoint, inventory.resolverEndpointAddresses.under(endpoint.Id))
    }
    for (const association of inventory.resolverRuleAssociations) {
      // Every VPC has one with AWS's own rule.
      if (association.id.startsWith('rslvr-autodefined-')) continue
      if (same(association.Status, 'COMPLETE')) yield pass(association)
      else if (same(association.Status, 'FAILED'))
        yield failedAssociation(association, inventory.resolverRules.get(association.ResolverRuleId))
      else if (!same(association.Status, 'CREATING', 'DELETING'))
        yield unknown(association, `AWS does not explain its status (${association.Status ?? 'none'})`)
    }
  },
})

function judgeEndpoint(endpoint: Endpoint, addresses: readonly Address[] | undefined): Judgement {
  const failed = addresses?.filter(hasFailed) ?? []
  const needsAction = same(endpoint.Status, 'ACTION_NEEDED')
  if (needsAction || failed.length > 0) return finding(endpoint, addresses ?? [], failed)
  if (!addresses || addresses.length === 0) return unknown(endpoint, 'its addresses were not read')
  if (same(endpoint.Status, 'AUTO_RECOVERING'))
    return unknown(endpoint, 'Route 53 is recovering it; until it has, it answers fewer queries than usual')
  if (!same(endpoint.Status, 'OPERATIONAL') || addresses.some(isBeingChanged))
    return unknown(endpoint, 'it is being changed, or AWS does not explain its status')
  return pass(endpoint)
}

function finding(endpoint: Endpoint, addresses: readonly Address[], failed: readonly Address[]): Judgement {
  const { id, Name, Status, StatusMessage, Direction } = endpoint
  const working = addresses.filter((one) => !hasFailed(one) && !isLeaving(one)).length
  const [first] = failed
  return fail(endpoint, {
    message: `${Name ?? id} needs somebody to act: ${failed.length > 0 ? `${failed.length} of its ${addresses.length} addresses ${failed.length === 1 ? 'does' : 'do'} not work (${failed.map((one) => `${labelOf(one)} ${one.Status}`).join(', ')}), which leaves ${working}` : `it is ${Status}, and Route 53 does not repair it by itself`}.`,
    evidence: [
      [
        endpoint,
        `is ${Status}${StatusMessage ? `: ${StatusMessage}` : ''}`,
        { ResolverEndpointId: id, Direction, Status, StatusMessage },
      ],
      ...failed.map((one): Evidence => [
        endpoint,
        `has ${labelOf(one)}, which is ${one.Status}`,
        { IpId: one.IpId, SubnetId: one.SubnetId, Status: one.Status, StatusMessage: one.StatusMessage },
      ]),
    ],
    remediation: first
      ? `aws route53resolver associate-resolver-endpoint-ip-address --resolver-endpoint-id ${id} --ip-address SubnetId=SUBNET; aws route53resolver disassociate-resolver-endpoint-ip-address --resolver-endpoint-id ${id} --ip-address IpId=${first.IpId}`
      : `aws route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id ${id}; replace the addresses that do not work`,
  })
}

const labelOf = ({ Ip, Ipv6, IpId }: Address): string => Ip ?? Ipv6 ?? IpId ?? 'an address'

function failedAssociation(association: Association, rule: RowOf<'resolverRules'> | undefined): Judgement {
  const { id, ResolverRuleId, VPCId, Status, StatusMessage } = association
  return fail(association, {
    message: `${VPCId} does not follow the rule for ${rule ? domainOf(rule) : ResolverRuleId}, whose association failed: names of it resolve there as if there were no rule.`,
    evidence: [
      [
        association,
        `is ${Status}${StatusMessage ? `: ${StatusMessage}` : ''}`,
        { Id: id, ResolverRuleId, VPCId, Status, StatusMessage },
      ],
    ],
    remediation: `aws route53resolver disassociate-resolver-rule --resolver-rule-id ${ResolverRuleId} --vpc-id ${VPCId}; aws route53resolver associate-resolver-rule --resolver-rule-id ${ResolverRuleId} --vpc-id ${VPCId}`,
  })
}
