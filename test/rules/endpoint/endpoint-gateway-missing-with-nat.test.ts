import rule from '../../../rules/endpoint/endpoint-gateway-missing-with-nat.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }
const viaNat = { '0.0.0.0/0': 'nat-a' }
const shop = (gateway: object = {}): Account =>
  account()
    .vpc('shop')
    .subnet('public', { routes: viaIgw, empty: true })
    .natGateway('a', { in: 'public' }, gateway)
const app = (gateway: object = {}): Account => shop(gateway).subnet('app', { routes: viaNat })
const interfaceFor = (service: string, more: object = {}): object => ({
  VpcEndpointId: `vpce-${service}-i`,
  VpcEndpointType: 'Interface',
  VpcId: 'vpc-shop',
  OwnerId: '111111111111',
  State: 'available',
  ServiceName: `com.amazonaws.us-east-1.${service}`,
  PrivateDnsEnabled: true,
  ...more,
})
const both = (given: Account): Account =>
  given.gatewayEndpoint('s3', ['app']).gatewayEndpoint('dynamodb', ['app'])

const charged = (service: string, nat = 'nat-a', from = '1 private subnet'): string =>
  `vpc-shop: Traffic to ${service} from ${from} passes ${nat} and is charged by the gigabyte: the VPC has no gateway endpoint for it.`
const facts = (service: string, target = 'nat-a'): string[] => [
  `  vpc-shop has no gateway endpoint for ${service}`,
  `  rtb-app routes 0.0.0.0/0 to ${target}`,
]
const dynamodb = [`${charged('dynamodb')} [info]`, ...facts('dynamodb')]

testRule(rule, {
  accepts: {
    'a VPC with both endpoints': both(app()),
    'an endpoint that is being made': app()
      .gatewayEndpoint('s3', ['app'], { State: 'Pending' })
      .gatewayEndpoint('dynamodb', ['app']),
    'a NAT gateway that was not read, beside endpoints': both(
      shop().subnet('app', { routes: { '0.0.0.0/0': 'nat-x' } }),
    ),
  },
  flags: {
    'a VPC that leaves by a NAT gateway, and DynamoDB as information only': {
      given: app(),
      finds: [charged('s3'), ...facts('s3'), ...dynamodb],
    },
    'a NAT instance': {
      given: account()
        .vpc('shop')
        .subnet('public', { routes: viaIgw, empty: true })
        .instance('nat', { subnet: 'public', publicIp: '203.0.113.5' })
        .subnet('app', { routes: { '0.0.0.0/0': 'eni-nat' } })
        .gatewayEndpoint('dynamodb', []),
      finds: [charged('s3', 'eni-nat'), ...facts('s3', 'eni-nat')],
    },
    'several subnets of one table': {
      given: app().subnet('db', { sharesTableOf: 'app' }).gatewayEndpoint('dynamodb', []),
      finds: [charged('s3', 'nat-a', '2 private subnets'), ...facts('s3')],
    },
    'an endpoint that failed': {
      given: app().gatewayEndpoint('s3', ['app'], { State: 'Failed' }),
      finds: [charged('s3'), ...facts('s3'), ...dynamodb],
    },
    'an endpoint in another VPC': {
      given: both(account().vpc('other'))
        .vpc('shop')
        .subnet('public', { routes: viaIgw, empty: true })
        .natGateway('a', { in: 'public' })
        .subnet('app', { routes: viaNat }),
      finds: [charged('s3'), ...facts('s3'), ...dynamodb],
    },
    'an interface endpoint that only serves the resolver of on-premises hosts': {
      given: app()
        .gatewayEndpoint('dynamodb', [])
        .add(
          'vpcEndpoints',
          interfaceFor('s3', { DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: true } }),
        ),
      finds: [charged('s3'), ...facts('s3')],
    },
  },
  ignores: {
    'interface endpoints that took over the names': app()
      .add('vpcEndpoints', interfaceFor('s3'))
      .add('vpcEndpoints', interfaceFor('dynamodb')),
    'a central egress, which may inspect': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'tgw-hub' } }),
    'a private NAT gateway on the way to it': app({ ConnectivityType: 'private' }),
    'a subnet where nothing runs': shop().subnet('app', { routes: viaNat, empty: true }),
    'a public subnet': account().vpc('shop').subnet('web', { routes: viaIgw }),
    'a dead route': shop().subnet('app', { routes: { '0.0.0.0/0': '!nat-a' } }),
  },
  unknown: {
    'a NAT gateway that was not read': {
      given: shop().subnet('app', { routes: { '0.0.0.0/0': 'nat-x' } }),
      says: ['s3', 'dynamodb'].map(
        () => 'vpc-shop: nat-x, where a default route leads, is not among the NAT gateways that were read',
      ),
    },
    'a NAT gateway that may be private': {
      given: app({ ConnectivityType: undefined, NatGatewayAddresses: [{ PrivateIp: '10.0.0.9' }] }),
      says: ['s3', 'dynamodb'].map(
        () => 'vpc-shop: whether nat-a is public (ConnectivityType) is not in the answer',
      ),
    },
    'an interface endpoint that may have taken over the name': {
      given: app()
        .gatewayEndpoint('dynamodb', ['app'])
        .add('vpcEndpoints', interfaceFor('s3', { PrivateDnsEnabled: undefined })),
      says: ['vpc-shop: the state or private DNS of its endpoint for s3 is not in the answer'],
    },
    'an endpoint without a state': {
      given: app().gatewayEndpoint('s3', [], { State: undefined }).gatewayEndpoint('dynamodb', []),
      says: ['vpc-shop: the state or private DNS of its endpoint for s3 is not in the answer'],
    },
  },
})
