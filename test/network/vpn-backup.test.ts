import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { vpnBackupOf } from '../../src/network/vpn-backup.ts'
import { type Account, account } from '../support/account.ts'

type Fields = Parameters<Account['vpn']>[2]

const backup = (
  ...vpns: readonly (readonly [tunnels: readonly ('UP' | 'DOWN')[], fields?: Fields])[]
): unknown => {
  const given = account()
  vpns.forEach(([tunnels, fields], index) =>
    given.vpn(`${index}`, tunnels, { VpnGatewayId: 'vgw-hq', ...fields }),
  )
  const found = vpnBackupOf(
    'vgw-hq',
    new Facts(given.snapshot()).at({ account: given.id, region: given.region }),
  )
  return 'connections' in found
    ? [found.kind, ...found.connections.map((one) => one.id)]
    : Object.values(found)
}
const PRIVATE: Fields = {
  Options: { OutsideIpAddressType: 'PrivateIpv4', TransportTransitGatewayAttachmentId: 'tgw-attach-dx' },
}

test('a connection with a tunnel up is live', () => {
  expect(backup([['UP', 'DOWN']])).toEqual(['live', 'vpn-0'])
  expect(backup([['DOWN', 'DOWN']], [['UP', 'UP']])).toEqual(['live', 'vpn-1'])
})

test('one that runs over Direct Connect is not', () =>
  expect(backup([['UP', 'UP'], PRIVATE])).toEqual(['private', 'vpn-0']))

test('one without a tunnel up is down', () => expect(backup([['DOWN', 'DOWN']])).toEqual(['down', 'vpn-0']))

test('there is none elsewhere, or that is deleted', () => {
  expect(backup()).toEqual(['none'])
  expect(backup([['UP'], { VpnGatewayId: 'vgw-other' }])).toEqual(['none'])
  expect(backup([['UP'], { State: 'deleted' }])).toEqual(['none'])
  expect(
    backup([
      ['UP'],
      { VpnGatewayId: undefined, CoreNetworkArn: 'arn:aws:networkmanager::111111111111:core-network/1' },
    ]),
  ).toEqual(['none'])
})

test('what the answer does not say is not known', () => {
  const vague = ['unknown', 'whether vpn-0 is up is not in the answer']
  expect(backup([[], { VgwTelemetry: undefined }])).toEqual(vague)
  expect(backup([['DOWN'], { Options: undefined }])).toEqual(vague)
  expect(backup([['DOWN'], { VgwTelemetry: [{}] }])).toEqual(vague)
  expect(backup([['UP'], { VpnGatewayId: undefined, VpnConcentratorId: 'vpn-concentrator-1' }])).toEqual([
    'unknown',
    'which gateway vpn-0 ends on is not in the answer',
  ])
})
