import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { forwarders, openVpnPorts } from '../../src/network/software-vpn.ts'
import { account } from '../support/account.ts'
import { HERE } from '../support/facts.ts'

const inventory = new Facts(
  account()
    .vpc('shop')
    .securityGroup('vpn', [
      'udp 4400-4600 198.51.100.7/32',
      'tcp 1194 ::/0',
      '50 all 10.0.0.0/8',
      'tcp 22 0.0.0.0/0',
    ])
    .securityGroup('inside', ['udp 500 0.0.0.0/0'])
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('vpn', { subnet: 'public', groups: ['vpn'], publicIp: '203.0.113.43' })
    .eni('second', { subnet: 'public', groups: ['inside'], instance: 'vpn' })
    .subnet('app', {
      routes: {
        '0.0.0.0/0': 'eni-vpn',
        '192.168.0.0/16': 'eni-vpn',
        '10.0.7.0/24': 'eni-vpn',
        '198.51.100.0/24': 'eni-vpn',
        '172.16.0.0/12': 'eni-lost',
        '172.16.0.0/16': '!eni-gone',
      },
    })
    .snapshot(),
).at(HERE)

test('an instance forwards what is routed to it for private networks outside the VPC', () => {
  const { byInstance, vague } = forwarders(inventory)
  expect(
    [...byInstance.values()].map(({ instance, forwards }) => [
      instance.id,
      ...forwards.map(({ route }) => route.DestinationCidrBlock),
    ]),
  ).toEqual([['i-vpn', '192.168.0.0/16']])
  expect(vague.map(({ table, prefixes }) => [table.id, prefixes?.length])).toEqual([['rtb-app', 1]])
})

test('VPN ports count where a public interface opens them to the outside, and by name', () => {
  const instance = inventory.instances.get('i-vpn')
  if (!instance) throw new Error('It was made above.')
  expect(openVpnPorts(instance, inventory).map(({ port }) => port)).toEqual(['UDP 4400-4600', 'TCP 1194'])
})
