import rule from '../../../rules/elastic-ip/elastic-ip-idle.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const associated = { AssociationId: 'eipassoc-web', NetworkInterfaceId: 'eni-web' }
const onInstance = { ...associated, InstanceId: 'i-web' }
const web = (): Account =>
  account()
    .vpc('shop')
    .subnet('web', { routes: { '0.0.0.0/0': 'igw' } })
const stopped = (StateTransitionReason?: string, address: object = onInstance): Account =>
  account()
    .vpc('shop')
    .subnet('web', { empty: true })
    .instance(
      'web',
      { subnet: 'web' },
      { State: { Name: 'stopped' }, ...(StateTransitionReason ? { StateTransitionReason } : {}) },
    )
    .elasticIp('web', address)
const unattached = (): Account =>
  account()
    .vpc('shop')
    .subnet('web', { empty: true })
    .eni('web', { subnet: 'web' }, { Status: 'available' })
    .elasticIp('web', associated)

const pool = '  eipalloc-web is 198.51.100.7 from the pool amazon'
const idle = [
  'eipalloc-web: 198.51.100.7 is paid for and carries nothing: it is not associated.',
  '  eipalloc-web has no AssociationId',
]
const stoppedLong = [
  'eipalloc-web: 198.51.100.7 is paid for and carries nothing: i-web is stopped since 2026-11-01.',
  '  i-web is stopped since 2026-11-01',
  pool,
]

testRule(rule, {
  accepts: {
    'the address of a NAT gateway, whatever its interface looks like': account()
      .vpc('shop')
      .subnet('public-a', { empty: true })
      .eni('nat', { subnet: 'public-a' }, { Status: 'available' })
      .natGateway(
        'a',
        {},
        {
          SubnetId: 'subnet-public-a',
          NatGatewayAddresses: [{ AllocationId: 'eipalloc-nat', PublicIp: '203.0.113.9' }],
        },
      )
      .elasticIp('nat', { AssociationId: 'eipassoc-1', NetworkInterfaceId: 'eni-nat' }),
    'the address of a running instance': web().elasticIp('web', onInstance),
    'the address of a NAT gateway': account()
      .vpc('shop')
      .subnet('public', { empty: true })
      .natGateway('a', { in: 'public' })
      .elasticIp('web', { AssociationId: 'eipassoc-nat', NetworkInterfaceId: 'eni-nat-a' }),
    'an instance that was stopped last night': stopped('User initiated (2026-11-21 22:00:00 GMT)'),
    'an instance that is stopping': web()
      .instance('old', { subnet: 'web' }, { State: { Name: 'stopping' } })
      .elasticIp('web', {
        AssociationId: 'eipassoc-old',
        InstanceId: 'i-old',
        NetworkInterfaceId: 'eni-old',
      }),
  },
  flags: {
    'an address that is not associated': { given: account().elasticIp('web'), finds: [...idle, pool] },
    'an address that DNS still names': {
      given: account()
        .elasticIp('web')
        .hostedZone('example.com', [
          { Name: 'old.example.com.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '198.51.100.7' }] },
        ]),
      finds: [...idle, pool, '  ZEXAMPLECOM/old.example.com./A still names 198.51.100.7'],
    },
    'records that were not read': {
      given: account().elasticIp('web').unread('resourceRecordSets'),
      finds: [...idle, pool],
    },
    'an address on an interface that is not attached': {
      given: unattached(),
      finds: [
        'eipalloc-web: 198.51.100.7 is paid for and carries nothing: eni-web is not attached to anything.',
        '  eni-web has Status available',
        pool,
      ],
    },
    'an instance that is stopped since three weeks': {
      given: stopped('User initiated (2026-11-01 12:00:00 GMT)'),
      finds: stoppedLong,
    },
    'an address that names the interface of a stopped instance only': {
      given: stopped('User initiated (2026-11-01 12:00:00 GMT)', associated),
      finds: stoppedLong,
    },
    "an address of the company's own range, as information only": {
      given: account().elasticIp('web', { PublicIpv4Pool: 'ipv4pool-ec2-0123456789abcdef0' }),
      finds: [
        'eipalloc-web: 198.51.100.7 is kept and carries nothing: it is not associated. [info]',
        '  eipalloc-web has no AssociationId',
        '  eipalloc-web is 198.51.100.7 from the pool ipv4pool-ec2-0123456789abcdef0',
      ],
    },
  },
  ignores: {
    'an address that a load balancer manages': account().elasticIp('web', { ServiceManaged: 'nlb' }),
    'an address of an Outpost': account().elasticIp('web', { CustomerOwnedIp: '10.200.0.7' }),
    'an address of a Wavelength Zone': account().elasticIp('web', { CarrierIp: '155.146.0.7' }),
    'an address that partners have on an allow-list': account().elasticIp('web', {
      Tags: [{ Key: 'purpose', Value: 'Reserved for partner allow-list' }],
    }),
  },
  unknown: {
    'an interface that is not attached, where NAT gateways were not read': {
      given: unattached().unread('natGateways'),
      says: [
        "eipalloc-web: whether eni-web is a NAT gateway's is not known: what addresses those use was not read",
      ],
    },
    'a stopped instance that does not say since when': {
      given: stopped('Client.InstanceInitiatedShutdown'),
      says: ['eipalloc-web: i-web is stopped, but since when is not in the answer'],
    },
    "an interface that was not read, as in another's account": {
      given: account().elasticIp('web', associated),
      says: ['eipalloc-web: the state of eni-web, which it is associated with, was not read'],
    },
    'an instance that was not read': {
      given: account().elasticIp('web', onInstance),
      says: ['eipalloc-web: the state of i-web, which it is associated with, was not read'],
    },
  },
})
