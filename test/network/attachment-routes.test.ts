import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { waysIn } from '../../src/network/attachment-routes.ts'
import { type Account, account } from '../support/account.ts'
import { HERE } from '../support/facts.ts'

const ways = (given: Account) => waysIn('tgw-attach-hq', new Facts(given.snapshot()).at(HERE))
const hub = (): Account => account().transitGateway('hub')
const hq = { tgw: 'hub' }

test('an attachment is routed to by propagation, by routes, or not at all', () => {
  expect(
    ways(
      hub()
        .transitVpn('hq', { ...hq, propagatesTo: ['main'] })
        .transitTable('main', 'hub', {}),
    ),
  ).toEqual({
    propagatesTo: ['tgw-rtb-main'],
    routedBy: [],
  })
  const routed = hub()
    .transitVpn('hq', hq)
    .transitTable('main', 'hub', { '10.0.0.0/8': 'hq', '10.9.0.0/16': 'hq' })
  expect(ways(routed)).toEqual({ propagatesTo: [], routedBy: ['tgw-rtb-main'] })
  expect(ways(hub().transitVpn('hq', hq).transitTable('main', 'hub', { '10.0.0.0/8': '!' }))).toEqual({
    propagatesTo: [],
    routedBy: [],
  })
})

test('what was not read may route to it', () => {
  const given = hub().transitVpn('hq', hq).transitTable('main', 'hub', {})
  expect(ways(given.unread('transitGatewayPropagations'))).toEqual({
    unknown: 'the propagations to tgw-rtb-main were not read',
  })
  expect(ways(given.unread('transitGatewayRouteTables'))).toEqual({
    unknown: 'the route tables of its transit gateway were not read',
  })
})
