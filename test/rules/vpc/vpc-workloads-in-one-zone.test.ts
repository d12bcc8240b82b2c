import rule from '../../../rules/vpc/vpc-workloads-in-one-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (vpc: object = {}): Account => account().vpc('shop', vpc)
const five = (given: Account): Account =>
  ['1', '2', '3', '4', '5'].reduce(
    (so, name) => so.instance(name, { subnet: 'app' }),
    given.subnet('app', { zone: 'a', empty: true }),
  )

testRule(rule, {
  accepts: {
    'workloads in two zones': shop().subnet('a', { zone: 'a' }).subnet('b', { zone: 'b' }),
    'two zones that this account calls by one letter': shop()
      .subnet('a', { zone: 'a' })
      .subnet('b', { zone: 'b' }, { AvailabilityZone: 'us-east-1a' }),
  },
  flags: {
    'a VPC whose subnets are all in one zone': {
      given: shop().subnet('a', { zone: 'a' }).subnet('b', { zone: 'a', empty: true }),
      finds: [
        'vpc-shop: If us-east-1a (use1-az1) fails, everything in this VPC is gone: all of its workload (1 network interface) is there.',
        '  vpc-shop has subnets in use1-az1',
        '  subnet-a holds 1 network interface in use',
      ],
    },
    'a second zone where nothing runs': {
      given: five(shop()).subnet('b', { zone: 'b', empty: true }),
      finds: [
        'vpc-shop: If us-east-1a (use1-az1) fails, everything in this VPC is gone: all of its 5 network interfaces in use are there, although it has subnets in 2 zones.',
        '  vpc-shop has subnets in use1-az1, use1-az2',
        '  subnet-app holds 5 network interfaces in use',
      ],
    },
    'a second zone where only a NAT gateway is': {
      given: five(shop()).subnet('b', { zone: 'b', empty: true }).natGateway('b', { in: 'b' }),
      finds: [
        'vpc-shop: If us-east-1a (use1-az1) fails, everything in this VPC is gone: all of its 5 network interfaces in use are there, although it has subnets in 2 zones.',
        '  vpc-shop has subnets in use1-az1, use1-az2',
        '  subnet-app holds 5 network interfaces in use',
      ],
    },
    'few workloads, as information only': {
      given: shop().subnet('a', { zone: 'a' }).subnet('b', { zone: 'b', empty: true }),
      finds: [
        'vpc-shop: If us-east-1a (use1-az1) fails, everything in this VPC is gone: all of its workload (1 network interface) is there, although it has subnets in 2 zones. [info]',
        '  vpc-shop has subnets in use1-az1, use1-az2',
        '  subnet-a holds 1 network interface in use',
      ],
    },
    'a test environment, as information only': {
      given: shop({ tags: { env: 'dev' } }).subnet('a', { zone: 'a' }),
      finds: [
        'vpc-shop: If us-east-1a (use1-az1) fails, everything in this VPC is gone: all of its workload (1 network interface) is there. [info]',
        '  vpc-shop has subnets in use1-az1',
        '  subnet-a holds 1 network interface in use',
      ],
    },
  },
  ignores: {
    'a VPC where nothing runs': shop().subnet('a', { empty: true }),
    'a Local Zone': shop().subnet('edge', { zone: 'us-east-1-bos-1a' }),
    'a VPC of NAT gateways alone': shop().subnet('a', { empty: true }).natGateway('a', { in: 'a' }),
    'a VPC that another account shares': account()
      .vpc('shop', {}, { OwnerId: '222222222222' })
      .subnet('a', { zone: 'a' }),
  },
  unknown: {
    'a zone that is not in the answer': {
      given: shop().subnet('a', {}, { AvailabilityZoneId: undefined }),
      says: ['vpc-shop: the zone of one of its subnets is not in the answer'],
    },
  },
})
