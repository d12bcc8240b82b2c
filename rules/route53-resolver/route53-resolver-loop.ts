import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { vpcBlocks } from '../../src/network/blocks.ts'
import { contains, parsePrefix } from '../../src/network/prefix.ts'
import { hasFailed, isLeaving } from '../../src/network/resolver-addresses.ts'
import {
  type ResolverRule,
  domainOf,
  isForwarding,
  ruleFields,
  targetsOf,
  useOf,
} from '../../src/network/resolver-rules.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'resolverEndpoints'>
type Known = Inventory<'resolverEndpoints' | 'resolverEndpointAddresses' | 'vpcs'>

export default defineRule({
  id: 'route53-resolver-loop',
  title: 'Forwarding rule sends queries to an inbound endpoint of a VPC that uses the rule',
  topic: 'route53-resolver',
  pillar: 'reliability',
  severity: 'high',
  needs: ['resolverRules', 'resolverRuleAssociations', 'resolverEndpoints', 'resolverEndpointAddresses'],
  consults: ['vpcs'],
  why: `A query that enters by an inbound endpoint is resolved as its VPC resolves it. Where that VPC follows a rule that
sends the query to the same endpoint, it goes round: no name of the domain resolves, and the queries that circle use up
what the endpoints can answer. Loops that pass servers on premises are not seen here.`,
  fix: `Disassociate the rule from the VPC of the inbound endpoint.`,
  check: `In the Route 53 console, compare the target addresses of each rule with those of the inbound endpoints, and the
VPCs of the rule with those of the endpoints.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoints.html',

  *judge(inventory) {
    if (!inventory.resolverEndpoints.everywhere.some((one) => !same(one.Direction, 'OUTBOUND'))) return
    for (const rule of inventory.resolverRules) {
      if ((rule.RuleType && !isForwarding(rule)) || same(rule.Status, 'DELETING', 'FAILED')) continue
      const { inEffect, unclear } = useOf(rule, inventory)
      if (inEffect.length === 0) continue
      const targets = targetsOf(rule)
      if (!rule.RuleType || !rule.Status || !targets) {
        yield unknown(rule, 'its type, its status or one of its targets is not in the answer')
        continue
      }
      const vpcs = [...new Set(inEffect.flatMap(({ VPCId }) => VPCId ?? []))]
      const matches = vpcs.map((vpc) => matchIn(vpc, rule, targets, inventory))
      const match = matches.find((one) => one !== undefined && 'endpoint' in one)
      const open = matches.find((one) => one !== undefined && 'unknown' in one)
      if (!match) {
        const reason = open?.unknown ?? unclear
        yield reason
          ? unknown(rule, `whether it leads back to a VPC that follows it is not known: ${reason}`)
          : pass(rule)
        continue
      }
      const { endpoint, address } = match
      const vpc = endpoint.HostVPCId
      yield fail(rule, {
        message: `Queries for ${domainOf(rule)} go round: ${vpc} sends them to ${address}, its own inbound endpoint, which sends them there again, and no name of the domain resolves.`,
        evidence: [
          [rule, `sends queries to ${address}`, ruleFields(rule)],
          ...inEffect
            .filter((one) => one.VPCId === vpc)
            .map((one) => [one, `makes ${vpc} follow it`, { VPCId: vpc, Status: one.Status }] as const),
          [
            endpoint,
            `takes queries into ${vpc} at ${address}`,
            { ResolverEndpointId: endpoint.id, Direction: endpoint.Direction, HostVPCId: vpc, Ip: address },
          ],
        ],
        remediation: `aws route53resolver disassociate-resolver-rule --resolver-rule-id ${rule.id} --vpc-id ${vpc}`,
      })
    }
  },
})

type Match =
  | { readonly endpoint: Endpoint; readonly address: string }
  | { readonly unknown: string }
  | undefined

/** The inbound endpoint of a VPC that the rule sends queries to. */
function matchIn(vpc: string, rule: ResolverRule, targets: readonly string[], inventory: Known): Match {
  let open: Match
  if (inventory.resolverEndpoints.where(homeless, NONE).length > 0)
    open = { unknown: 'an endpoint does not say in which VPC it is' }
  for (const endpoint of inventory.resolverEndpoints.where('HostVPCId', vpc)) {
    if (same(endpoint.Direction, 'OUTBOUND') || same(endpoint.Status, 'DELETING')) continue
    const addresses = inventory.resolverEndpointAddresses.under(endpoint.Id)
    if (!addresses || !endpoint.Direction || !endpoint.Status) {
      open = { unknown: `not all of ${endpoint.id} was read` }
      continue
    }
    for (const one of addresses) {
      const address = one.Ip ?? one.Ipv6?.toLowerCase()
      if (hasFailed(one) || isLeaving(one)) continue
      if (!address) open = { unknown: `an address of ${endpoint.id} is not in the answer` }
      if (!address || !targets.includes(address)) continue
      const isThere = leadsTo(vpc, address, rule, inventory)
      if (isThere && one.Status) return { endpoint, address }
      if (isThere !== false) open = { unknown: `which VPC its outbound endpoint is in was not read` }
    }
  }
  return open
}

/** Whether the address means the endpoint: the outbound endpoint's VPC may have the same address itself. */
function leadsTo(vpc: string, address: string, rule: ResolverRule, inventory: Known): boolean | undefined {
  const host = inventory.resolverEndpoints.get(rule.ResolverEndpointId)?.HostVPCId
  if (host === vpc) return true
  const home = inventory.vpcs.get(host)
  const target = parsePrefix(address)
  if (!home || !target) return undefined
  return !vpcBlocks(home).some((block) => contains(block, target))
}

const NONE = 'none'
const homeless = ({ HostVPCId }: Endpoint): string | undefined => (HostVPCId ? undefined : NONE)
