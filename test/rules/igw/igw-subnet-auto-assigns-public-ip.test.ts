import rule from '../../../rules/igw/igw-subnet-auto-assigns-public-ip.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const ON = { MapPublicIpOnLaunch: true }
const viaIgw = { '0.0.0.0/0': 'igw' }
const shop = (routes: Readonly<Record<string, string>>, fields: object = ON, options: object = {}): Account =>
  account()
    .vpc('shop')
    .subnet('app', { routes, ...options }, fields)

const open =
  'subnet-app: Whatever is launched here is on the internet unless somebody says no: this subnet assigns public addresses by itself.'
const useless = (leads: string): string =>
  `subnet-app: Whatever is launched here is given a public address that is paid for and cannot be reached: this subnet leads to ${leads}, not to an internet gateway. [medium]`
const none = '  subnet-app has MapPublicIpOnLaunch true, and 0 network interfaces with a public address'

testRule(rule, {
  accepts: {
    'a public subnet that assigns nothing': shop(viaIgw, {}),
    'a private subnet that assigns nothing': shop({ '0.0.0.0/0': 'nat-a' }, {}),
  },
  flags: {
    'a public subnet': {
      given: shop(viaIgw, ON, { empty: true }).instance('web', { subnet: 'app', publicIp: '203.0.113.5' }),
      finds: [
        open,
        '  subnet-app has MapPublicIpOnLaunch true, and 1 network interface with a public address',
        '  rtb-app leads to igw-shop',
      ],
    },
    'a subnet behind a firewall endpoint, where the address is of use': {
      given: shop({ '0.0.0.0/0': 'vpce-fw' })
        .subnet('firewall', { routes: viaIgw, empty: true })
        .firewallEndpoint('fw', 'firewall'),
      finds: [open, none, '  rtb-app leads to vpce-fw'],
    },
    'a private subnet': {
      given: shop({}),
      finds: [useless('nowhere'), none, '  rtb-app leads to nowhere'],
    },
    'a subnet behind a NAT gateway': {
      given: shop({ '0.0.0.0/0': 'nat-a' })
        .subnet('public', { routes: viaIgw, empty: true })
        .natGateway('a', { in: 'public' }),
      finds: [useless('nat-a'), none, '  rtb-app leads to nat-a'],
    },
    'a default subnet whose internet route was taken away': {
      given: shop({ '0.0.0.0/0': 'tgw-hub' }, { ...ON, DefaultForAz: true }),
      finds: [useless('tgw-hub'), none, '  rtb-app leads to tgw-hub'],
    },
  },
  ignores: {
    'a default subnet that is used as AWS made it': shop(viaIgw, { ...ON, DefaultForAz: true }),
    'a default subnet without anything': shop({}, { ...ON, DefaultForAz: true }, { empty: true }),
    'a public subnet whose internet gateway is gone': shop({ '0.0.0.0/0': '!igw-old' }),
    'a subnet of IPv6 alone': shop({}, { ...ON, Ipv6Native: true }),
    'a subnet that another account shares': shop(viaIgw, { ...ON, OwnerId: '222222222222' }),
  },
  unknown: {
    'a firewall endpoint that was not read': {
      given: shop({ '0.0.0.0/0': 'vpce-fw' }),
      says: ['subnet-app: vpce-fw, or the route table behind it, was not read'],
    },
    'an attribute that is not there': {
      given: shop(viaIgw, { MapPublicIpOnLaunch: undefined }),
      says: ['subnet-app: its MapPublicIpOnLaunch is not in the answer'],
    },
  },
})
