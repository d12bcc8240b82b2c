import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { workloadsIn } from '../../src/network/subnet-use.ts'
import { account } from '../support/account.ts'

test('what runs in a subnet are its interfaces in use, but for those of the network itself', () => {
  const given = account()
    .vpc('shop')
    .subnet('app', { empty: true })
    .eni('db', { subnet: 'app' })
    .eni('spare', { subnet: 'app' }, { Status: 'available' })
    .eni('hub', { subnet: 'app' }, { InterfaceType: 'transit_gateway' })
    .subnet('other')
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  expect(workloadsIn({ id: 'subnet-app' }, inventory).map((one) => one.id)).toEqual(['eni-db'])
})
