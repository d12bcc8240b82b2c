import rule from '../../../rules/igw/igw-route-blocked-by-public-access-block.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Mode = 'off' | 'block-bidirectional' | 'block-ingress'

const viaIgw = { '0.0.0.0/0': 'igw' }
const shop = (mode: Mode | undefined, options: object = {}, vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .securityGroup('open', ['tcp 443 0.0.0.0/0'])
    .securityGroup('office', ['tcp 443 198.51.100.0/24'])
    .subnet(
      'web',
      { routes: viaIgw, empty: true, ...options },
      mode ? { BlockPublicAccessStates: { InternetGatewayBlockMode: mode } } : {},
    )
const web = (given: Account, group: string): Account =>
  given.instance('web', { subnet: 'web', publicIp: '203.0.113.5', groups: [group] })

const both =
  'subnet-web: Nothing gets from here to the internet or back, although routes and addresses of 1 resource are set up for it: VPC Block Public Access is on.'
const facts = (mode: string, eni: string): readonly string[] => [
  `  subnet-web is covered by VPC Block Public Access (${mode})`,
  '  rtb-web routes 0.0.0.0/0 to igw-shop',
  `  ${eni} is set up for the internet`,
]

testRule(rule, {
  accepts: {
    'nothing is blocked': web(shop('off'), 'open'),
    'an exclusion, which the subnet shows': web(shop('off'), 'open').blockPublicAccess(
      'block-bidirectional',
      'allowed',
    ),
    'a subnet where nothing has a public address': shop('block-bidirectional').instance('web', {
      subnet: 'web',
    }),
    'a NAT gateway, which calls and is not called': shop('block-ingress').natGateway('a', { in: 'web' }),
    'an instance that only calls': web(shop('block-ingress'), 'office'),
    'an egress-only gateway, which lets nobody in': shop('block-ingress', {
      routes: { '::/0': 'eigw-a' },
      ipv6: '2600:1f18:0:1::/64',
      empty: false,
    }),
  },
  flags: {
    'an instance with a public address, both ways': {
      given: web(shop('block-bidirectional'), 'office'),
      finds: [both, ...facts('block-bidirectional', 'eni-web')],
    },
    'a NAT gateway': {
      given: shop('block-bidirectional').natGateway('a', { in: 'web' }),
      finds: [both, ...facts('block-bidirectional', 'eni-nat-a')],
    },
    'IPv6 by an egress-only gateway': {
      given: shop('block-bidirectional', {
        routes: { '::/0': 'eigw-a' },
        ipv6: '2600:1f18:0:1::/64',
        empty: false,
      }),
      finds: [
        both,
        '  subnet-web is covered by VPC Block Public Access (block-bidirectional)',
        '  rtb-web routes ::/0 to eigw-a',
        '  eni-web is set up for the internet',
      ],
    },
    'an instance that the internet is to call': {
      given: web(shop('block-ingress'), 'open'),
      finds: [
        'subnet-web: The internet does not reach 1 resource that strangers are to call here: VPC Block Public Access lets nobody in.',
        ...facts('block-ingress', 'eni-web'),
      ],
    },
    'what the account says where no exclusion can be': {
      given: web(shop(undefined), 'office').blockPublicAccess('block-bidirectional', 'not-allowed'),
      finds: [both, ...facts('block-bidirectional', 'eni-web')],
    },
    'a test environment, as information only': {
      given: web(shop('block-bidirectional', {}, { tags: { env: 'dev' } }), 'office'),
      finds: [`${both} [info]`, ...facts('block-bidirectional', 'eni-web')],
    },
  },
  ignores: {
    'a private subnet': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'nat-a' } }),
    'a route that is dead': shop('block-bidirectional', { routes: { '0.0.0.0/0': '!igw-old' } }),
  },
  unknown: {
    'an exclusion that may hold': {
      given: web(shop(undefined), 'open').blockPublicAccess('block-bidirectional', 'allowed'),
      says: ['subnet-web: whether VPC Block Public Access covers subnet-web was not read'],
    },
    'what the account says that was not read, where something calls only': {
      given: web(shop(undefined), 'office').unread('vpcBlockPublicAccessOptions'),
      says: ['subnet-web: whether VPC Block Public Access covers subnet-web was not read'],
    },
    'a security group that was not read': {
      given: web(shop('block-ingress'), 'elsewhere'),
      says: ['subnet-web: a security group of eni-web was not read'],
    },
    'an interface that does not say which groups it wears': {
      given: shop('block-ingress').eni(
        'web',
        { subnet: 'web', publicIp: '203.0.113.5' },
        { Groups: undefined },
      ),
      says: ['subnet-web: a security group of eni-web was not read'],
    },
  },
})
