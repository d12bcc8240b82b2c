/**
 * The schemas that `@aws-sdk/client-route53resolver` does not bring: the registry's newest version of it is from before
 * the SDK had schemas. What is in the lists is served as it stands, since JSON needs no more.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html
 */
import { AwsJson1_1Protocol } from '@aws-sdk/core/protocols'

const NAMESPACE = 'com.amazonaws.route53resolver'
const TEXT = 0
const NUMBER = 1
const ANYTHING = 15

type Members = Readonly<Record<string, unknown>>

const struct = (name: string, members: Members): readonly unknown[] => [
  3,
  NAMESPACE,
  name,
  0,
  Object.keys(members),
  Object.values(members),
]
const list = (name: string, item: unknown): readonly unknown[] => [1, NAMESPACE, name, 0, item]

/** An operation that gives one list, page by page. */
const listing = (name: string, items: string, asked: Members = {}): readonly unknown[] => [
  9,
  NAMESPACE,
  name,
  0,
  struct(`${name}Request`, {
    ...asked,
    MaxResults: NUMBER,
    NextToken: TEXT,
    Filters: list('Filters', ANYTHING),
    SortBy: TEXT,
    SortOrder: TEXT,
  }),
  struct(`${name}Response`, { NextToken: TEXT, MaxResults: NUMBER, [items]: list(items, ANYTHING) }),
]

export const ListFirewallConfigs$ = listing('ListFirewallConfigs', 'FirewallConfigs')
export const ListFirewallRuleGroupAssociations$ = listing(
  'ListFirewallRuleGroupAssociations',
  'FirewallRuleGroupAssociations',
  { FirewallRuleGroupId: TEXT, VpcId: TEXT, Priority: NUMBER, Status: TEXT },
)
export const ListResolverEndpoints$ = listing('ListResolverEndpoints', 'ResolverEndpoints')
export const ListResolverEndpointIpAddresses$ = listing('ListResolverEndpointIpAddresses', 'IpAddresses', {
  ResolverEndpointId: TEXT,
})
export const ListResolverRules$ = listing('ListResolverRules', 'ResolverRules')
export const ListResolverRuleAssociations$ = listing(
  'ListResolverRuleAssociations',
  'ResolverRuleAssociations',
)

/** As much of a client as tells its protocol. */
export class Route53ResolverClient {
  readonly config = {
    protocol: new AwsJson1_1Protocol({
      defaultNamespace: NAMESPACE,
      serviceTarget: 'Route53Resolver',
      errorTypeRegistries: [],
    }),
    protocolSettings: {
      defaultNamespace: NAMESPACE,
      serviceTarget: 'Route53Resolver',
      version: '2018-04-01',
    },
  }
}
