import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { homeOf } from '../../src/network/target-homes.ts'
import { type Account, account } from '../support/account.ts'

const shop = (fields = {}): Account => account().vpc('shop', {}, fields).targetGroup('web')
const home = (address: string, ...builders: readonly [Account, ...Account[]]): string => {
  const [first, ...others] = builders
  const inventory = new Facts(first.snapshot(...others)).at({ account: first.id, region: first.region })
  const [group] = inventory.targetGroups
  if (!group) throw new Error('the story has one')
  const { kind, ...more } = homeOf(address, group, inventory)
  return 'why' in more ? more.why : kind
}
const hub = (region = 'us-east-1'): Account =>
  account({ id: '222222222222', region }).vpc('hub', { cidr: '10.1.0.0/16' })

test('inside, in any block of the VPC', () => {
  const blocks = { CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '10.7.0.0/16' }] }
  expect(home('10.0.3.4', shop())).toBe('inside')
  expect(home('10.7.3.4', shop(blocks))).toBe('inside')
})

test('peered, in the same region and while the peering works', () => {
  const near = hub()
  expect(home('10.1.0.9', shop().peering('hub', 'shop', 'hub', near), near)).toBe('peered')
  const far = hub('eu-west-1')
  expect(home('10.1.0.9', shop().peering('hub', 'shop', 'hub', far), far)).toBe('outside')
  const there = hub()
  const ended = { Status: { Code: 'deleted', Message: '' } } as const
  expect(home('10.1.0.9', shop().peering('hub', 'shop', 'hub', there, ended), there)).toBe('outside')
})

test('outside', () => expect(home('192.168.1.1', shop())).toBe('outside'))

test.each<[string, Account, string]>([
  [
    'a VPC without all of its blocks',
    shop({ CidrBlockAssociationSet: undefined }),
    'where 192.168.1.1 lies was not read',
  ],
  ['a VPC that was not read', shop().unread('vpcs'), 'where 192.168.1.1 lies was not read'],
  [
    'peerings that were not read',
    shop().unread('vpcPeeringConnections'),
    'the peerings of vpc-shop were not read',
  ],
  [
    'a peering of an unknown state',
    shop().peering('hub', 'shop', 'shop', undefined, { Status: undefined }),
    'what pcx-hub connects is not in the answer',
  ],
])('%s', (_, builder, why) => expect(home('192.168.1.1', builder)).toBe(why))
