import { expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { decided, open, verdict } from './asking.ts'

const pair = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpc('data', { cidr: '10.1.0.0/16' })
    .peering('x', 'shop', 'data')
    .subnet('db', {
      vpc: 'data',
      cidr: '10.1.1.0/24',
      routes: { '10.0.0.0/16': 'pcx-x', '10.2.0.0/16': 'pcx-y', '0.0.0.0/0': 'igw' },
    })
    .subnet('app', {
      vpc: 'shop',
      cidr: '10.0.1.0/24',
      routes: { '10.1.0.0/16': 'pcx-x', '10.2.0.0/16': 'pcx-x', '0.0.0.0/0': 'pcx-x' },
    })

test('a peering leads to the addresses of the peer, when both sides have the route', () => {
  expect(verdict(pair(), 'i-app', 'i-db')).toBe('delivered')
  const oneSided = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpc('data', { cidr: '10.1.0.0/16' })
    .peering('x', 'shop', 'data')
    .subnet('db', { vpc: 'data', cidr: '10.1.1.0/24' })
    .subnet('app', { vpc: 'shop', cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx-x' } })
  expect(decided(oneSided, 'i-app', 'i-db')).toMatch(/^back: drops rtb-main-data no route/)
})

test('peering is not transitive', () => {
  const story = pair()
    .vpc('third', { cidr: '10.2.0.0/16' })
    .peering('y', 'data', 'third')
    .subnet('far', { cidr: '10.2.1.0/24', routes: { '10.0.0.0/16': 'pcx-y' } })
  expect(decided(story, 'i-app', 'i-far')).toMatch(
    /^drops pcx-x 10\.2\.1\.\d+ is not in vpc-data: peering is not transitive/,
  )
})

test("a peering gives no way through the peer's gateways", () => {
  expect(decided(pair(), 'i-app', 'internet')).toContain('leads to no gateway of the peer')
})

test('of two peers with equal blocks the route decides', () => {
  const story = (peer: string): Account =>
    open()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .vpc('blue', { cidr: '10.1.0.0/16' })
      .vpc('green', { cidr: '10.1.0.0/16' })
      .peering('blue', 'shop', 'blue')
      .peering('green', 'shop', 'green')
      .subnet('db', { vpc: 'blue', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-blue' } })
      .subnet('empty', { vpc: 'green', cidr: '10.1.2.0/24', empty: true })
      .subnet('app', { vpc: 'shop', cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': `pcx-${peer}` } })
  expect(verdict(story('blue'), 'i-app', 'i-db')).toBe('delivered')
  expect(decided(story('green'), 'i-app', 'i-db')).toContain(
    'is in the block of vpc-green but in none of its subnets',
  )
})

test('a peering that is not active carries nothing', () => {
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpc('data', { cidr: '10.1.0.0/16' })
    .peering('x', 'shop', 'data', undefined, { Status: { Code: 'expired' } })
    .subnet('db', { vpc: 'data', cidr: '10.1.1.0/24' })
    .subnet('app', { vpc: 'shop', cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx-x' } })
  expect(decided(story, 'i-app', 'i-db')).toBe('drops pcx-x pcx-x is expired')
})

/** Two VPCs, in one region or two, where groups name each other: inbound at `db`, or outbound at `app`. */
const named = (region: string, where: 'inbound' | 'outbound'): readonly Account[] => {
  const here = account().securityGroup(
    'app',
    [],
    where === 'inbound'
      ? {}
      : { IpPermissionsEgress: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-db' }] }] },
  )
  const there = region === here.region ? here : account({ region })
  here.vpc('shop', { cidr: '10.0.0.0/16' })
  there
    .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'pcx-x' } })
    .securityGroup('db', [where === 'inbound' ? 'tcp 443 sg-app' : 'tcp 443 0.0.0.0/0'])
    .subnet('db', { cidr: '10.1.1.0/24', empty: true })
    .instance('db', { subnet: 'db', groups: ['db'] })
  here
    .peering('x', 'shop', 'data', there)
    .subnet('app', { vpc: 'shop', cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx-x' }, empty: true })
    .instance('app', { subnet: 'app', groups: ['app'] })
  return here === there ? [here] : [here, there]
}

test('security groups may be named across a peering within a region, and not between regions', () => {
  for (const where of ['inbound', 'outbound'] as const) {
    expect(verdict(named('us-east-1', where), 'i-app', 'i-db')).toBe('delivered')
    expect(verdict(named('eu-west-1', where), 'i-app', 'i-db')).toBe('dropped')
  }
})

test('a peer in an account that was not read is where facts end', () => {
  const other = open({ id: '222222222222' }).vpc('data', { cidr: '10.1.0.0/16' })
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .peering('x', 'shop', 'data', other)
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx-x', '10.9.0.0/16': 'pcx-x' } })
  expect(verdict(story, 'i-app', '10.1.1.1')).toBe('exits-network')
  expect(decided(story, 'i-app', '10.9.0.1')).toContain('peering is not transitive')
})
