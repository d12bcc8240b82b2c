import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const OUTDATED = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1']

export default defineRule({
  id: 'alb-outdated-tls-policy',
  title: 'HTTPS or TLS listener accepts TLS 1.0 or 1.1',
  topic: 'alb',
  pillar: 'security',
  severity: 'high',
  needs: ['listeners', 'sslPolicies'],
  consults: ['loadBalancers'],
  why: `The security policy of a listener sets the oldest TLS version that clients may use, on application and network
load balancers alike. The API, the CLI and CloudFormation default to ELBSecurityPolicy-2016-08, which accepts TLS 1.0
and 1.1; both were deprecated in 2021 (RFC 8996).`,
  fix: `Choose a policy without TLS 1.0 and 1.1. Clients that cannot do TLS 1.2 are older than 2014.`,
  check: `Read the listener's security policy in the EC2 console, and its protocols with
«aws elbv2 describe-ssl-policies --names POLICY».`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',

  *judge(inventory) {
    for (const listener of inventory.listeners) {
      if (!same(listener.Protocol, 'HTTPS', 'TLS')) continue
      const policy = listener.SslPolicy
      if (!policy) {
        yield unknown(listener, 'its security policy (SslPolicy) is not in the answer')
        continue
      }
      const known = inventory.sslPolicies.get(policy)
      if (!known?.SslProtocols || known.SslProtocols.length === 0) {
        yield unknown(
          listener,
          `the protocols of its security policy ${policy} are not among those that were read`,
        )
        continue
      }
      const outdated = known.SslProtocols.filter((protocol) => same(protocol, ...OUTDATED))
      if (outdated.length === 0) {
        yield pass(listener)
        continue
      }
      const balancer = inventory.loadBalancers.get(listener.LoadBalancerArn)
      yield fail(listener, {
        message: `Clients of ${balancer?.name ?? listener.LoadBalancerArn} may connect to port ${listener.Port} with ${outdated.join(' and ')}: the security policy is ${policy}.`,
        severity: same(balancer?.Scheme, 'internal') ? 'medium' : undefined,
        evidence: [
          [
            listener,
            `has SslPolicy ${policy}`,
            {
              LoadBalancerArn: listener.LoadBalancerArn,
              Scheme: balancer?.Scheme,
              Port: listener.Port,
              Protocol: listener.Protocol,
              SslPolicy: policy,
            },
          ],
          [
            known,
            `offers ${known.SslProtocols.join(', ')}`,
            { Name: policy, SslProtocols: known.SslProtocols },
          ],
        ],
        remediation: `aws elbv2 modify-listener --listener-arn ${listener.id} --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`,
      })
    }
  },
})
