import { expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { ask, decided, open, verdict } from './asking.ts'

const shop = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpnGateway('hq', 'shop')
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '192.168.0.0/16': 'vgw-hq' } })

test('a static VPN carries the prefixes that it lists, and nothing else', () => {
  const story = shop().staticVpn('hq', 'hq', ['192.168.1.0/24'])
  expect(verdict(story, 'i-app', '192.168.1.9')).toBe('exits-network')
  expect(decided(story, 'i-app', '192.168.2.9')).toBe(
    'drops vpn-hq the static routes of vpn-hq do not hold 192.168.2.9',
  )
})

test('what BGP carries is not guessed: it leaves for the premises, and nothing is said of what lies there', () => {
  const answer = ask(shop().vpn('hq'), 'i-app', '192.168.2.9')
  expect(answer.verdict).toBe('exits-network')
  expect(answer.ways[0]?.forward.hops.at(-1)?.because).toBe(
    'towards the premises by vpn-hq; what lies there cannot be read',
  )
})

test('with VPN connections not read it is not known what a private gateway carries', () => {
  expect(
    verdict(
      shop().staticVpn('hq', 'hq', ['192.168.1.0/24']).unread('vpnConnections'),
      'i-app',
      '192.168.2.9',
    ),
  ).toBe('unknown')
})

test('answers from premises come in by the gateway and meet the network ACL', () => {
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpnGateway('hq', 'shop')
    .vpn('hq')
    .acl('app', { in: [], out: ['allow all all 0.0.0.0/0'] })
    .subnet('app', { cidr: '10.0.1.0/24', acl: 'app', routes: { '192.168.0.0/16': 'vgw-hq' } })
  expect(decided(story, 'i-app', '192.168.2.9')).toContain('back: drops acl-app inbound')
})

test('a call by a private gateway is from a host to which the routes lead back by it', () => {
  const guarded = (source: string): Account =>
    account()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .securityGroup('app', [`tcp 443 ${source}`])
      .vpnGateway('hq', 'shop')
      .vpn('hq')
      .subnet('app', { cidr: '10.0.1.0/24', routes: { '192.168.0.0/16': 'vgw-hq' }, empty: true })
      .instance('app', { subnet: 'app', groups: ['app'] })
  expect(verdict(guarded('192.168.7.0/24'), 'vgw-hq', 'i-app')).toBe('delivered')
  expect(verdict(guarded('0.0.0.0/0'), 'vgw-hq', 'i-app')).toBe('delivered')
  expect(verdict(guarded('172.16.0.0/12'), 'vgw-hq', 'i-app')).toBe('dropped')
})

test('a call by a gateway to which no route leads back is not answered', () => {
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpnGateway('hq', 'shop')
    .vpn('hq')
    .subnet('app', { cidr: '10.0.1.0/24' })
  expect(decided(story, 'vgw-hq', 'i-app')).toContain('back: drops rtb-main-shop no route')
})

test('a VPN of a transit gateway leaves what was read, and calls come in by it', () => {
  const story = open()
    .transitGateway('hub')
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '192.168.0.0/16': 'tgw-hub' } })
    .subnet('app', { cidr: '10.0.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
    .attachVpn('hq', { tgw: 'hub', table: 'all' })
    .transitTable('all', 'hub', {}, { '192.168.0.0/16': 'hq', '10.0.0.0/16': 'shop' })
  expect(verdict(story, 'i-app', '192.168.1.1')).toBe('exits-network')
  expect(verdict(story, 'tgw-attach-hq', 'i-app')).toBe('delivered')
})

test('a caller on premises, whose system is not known, is not said to get its answers when only one system would', () => {
  const story = (ports: string): Account =>
    open()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .vpnGateway('hq', 'shop')
      .vpn('hq')
      .acl('app', { in: ['allow all all 0.0.0.0/0'], out: [`allow tcp ${ports} 0.0.0.0/0`] })
      .subnet('app', { cidr: '10.0.1.0/24', acl: 'app', routes: { '192.168.0.0/16': 'vgw-hq' } })
  expect(verdict(story('49152-61000'), 'vgw-hq', 'i-app')).toBe('unknown')
  expect(verdict(story('32768-65535'), 'vgw-hq', 'i-app')).toBe('delivered')
  expect(verdict(story('1024-49151'), 'vgw-hq', 'i-app')).toBe('dropped')
})
