import { describe, expect, test } from 'vitest'
import { Facts } from '../../../src/inventory/inventory.ts'
import { type Exposed, InternetExposure } from '../../../src/network/exposure/exposure.ts'
import { portsLabel } from '../../../src/network/nacl.ts'
import { type Account, account } from '../../support/account.ts'

const PUBLIC = { '0.0.0.0/0': 'igw' }

const exposed = (given: Account): Exposed => {
  const world = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  return new InternetExposure(world).of(world.networkInterfaces.everywhere)
}

/** `eni-web tcp 443 from the internet`, a line a row; what could not be decided comes last. */
const lines = (given: Account): readonly string[] => {
  const { exposures, undecided } = exposed(given)
  return [
    ...exposures.map(
      (one) => `${one.eni.id} ${one.protocol} ${portsLabel(one.ports)} from ${one.from.join(', ')}`,
    ),
    ...undecided.map((one) => `${one.eni.id}: ${one.reason}`),
  ]
}

const shop = (): Account => account().vpc('shop')
const web = (given: Account, more: object = {}): Account =>
  given.instance('web', { subnet: 'public', groups: ['web'], publicIp: '203.0.113.5', ...more })

const open = (): Account =>
  shop().securityGroup('web', ['tcp 443 0.0.0.0/0']).subnet('public', { routes: PUBLIC, empty: true })

describe('the internet reaches', () => {
  test('an instance with a public address, a route, an ACL and a group that let it', () => {
    expect(lines(web(open()))).toEqual(['eni-web 6 443 from the internet'])
  })

  test('only the ports that group and ACL have in common', () => {
    const given = shop()
      .securityGroup('web', ['tcp 80-443 0.0.0.0/0'])
      .acl('narrow', { in: ['allow tcp 100-8000 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] })
      .subnet('public', { routes: PUBLIC, acl: 'narrow', empty: true })
    expect(lines(web(given))).toEqual(['eni-web 6 100-443 from the internet'])
  })

  test('only from where the group says', () => {
    const given = shop()
      .securityGroup('web', ['tcp 22 203.0.113.0/24', 'tcp 443 0.0.0.0/0', 'tcp 8080 10.0.0.0/8'])
      .subnet('public', { routes: PUBLIC, empty: true })
    expect(lines(web(given))).toEqual(['eni-web 6 22 from 203.0.113.0/24', 'eni-web 6 443 from the internet'])
  })

  test('all that a group for all traffic opens, a ping included', () => {
    const given = shop()
      .securityGroup('web', ['all all 0.0.0.0/0'])
      .subnet('public', { routes: PUBLIC, empty: true })
    expect(lines(web(given))).toEqual([
      'eni-web 1 8 from the internet',
      'eni-web 6 0-65535 from the internet',
      'eni-web 17 0-65535 from the internet',
    ])
  })

  test('an IPv6 address by ::/0', () => {
    const given = account()
      .vpc('shop', { ipv6: '2600:1f18::/56' })
      .securityGroup('web', ['tcp 443 ::/0'])
      .acl('six', { in: ['allow all all ::/0'], out: ['allow all all ::/0'] })
      .subnet('public', { routes: { '::/0': 'igw' }, ipv6: '2600:1f18::/64', acl: 'six', empty: true })
      .instance('web', { subnet: 'public', groups: ['web'], ipv6: '2600:1f18::5' })
    expect(lines(given)).toEqual(['eni-web 6 443 from the internet'])
  })
})

describe('the internet does not reach', () => {
  const closed: Readonly<Record<string, Account>> = {
    'an instance without a public address': open().instance('web', { subnet: 'public', groups: ['web'] }),
    'a subnet without a route to an internet gateway': web(
      shop().securityGroup('web', ['tcp 443 0.0.0.0/0']).subnet('public', { empty: true }),
    ),
    'an IPv6 address behind an egress-only gateway': account()
      .vpc('shop', { ipv6: '2600:1f18::/56' })
      .securityGroup('web', ['tcp 443 ::/0'])
      .subnet('public', { routes: { '::/0': 'eigw-shop' }, ipv6: '2600:1f18::/64', empty: true })
      .instance('web', { subnet: 'public', groups: ['web'], ipv6: '2600:1f18::5' }),
    'what the ACL lets no answer out of': web(
      shop()
        .securityGroup('web', ['tcp 443 0.0.0.0/0'])
        .acl('mute', { in: ['allow tcp 443 0.0.0.0/0'], out: ['allow tcp 443 0.0.0.0/0'] })
        .subnet('public', { routes: PUBLIC, acl: 'mute', empty: true }),
    ),
    'a stopped instance': open().instance(
      'web',
      { subnet: 'public', groups: ['web'], publicIp: '203.0.113.5' },
      { State: { Name: 'stopped' } },
    ),
    'a NAT gateway': open().natGateway('a', { in: 'public' }),
    'a subnet that Block Public Access covers': web(
      shop()
        .securityGroup('web', ['tcp 443 0.0.0.0/0'])
        .subnet(
          'public',
          { routes: PUBLIC, empty: true },
          { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' } },
        ),
    ),
    'a group that is open to other groups': web(
      shop().securityGroup('web', ['tcp 443 sg-other']).subnet('public', { routes: PUBLIC, empty: true }),
    ),
  }
  for (const [name, given] of Object.entries(closed)) test(name, () => expect(lines(given)).toEqual([]))
})

describe('a load balancer is reached', () => {
  const balanced = (): Account =>
    shop()
      .securityGroup('alb', ['tcp 0-65535 0.0.0.0/0'])
      .subnet('public-a', { routes: PUBLIC, empty: true })
      .loadBalancer('alb', { zones: ['a'], nodes: true })

  test('on the ports of its listeners only, however wide its group', () => {
    expect(lines(balanced().listener('alb', 443, 'HTTPS'))).toEqual(['eni-alb-0 6 443 from the internet'])
  })

  test('perhaps, where its listeners were not read', () => {
    expect(lines(balanced().unread('listeners'))).toEqual([
      'eni-alb-0: the listeners of its load balancer were not read',
    ])
  })
})

describe('behind the route table of a gateway', () => {
  const steered = (inbound: readonly string[]): Account =>
    web(shop().securityGroup('web', inbound).subnet('public', { routes: PUBLIC, empty: true })).gatewayTable(
      'igw',
      { '10.0.10.0/24': 'vpce-firewall' },
    )

  test('an instance may be reached', () => {
    expect(lines(steered(['tcp 443 0.0.0.0/0']))).toEqual([
      'eni-web: igw-shop has a route table of its own, which leads through other devices',
    ])
  })

  test('an instance is not reached whose groups admit no stranger', () => {
    expect(lines(steered(['tcp 443 10.0.0.0/8']))).toEqual([])
    expect(lines(steered([]))).toEqual([])
  })

  test('it is not known of an instance whose groups were not read', () => {
    expect(lines(steered([]).unread('securityGroups'))).toHaveLength(1)
  })
})

describe('it cannot be decided without', () => {
  const kinds = {
    routeTables: 'the routes of subnet-public were not read',
    networkAcls: 'the network ACL of subnet-public was not read',
    vpcBlockPublicAccessOptions: 'whether VPC Block Public Access covers subnet-public was not read',
    securityGroups: 'one of its security groups was not read',
    subnets: 'its subnet subnet-public was not read',
  } as const
  for (const [kind, reason] of Object.entries(kinds)) {
    // Object.entries gives texts for keys that are kinds.
    test(kind, () =>
      expect(lines(web(open()).unread(kind as keyof typeof kinds))).toEqual([`eni-web: ${reason}`]),
    )
  }
})
