import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { useOf } from '../../src/network/subnet-use.ts'
import { type Account, account } from '../support/account.ts'

const useIn = (given: Account): readonly [workloads: readonly string[], uncertain: boolean] => {
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const { workloads, uncertain } = useOf({ id: 'subnet-app' }, inventory)
  return [workloads.map((one) => one.id), uncertain]
}
const subnet = (): Account => account().vpc('shop').subnet('app', { empty: true })

test('what runs in a subnet are its interfaces in use, but for those of the network itself', () => {
  const given = subnet()
    .eni('db', { subnet: 'app' })
    .eni('spare', { subnet: 'app' }, { Status: 'available' })
    .eni('hub', { subnet: 'app' }, { InterfaceType: 'transit_gateway' })
    .subnet('other')
  expect(useIn(given)).toEqual([['eni-db'], false])
})

test('an interface that does not say what it is may be a workload', () => {
  for (const field of ['InterfaceType', 'Status'])
    expect(useIn(subnet().eni('odd', { subnet: 'app' }, { [field]: undefined }))).toEqual([[], true])
})
