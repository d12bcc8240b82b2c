import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { domainOf, rulesOf, targetsOf, useOf } from '../../src/network/resolver-rules.ts'
import { type Account, account } from '../support/account.ts'

const at = (builder: Account) =>
  new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
const corp = (): Account => account().vpc('shop').resolverRule('corp', 'corp.example')

describe('who follows a rule', () => {
  const use = (builder: Account) => {
    const inventory = at(builder)
    const rule = inventory.resolverRules.get('rslvr-rr-corp')
    const { inEffect = [], unclear } = rule ? useOf(rule, inventory) : {}
    return [inEffect.map((one) => one.VPCId), unclear]
  }
  test.each<[string, Account, readonly unknown[]]>([
    ['a VPC', corp().associateRule('corp', 'shop'), [['vpc-shop'], undefined]],
    ['nobody', corp(), [[], undefined]],
    [
      'nobody whose association failed',
      corp().associateRule('corp', 'shop', { Status: 'FAILED' }),
      [[], undefined],
    ],
    [
      'perhaps one that is overridden',
      corp().associateRule('corp', 'shop', { Status: 'OVERRIDDEN' }),
      [[], 'one of its associations is not complete'],
    ],
    [
      'perhaps one of an association that does not say of which rule it is',
      corp().add('resolverRuleAssociations', { Id: 'a', VPCId: 'vpc-shop', Status: 'COMPLETE' }),
      [[], 'an association does not say of which rule it is'],
    ],
  ])('%s', (_, builder, expected) => expect(use(builder)).toEqual(expected))
})

test("the rules of a VPC are people's, and those that were not read are told", () => {
  const inventory = at(
    corp()
      .associateRule('corp', 'shop')
      .resolverRule('all', '.', { vpcs: ['shop'] }, { RuleType: 'RECURSIVE' })
      .associateRule('rslvr-rr-theirs', 'shop'),
  )
  const { inEffect, unclear } = rulesOf('vpc-shop', inventory)
  expect(inEffect.map(domainOf)).toEqual(['corp.example'])
  expect(unclear).toBe('the rule of rslvr-rrassoc-rslvr-rr-theirs-shop was not read')
})

test('targets are told once, whatever their ports', () => {
  const [rule] = at(corp()).resolverRules
  const TargetIps = [{ Ip: '10.0.0.1', Port: 53 }, { Ip: '10.0.0.1', Port: 54 }, { Ipv6: '2001:DB8::1' }]
  expect(rule && targetsOf({ ...rule, TargetIps })).toEqual(['10.0.0.1', '2001:db8::1'])
  expect(rule && targetsOf({ ...rule, TargetIps: [{ Port: 53 }] })).toBeUndefined()
})
