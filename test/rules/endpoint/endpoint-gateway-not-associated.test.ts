import rule from '../../../rules/endpoint/endpoint-gateway-not-associated.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaNat = { '0.0.0.0/0': 'nat-a' }
const shop = (): Account =>
  account()
    .vpc('shop')
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' } })
    .natGateway('a', { in: 'public' })
    .subnet('app', { routes: viaNat })
    .subnet('db', { routes: viaNat })
const S3 = 'com.amazonaws.us-east-1.s3'
const charged = (subnets: string): string =>
  `vpce-s3: What ${subnets} sends to ${S3} passes NAT and is charged by the gigabyte, although this endpoint is there.`

testRule(rule, {
  accepts: {
    'an endpoint in all private tables': shop().gatewayEndpoint('s3', ['app', 'db']),
    'two endpoints that share the tables': shop()
      .gatewayEndpoint('s3', ['app'])
      .gatewayEndpoint('s3', ['db'], { VpcEndpointId: 'vpce-second' }),
    'a subnet in which nothing runs': shop()
      .subnet('spare', { routes: viaNat, empty: true })
      .gatewayEndpoint('s3', ['app', 'db']),
    'a subnet without a way out': shop()
      .subnet('closed', { routes: {} })
      .gatewayEndpoint('s3', ['app', 'db']),
  },
  flags: {
    'a table that was forgotten': {
      given: shop().gatewayEndpoint('s3', ['app']),
      finds: [
        charged('subnet-db'),
        '  vpce-s3 is not associated with rtb-db',
        '  rtb-db leads to the internet by nat-a',
      ],
    },
    'an endpoint in no table, in a VPC that pays for NAT': {
      given: shop().gatewayEndpoint('s3', []),
      finds: [
        charged('subnet-app, subnet-db'),
        '  vpce-s3 is not associated with rtb-app, rtb-db',
        '  rtb-app leads to the internet by nat-a',
        '  rtb-db leads to the internet by nat-a',
      ],
    },
    'an endpoint in no table, where it costs nothing': {
      given: account().vpc('shop').subnet('app').gatewayEndpoint('s3', []),
      finds: [
        `vpce-s3: Nothing uses this endpoint for ${S3}: it is in no route table. [info]`,
        '  vpce-s3 is associated with no route table',
      ],
    },
  },
  ignores: {
    'a VPC without an endpoint': shop(),
    'an endpoint in a VPC without NAT': account()
      .vpc('shop')
      .subnet('app', { routes: {} })
      .gatewayEndpoint('s3', ['app']),
    'an endpoint that failed': shop().gatewayEndpoint('s3', [], { State: 'Failed' }),
    'an interface endpoint that took over the name': shop()
      .gatewayEndpoint('s3', ['app'])
      .interfaceEndpoint('s3-i', 's3', { subnets: ['app'] }),
  },
  unknown: {
    'a second endpoint that may be gone': {
      given: shop()
        .gatewayEndpoint('s3', ['app'])
        .gatewayEndpoint('s3', ['db'], { VpcEndpointId: 'vpce-second', State: undefined }),
      says: ['vpce-s3: the state or private DNS of vpce-second, for the same service, is not in the answer'],
    },
    'tables that are not in the answer': {
      given: shop().gatewayEndpoint('s3', [], { RouteTableIds: undefined }),
      says: ['vpce-s3: its route tables are not in the answer'],
    },
    'a NAT gateway that was not read': {
      given: account()
        .vpc('shop')
        .subnet('app', { routes: { '0.0.0.0/0': 'nat-x' } })
        .gatewayEndpoint('s3', ['app']),
      says: ['vpce-s3: nat-x, where a default route leads, is not among the NAT gateways that were read'],
    },
  },
})
