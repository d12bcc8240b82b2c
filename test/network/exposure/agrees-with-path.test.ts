import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Facts } from '../../../src/inventory/inventory.ts'
import { InternetExposure } from '../../../src/network/exposure/exposure.ts'
import { askPath } from '../../../src/network/path/question.ts'
import type { World } from '../../../src/network/path/world.ts'
import { parsePrefix } from '../../../src/network/prefix.ts'
import { type Account, account } from '../../support/account.ts'

const SOURCES = ['203.0.113.1', '203.0.113.200', '198.51.100.1', '192.0.2.77']
const PORTS = [22, 443, 8080]
const PUBLIC_IPS = ['203.0.113.250', '203.0.113.251']

const cidr = fc.constantFrom(
  '0.0.0.0/0',
  '203.0.113.0/24',
  '203.0.113.0/25',
  '198.51.100.0/24',
  '128.0.0.0/1',
)
const ports = fc.constantFrom('22', '443', '400-500', '1024-65535', '32768-65535', '0-65535')
const entry = fc
  .tuple(fc.constantFrom('allow', 'allow', 'deny'), fc.constantFrom('tcp', 'all'), ports, cidr)
  .map(
    ([action, protocol, range, block]) =>
      `${action} ${protocol} ${protocol === 'all' ? 'all' : range} ${block}`,
  )
const permission = fc
  .tuple(fc.constantFrom('tcp', 'all'), fc.constantFrom('22', '443', '0-65535'), cidr)
  .map(([protocol, range, block]) => `${protocol} ${protocol === 'all' ? 'all' : range} ${block}`)
const target = fc.constantFrom('igw', '!igw', 'nat-a')

const network = fc.record({
  inbound: fc.array(entry, { maxLength: 4 }),
  outbound: fc.array(entry, { maxLength: 4 }),
  rules: fc.array(permission, { maxLength: 3 }),
  routes: fc.dictionary(cidr, target, { maxKeys: 3 }),
  publicIp: fc.constantFrom(...PUBLIC_IPS, undefined),
  blocked: fc.boolean().map((blocked) => (blocked ? 'block-ingress' : 'off')),
  stopped: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
})

type Network = typeof network extends fc.Arbitrary<infer T> ? T : never

function build({ inbound, outbound, rules, routes, publicIp, blocked, stopped }: Network): Account {
  // A healthy way, which the random parts then narrow: otherwise nearly nothing would ever arrive.
  return account()
    .vpc('shop', { routes: { '0.0.0.0/0': 'igw' } })
    .securityGroup('web', [...rules, 'tcp 443 0.0.0.0/0'])
    .acl('acl', {
      in: [...inbound, 'allow all all 0.0.0.0/0'],
      out: [...outbound, 'allow all all 0.0.0.0/0'],
    })
    .subnet(
      'public',
      { routes: { '0.0.0.0/0': 'igw', ...routes }, acl: 'acl', empty: true },
      { BlockPublicAccessStates: { InternetGatewayBlockMode: blocked as 'off' } },
    )
    .natGateway('a', { in: 'public' })
    .instance(
      'web',
      { subnet: 'public', groups: ['web'], ...(publicIp ? { publicIp } : {}) },
      { State: { Name: stopped ? 'stopped' : 'running' } },
    )
}

const exposedTo = (world: World, source: string, port: number): boolean => {
  const address = parsePrefix(source)?.first ?? 0n
  const { exposures, undecided } = new InternetExposure(world).of(world.networkInterfaces.everywhere)
  expect(undecided).toEqual([])
  return exposures.some(
    (one) =>
      one.eni.id === 'eni-web' &&
      one.protocol === 6 &&
      one.ports.some(([start, end]) => start <= port && port < end) &&
      one.sources.some(([start, end]) => start <= address && address < end),
  )
}

test('what exposure lists, path delivers, and what it does not list, path drops', () => {
  let [delivered, dropped] = [0, 0]
  fc.assert(
    fc.property(network, fc.constantFrom(...SOURCES), fc.constantFrom(...PORTS), (given, source, port) => {
      const builder = build(given)
      const world = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
      const exposed = exposedTo(world, source, port)
      const to = given.publicIp ?? 'i-web'
      const { verdict } = askPath({ from: source, to, protocol: 6, port }, world)
      expect(verdict).toBe(exposed ? 'delivered' : 'dropped')
      if (exposed) delivered++
      else dropped++
    }),
    { numRuns: 2500 },
  )
  // A property that never meets one of its cases proves nothing.
  expect(delivered).toBeGreaterThan(100)
  expect(dropped).toBeGreaterThan(100)
})
