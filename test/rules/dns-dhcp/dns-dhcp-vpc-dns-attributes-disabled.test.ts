import rule from '../../../rules/dns-dhcp/dns-dhcp-vpc-dns-attributes-disabled.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const off = (attributes: readonly ('Support' | 'Hostnames')[], tags = {}, fields = {}): Account => {
  const given = account().vpc('shop', { tags }, fields).subnet('app')
  for (const one of attributes) {
    given.add(`vpcDns${one}`, { Value: false }, { VpcId: 'vpc-shop', Attribute: `enableDns${one}` })
  }
  return given
}
const withEndpoint = (given: Account): Account => given.interfaceEndpoint('kms', 'kms', { subnets: ['app'] })
const silent = "vpc-shop: Amazon's resolver does not answer in this VPC, since enableDnsSupport is off"
const fact = (support: boolean, hostnames: boolean): string =>
  `  vpc-shop has enableDnsSupport ${support}, enableDnsHostnames ${hostnames}`

testRule(rule, {
  accepts: {
    'both on': off([]),
    'both on, with an endpoint': withEndpoint(off([])),
  },
  flags: {
    'no resolver': {
      given: off(['Support']),
      finds: [`${silent}.`, fact(false, true)],
    },
    'no resolver, where hosts ask servers of their own': {
      given: off(['Support'], {}, { DhcpOptionsId: 'dopt-ad' }).add('dhcpOptions', {
        DhcpOptionsId: 'dopt-ad',
        DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.0.0.5' }] }],
      }),
      finds: [`${silent}: names resolve only as far as 10.0.0.5 know them. [low]`, fact(false, true)],
    },
    'no hostnames, with an endpoint that needs them': {
      given: withEndpoint(off(['Hostnames'])),
      finds: [
        'vpc-shop: Private names do not resolve in this VPC, since enableDnsHostnames is off; vpce-kms cannot do without.',
        fact(true, false),
        '  vpce-kms has private DNS',
      ],
    },
    'no hostnames, with a peering that is to resolve names': {
      given: off(['Hostnames']).peering('hub', 'shop', 'hub', undefined, {
        RequesterVpcInfo: {
          VpcId: 'vpc-shop',
          PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
        },
      }),
      finds: [
        'vpc-shop: Private names do not resolve in this VPC, since enableDnsHostnames is off; pcx-hub cannot do without.',
        fact(true, false),
        '  pcx-hub is to resolve names',
      ],
    },
    'a test environment, as information only': {
      given: off(['Support', 'Hostnames'], { env: 'dev' }),
      finds: [`${silent}. [info]`, fact(false, false)],
    },
  },
  ignores: {
    'no hostnames, and nothing that needs them': off(['Hostnames']),
    'a VPC in which nothing runs': account()
      .vpc('shop')
      .subnet('app', { empty: true })
      .add('vpcDnsSupport', { Value: false }, { VpcId: 'vpc-shop', Attribute: 'enableDnsSupport' }),
  },
  unknown: {
    'attributes of which one is not in the answer': {
      given: off([]).add('vpcDnsSupport', {}, { VpcId: 'vpc-shop', Attribute: 'enableDnsSupport' }),
      says: ['vpc-shop: its attributes enableDnsSupport and enableDnsHostnames were not read'],
    },
  },
})
