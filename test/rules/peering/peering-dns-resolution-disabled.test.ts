import rule from '../../../rules/peering/peering-dns-resolution-disabled.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const side = (vpc: string, CidrBlock: string, allowed?: boolean, OwnerId = '111111111111'): object => ({
  VpcId: vpc,
  OwnerId,
  Region: 'us-east-1',
  CidrBlock,
  ...(allowed === undefined ? {} : { PeeringOptions: { AllowDnsResolutionFromRemoteVpc: allowed } }),
})
/** `shop` has an instance with a public address, and `hub` has none. */
const pair = (shop: boolean | undefined, hub: boolean | undefined, fields: object = {}): Account =>
  account()
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24' })
    .vpc('shop')
    .subnet('app', { routes: { '10.1.0.0/16': 'pcx-hub' }, empty: true })
    .instance('app', { subnet: 'app', publicIp: '203.0.113.5' })
    .peering('hub', 'shop', 'hub', undefined, {
      RequesterVpcInfo: side('vpc-shop', '10.0.0.0/16', shop),
      AccepterVpcInfo: side('vpc-hub', '10.1.0.0/16', hub),
      ...fields,
    })

testRule(rule, {
  accepts: {
    'resolution on both sides': pair(true, true),
    'resolution on the side that has public names': pair(true, false),
  },
  flags: {
    'the side that has public names': {
      given: pair(false, true),
      finds: [
        'pcx-hub: Whoever calls an instance of vpc-shop by its public name across this connection goes by the internet: the name resolves to its public address.',
        '  pcx-hub has AllowDnsResolutionFromRemoteVpc false for vpc-shop',
        '  eni-app is in it and has the public address 203.0.113.5',
      ],
    },
  },
  ignores: {
    'a connection that is not active': pair(false, false, { Status: { Code: 'expired' } }),
    'a connection that nothing is routed to': account()
      .vpc('shop')
      .subnet('app', { routes: {} })
      .peering('hub', 'shop', 'hub', undefined, {
        RequesterVpcInfo: side('vpc-shop', '10.0.0.0/16', false),
        AccepterVpcInfo: side('vpc-hub', '10.1.0.0/16', false),
      }),
    'a VPC whose names are off': pair(false, false).add(
      'vpcDnsHostnames',
      { Value: false },
      { VpcId: 'vpc-shop', Attribute: 'enableDnsHostnames' },
    ),
  },
  unknown: {
    'an option that is not in the answer': {
      given: pair(undefined, true),
      says: ['pcx-hub: whether it resolves the names of vpc-shop is not in the answer'],
    },
    'a peer whose account is not audited': {
      given: pair(true, true, { AccepterVpcInfo: side('vpc-x', '10.1.0.0/16', undefined, '222222222222') }),
      says: ['pcx-hub: whether vpc-x has public names was not read'],
    },
  },
})
