import rule from '../../../rules/security-group/security-group-open-to-internet.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw', '::/0': 'igw' }
const OPEN_SSH = ['tcp 22 0.0.0.0/0']
const off = (InternetGatewayBlockMode = 'off', more: object = {}): object => ({
  InternetGatewayBlockMode,
  ...more,
})

/** A public subnet with its ACL, and a group `bastion`, which nothing wears. */
const group = (
  inbound: readonly string[],
  subnet: object = {},
  acl?: { in: string[]; out: string[] },
): Account => {
  const vpc = account().vpc('shop', { ipv6: '2600:1f18:1::/56' }).securityGroup('bastion', inbound)
  const given = acl ? vpc.acl('web', acl) : vpc
  return given
    .subnet('public', { routes: viaIgw, empty: true, ...(acl ? { acl: 'web' } : {}), ...subnet })
    .add('vpcBlockPublicAccessOptions', off())
}
/** A public instance that wears it. */
const bastion = (
  inbound: readonly string[],
  subnet?: object,
  acl?: { in: string[]; out: string[] },
  eni: object = {},
): Account =>
  group(inbound, subnet, acl).instance(
    'bastion',
    { subnet: 'public', groups: ['bastion'], publicIp: '203.0.113.5' },
    {},
    eni,
  )

const reached = (ports: string): string =>
  `sg-bastion: The internet reaches TCP ${ports} of 1 network interface through this group: 203.0.113.5. [critical]`
const eniReached = (address = '203.0.113.5'): string =>
  `  eni-bastion is reached at ${address}: route, network ACL and Block Public Access let the internet into subnet-public`
const opens = (what: string): string => `sg-bastion: This group opens ${what} to the internet`
const none = (what = 'TCP 22'): string =>
  `${opens(what)}, which reaches none of its 1 network interface today. [medium]`
const admits = (what = 'TCP 22', source = '0.0.0.0/0'): string => `  sg-bastion admits ${what} from ${source}`

testRule(rule, {
  accepts: {
    'SSH from the office': bastion(['tcp 22 198.51.100.0/24', 'tcp 22 sg-app']),
    'a web server': bastion(['tcp 443 0.0.0.0/0', 'tcp 443 ::/0']),
    'UDP on the number of an administration port': bastion(['udp 3389 0.0.0.0/0']),
    'half of the internet, which is a mistake of another sort': bastion(['tcp 22 0.0.0.0/1']),
    'halves on different ports': bastion(['tcp 22 0.0.0.0/1', 'tcp 3389 128.0.0.0/1']),
    'a prefix list of offices': bastion(['tcp 22 pl-offices']).prefixList('pl-offices', ['198.51.100.0/24']),
    'a ping': bastion(['icmp 8 0.0.0.0/0']),
  },
  flags: {
    'SSH of a public instance': { given: bastion(OPEN_SSH), finds: [reached('22'), admits(), eniReached()] },
    'a range that holds several of them': {
      given: bastion(['tcp 0-65535 0.0.0.0/0']),
      finds: [reached('22, 3389, 5985, 5986'), admits('TCP 0-65535'), eniReached()],
    },
    'all traffic': {
      given: bastion(['all all 0.0.0.0/0']),
      finds: [reached('22, 3389, 5985, 5986'), admits('all traffic'), eniReached()],
    },
    'two halves that are everything': {
      given: bastion(['tcp 22 0.0.0.0/1', 'tcp 22 128.0.0.0/1']),
      finds: [reached('22'), admits('TCP 22', '0.0.0.0/1'), admits('TCP 22', '128.0.0.0/1'), eniReached()],
    },
    'a prefix list that holds everything': {
      given: bastion(['tcp 22 pl-all']).prefixList('pl-all', ['0.0.0.0/1', '128.0.0.0/1']),
      finds: [reached('22'), admits('TCP 22', 'pl-all'), eniReached()],
    },
    'ports of the configuration': {
      given: bastion(['tcp 5432 0.0.0.0/0']),
      settings: { adminPorts: [5432] },
      finds: [reached('5432'), admits('TCP 5432'), eniReached()],
    },
    'IPv6 that the ACL keeps out': {
      given: group(
        ['tcp 22 ::/0'],
        { ipv6: '2600:1f18:1:1::/64' },
        { in: ['allow all all 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] },
      ).instance('bastion', {
        subnet: 'public',
        groups: ['bastion'],
        ipv6: '2600:1f18:1:1::10',
      }),
      finds: [
        'sg-bastion: This group opens TCP 22 to the internet, which reaches none of its 1 network interface today. [medium]',
        admits('TCP 22', '::/0'),
        '  eni-bastion is not reached: the network ACL of subnet-public does not admit the internet there',
      ],
    },
    'IPv6 that the ACL lets through': {
      given: group(['tcp 22 ::/0'], {}, { in: ['allow all all ::/0'], out: ['allow all all ::/0'] }).instance(
        'bastion',
        {
          subnet: 'public',
          groups: ['bastion'],
          ipv6: '2600:1f18:1:1::10',
        },
      ),
      finds: [
        'sg-bastion: The internet reaches TCP 22 of 1 network interface through this group: 2600:1f18:1:1::10. [critical]',
        admits('TCP 22', '::/0'),
        eniReached('2600:1f18:1:1::10'),
      ],
    },
    'open in IPv4 only, for an interface that has IPv6 only': {
      given: group(OPEN_SSH).instance('bastion', {
        subnet: 'public',
        groups: ['bastion'],
        ipv6: '2600:1f18:1:1::10',
      }),
      finds: [none(), admits(), '  eni-bastion is not reached: it has no public address'],
    },
    'an instance without a public address': {
      given: group(OPEN_SSH).instance('bastion', { subnet: 'public', groups: ['bastion'] }),
      finds: [none(), admits(), '  eni-bastion is not reached: it has no public address'],
    },
    'a subnet that is not public': {
      given: bastion(OPEN_SSH, { routes: { '0.0.0.0/0': 'nat-a' } }),
      finds: [
        none(),
        admits(),
        '  eni-bastion is not reached: subnet-public has no working route to an internet gateway',
      ],
    },
    'an ACL that admits private networks only': {
      given: bastion(
        OPEN_SSH,
        {},
        { in: ['allow all all 10.0.0.0/8', 'allow tcp 443 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] },
      ),
      finds: [
        none(),
        admits(),
        '  eni-bastion is not reached: the network ACL of subnet-public does not admit the internet there',
      ],
    },
    'an ACL that admits one office only': {
      given: bastion(
        OPEN_SSH,
        {},
        { in: ['allow tcp 22 198.51.100.0/24'], out: ['allow all all 0.0.0.0/0'] },
      ),
      finds: [
        none(),
        admits(),
        '  eni-bastion is not reached: the network ACL of subnet-public does not admit the internet there',
      ],
    },
    'an ACL that lets no answer out': {
      given: bastion(
        OPEN_SSH,
        {},
        { in: ['allow all all 0.0.0.0/0'], out: ['allow tcp 443 0.0.0.0/0', 'deny all all 0.0.0.0/0'] },
      ),
      finds: [
        none(),
        admits(),
        '  eni-bastion is not reached: the network ACL of subnet-public does not admit the internet there',
      ],
    },
    'an ACL with a block list, which leaves the rest': {
      given: bastion(
        OPEN_SSH,
        {},
        { in: ['deny all all 198.51.100.0/24', 'allow all all 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] },
      ),
      finds: [reached('22'), admits(), eniReached()],
    },
    'an interface that is not attached': {
      given: bastion(OPEN_SSH, {}, undefined, { Status: 'available' }),
      finds: [none(), admits(), '  eni-bastion is not reached: it is not attached'],
    },
    'a load balancer, whatever its group admits': {
      given: bastion(['all all 0.0.0.0/0'], {}, undefined, { Description: 'ELB app/web/50dc6c495c0c9188' }),
      finds: [
        none('all traffic'),
        admits('all traffic'),
        '  eni-bastion is not reached: a load balancer answers on the ports of its listeners only',
      ],
    },
    'a group that nothing wears': {
      given: group(OPEN_SSH),
      finds: [`${opens('TCP 22')}; no network interface wears it today. [low]`, admits()],
    },
    'a group that nothing is known to wear': {
      given: group(OPEN_SSH).eni('web', { subnet: 'public' }, { Groups: undefined }),
      finds: [`${opens('TCP 22')}; which network interfaces wear it is not in the answer.`, admits()],
    },
    'a subnet that Block Public Access covers': {
      given: group(OPEN_SSH)
        .unread('vpcBlockPublicAccessOptions')
        .subnet(
          'safe',
          { routes: viaIgw, empty: true },
          { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' } },
        )
        .instance('bastion', { subnet: 'safe', groups: ['bastion'], publicIp: '203.0.113.5' }),
      finds: [none(), admits(), '  eni-bastion is not reached: VPC Block Public Access covers subnet-safe'],
    },
    'Block Public Access for the account, without exclusions': {
      given: account()
        .vpc('shop')
        .securityGroup('bastion', OPEN_SSH)
        .subnet('public', { routes: viaIgw, empty: true })
        .instance('bastion', { subnet: 'public', groups: ['bastion'], publicIp: '203.0.113.5' })
        .add('vpcBlockPublicAccessOptions', off('block-ingress', { ExclusionsAllowed: 'not-allowed' })),
      finds: [none(), admits(), '  eni-bastion is not reached: VPC Block Public Access covers subnet-public'],
    },
    'a subnet that is excluded from Block Public Access': {
      given: account()
        .vpc('shop')
        .securityGroup('bastion', OPEN_SSH)
        .subnet(
          'public',
          { routes: viaIgw, empty: true },
          { BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' } },
        )
        .instance('bastion', { subnet: 'public', groups: ['bastion'], publicIp: '203.0.113.5' })
        .add('vpcBlockPublicAccessOptions', off('block-bidirectional')),
      finds: [reached('22'), admits(), eniReached()],
    },
    'routes that were not read: what stands before it is not known': {
      given: bastion(OPEN_SSH).unread('routeTables'),
      finds: [
        `${opens('TCP 22')}; whether that reaches eni-bastion is not known: the routes of subnet-public were not read.`,
        admits(),
        '  eni-bastion may be reached: the routes of subnet-public were not read',
      ],
    },
    'an ACL that was not read': {
      given: bastion(OPEN_SSH).unread('networkAcls'),
      finds: [
        `${opens('TCP 22')}; whether that reaches eni-bastion is not known: the network ACL of subnet-public was not read.`,
        admits(),
        '  eni-bastion may be reached: the network ACL of subnet-public was not read',
      ],
    },
    'Block Public Access with exclusions that may hold': {
      given: account()
        .vpc('shop')
        .securityGroup('bastion', OPEN_SSH)
        .subnet('public', { routes: viaIgw, empty: true })
        .instance('bastion', { subnet: 'public', groups: ['bastion'], publicIp: '203.0.113.5' })
        .add('vpcBlockPublicAccessOptions', off('block-ingress', { ExclusionsAllowed: 'allowed' })),
      finds: [
        `${opens('TCP 22')}; whether that reaches eni-bastion is not known: whether VPC Block Public Access covers subnet-public was not read.`,
        admits(),
        '  eni-bastion may be reached: whether VPC Block Public Access covers subnet-public was not read',
      ],
    },
  },
  ignores: {
    'a load balancer that is open for the web': bastion(
      ['tcp 80 0.0.0.0/0', 'tcp 443 0.0.0.0/0'],
      {},
      undefined,
      {
        Description: 'ELB app/web/50dc6c495c0c9188',
      },
    ),
  },
  unknown: {
    'a prefix list that was not read': {
      given: bastion(['tcp 22 pl-offices']).unread('prefixListEntries'),
      says: ['sg-bastion: whether it is open is not known: pl-offices was not read'],
    },
    'a group without rules in the answer': {
      given: account().vpc('shop').securityGroup('odd', [], { IpPermissions: undefined }),
      says: ['sg-odd: its inbound rules (IpPermissions) are not in the answer'],
    },
  },
})
