import rule from '../../../rules/igw/igw-public-access-block-off.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const off = (given: Account): Account =>
  given.add('vpcBlockPublicAccessOptions', {
    InternetGatewayBlockMode: 'off',
    ExclusionsAllowed: 'allowed',
    State: 'default-state',
  })
const intern = (): Account => account().vpc('shop').subnet('app')
const info = (count: number): readonly string[] => [
  '111111111111/us-east-1: One mistaken route or address is enough to open a VPC of us-east-1 to the internet: VPC Block Public Access is off. [info]',
  `  111111111111/us-east-1 is off; ${count} network interfaces have public addresses`,
]

testRule(rule, {
  accepts: {
    'a region that lets nobody in or out': intern().blockPublicAccess('block-bidirectional'),
    'a region that lets nobody in': intern().blockPublicAccess('block-ingress'),
  },
  ignores: {
    'a region with an empty default VPC': off(account().vpc('default', {}, { IsDefault: true })),
  },
  flags: {
    'a region that does not use the internet': {
      given: off(intern()),
      finds: [
        '111111111111/us-east-1: Nothing in us-east-1 uses the internet, and nothing keeps it so: VPC Block Public Access is off.',
        '  111111111111/us-east-1 is off; 0 network interfaces have public addresses',
      ],
    },
    'a region that only has a route nobody uses': {
      given: off(intern().subnet('spare', { empty: true, routes: { '0.0.0.0/0': 'igw' } })),
      finds: [
        '111111111111/us-east-1: Nothing in us-east-1 uses the internet, and nothing keeps it so: VPC Block Public Access is off.',
        '  111111111111/us-east-1 is off; 0 network interfaces have public addresses',
      ],
    },
    'a region with a public instance, as information only': {
      given: off(
        intern()
          .subnet('web', { empty: true, routes: { '0.0.0.0/0': 'igw' } })
          .instance('web', { subnet: 'web', publicIp: '203.0.113.9' }),
      ),
      finds: info(1),
    },
    'a region that reaches out by IPv6, as information only': {
      given: off(intern().subnet('app-6', { routes: { '::/0': 'eigw-a' } })),
      finds: info(0),
    },
  },
  unknown: {
    'a mode of next year': {
      given: intern().add('vpcBlockPublicAccessOptions', {
        InternetGatewayBlockMode: 'block-weekends' as never,
      }),
      says: ['111111111111/us-east-1: its mode block-weekends is not known here'],
    },
  },
})
