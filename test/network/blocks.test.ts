import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { prefixLabel } from '../../src/network/address-label.ts'
import { subnetBlocks, vpcBlocks } from '../../src/network/blocks.ts'
import { type Account, account } from '../support/account.ts'

const labels = (given: Account): readonly (readonly string[])[] => {
  const { vpcs, subnets } = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  return [...[...vpcs].map(vpcBlocks), ...[...subnets].map(subnetBlocks)].map((blocks) =>
    blocks.map(prefixLabel),
  )
}
const block = (CidrBlock: string, State?: 'associated' | 'disassociating') => ({
  CidrBlock,
  ...(State ? { CidrBlockState: { State } } : {}),
})

test('a VPC has its blocks of both families, but for those that are being taken away', () => {
  const CidrBlockAssociationSet = [
    block('10.0.0.0/16', 'associated'),
    block('10.1.0.0/16', 'disassociating'),
    block('10.2.0.0/16'),
  ]
  expect(labels(account().vpc('shop', { ipv6: '2600:1f18::/56' }, { CidrBlockAssociationSet }))).toEqual([
    ['10.0.0.0/16', '10.2.0.0/16', '2600:1f18::/56'],
  ])
})

test('without the list of them, a VPC has its first', () => {
  expect(labels(account().vpc('shop', {}, { CidrBlockAssociationSet: undefined }))).toEqual([['10.0.0.0/16']])
})

test('a subnet has one of a family', () => {
  const given = account()
    .vpc('shop')
    .subnet('app', { cidr: '10.0.1.0/24', ipv6: '2600:1f18:0:1::/64', empty: true })
  expect(labels(given)[1]).toEqual(['10.0.1.0/24', '2600:1f18:0:1::/64'])
})
