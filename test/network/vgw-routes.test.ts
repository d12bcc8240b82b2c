import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { cutOffSubnets, leadsTo } from '../../src/network/vgw-routes.ts'
import { account } from '../support/account.ts'
import { HERE } from '../support/facts.ts'

const inventory = new Facts(
  account()
    .vpc('shop')
    .subnet('direct', { routes: { '192.168.0.0/16': 'vgw-hq' } })
    .subnet('transit', { routes: { '0.0.0.0/0': 'tgw-hub' } })
    .subnet('firewalled', { routes: { '0.0.0.0/0': 'vpce-firewall' } })
    .subnet('public', { routes: { '0.0.0.0/0': 'igw', 'pl-s3': 'vpce-s3' } })
    .subnet('isolated', { routes: {} })
    .subnet('empty', { routes: {}, empty: true })
    .snapshot(),
).at(HERE)

test('subnets are cut off where something runs and nothing leads to premises', () => {
  const cutOff = cutOffSubnets('vpc-shop', 'vgw-hq', inventory)
  expect(cutOff?.map(({ subnet }) => subnet.id)).toEqual(['subnet-public', 'subnet-isolated'])
})

const table = (fields: object) =>
  ({
    ...HERE,
    type: 'AWS::EC2::RouteTable',
    id: 'rtb-1',
    PropagatingVgws: [],
    Routes: [],
    ...fields,
  }) as never

test.each([
  ['nothing', {}, false],
  ['propagation', { PropagatingVgws: [{ GatewayId: 'vgw-hq' }] }, true],
  ['the propagation of another', { PropagatingVgws: [{ GatewayId: 'vgw-old' }] }, false],
  [
    'a route',
    { Routes: [{ DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'vgw-hq', State: 'active' }] },
    true,
  ],
  [
    'a dead route',
    { Routes: [{ DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'vgw-hq', State: 'blackhole' }] },
    false,
  ],
  [
    'a route without a state',
    { Routes: [{ DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'vgw-hq' }] },
    undefined,
  ],
  ['a route without a target', { Routes: [{ DestinationCidrBlock: '10.0.0.0/8' }] }, undefined],
  ['no word of propagation', { PropagatingVgws: undefined }, undefined],
])('a table with %s', (_, fields, expected) => expect(leadsTo('vgw-hq', table(fields))).toBe(expected))
