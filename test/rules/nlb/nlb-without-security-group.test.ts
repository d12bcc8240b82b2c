import rule from '../../../rules/nlb/nlb-without-security-group.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const nlb = (fields: Item<'loadBalancers'> = {}): Account =>
  account().vpc('shop').loadBalancer('mail', { type: 'network' }, fields).listener('mail', 25, 'TCP')
const GROUPS = { SecurityGroups: ['sg-mail'] }
const OFF = { ...GROUPS, EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'off' }
const offered = (fields: Item<'loadBalancers'>): Account => {
  const builder = nlb(fields)
  return builder.endpointService('mail', [], { NetworkLoadBalancerArns: [builder.balancerArn('mail')] })
}
const bare = '  mail is internet-facing without security groups since 2025-01-01'

testRule(rule, {
  accepts: {
    'one that has a group': nlb(GROUPS),
    'one that has a group, which holds for endpoints, too': offered({
      ...GROUPS,
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'on',
    }),
    'one whose group would not hold for endpoints, of which there are none': nlb(OFF),
  },
  flags: {
    'one on the internet, whose targets see who calls': {
      given: nlb().targetGroup('smtp', { balancers: ['mail'] }, { Protocol: 'TCP' }),
      finds: [
        'mail: It has no security group and can never get one: its listeners take what any client on the internet sends.',
        bare,
      ],
    },
    'one on the internet, whose targets see the balancer': {
      given: nlb().targetGroup('smtp', { balancers: ['mail'] }, { Protocol: 'TCP', TargetType: 'ip' }),
      finds: [
        "mail: It has no security group and can never get one, and its targets see its address instead of the client's: nothing filters who on the internet reaches them. [high]",
        bare,
        '  smtp does not preserve client addresses',
      ],
    },
    'one before an application load balancer, which filters': {
      given: nlb().targetGroup('web', { balancers: ['mail'] }, { Protocol: 'TCP', TargetType: 'alb' }),
      finds: [
        'mail: It has no security group and can never get one: its listeners take what any client on the internet sends.',
        bare,
      ],
    },
    'an internal one, of which AWS names no groups at all': {
      given: nlb({ Scheme: 'internal', SecurityGroups: undefined }),
      finds: [
        'mail: It has no security group and can never get one: its listeners take what any client that reaches it sends.',
        '  mail is internal without security groups since 2025-01-01',
      ],
    },
    'one whose groups do not hold for endpoints': {
      given: offered(OFF),
      finds: [
        'mail: Its security groups do not hold for what comes by vpce-svc-mail: every endpoint of that service reaches its listeners. [info]',
        '  mail does not enforce inbound rules on PrivateLink traffic',
        '  vpce-svc-mail offers it to other VPCs by AWS PrivateLink',
      ],
    },
  },
  ignores: {
    'an application load balancer': account().vpc('shop').loadBalancer('web', {}, { SecurityGroups: [] }),
    'a gateway load balancer, which cannot have any': account()
      .vpc('shop')
      .loadBalancer('fw', { type: 'gateway' }),
    'one that could not be made': nlb({ State: { Code: 'failed' } }),
  },
  unknown: {
    'endpoint services that were not read': {
      given: nlb(OFF).unread('vpcEndpointServiceConfigurations'),
      says: ['mail: whether an endpoint service leads past its security groups was not read'],
    },
    'an answer that does not say whether groups hold for endpoints': {
      given: offered(GROUPS),
      says: ['mail: whether its security groups hold for PrivateLink is not in the answer'],
    },
  },
})
