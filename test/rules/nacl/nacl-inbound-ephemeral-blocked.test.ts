import rule from '../../../rules/nacl/nacl-inbound-ephemeral-blocked.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const ALL = 'allow all all 0.0.0.0/0'
const HTTPS_OUT = 'allow tcp 443 0.0.0.0/0'
const viaNat = { '0.0.0.0/0': 'nat-a' }
const viaIgw = { '0.0.0.0/0': 'igw' }

/** A VPC and an ACL `web`. */
const vpc = (
  inbound: readonly string[],
  outbound: readonly string[] = [HTTPS_OUT],
  options: object = {},
): Account => account().vpc('shop', options).acl('web', { in: inbound, out: outbound })
/** A Linux instance in a subnet with that ACL. */
const linux = (inbound: readonly string[], outbound?: readonly string[], options?: object): Account =>
  vpc(inbound, outbound, options).subnet('app', { acl: 'web', routes: viaNat })
const windows = (inbound: readonly string[]): Account =>
  vpc(inbound)
    .subnet('app', { acl: 'web', routes: viaNat, empty: true })
    .instance('ad', { subnet: 'app' }, { Platform: 'Windows' })
const managed = (inbound: readonly string[], eni: object): Account =>
  vpc(inbound).subnet('app', { acl: 'web', routes: viaNat, empty: true }).eni('x', { subnet: 'app' }, eni)
const natSubnet = (inbound: readonly string[]): Account =>
  vpc(inbound, [ALL])
    .subnet('public', { acl: 'web', routes: viaIgw, empty: true })
    .natGateway('a', { in: 'public' })

const never = (ports: string, subnet = 'subnet-app', cidr = '0.0.0.0/0'): string =>
  `${subnet}: Answers from ${cidr} to TCP ports ${ports} never enter this subnet: acl-web lets its connections out and denies what comes back.`
const fact = (denied: string, opened = '443', cidr = '0.0.0.0/0', number = 100): string =>
  `  acl-web lets TCP ${opened} out to ${cidr} by rule ${number} and denies the answers to ${denied}`

testRule(rule, {
  accepts: {
    'Linux with its ephemeral ports open': linux(['allow tcp 32768-60999 0.0.0.0/0']),
    'Windows with its ephemeral ports open': windows(['allow tcp 49152-65535 0.0.0.0/0']),
    'a database that AWS runs': managed(['allow tcp 32768-60999 0.0.0.0/0'], { RequesterManaged: true }),
    'a NAT gateway with all of its ports open': natSubnet(['allow tcp 1024-65535 0.0.0.0/0']),
    'a block list, which denies a part of the range': linux([
      'deny tcp all 198.51.100.0/24',
      'allow tcp 1024-65535 0.0.0.0/0',
    ]),
    'a denied port beside the ephemeral ones': linux([
      'deny tcp 3389 0.0.0.0/0',
      'allow tcp 1024-65535 0.0.0.0/0',
    ]),
    'a server that answers and opens nothing': linux(
      ['allow tcp 443 0.0.0.0/0'],
      ['allow tcp 1024-65535 0.0.0.0/0'],
    ),
    'an outbound rule for a range that no route reaches': linux(
      ['allow tcp 32768-60999 0.0.0.0/0'],
      [HTTPS_OUT, 'allow tcp 443 2600::/12'],
    ),
    'an outbound rule for everything in a subnet that reaches its VPC only': vpc(
      ['allow all all 10.0.0.0/16'],
      [ALL],
    ).subnet('app', { acl: 'web' }),
    'an outbound rule within the subnet, which meets no ACL': linux(
      ['deny all all 10.0.10.0/24', 'allow tcp 32768-60999 0.0.0.0/0'],
      [HTTPS_OUT, 'allow tcp 5432 10.0.10.0/24'],
    ),
    'an outbound rule that an earlier one denies': linux(
      ['allow tcp 32768-60999 10.0.0.0/16'],
      ['allow tcp 443 10.0.0.0/16', 'deny all all 0.0.0.0/0', HTTPS_OUT],
    ),
    'two ranges that are denied together only in part': linux([
      'deny tcp all 0.0.0.0/1',
      'allow tcp 32768-60999 0.0.0.0/0',
    ]),
  },
  flags: {
    'an outbound rule without its way back': {
      given: linux(['allow tcp 443 0.0.0.0/0']),
      finds: [never('32768-60999'), fact('32768-60999 by rule *')],
    },
    'a deny in front of the rule that allows': {
      given: linux(['deny tcp 40000-50000 0.0.0.0/0', 'allow tcp 1024-65535 0.0.0.0/0']),
      finds: [never('40000-50000'), fact('40000-50000 by rule 100')],
    },
    'the range of Linux for Windows': {
      given: windows(['allow tcp 32768-60999 0.0.0.0/0']),
      finds: [never('61000-65535'), fact('61000-65535 by rule *')],
    },
    'a NAT gateway behind the range of the sample rules': {
      given: natSubnet(['allow tcp 32768-65535 0.0.0.0/0']),
      finds: [never('1024-32767', 'subnet-public'), fact('1024-32767 by rule *', '0-65535')],
    },
    'a load balancer': {
      given: managed(['allow tcp 32768-65535 0.0.0.0/0'], {
        Description: 'ELB app/web/50dc6c495c0c9188',
        RequesterManaged: true,
      }),
      finds: [never('1024-32767'), fact('1024-32767 by rule *')],
    },
    'a function': {
      given: managed(['allow tcp 32768-65535 0.0.0.0/0'], { InterfaceType: 'lambda' }),
      finds: [never('1024-32767'), fact('1024-32767 by rule *')],
    },
    'a peer VPC whose answers are denied, although the internet is open': {
      given: linux(
        ['deny tcp all 10.1.0.0/16', 'allow tcp 1024-65535 0.0.0.0/0'],
        [HTTPS_OUT, 'allow tcp 5432 10.1.0.0/16'],
      ),
      finds: [
        never('32768-60999', 'subnet-app', '10.1.0.0/16'),
        fact('32768-60999 by rule 100', '5432', '10.1.0.0/16', 110),
      ],
    },
    'several ranges, in one finding that names the widest': {
      given: linux(
        ['allow tcp 22 10.0.0.0/16'],
        ['allow tcp 5432 10.0.2.0/24', HTTPS_OUT, 'allow tcp 80 0.0.0.0/0'],
      ),
      finds: [
        never('32768-60999'),
        fact('32768-60999 by rule *', '443', '0.0.0.0/0', 110),
        fact('32768-60999 by rule *', '5432', '10.0.2.0/24'),
      ],
    },
    'a wide range towards hosts that cannot call, so it is not for answers': {
      given: linux(['allow tcp 22 10.0.0.0/16'], ['allow tcp 1024-65535 192.168.0.0/16']),
      finds: [
        never('32768-60999', 'subnet-app', '192.168.0.0/16'),
        fact('32768-60999 by rule *', '1024-65535', '192.168.0.0/16'),
      ],
    },
    'IPv6, which has entries of its own': {
      given: account()
        .vpc('shop', { ipv6: '2600:1f18:1::/56' })
        .acl('web', { in: ['allow tcp 1024-65535 0.0.0.0/0'], out: [ALL, 'allow all all ::/0'] })
        .subnet('app', { acl: 'web', ipv6: '2600:1f18:1:1::/64', routes: { ...viaNat, '::/0': 'eigw-a' } }),
      finds: [
        never('32768-60999', 'subnet-app', '::/0'),
        fact('32768-60999 by rule *', '0-65535', '::/0', 110),
      ],
    },
    'a test environment, as information only': {
      given: linux(['allow tcp 443 0.0.0.0/0'], undefined, { tags: { env: 'test' } }),
      finds: [`${never('32768-60999')} [info]`, fact('32768-60999 by rule *')],
    },
    'a system that was not read, where it cannot be any': {
      given: linux(['allow tcp 443 0.0.0.0/0']).unread('instances'),
      finds: [never('49152-60999'), fact('49152-60999 by rule *')],
    },
  },
  ignores: {
    'the default ACL as AWS made it': account().vpc('shop').subnet('app', { routes: viaNat }),
    'a subnet where nothing runs': vpc([]).subnet('spare', { acl: 'web', routes: viaNat, empty: true }),
    'endpoints, which only answer': managed(['allow tcp 443 10.0.0.0/16'], { InterfaceType: 'vpc_endpoint' }),
  },
  unknown: {
    'a system that was not read, where it decides': {
      given: linux(['allow tcp 32768-60999 0.0.0.0/0']).unread('instances'),
      says: [
        'subnet-app: whether all answers come back through acl-web is not known: the ephemeral ports depend on the kind of client (instance that was not read)',
      ],
    },
    'an entry that lacks its ports': {
      given: vpc([], [])
        .acl(
          'odd',
          { in: [], out: [] },
          {
            Entries: [
              { Egress: true, RuleAction: 'allow', RuleNumber: 1, Protocol: '6', CidrBlock: '0.0.0.0/0' },
            ],
          },
        )
        .subnet('app', { acl: 'odd', routes: viaNat }),
      says: ['subnet-app: the entries of its network ACL were not read'],
    },
  },
})
