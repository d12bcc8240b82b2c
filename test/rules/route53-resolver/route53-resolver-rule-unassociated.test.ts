import rule from '../../../rules/route53-resolver/route53-resolver-rule-unassociated.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const corp = (fields: Item<'resolverRules'> = {}, vpcs: readonly string[] = []): Account =>
  account().vpc('shop').resolverRule('corp', 'corp.example', { vpcs }, fields)
const OTHER = '222222222222'

testRule(rule, {
  accepts: {
    'a rule of a VPC': corp({}, ['shop']),
    'a shared rule that a VPC of another audited account follows': [
      corp({ ShareStatus: 'SHARED_BY_ME' }),
      account({ id: OTHER }).resolverRule(
        'corp',
        'corp.example',
        { vpcs: ['vpc-theirs'] },
        { OwnerId: '111111111111', ShareStatus: 'SHARED_WITH_ME' },
      ),
    ],
  },
  flags: {
    'a rule that no VPC follows': {
      given: corp(),
      finds: [
        "rslvr-rr-corp: The rule for corp.example is associated with no VPC: unless one follows it through a Route 53 Profile, nobody's queries go to 192.168.10.53, 192.168.20.53.",
        '  rslvr-rr-corp has no association',
      ],
    },
    'a delegation rule': {
      // The client is older than such rules.
      given: corp({ RuleType: 'DELEGATE' as 'FORWARD', TargetIps: [] }),
      finds: [
        "rslvr-rr-corp: The rule for corp.example is associated with no VPC: unless one follows it through a Route 53 Profile, nobody's queries go to its name servers.",
        '  rslvr-rr-corp has no association',
      ],
    },
    'a rule beside one that VPCs follow through a profile': {
      given: corp().resolverRule('hq', 'hq.example'),
      settings: { rulesOfProfiles: ['rslvr-rr-hq'] },
      finds: [
        "rslvr-rr-corp: The rule for corp.example is associated with no VPC: unless one follows it through a Route 53 Profile, nobody's queries go to 192.168.10.53, 192.168.20.53.",
        '  rslvr-rr-corp has no association',
      ],
    },
  },
  ignores: {
    "AWS's own rule": corp({ RuleType: 'RECURSIVE', OwnerId: 'Route 53 Resolver' }),
    'a rule that keeps names in AWS': corp({ RuleType: 'SYSTEM' }),
    'a rule that another account shares': corp({ OwnerId: OTHER, ShareStatus: 'SHARED_WITH_ME' }),
    'a rule that is being deleted': corp({ Status: 'DELETING' }),
    'a rule whose only association failed': corp().associateRule('corp', 'shop', { Status: 'FAILED' }),
  },
  unknown: {
    'a rule that is shared with accounts that were not read': {
      given: corp({ ShareStatus: 'SHARED_BY_ME' }),
      says: ['rslvr-rr-corp: it is shared with accounts whose VPCs may not have been read'],
    },
    'an association that is being made': {
      given: corp().associateRule('corp', 'shop', { Status: 'CREATING' }),
      says: ['rslvr-rr-corp: one of its associations is not complete'],
    },
  },
})
