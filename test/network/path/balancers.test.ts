import { describe, expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { UDP, ask, decided, places, verdict } from './asking.ts'

type Kind = 'application' | 'network'

interface Story {
  readonly kind?: Kind
  readonly targets?: readonly string[]
  readonly web?: readonly string[]
  readonly appAcl?: { readonly in: readonly string[]; readonly out: readonly string[] }
  readonly attributes?: Readonly<Record<string, string>>
  readonly protocol?: 'TCP' | 'UDP' | 'HTTP'
  readonly scheme?: 'internal' | 'internet-facing'
}

const ALL = ['allow all all 0.0.0.0/0']

/** A balancer in public subnets, listening on 443, with targets on 8080 in subnets of their own. */
function shop({
  kind = 'application',
  targets = ['app-a'],
  web = ['tcp 8080 sg-shop'],
  appAcl = { in: ALL, out: ALL },
  attributes = {},
  protocol = 'HTTP',
  scheme = 'internet-facing',
}: Story = {}): Account {
  const story = account()
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
    .securityGroup('shop', ['tcp 443 0.0.0.0/0', 'udp 443 0.0.0.0/0'])
    .securityGroup('web', web)
    .acl('app', appAcl)
    .subnet('public-a', { zone: 'a', cidr: '10.0.8.0/24', empty: true })
    .subnet('public-b', { zone: 'b', cidr: '10.0.9.0/24', empty: true })
    .subnet('app-a', { zone: 'a', cidr: '10.0.1.0/24', acl: 'app', empty: true })
    .subnet('app-b', { zone: 'b', cidr: '10.0.2.0/24', acl: 'app', empty: true })
    .instance('app-a', { subnet: 'app-a', groups: ['web'] })
    .instance('app-b', { subnet: 'app-b', groups: ['web'] })
  return story
    .loadBalancer('shop', { type: kind, nodes: true }, { SecurityGroups: ['sg-shop'], Scheme: scheme })
    .listener('shop', 443, kind === 'application' ? 'HTTPS' : protocol === 'UDP' ? 'UDP' : 'TCP')
    .targetGroup('web', { port: 8080, balancers: ['shop'], targets, attributes }, { Protocol: protocol })
}

describe('an application load balancer', () => {
  test('calls targets from its own address, on their own port', () => {
    const answer = ask(shop(), 'internet', 'shop')
    expect(answer.verdict).toBe('delivered')
    expect(places(answer)).toEqual(expect.arrayContaining(['igw-shop', 'eni-app-a']))
    expect(verdict(shop({ web: ['tcp 443 sg-shop'] }), 'internet', 'shop')).toBe('dropped')
    expect(verdict(shop({ web: ['tcp 8080 10.0.8.0/23'] }), 'internet', 'shop')).toBe('delivered')
    expect(verdict(shop({ web: ['tcp 8080 192.0.2.0/24'] }), 'internet', 'shop')).toBe('dropped')
  })
  test('has its addresses on interfaces whose description names it, and on no others', () => {
    expect(
      verdict(shop().loadBalancer('other', {}, { SecurityGroups: ['sg-shop'] }), 'internet', 'other'),
    ).toBe('unknown')
    expect(places(ask(shop(), 'internet', 'shop'))).toContain('eni-shop-0')
  })
  test('drops what no listener is for', () => {
    expect(decided(shop(), 'internet', 'shop', { port: 80 })).toMatch(
      /no inbound rule of sg-shop allows TCP 80/,
    )
    expect(decided(shop(), 'internet', 'shop', { protocol: UDP })).toContain(
      'no listener for UDP 443 (there are: HTTPS 443)',
    )
  })
  test('answers a redirect by itself', () => {
    const story = shop()
      .listener('shop', 8443, 'HTTPS', { DefaultActions: [{ Type: 'redirect' }] })
      .securityGroup('shop', ['tcp 8443 0.0.0.0/0'])
    const open = account()
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
      .securityGroup('shop', ['tcp 80 0.0.0.0/0'])
      .subnet('public-a', { zone: 'a', cidr: '10.0.8.0/24', empty: true })
      .loadBalancer('shop', { zones: ['a'], nodes: true }, { SecurityGroups: ['sg-shop'] })
      .listener('shop', 80, 'HTTP', { DefaultActions: [{ Type: 'redirect' }] })
    expect(verdict(story, 'internet', 'shop')).toBe('delivered')
    expect(verdict(open, 'internet', 'shop', { port: 80 })).toBe('delivered')
  })
  test('sends to healthy targets only, and to all when none is', () => {
    const closed = { in: ['deny all all 10.0.9.0/24', ...ALL], out: ALL }
    const { ways } = ask(shop({ targets: ['app-a', '!app-b'] }), 'internet', 'shop')
    expect(ways.flatMap((way) => way.forward.hops.map((hop) => hop.resource.id))).not.toContain('eni-app-b')
    expect(verdict(shop({ targets: ['!app-a', '!app-b'] }), 'internet', 'shop')).toBe('delivered')
    expect(decided(shop({ targets: [] }), 'internet', 'shop')).toContain('web has no targets')
    expect(verdict(shop({ appAcl: closed }), 'internet', 'shop')).toBe('dropped')
  })
  test('needs the ACLs between its nodes and the targets to let the answers back', () => {
    expect(
      decided(shop({ appAcl: { in: ALL, out: ['allow tcp 1024-32767 0.0.0.0/0'] } }), 'internet', 'shop'),
    ).toContain('back: drops acl-app outbound')
  })
  test('that faces the internet is called by its public address from inside, too', () => {
    const story = shop()
    expect(places(ask(story, 'i-app-a', 'shop'))).toContain('igw-shop')
    expect(decided(story, 'i-app-a', 'shop')).toContain('has no public address')
  })
  test('that is internal is called by its private address, and not by the internet', () => {
    const story = shop({ scheme: 'internal' })
    expect(verdict(story, 'i-app-a', 'shop')).toBe('delivered')
    expect(decided(story, 'internet', 'shop')).toContain('has no public IPv4 address')
  })
  test('is one by the address of a node as well as by its name', () => {
    const story = shop({ scheme: 'internal' })
    expect(places(ask(story, 'i-app-b', 'eni-shop-0'))).toContain('eni-app-a')
    expect(verdict(shop({ scheme: 'internal', targets: [] }), 'i-app-b', 'eni-shop-0')).toBe('dropped')
    expect(verdict(story.unread('loadBalancers'), 'i-app-b', 'eni-shop-0')).toBe('unknown')
  })
})

describe('a network load balancer', () => {
  const network = (more: Story): Account =>
    shop({
      kind: 'network',
      protocol: 'TCP',
      attributes: { 'load_balancing.cross_zone.enabled': 'true' },
      ...more,
    })
  const on = { 'load_balancing.cross_zone.enabled': 'true', 'preserve_client_ip.enabled': 'true' }
  const off = { ...on, 'preserve_client_ip.enabled': 'false' }
  const strangers = ['tcp 8080 192.0.2.0/24']
  test("lets instances see the client's address unless an attribute says otherwise", () => {
    expect(verdict(network({ web: strangers }), 'internet', 'shop')).toBe('delivered')
    expect(verdict(network({ web: strangers, attributes: on }), 'internet', 'shop')).toBe('delivered')
    expect(verdict(network({ web: strangers, attributes: off }), 'internet', 'shop')).toBe('dropped')
    expect(verdict(network({ web: ['tcp 8080 10.0.8.0/23'], attributes: off }), 'internet', 'shop')).toBe(
      'delivered',
    )
  })
  test("asks the ACL of the targets about the client's address, there and back", () => {
    expect(
      verdict(
        network({ web: strangers, appAcl: { in: ['allow all all 10.0.0.0/8'], out: ALL } }),
        'internet',
        'shop',
      ),
    ).toBe('dropped')
    expect(
      verdict(
        network({ web: strangers, appAcl: { in: ALL, out: ['allow all all 10.0.0.0/8'] } }),
        'internet',
        'shop',
      ),
    ).toBe('dropped')
  })
  test("lets groups of targets name its own group, though they see the client's address", () => {
    expect(verdict(network({ web: ['tcp 8080 sg-shop'] }), 'internet', 'shop')).toBe('delivered')
  })
  test('hides the client from addresses by default over TCP, and not over UDP', () => {
    const story = (protocol: 'TCP' | 'UDP'): Account => {
      const transport = protocol.toLowerCase()
      const built = network({ protocol, targets: [], web: [`${transport} 8080 10.0.8.0/23`] })
      return built
        .targetGroup(
          'by-address',
          { port: 8080, targets: ['10.0.1.10'], attributes: { 'load_balancing.cross_zone.enabled': 'true' } },
          { Protocol: protocol, TargetType: 'ip' },
        )
        .loadBalancer('direct', { type: 'network', nodes: true }, { SecurityGroups: ['sg-shop'] })
        .listener('direct', 443, protocol, {
          DefaultActions: [{ Type: 'forward', TargetGroupArn: built.groupArn('by-address') }],
        })
    }
    expect(verdict(story('TCP'), 'internet', 'direct')).toBe('delivered')
    expect(verdict(story('UDP'), 'internet', 'direct', { protocol: UDP })).toBe('dropped')
  })
  test('without crossing zones sends to targets of the zone, and is not called where there are none', () => {
    const answer = ask(
      network({ web: ['tcp 8080 0.0.0.0/0'], attributes: { 'load_balancing.cross_zone.enabled': 'false' } }),
      'internet',
      'shop',
    )
    expect(answer.verdict).toBe('delivered')
    expect(answer.ways).toHaveLength(1)
    expect(places(answer)).toContain('eni-shop-0')
  })
})
