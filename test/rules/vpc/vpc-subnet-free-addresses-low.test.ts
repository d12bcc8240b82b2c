import rule from '../../../rules/vpc/vpc-subnet-free-addresses-low.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (
  free: number | undefined,
  cidr = '10.0.0.0/24',
  fields: object = {},
  vpc: object = {},
): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('app', { cidr }, { AvailableIpAddressCount: free, ...fields })
const balancer = (given: Account, type: 'application' | 'network'): Account =>
  given.loadBalancer(
    'web',
    { type },
    {
      AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-app' }],
    },
  )

const only = (free: number, percent: number): string =>
  `subnet-app: Only ${free} of 251 addresses (${percent} %) are free here: when they are gone, nothing new starts in this subnet.`

testRule(rule, {
  accepts: {
    'a subnet with room': shop(200),
    'a fifth of it, just': shop(51),
    'a small subnet whose five reserved addresses do not count': shop(3, '10.0.0.0/28'),
    'a small subnet of a network load balancer': balancer(shop(3, '10.0.0.0/28'), 'network'),
    'a balancer with just enough': balancer(shop(8, '10.0.0.0/28'), 'application'),
  },
  flags: {
    'a subnet that is nearly full': {
      given: shop(12),
      finds: [only(12, 4), '  subnet-app has 12 free addresses in 10.0.0.0/24'],
    },
    'a subnet that is filling up, mildly': {
      given: shop(50),
      finds: [`${only(50, 19)} [low]`, '  subnet-app has 50 free addresses in 10.0.0.0/24'],
    },
    'other numbers in the configuration': {
      given: shop(100),
      settings: { failPercent: 40, warnPercent: 50 },
      finds: [only(100, 39), '  subnet-app has 100 free addresses in 10.0.0.0/24'],
    },
    'a balancer that cannot grow': {
      given: balancer(shop(6, '10.0.0.0/28'), 'application'),
      finds: [
        'subnet-app: web cannot grow here: 6 of 11 addresses are free, and an Application Load Balancer needs 8.',
        '  subnet-app has 6 free addresses in 10.0.0.0/28',
        '  web has a node in subnet-app',
      ],
    },
    'a test environment, as information only': {
      given: shop(12, '10.0.0.0/24', {}, { tags: { env: 'dev' } }),
      finds: [`${only(12, 4)} [info]`, '  subnet-app has 12 free addresses in 10.0.0.0/24'],
    },
  },
  ignores: {
    'a subnet where nothing runs': account()
      .vpc('shop')
      .subnet('app', { empty: true }, { AvailableIpAddressCount: 3 }),
    'a subnet of NAT gateways alone': account()
      .vpc('shop')
      .subnet('public', { cidr: '10.0.0.0/28', empty: true }, { AvailableIpAddressCount: 1 })
      .natGateway('a', { in: 'public' }),
    'a subnet of IPv6 alone': shop(0, '10.0.0.0/24', { Ipv6Native: true }),
    'a subnet that another account shares': shop(3, '10.0.0.0/24', { OwnerId: '222222222222' }),
  },
  unknown: {
    'a count that is not there': {
      given: shop(undefined),
      says: ['subnet-app: its CidrBlock or AvailableIpAddressCount is not in the answer'],
    },
    'a load balancer that does not say in which subnets it is': {
      given: shop(6, '10.0.0.0/28').loadBalancer('web', {}, { AvailabilityZones: undefined }),
      says: ['subnet-app: whether a load balancer needs its last 6 addresses was not read'],
    },
    'load balancers that were not read': {
      given: shop(6, '10.0.0.0/28').unread('loadBalancers'),
      says: ['subnet-app: whether a load balancer needs its last 6 addresses was not read'],
    },
  },
})
