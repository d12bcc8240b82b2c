import rule from '../../../rules/clb/clb-in-use.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = () => account().vpc('shop')
const listener = (Protocol: string, LoadBalancerPort: number): object => ({
  Listener: { Protocol, LoadBalancerPort, InstanceProtocol: Protocol, InstancePort: 8080 },
  PolicyNames: [],
})

testRule(rule, {
  accepts: {
    'an Application Load Balancer': shop().loadBalancer('web'),
    'a Network Load Balancer': shop().loadBalancer('edge', { type: 'network' }),
  },
  flags: {
    'one for HTTP and HTTPS': {
      given: shop().classicLoadBalancer('web', {
        ListenerDescriptions: [listener('HTTP', 80), listener('HTTPS', 443)],
      }),
      finds: [
        'web: It is of the previous generation, without TLS 1.3, HTTP/2, SNI and AWS WAF: move it to an Application Load Balancer.',
        '  web listens on HTTP 80, HTTPS 443',
      ],
    },
    'one for TCP that Kubernetes made': {
      given: shop().classicLoadBalancer('a1b2c3', {
        ListenerDescriptions: [listener('TCP', 443)],
        SourceSecurityGroup: { OwnerAlias: '111111111111', GroupName: 'k8s-elb-a1b2c3' },
      }),
      finds: [
        'a1b2c3: It is of the previous generation, without TLS 1.3, HTTP/2, SNI and AWS WAF: move it to a Network Load Balancer.',
        '  a1b2c3 listens on TCP 443',
        '  a1b2c3 has the security group k8s-elb-a1b2c3, as those have that Kubernetes made',
      ],
    },
    'one for both, in one subnet': {
      given: shop().classicLoadBalancer('mixed', {
        zones: ['a'],
        ListenerDescriptions: [listener('HTTPS', 443), listener('SSL', 8883)],
      }),
      finds: [
        'mixed: It is of the previous generation, without TLS 1.3, HTTP/2, SNI and AWS WAF: move it to an Application Load Balancer for HTTP and a Network Load Balancer for the rest.',
        '  mixed listens on HTTPS 443, SSL 8883',
      ],
    },
    'two of one name, in different regions': {
      given: [shop().classicLoadBalancer('web'), account({ region: 'eu-west-1' }).classicLoadBalancer('web')],
      finds: [
        'web: It is of the previous generation, without TLS 1.3, HTTP/2, SNI and AWS WAF: move it to an Application Load Balancer.',
        '  web listens on HTTPS 443',
        'web: It is of the previous generation, without TLS 1.3, HTTP/2, SNI and AWS WAF: move it to an Application Load Balancer.',
        '  web listens on HTTPS 443',
      ],
    },
  },
})
