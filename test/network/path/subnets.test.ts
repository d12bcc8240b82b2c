import { expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { ask, decided, open, places, verdict } from './asking.ts'

const shop = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('closed', { in: [], out: [] })
    .subnet('app', { cidr: '10.0.1.0/24' })
    .subnet('db', { cidr: '10.0.2.0/24' })

test('a subnet without an association uses the main table of its own VPC, and not that of another', () => {
  const story = open()
    .vpc('first', { cidr: '10.1.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
    .vpc('second', { cidr: '10.2.0.0/16' })
    .subnet('app', { cidr: '10.2.1.0/24' })
  expect(decided(story, 'i-app', 'internet')).toBe(
    'drops rtb-main-second no route of rtb-main-second holds 192.0.2.1',
  )
})

test('a subnet with an association does not use the main table', () => {
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .subnet('public', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('web', { subnet: 'public', publicIp: '203.0.113.9' })
  expect(verdict(story, 'i-web', 'internet')).toBe('delivered')
})

test('the local route leads from subnet to subnet', () => {
  expect(places(ask(shop(), 'i-app', 'i-db'))).toContain('rtb-main-shop')
  expect(verdict(shop(), 'i-app', 'i-db')).toBe('delivered')
})

test('traffic within a subnet meets no network ACL and no route', () => {
  const story = shop()
    .subnet('closed', { cidr: '10.0.3.0/24', acl: 'closed' })
    .instance('neighbour', { subnet: 'closed' })
  const answer = ask(story, 'i-closed', 'i-neighbour')
  expect(answer.verdict).toBe('delivered')
  expect(places(answer)).toEqual(['sg-default', 'subnet-closed', 'sg-default', 'eni-neighbour'])
})

test('traffic between subnets meets the network ACLs of both', () => {
  const story = shop().subnet('closed', { cidr: '10.0.3.0/24', acl: 'closed' })
  expect(decided(story, 'i-closed', 'i-db')).toContain('drops acl-closed outbound rule *')
  expect(decided(story, 'i-db', 'i-closed')).toContain('drops acl-closed inbound rule *')
})

test('an address in the block of the VPC but in no subnet is one drop', () => {
  expect(decided(shop(), 'i-app', '10.0.99.1')).toBe(
    'drops vpc-shop 10.0.99.1 is in the block of vpc-shop but in none of its subnets',
  )
})

test('an address in a subnet that no interface has is another drop', () => {
  expect(decided(shop(), 'i-app', '10.0.2.200')).toBe(
    'drops subnet-db no network interface in subnet-db has the address 10.0.2.200',
  )
})

test('an address that no route holds is a third drop', () => {
  expect(decided(shop(), 'i-app', '172.16.0.1')).toBe(
    'drops rtb-main-shop no route of rtb-main-shop holds 172.16.0.1',
  )
})

test('a block that is no longer associated with the VPC is not in it', () => {
  const story = open()
    .vpc(
      'shop',
      { cidr: '10.0.0.0/16', routes: { '10.9.0.0/16': 'local' } },
      {
        CidrBlockAssociationSet: [
          { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
          { CidrBlock: '10.9.0.0/16', CidrBlockState: { State: 'disassociated' } },
        ],
      },
    )
    .subnet('app', { cidr: '10.0.1.0/24' })
  expect(decided(story, 'i-app', '10.9.0.1')).toBe('drops vpc-shop 10.9.0.1 is not an address of vpc-shop')
})
