import rule from '../../../rules/route53/route53-dangling-public-ip.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { type RecordItem, ZONE, address, alias, elb } from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const OURS = '203.0.113.1'
/** In 52.54.0.0/15, of us-east-1. */
const GONE = '52.54.17.201'
/** In 52.208.0.0/13, of eu-west-1. */
const FAR = '52.208.1.2'

const id = `${ZONE}/www.example.com./A`
const ours = address(OURS, { Name: 'api.example.com.' })
const holding = (builder = account()): Account =>
  builder
    .vpc('shop')
    .subnet('public-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .elasticIp('api', { PublicIp: OURS })
const names = (builder: Account, ...records: readonly RecordItem[]): Account =>
  builder.hostedZone('example.com', records)
const lost = (value: string, region: string): string =>
  `${id}: www.example.com names ${value}, an address of EC2's in ${region} that no audited account has: if it was released, whoever gets it answers under your name.`
const maybe = (value: string, reason: string): readonly string[] => [
  `${id}: ${value} is an address of EC2's that nothing read has, but ${reason}`,
]
const tunnels = { TunnelOptions: [{ OutsideIpAddress: GONE }, { OutsideIpAddress: '52.54.17.202' }] }

testRule(rule, {
  accepts: {
    'an Elastic IP address, even an unused one': names(holding(), ours),
    'an address of an interface': names(
      holding().instance('web', { subnet: 'public-a', publicIp: GONE }),
      ours,
      address(GONE),
    ),
    'an address of a regional NAT gateway': names(
      holding().natGateway('out', { publicIp: GONE }),
      ours,
      address(GONE),
    ),
    'the outer address of a VPN tunnel': names(
      holding().add('vpnConnections', {
        VpnConnectionId: 'vpn-1',
        State: 'available',
        Options: tunnels,
        Routes: [],
      }),
      ours,
      address(GONE),
    ),
    'an address of another account': [
      names(holding(), address(GONE)),
      account({ id: '222222222222' }).elasticIp('web', { PublicIp: GONE }),
    ],
  },
  flags: {
    'an address of EC2 that nothing has, in a zone that names another of ours': {
      given: names(holding(), ours, address(GONE)),
      finds: [lost(GONE, 'us-east-1'), `  ${id} names ${GONE}, in 52.54.0.0/15`],
    },
    'one of several values': {
      given: names(holding(), address('', { ResourceRecords: [{ Value: OURS }, { Value: GONE }] })),
      finds: [lost(GONE, 'us-east-1'), `  ${id} names ${GONE}, in 52.54.0.0/15`],
    },
    'one in another Region that was read': {
      given: [
        names(holding(), ours, address(FAR)),
        holding(account({ region: 'eu-west-1' })).elasticIp('eu', { PublicIp: '198.51.100.9' }),
      ],
      finds: [lost(FAR, 'eu-west-1'), `  ${id} names ${FAR}, in 52.208.0.0/13`],
    },
    'an address in a range that the settings name': {
      given: names(holding(), ours, address('198.51.100.20')),
      settings: { ec2Ranges: ['198.51.100.0/24 us-east-1'] },
      finds: [lost('198.51.100.20', 'us-east-1'), `  ${id} names 198.51.100.20, in 198.51.100.0/24`],
    },
    'what is not among the addresses of vendors': {
      given: names(holding(), ours, address(GONE), address('52.0.0.9', { Name: 'shop.example.com.' })),
      settings: { foreignAddresses: ['52.0.0.0/24'] },
      finds: [lost(GONE, 'us-east-1'), `  ${id} names ${GONE}, in 52.54.0.0/15`],
    },
  },
  ignores: {
    "an address that is not EC2's": names(holding(), address('192.0.2.1')),
    'a private address': names(holding(), address('10.0.0.1')),
    "an address of Global Accelerator's": names(holding(), address('75.2.60.5')),
    'an alias': names(holding(), alias(elb('web'))),
    'a text': names(holding(), { ...address(GONE), Type: 'TXT' }),
    'a private zone': holding().privateZone('example.com', [], [ours, address(GONE)], { id: 'example.com' }),
    'a zone that a service manages': holding().hostedZone('example.com', [ours, address(GONE)], {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
  unknown: {
    'a Region that was not read': {
      given: names(holding(), address(FAR)),
      says: maybe(FAR, 'eu-west-1, where it would be, was not read in 111111111111'),
    },
    'a Region that was not read in one of the accounts': {
      given: [
        names(holding(), address(FAR)),
        holding(account({ region: 'eu-west-1' })),
        account({ id: '222222222222' }).elasticIp('web', { PublicIp: '198.51.100.9' }),
      ],
      says: maybe(FAR, 'eu-west-1, where it would be, was not read in 222222222222'),
    },
    'interfaces that were not read': {
      given: names(holding().unread('networkInterfaces', DENIED), address(GONE)),
      says: maybe(GONE, 'not all network interfaces were read'),
    },
    'NAT gateways of another Region that could not be read': {
      given: [
        names(holding(), address(GONE)),
        account({ region: 'eu-west-1' }).unread('natGateways', DENIED),
      ],
      says: maybe(GONE, 'not all NAT gateways were read'),
    },
    'an account for names alone': {
      given: names(account(), address(GONE)),
      says: maybe(
        GONE,
        'the audited accounts have no public addresses in us-east-1: it may be one of an account that was not audited',
      ),
    },
    'a zone that names nothing of ours, as for a vendor': {
      given: names(holding(), address(GONE)),
      says: maybe(
        GONE,
        'the zone names no address of the audited accounts: it may be one of a vendor or of an account that was not audited',
      ),
    },
    'an address that is not in the answer': {
      given: names(
        holding().add('natGateways', { NatGatewayId: 'nat-1', VpcId: 'vpc-1', State: 'pending' }),
        address(GONE),
      ),
      says: maybe(GONE, 'the address of nat-1 is not in the answer'),
    },
  },
})
