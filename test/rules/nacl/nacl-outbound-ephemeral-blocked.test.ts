import rule from '../../../rules/nacl/nacl-outbound-ephemeral-blocked.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const HTTPS_IN = 'allow tcp 443 0.0.0.0/0'
const ANY_OUT = 'allow tcp 1024-65535 0.0.0.0/0'
const viaIgw = { '0.0.0.0/0': 'igw' }
const viaNat = { '0.0.0.0/0': 'nat-a' }

const vpc = (
  inbound: readonly string[],
  outbound: readonly string[],
  group: readonly string[] = ['tcp 443 0.0.0.0/0'],
  options: object = {},
): Account =>
  account().vpc('shop', options).acl('web', { in: inbound, out: outbound }).securityGroup('web', group)

/** A public web server behind that ACL, with a group that admits HTTPS from everywhere. */
const web = (
  inbound: readonly string[],
  outbound: readonly string[],
  group?: readonly string[],
  options?: object,
): Account =>
  vpc(inbound, outbound, group, options)
    .subnet('web', { acl: 'web', routes: viaIgw, empty: true })
    .instance('web', { subnet: 'web', groups: ['web'], publicIp: '203.0.113.5' })

/** A private server that a Linux instance in another subnet, 10.0.10.0/24, calls. */
const inside = (
  inbound: readonly string[],
  outbound: readonly string[],
  group: readonly string[] = ['tcp 443 0.0.0.0/0'],
): Account =>
  vpc(inbound, outbound, group)
    .subnet('app')
    .subnet('db', { acl: 'web', routes: viaNat, empty: true })
    .instance('db', { subnet: 'db', groups: ['web'] })

const never = (ports: string, cidr = '0.0.0.0/0', subnet = 'subnet-web'): string =>
  `${subnet}: Answers to callers from ${cidr} on TCP ports ${ports} never leave this subnet: acl-web lets the calls in and denies what goes back.`
const fact = (denied: string, opened = '443', cidr = '0.0.0.0/0', number = 100): string =>
  `  acl-web lets TCP ${opened} in from ${cidr} by rule ${number} and denies the answers to ${denied}`
const maybe = (subnet: string, why: string): string =>
  `${subnet}: whether all answers leave through acl-web is not known: ${why}`

testRule(rule, {
  accepts: {
    'all client ports open': web([HTTPS_IN], [ANY_OUT]),
    'all out': web([HTTPS_IN], ['allow all all 0.0.0.0/0']),
    'a block list on the way out': web([HTTPS_IN], ['deny all all 198.51.100.0/24', ANY_OUT]),
    'an inbound rule that no security group admits': web(
      [HTTPS_IN, 'allow tcp 22 10.0.0.0/8'],
      ['deny all all 10.0.0.0/8', ANY_OUT],
    ),
    'an inbound rule that an earlier one denies': web(
      ['allow tcp 443 10.0.0.0/16', 'deny all all 0.0.0.0/0', HTTPS_IN],
      ['allow tcp 1024-65535 10.0.0.0/16'],
    ),
    'an inbound rule for the subnet itself': web(
      [HTTPS_IN, 'allow tcp 443 10.0.10.0/24'],
      ['deny all all 10.0.10.0/24', ANY_OUT],
    ),
    'inbound rules for the answers to its own connections': inside(
      ['allow tcp 1024-65535 0.0.0.0/0'],
      ['allow tcp 443 0.0.0.0/0'],
      [],
    ),
    'Linux callers in the same VPC, with the ports of Linux': inside(
      ['allow tcp 443 10.0.0.0/16'],
      ['allow tcp 32768-60999 10.0.0.0/16'],
    ),
    'a private subnet, which nobody calls from the internet': inside(
      [HTTPS_IN],
      ['allow tcp 32768-60999 10.0.0.0/16'],
    ),
    'a range of the VPC where nothing runs': inside(
      ['allow tcp 443 10.0.99.0/24', 'allow tcp 443 10.0.10.0/24'],
      ['allow tcp 32768-60999 10.0.10.0/24'],
    ),
  },
  flags: {
    'a public server whose answers are denied': {
      given: web([HTTPS_IN], ['allow tcp 443 0.0.0.0/0']),
      finds: [never('1024-65535'), fact('1024-65535 by rule *')],
    },
    'a deny in front of the rule that allows': {
      given: web([HTTPS_IN], ['deny tcp 50000-50100 0.0.0.0/0', ANY_OUT]),
      finds: [never('50000-50100'), fact('50000-50100 by rule 100')],
    },
    'the ports of Linux only, for the internet': {
      given: web([HTTPS_IN], ['allow tcp 32768-60999 0.0.0.0/0']),
      finds: [never('1024-32767, 61000-65535'), fact('1024-32767 by rule *, 61000-65535 by rule *')],
    },
    'the range of the sample rules, which clients behind NAT do not keep to': {
      given: web([HTTPS_IN], ['allow tcp 32768-65535 0.0.0.0/0']),
      finds: [`${never('1024-32767')} [medium]`, fact('1024-32767 by rule *')],
    },
    'a caller in the same VPC': {
      given: inside(['allow tcp 443 10.0.0.0/16'], ['allow tcp 443 0.0.0.0/0']),
      finds: [
        never('32768-60999', '10.0.0.0/16', 'subnet-db'),
        fact('32768-60999 by rule *', '443', '10.0.0.0/16'),
      ],
    },
    'a caller by its security group': {
      given: inside(['allow tcp 443 10.0.0.0/16'], ['allow tcp 443 0.0.0.0/0'], ['tcp 443 sg-default']),
      finds: [
        never('32768-60999', '10.0.0.0/16', 'subnet-db'),
        fact('32768-60999 by rule *', '443', '10.0.0.0/16'),
      ],
    },
    'a load balancer in the same VPC, which uses more ports': {
      given: inside(['allow tcp 443 10.0.0.0/16'], ['allow tcp 32768-65535 10.0.0.0/16']).eni(
        'alb',
        { subnet: 'app' },
        { Description: 'ELB app/web/50dc6c495c0c9188' },
      ),
      finds: [
        `${never('1024-32767', '10.0.0.0/16', 'subnet-db')} [medium]`,
        fact('1024-32767 by rule *', '443', '10.0.0.0/16'),
      ],
    },
    'several ranges, in one finding that names the widest': {
      given: web(['allow tcp 443 10.0.0.0/8', HTTPS_IN], ['deny all all 0.0.0.0/0']),
      finds: [
        never('1024-65535'),
        fact('1024-65535 by rule 100', '443', '0.0.0.0/0', 110),
        fact('49152-60999 by rule 100', '443', '10.0.0.0/8'),
      ],
    },
    'a test environment, as information only': {
      given: web([HTTPS_IN], [], undefined, { tags: { env: 'test' } }),
      finds: [`${never('1024-65535')} [info]`, fact('1024-65535 by rule *')],
    },
  },
  ignores: {
    'the default ACL as AWS made it': account().vpc('shop').subnet('app', { routes: viaIgw }),
    'a subnet where nothing runs': vpc([HTTPS_IN], []).subnet('spare', {
      acl: 'web',
      routes: viaIgw,
      empty: true,
    }),
    'functions, which nobody calls through their interfaces': vpc([HTTPS_IN], [])
      .subnet('fn', { acl: 'web', empty: true })
      .eni('fn', { subnet: 'fn', groups: ['web'] }, { InterfaceType: 'lambda' }),
  },
  unknown: {
    'a public server, where routes were not read': {
      given: web([HTTPS_IN], []).unread('routeTables'),
      says: [maybe('subnet-web', 'its route table was not read')],
    },
    'an interface that does not say which groups it wears': {
      given: vpc([HTTPS_IN], [])
        .subnet('web', { acl: 'web', routes: viaIgw, empty: true })
        .eni('web', { subnet: 'web', publicIp: '203.0.113.5' }, { Groups: undefined }),
      says: [
        maybe('subnet-web', 'a security group of its interfaces, or a prefix list in one, was not read'),
      ],
    },
    'security groups that were not read': {
      given: web([HTTPS_IN], []).unread('securityGroups'),
      says: [
        maybe('subnet-web', 'a security group of its interfaces, or a prefix list in one, was not read'),
      ],
    },
    'callers on premises, of which nobody knows the system': {
      given: vpc(['allow tcp 443 192.168.0.0/16'], ['allow tcp 49152-65535 192.168.0.0/16'])
        .subnet('db', { acl: 'web', routes: { '192.168.0.0/16': 'vgw-hq' }, empty: true })
        .instance('db', { subnet: 'db', groups: ['web'] }),
      says: [maybe('subnet-db', 'the ephemeral ports depend on the kind of client (hosts outside the VPC)')],
    },
  },
})
