import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { isPrivateInterface, vpcsBehindNat } from '../../src/network/behind-nat.ts'
import { type Account, account } from '../support/account.ts'

const inventoryOf = (given: Account) =>
  new Facts(given.snapshot()).at({ account: given.id, region: given.region })
const shop = (gateway: object, routes = { '0.0.0.0/0': 'nat-a' }): Account =>
  account()
    .vpc('shop')
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' } })
    .natGateway('a', { in: 'public' }, gateway)
    .subnet('app', { routes })
    .subnet('spare', { sharesTableOf: 'app', empty: true })

test.each<[string, Account, readonly string[]]>([
  ['a NAT gateway', shop({}), ['subnet-app']],
  ['a private one, which leads to a central way out', shop({ ConnectivityType: 'private' }), []],
  ['one that is gone', shop({ State: 'deleted' }), []],
  ['a dead route', shop({}, { '0.0.0.0/0': '!nat-a' }), []],
  ['another way out', shop({}, { '0.0.0.0/0': 'tgw-hub' }), []],
])('who pays for %s', (_name, given, expected) => {
  const users = vpcsBehindNat(inventoryOf(given)).get('vpc-shop')?.users ?? []
  expect(users.map(({ subnet }) => subnet.id)).toEqual(expected)
})

test.each<[string, object, boolean]>([
  ['takes the name', {}, true],
  ['is not there yet', { State: 'pending' }, false],
  ['leaves the name alone', { PrivateDnsEnabled: false }, false],
  ['serves premises alone', { DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: true } }, false],
])('an interface endpoint that %s', (_name, fields, expected) => {
  const given = account()
    .vpc('shop')
    .subnet('app')
    .interfaceEndpoint('s3', 's3', { subnets: ['app'] }, fields)
  const endpoint = inventoryOf(given).vpcEndpoints.get('vpce-s3')
  expect(endpoint && isPrivateInterface(endpoint)).toBe(expected)
})
