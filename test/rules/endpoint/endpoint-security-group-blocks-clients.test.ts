import rule from '../../../rules/endpoint/endpoint-security-group-blocks-clients.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

/** `app` is 10.0.10.0/24, `db` 10.0.12.0/24. */
const shop = (inbound: readonly string[], fields: object = {}, service = 'kms'): Account =>
  account()
    .vpc('shop')
    .securityGroup('endpoints', inbound)
    .subnet('app')
    .subnet('db')
    .interfaceEndpoint('kms', service, { subnets: ['app'] }, fields)
const NAME = 'com.amazonaws.us-east-1.kms'
const DNS = ', and private DNS leads everybody here'
const closed = (what = 'TCP 443', dns = DNS, name = NAME): string[] => [
  `vpce-kms: Nobody reaches ${name} by this endpoint: sg-endpoints admits ${what} from nowhere in vpc-shop${dns}.`,
  `  vpce-kms wears sg-endpoints, which admits no client on ${what}`,
]

testRule(rule, {
  accepts: {
    'the block of the VPC': shop(['tcp 443 10.0.0.0/16']),
    everyone: shop(['tcp 443 0.0.0.0/0']),
    'all traffic': shop(['all all 10.0.0.0/8']),
    'the groups of the clients, and of nobody else on purpose': shop(['tcp 443 sg-app'])
      .securityGroup('app')
      .instance('client', { subnet: 'db', groups: ['app'] }),
    'a prefix list': shop(['tcp 443 pl-vpcs']).prefixList('pl-vpcs', ['10.0.0.0/16']),
    'other networks alone, in a VPC for endpoints': shop(['tcp 443 10.8.0.0/16']),
    'the subnets in which something runs': account()
      .vpc('shop')
      .securityGroup('endpoints', ['tcp 443 10.0.10.0/24'])
      .subnet('app')
      .subnet('db', { empty: true })
      .interfaceEndpoint('kms', 'kms', { subnets: ['app'] }),
    'some subnets only, where nobody is led here by private DNS': shop(['tcp 443 10.0.10.0/24'], {
      PrivateDnsEnabled: false,
    }),
    'mail, which has other ports': shop(['tcp 587 10.0.0.0/16'], {}, 'email-smtp'),
    'a service of a partner': shop(
      ['tcp 9999 10.0.0.0/16'],
      {},
      'com.amazonaws.vpce.us-east-1.vpce-svc-0123',
    ),
  },
  flags: {
    'a group without rules': { given: shop([]), finds: closed() },
    'another port': { given: shop(['tcp 80 10.0.0.0/16']), finds: closed() },
    'public addresses, which cannot come here': { given: shop(['tcp 443 203.0.113.0/24']), finds: closed() },
    'a group that nobody wears': { given: shop(['tcp 443 sg-app']).securityGroup('app'), finds: closed() },
    'a closed endpoint that only its own name leads to': {
      given: shop([], { PrivateDnsEnabled: false }),
      finds: closed('TCP 443', ''),
    },
    'mail without any port': {
      given: shop([], {}, 'email-smtp'),
      finds: closed('any TCP port', DNS, 'com.amazonaws.us-east-1.email-smtp'),
    },
    'one subnet that was left out': {
      given: shop(['tcp 443 10.0.10.0/24']),
      finds: [
        `vpce-kms: Calls to ${NAME} from subnet-db time out: private DNS leads them to this endpoint, and sg-endpoints does not admit them. [low]`,
        '  vpce-kms wears sg-endpoints, which does not admit 10.0.12.0/24 on TCP 443',
      ],
    },
  },
  ignores: {
    'a gateway endpoint': account().vpc('shop').subnet('app').gatewayEndpoint('s3', []),
    'an endpoint without interfaces yet': shop([], { NetworkInterfaceIds: [] }),
    'an endpoint that failed': shop([], { State: 'failed' }),
  },
  unknown: {
    'one subnet that was left out, where private DNS may lead nobody here': {
      given: shop(['tcp 443 10.0.10.0/24'], { PrivateDnsEnabled: undefined }),
      says: ['vpce-kms: whether private DNS leads clients to it is not in the answer'],
    },
    'a group whose members do not say what they wear': {
      given: shop(['tcp 443 sg-app'])
        .securityGroup('app')
        .eni('client', { subnet: 'db' }, { Groups: undefined }),
      says: ['vpce-kms: its security groups, what they admit, or its VPC were not read'],
    },
    'a group that is not in the answer': {
      given: account()
        .vpc('shop')
        .subnet('app')
        .interfaceEndpoint('kms', 'kms', { subnets: ['app'], groups: ['lost'] }),
      says: ['vpce-kms: its security groups, what they admit, or its VPC were not read'],
    },
    'a prefix list that was not read': {
      given: shop(['tcp 443 pl-vpcs']).unread('prefixListEntries'),
      says: ['vpce-kms: its security groups, what they admit, or its VPC were not read'],
    },
  },
})
