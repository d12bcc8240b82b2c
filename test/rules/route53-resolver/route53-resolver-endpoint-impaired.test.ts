import rule from '../../../rules/route53-resolver/route53-resolver-endpoint-impaired.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const both = ['dns-a 10.0.10.53', 'dns-b 10.0.11.53']
const endpoint = (addresses: readonly string[] = both, fields: Item<'resolverEndpoints'> = {}): Account =>
  account().vpc('shop').resolverEndpoint('in', 'INBOUND', addresses, fields)
const associated = (fields: Item<'resolverRuleAssociations'>): Account =>
  account().vpc('shop').resolverRule('corp', 'corp.example').associateRule('corp', 'shop', fields)

testRule(rule, {
  accepts: {
    'an endpoint that works': endpoint(),
    'an address on its way out': endpoint([...both, 'dns-b 10.0.11.54 DELETING']),
    'an association that is complete': associated({}),
  },
  flags: {
    'an endpoint that needs action': {
      given: endpoint(both, {
        Status: 'ACTION_NEEDED',
        StatusMessage: 'The endpoint could not be recovered.',
      }),
      finds: [
        'rslvr-in: in needs somebody to act: it is ACTION_NEEDED, and Route 53 does not repair it by itself.',
        '  rslvr-in is ACTION_NEEDED: The endpoint could not be recovered.',
      ],
    },
    'an address whose subnet is gone': {
      given: endpoint(['dns-a 10.0.10.53', 'dns-b 10.0.11.53 FAILED_RESOURCE_GONE']),
      finds: [
        'rslvr-in: in needs somebody to act: 1 of its 2 addresses does not work (10.0.11.53 FAILED_RESOURCE_GONE), which leaves 1.',
        '  rslvr-in is OPERATIONAL: This Resolver Endpoint is operational.',
        '  rslvr-in has 10.0.11.53, which is FAILED_RESOURCE_GONE',
      ],
    },
    'an association that failed': {
      given: associated({ Status: 'FAILED', StatusMessage: 'The VPC has another rule for this domain.' }),
      finds: [
        'rslvr-rrassoc-corp-shop: vpc-shop does not follow the rule for corp.example, whose association failed: names of it resolve there as if there were no rule.',
        '  rslvr-rrassoc-corp-shop is FAILED: The VPC has another rule for this domain.',
      ],
    },
  },
  ignores: {
    'an endpoint that is being made': endpoint(['dns-a 10.0.10.53 FAILED_CREATION'], { Status: 'CREATING' }),
    'an endpoint that is being deleted': endpoint(['dns-a 10.0.10.53 FAILED_RESOURCE_GONE'], {
      Status: 'DELETING',
    }),
    "an association with AWS's own rule": account()
      .vpc('shop')
      .associateRule('rslvr-rr-x', 'shop', { Id: 'rslvr-autodefined-assoc-vpc-shop' }),
    'an association on its way': associated({ Status: 'CREATING' }),
  },
  unknown: {
    'an endpoint that is being recovered': {
      given: endpoint(both, { Status: 'AUTO_RECOVERING' }),
      says: ['rslvr-in: Route 53 is recovering it; until it has, it answers fewer queries than usual'],
    },
    'an endpoint that is being changed': {
      given: endpoint(both, { Status: 'UPDATING' }),
      says: ['rslvr-in: it is being changed, or AWS does not explain its status'],
    },
    'an address that no page explains': {
      given: endpoint(['dns-a 10.0.10.53', 'dns-b 10.0.11.53 ISOLATED']),
      says: ['rslvr-in: it is being changed, or AWS does not explain its status'],
    },
    'an association that is overridden': {
      given: associated({ Status: 'OVERRIDDEN' }),
      says: ['rslvr-rrassoc-corp-shop: AWS does not explain its status (OVERRIDDEN)'],
    },
  },
})
