import rule from '../../../rules/routing/routing-source-dest-check-on-route-target.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaFirewall = { '0.0.0.0/0': 'eni-fw' }
const firewall = (eni: object = {}, vpc = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('fw', { subnet: 'public', publicIp: '203.0.113.5' }, {}, eni)
/** Attached to what is AWS's own, of which the answer gives no instance. */
const OF_A_SERVICE = { Attachment: { InstanceOwnerId: 'amazon-aws', DeviceIndex: 1, Status: 'attached' } }
const FORWARDS = { SourceDestCheck: false }

const check = '  eni-fw has SourceDestCheck true'
const finding =
  'eni-fw: i-fw drops what routes to 0.0.0.0/0 hand it to forward: its source/destination check is on.'

testRule(rule, {
  accepts: {
    'a forwarder whose check is off': firewall(FORWARDS).subnet('app', { routes: viaFirewall }),
    'a forwarder that a gateway route table leads to': firewall(FORWARDS).routeTable(
      'ingress',
      { '10.0.11.0/24': 'eni-fw' },
      { Associations: [{ GatewayId: 'igw-shop', AssociationState: { State: 'associated' } }] },
    ),
  },
  flags: {
    'a NAT instance in an answer that does not say whose it is': {
      given: firewall({ RequesterManaged: undefined }).subnet('app', { routes: viaFirewall }),
      finds: [finding, check, '  rtb-app routes 0.0.0.0/0 to eni-fw'],
    },
    'a NAT instance with the check on': {
      given: firewall().subnet('app', { routes: viaFirewall }),
      finds: [finding, check, '  rtb-app routes 0.0.0.0/0 to eni-fw'],
    },
    'an instance that several tables name, once': {
      given: firewall()
        .subnet('app', { routes: viaFirewall })
        .subnet('db', { routes: { '192.168.0.0/16': 'i-fw' } }),
      finds: [
        'eni-fw: i-fw drops what routes to 0.0.0.0/0, 192.168.0.0/16 hand it to forward: its source/destination check is on.',
        check,
        '  rtb-app routes 0.0.0.0/0 to eni-fw',
        '  rtb-db routes 192.168.0.0/16 to eni-fw',
      ],
    },
    'the main table that a subnet inherits, in a test environment': {
      given: firewall({}, { routes: viaFirewall, tags: { env: 'test' } }).subnet('app'),
      finds: [`${finding} [info]`, check, '  rtb-main-shop routes 0.0.0.0/0 to eni-fw'],
    },
    'a floating address, which is in no subnet': {
      given: firewall().subnet('app', { routes: { '172.31.9.9/32': 'eni-fw' } }),
      finds: [
        'eni-fw: i-fw drops what routes to 172.31.9.9/32 hand it to forward: its source/destination check is on.',
        check,
        '  rtb-app routes 172.31.9.9/32 to eni-fw',
      ],
    },
  },
  ignores: {
    "the interface's own address": firewall({
      PrivateIpAddresses: [{ PrivateIpAddress: '172.31.9.9' }],
    }).subnet('app', {
      routes: { '172.31.9.9/32': 'eni-fw' },
    }),
    'a prefix that is delegated to the interface': firewall({
      Ipv4Prefixes: [{ Ipv4Prefix: '10.0.200.16/28' }],
    }).subnet('app', { routes: { '10.0.200.16/28': 'eni-fw' } }),
    'a dead route': firewall().subnet('app', { routes: { '0.0.0.0/0': '!eni-fw' } }),
    'a table that nothing uses': firewall().routeTable('spare', viaFirewall),
    'a main table that every subnet replaced by its own': firewall({}, { routes: viaFirewall }),
    'an interface that a service manages': firewall({ ...OF_A_SERVICE, RequesterManaged: true }).subnet(
      'app',
      {
        routes: viaFirewall,
      },
    ),
    'a Gateway Load Balancer endpoint': firewall().subnet('app', { routes: { '0.0.0.0/0': 'vpce-fw' } }),
  },
  unknown: {
    'a main table of which subnets could not be read': {
      given: firewall({}, { routes: viaFirewall }).subnet('app').unread('subnets'),
      says: ['eni-fw: whether a subnet uses rtb-main-shop, which leads to it, was not read'],
    },
    'an interface that does not say which addresses it has': {
      given: firewall({ PrivateIpAddresses: undefined }).subnet('app', {
        routes: { '172.31.9.9/32': 'eni-fw' },
      }),
      says: ['rtb-app: whether 172.31.9.9/32 is an address of eni-fw is not in the answer'],
    },
    'an interface that a service may manage': {
      given: firewall({ ...OF_A_SERVICE, RequesterManaged: undefined }).subnet('app', {
        routes: viaFirewall,
      }),
      says: ['eni-fw: its SourceDestCheck or RequesterManaged is not in the answer'],
    },
    'an interface that was not read': {
      given: firewall().subnet('app', { routes: { '0.0.0.0/0': 'eni-elsewhere' } }),
      says: ['rtb-app: eni-elsewhere, where it routes 0.0.0.0/0, is not among the interfaces that were read'],
    },
    'an interface that does not say': {
      given: firewall({ SourceDestCheck: undefined }).subnet('app', { routes: viaFirewall }),
      says: ['eni-fw: its SourceDestCheck or RequesterManaged is not in the answer'],
    },
  },
})
