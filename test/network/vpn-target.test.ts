import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { connectionsTo, targetOf } from '../../src/network/vpn-target.ts'
import { account } from '../support/account.ts'
import { HERE } from '../support/facts.ts'

const CORE = 'arn:aws:networkmanager::111111111111:core-network/core-network-1'
const { vpnConnections } = new Facts(
  account()
    .vpn('virtual')
    .vpn('twin', ['UP', 'UP'], { VpnGatewayId: 'vgw-virtual' })
    .vpn('gone', [], { VpnGatewayId: 'vgw-virtual', State: 'deleted' })
    .vpn('transit', ['UP', 'UP'], { TransitGatewayId: 'tgw-hub' })
    .vpn('core', ['UP', 'UP'], { CoreNetworkArn: CORE })
    .vpn('none', [], { VpnGatewayId: undefined, GatewayAssociationState: 'not-associated' })
    .vpn('cut', [], { VpnGatewayId: undefined })
    .snapshot(),
).at(HERE)

const target = (name: string) => {
  const connection = vpnConnections.get(`vpn-${name}`)
  return connection && targetOf(connection)
}

test.each([
  ['virtual', 'arn:aws:ec2:us-east-1:111111111111:vpn-gateway/vgw-virtual'],
  ['transit', 'arn:aws:ec2:us-east-1:111111111111:transit-gateway/tgw-hub'],
  ['core', CORE],
  ['none', undefined],
])('the target of %s is %s', (name, arn) => expect(target(name)?.arn).toBe(arn))

test('a gateway has the connections that are not gone, and perhaps those that do not say', () => {
  const gateway = target('virtual')
  if (!gateway) throw new Error('It has a target.')
  const { connections, lost } = connectionsTo(gateway, { vpnConnections, here: HERE })
  expect(connections.map((one) => one.id)).toEqual(['vpn-virtual', 'vpn-twin'])
  expect(lost.map((one) => one.id)).toEqual(['vpn-cut'])
})
