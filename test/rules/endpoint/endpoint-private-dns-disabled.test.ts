import rule from '../../../rules/endpoint/endpoint-private-dns-disabled.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const NAME = 'kms.us-east-1.amazonaws.com'
const offered = (): Account =>
  account()
    .vpc('shop')
    .securityGroup('endpoints', ['tcp 443 10.0.0.0/16'])
    .subnet('app')
    .add('vpcEndpointServices', {
      ServiceName: 'com.amazonaws.us-east-1.kms',
      Owner: 'amazon',
      PrivateDnsName: NAME,
      PrivateDnsNames: [{ PrivateDnsName: NAME }],
    })
const without = (fields: object = {}): Account =>
  offered().interfaceEndpoint('kms', 'kms', { subnets: ['app'] }, { PrivateDnsEnabled: false, ...fields })
const zone = (given: Account, Name: string, PrivateZone = true): Account =>
  given.add('hostedZones', { Id: '/hostedzone/Z1', Name, Config: { PrivateZone } })
const associated = (given: Account, Name: string): Account =>
  given.add(
    'hostedZonesByVpc',
    { HostedZoneId: 'Z9', Name, Owner: { OwningAccount: '222222222222' } },
    { VPCId: 'vpc-shop', VPCRegion: 'us-east-1' },
  )
const found = [
  `vpce-kms: ${NAME} leads past this endpoint, which is paid for and carries nothing: it is without private DNS, and so is vpc-shop without a zone for the name.`,
  '  vpce-kms has PrivateDnsEnabled false',
]

testRule(rule, {
  accepts: {
    'a second endpoint that has private DNS': without().interfaceEndpoint('kms-2', 'kms', {
      subnets: ['app'],
    }),
    'an endpoint with private DNS': offered().interfaceEndpoint('kms', 'kms', { subnets: ['app'] }),
  },
  ignores: {
    'a zone for the name that the VPC resolves, of another account': associated(without(), `${NAME}.`),
    'a zone that holds the name': associated(without(), 'us-east-1.amazonaws.com.'),
    'a zone for the name in the account, which a profile may share': zone(without(), `${NAME}.`),
    'a service of a partner': account()
      .vpc('shop')
      .securityGroup('endpoints')
      .subnet('app')
      .interfaceEndpoint(
        'rates',
        'com.amazonaws.vpce.us-east-1.vpce-svc-1',
        { subnets: ['app'] },
        { PrivateDnsEnabled: false },
      ),
    'an endpoint that is being deleted': without({ State: 'deleting' }),
    'a gateway endpoint': offered().gatewayEndpoint('s3', ['app']),
  },
  flags: {
    'an endpoint without private DNS': { given: without(), finds: found },
    'a public zone of that name, which no VPC resolves': {
      given: zone(without(), `${NAME}.`, false),
      finds: found,
    },
    'a zone of another service': {
      given: associated(without(), 'sts.us-east-1.amazonaws.com.'),
      finds: found,
    },
  },
  unknown: {
    'zones that were not read': {
      given: without().unread('hostedZonesByVpc'),
      says: ['vpce-kms: the private hosted zones that vpc-shop resolves were not all read'],
    },
    'a service that is not among those that were read': {
      given: without({ ServiceName: 'com.amazonaws.us-east-1.sqs' }),
      says: ['vpce-kms: whether it has private DNS, or whether its service offers it, was not read'],
    },
  },
})
