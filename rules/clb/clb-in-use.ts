import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, shellWord } from '../../src/rule.ts'

type ClassicLoadBalancer = RowOf<'classicLoadBalancers'>

export default defineRule({
  id: 'clb-in-use',
  title: 'Classic Load Balancer is still in use',
  topic: 'clb',
  pillar: 'operations',
  severity: 'low',
  needs: ['classicLoadBalancers'],
  consults: ['loadBalancers'],
  why: `Classic Load Balancers are the previous generation. They know no TLS 1.3, no HTTP/2, no certificate for each name
(SNI), no rules by path or host and no AWS WAF; what AWS builds now, it builds for the current types.`,
  fix: `Make an Application Load Balancer (HTTP, HTTPS) or a Network Load Balancer (TCP, TLS) beside it, with the migration
wizard of the console or by hand, and shift the traffic with weighted DNS records.`,
  check: `In the EC2 console, look for load balancers of type «classic»; each has the migration wizard under Actions.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) yield pass(balancer)
    for (const balancer of inventory.classicLoadBalancers) {
      const listeners = (balancer.ListenerDescriptions ?? []).map(({ Listener }) => Listener)
      const successor = successorOf(balancer)
      const cluster = clusterGroupOf(balancer)
      yield fail(balancer, {
        message: `It is of the previous generation, without TLS 1.3, HTTP/2, SNI and AWS WAF: move it to ${successor.name}.`,
        evidence: [
          [
            balancer,
            `listens on ${listeners.map((one) => `${one?.Protocol} ${one?.LoadBalancerPort}`).join(', ') || 'no port that was read'}`,
            {
              LoadBalancerName: balancer.LoadBalancerName,
              listeners,
              Instances: balancer.Instances?.map((one) => one.InstanceId),
              CreatedTime: balancer.CreatedTime,
              successor: successor.name,
            },
          ],
          ...(cluster
            ? [
                [
                  balancer,
                  `has the security group ${cluster}, as those have that Kubernetes made`,
                  { SourceSecurityGroup: balancer.SourceSecurityGroup },
                ] as const,
              ]
            : []),
        ],
        remediation: cluster
          ? 'make a second Service with loadBalancerClass: service.k8s.aws/nlb, for which the AWS Load Balancer Controller makes a Network Load Balancer, shift DNS to it, then delete the old Service'
          : `aws elbv2 create-load-balancer --name ${shellWord(balancer.id)} --type ${successor.type} --scheme ${balancer.Scheme ?? 'SCHEME'} --subnets ${subnetsFor(balancer, successor.type)} --security-groups ${balancer.SecurityGroups?.join(' ') || 'ITS_GROUPS'}, give it the listeners and targets, and shift DNS by weighted records`,
      })
    }
  },
})

/** The current type that speaks what its listeners speak. */
function successorOf({ ListenerDescriptions }: ClassicLoadBalancer): {
  readonly name: string
  readonly type: string
} {
  const protocols = (ListenerDescriptions ?? []).map(({ Listener }) => Listener?.Protocol)
  if (protocols.length > 0 && protocols.every((one) => same(one, 'HTTP', 'HTTPS')))
    return { name: 'an Application Load Balancer', type: 'application' }
  if (protocols.length > 0 && protocols.every((one) => same(one, 'TCP', 'SSL')))
    return { name: 'a Network Load Balancer', type: 'network' }
  return {
    name: 'an Application Load Balancer for HTTP and a Network Load Balancer for the rest',
    type: 'TYPE',
  }
}

/** An Application Load Balancer must have two subnets. */
const subnetsFor = ({ Subnets = [] }: ClassicLoadBalancer, type: string): string =>
  [...Subnets, ...(type !== 'network' && Subnets.length < 2 ? ['SUBNET_IN_A_SECOND_ZONE'] : [])].join(' ') ||
  'ITS_SUBNETS'

/** Kubernetes names the group of a balancer that it makes `k8s-elb-` and the balancer's name. */
const clusterGroupOf = ({ SourceSecurityGroup, id }: ClassicLoadBalancer): string | undefined =>
  SourceSecurityGroup?.GroupName === `k8s-elb-${id}` ? SourceSecurityGroup.GroupName : undefined
