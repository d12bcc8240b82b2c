import type { RowOf } from '../../src/inventory/inventory.ts'
import { groupsOfBalancer } from '../../src/network/balancer-groups.ts'
import { PRESERVE, preservesClientIp } from '../../src/network/client-ip.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Inventory,
  type Judgement,
  defineRule,
  fail,
  pass,
  shellWord,
  unknown,
} from '../../src/rule.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type Looks = Inventory<
  'vpcEndpointServiceConfigurations' | 'targetGroups' | 'targetGroupAttributes' | 'listeners'
>

export default defineRule({
  id: 'nlb-without-security-group',
  title: 'NLB was created without security groups',
  topic: 'nlb',
  pillar: 'security',
  severity: 'medium',
  needs: ['loadBalancers'],
  consults: ['vpcEndpointServiceConfigurations', 'targetGroups', 'targetGroupAttributes', 'listeners'],
  why: `A network load balancer that was created without a security group takes what any client sends, and can never be
given one: only a new balancer can. Its targets cannot name it in their own groups either.`,
  fix: `Create another network load balancer with a security group, move names or weighted records to it, and delete the
old one.`,
  check: `In the EC2 console, open the load balancer and look under Security.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'network') || same(balancer.State?.Code, 'failed')) continue
      if (balancer.SecurityGroups?.length) yield behindGroups(balancer, inventory)
      else if (balancer.State?.Code === undefined) yield unknown(balancer, 'its state is not in the answer')
      else yield finding(balancer, inventory)
    }
  },
})

const networkBalancersOf = (service: RowOf<'vpcEndpointServiceConfigurations'>): readonly string[] =>
  service.NetworkLoadBalancerArns ?? []

/** What comes by PrivateLink may be let past its groups. */
function behindGroups(balancer: LoadBalancer, inventory: Looks): Judgement {
  const enforced = balancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic
  if (same(enforced, 'on')) return pass(balancer)
  if (!inventory.vpcEndpointServiceConfigurations.readIn(balancer))
    return unknown(balancer, 'whether an endpoint service leads past its security groups was not read')
  const [service] = inventory.vpcEndpointServiceConfigurations.where(networkBalancersOf, balancer.id)
  if (!service) return pass(balancer)
  if (!same(enforced, 'off'))
    return unknown(balancer, 'whether its security groups hold for PrivateLink is not in the answer')
  return fail(balancer, {
    message: `Its security groups do not hold for what comes by ${service.id}: every endpoint of that service reaches its listeners.`,
    severity: 'info',
    evidence: [
      [
        balancer,
        'does not enforce inbound rules on PrivateLink traffic',
        {
          LoadBalancerArn: balancer.id,
          EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced,
          SecurityGroups: balancer.SecurityGroups,
        },
      ],
      [service, 'offers it to other VPCs by AWS PrivateLink', { ServiceId: service.id }],
    ],
    remediation: `aws elbv2 set-security-groups --load-balancer-arn ${balancer.id} --security-groups ${balancer.SecurityGroups?.join(' ') ?? 'GROUPS'} --enforce-security-group-inbound-rules-on-private-link-traffic on`,
  })
}

function finding(balancer: LoadBalancer, inventory: Looks): Judgement {
  const isPublic = same(balancer.Scheme, 'internet-facing')
  const blind = groupsOfBalancer(balancer, inventory).filter(
    (group) => !same(group.TargetType, 'alb') && preservesClientIp(group, inventory) === false,
  )
  const isOpen = isPublic && blind.length > 0
  const ports = (inventory.listeners.under(balancer.id) ?? []).map((one) => one.name ?? one.id)
  const subnets = (balancer.AvailabilityZones ?? []).map((zone) => zone.SubnetId)
  return fail(balancer, {
    message: isOpen
      ? "It has no security group and can never get one, and its targets see its address instead of the client's: nothing filters who on the internet reaches them."
      : `It has no security group and can never get one: its listeners take what any client ${isPublic ? 'on the internet' : 'that reaches it'} sends.`,
    severity: isOpen ? 'high' : undefined,
    evidence: [
      [
        balancer,
        `is ${balancer.Scheme ?? 'there'} without security groups since ${balancer.CreatedTime?.slice(0, 10) ?? 'its creation'}`,
        {
          LoadBalancerArn: balancer.id,
          Scheme: balancer.Scheme,
          SecurityGroups: [],
          CreatedTime: balancer.CreatedTime,
          listeners: ports,
        },
      ],
      ...(isOpen ? blind : []).map((group): Evidence => [
        group,
        `does not preserve client addresses`,
        { TargetGroupArn: group.id, [PRESERVE]: false },
      ]),
    ],
    remediation: `aws elbv2 create-load-balancer --type network --name ${shellWord(`${balancer.name ?? 'nlb'}-2`)} --scheme ${balancer.Scheme ?? 'internal'} --subnets ${subnets.join(' ')} --security-groups GROUP; move its listeners and names there, then aws elbv2 delete-load-balancer --load-balancer-arn ${balancer.id}`,
  })
}
