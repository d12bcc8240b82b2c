import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { sendersLabel, useOf } from '../../src/network/target-use.ts'
import { type Account, account } from '../support/account.ts'
import type { Item } from '../support/facts-builder.ts'

type Action = NonNullable<Item<'listenerRules'>['Actions']>[number]

const web = account().groupArn('web')
const to = (...groups: readonly (readonly [name: string, weight?: number])[]): Action => ({
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: groups.map(([name, Weight]) => ({
      TargetGroupArn: account().groupArn(name),
      ...(Weight === undefined ? {} : { Weight }),
    })),
  },
})
const NOTHING: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }

const use = (byDefault: Action, rules: readonly Action[] = [], change = (one: Account): Account => one) => {
  const builder = account()
    .vpc('shop')
    .loadBalancer('lb')
    .listener(
      'lb',
      443,
      'HTTPS',
      { DefaultActions: [byDefault] },
      rules.map((action, index) => ({
        RuleArn: `rule-${index + 1}`,
        Priority: String(index + 1),
        IsDefault: false,
        Conditions: [],
        Actions: [action],
      })),
    )
    .targetGroup('web', { balancers: ['lb'] })
  const inventory = new Facts(change(builder).snapshot()).at({ account: builder.id, region: builder.region })
  const group = inventory.targetGroups.get(web)
  if (!group) throw new Error('the story has it')
  const answer = useOf(group, inventory)
  if (!answer || 'unknown' in answer) return answer?.unknown
  return answer.senders.map(({ label, share }) => `${label}: ${share}`)
}

test.each<[string, Action, readonly Action[], readonly string[] | string | undefined]>([
  ['an action of the old form', { Type: 'forward', TargetGroupArn: web }, [], ['HTTPS:443 of lb: 1']],
  ['one group without a weight', to(['web']), [], ['HTTPS:443 of lb: 1']],
  ['one group of whatever weight', to(['web', 7]), [], ['HTTPS:443 of lb: 1']],
  ['one group with weight 0', to(['web', 0]), [], undefined],
  ['a rule', NOTHING, [to(['web', 1])], ['rule 1 of HTTPS:443 of lb: 1']],
  ['a part', to(['web', 1], ['api', 3]), [], ['HTTPS:443 of lb: 0.25']],
  ['weights of 0 for all', to(['web', 0], ['api', 0]), [], undefined],
  ['one half of a pair', to(['web', 0], ['api', 100]), [], undefined],
  [
    'a weight left out beside another',
    to(['web'], ['api', 1]),
    [],
    'the weight that HTTPS:443 gives it is not in the answer',
  ],
  [
    'a use that is sure beside one that is not',
    to(['web'], ['api', 1]),
    [to(['web', 1])],
    ['rule 1 of HTTPS:443 of lb: 1'],
  ],
  ['no rule', NOTHING, [], undefined],
])('%s', (_, byDefault, rules, expected) => {
  expect(use(byDefault, rules)).toEqual(expected)
})

test('rules that were not read could use it', () => {
  expect(use(NOTHING, [], (one) => one.unread('listenerRules'))).toBe(
    'the rules that forward to it were not all read',
  )
})

test('several senders are named by the first', () => {
  const builder = account()
    .vpc('shop')
    .loadBalancer('lb')
    .listener('lb', 80, 'HTTP')
    .listener('lb', 443, 'HTTPS')
  builder.targetGroup('web', { balancers: ['lb'] })
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  const group = inventory.targetGroups.get(web)
  const answer = group && useOf(group, inventory)
  expect(answer && 'senders' in answer && sendersLabel(answer.senders)).toBe('HTTP:80 of lb and 1 more')
})
