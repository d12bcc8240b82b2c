import { balancerZoneLabel, isEdgeZoneName, zonesOf } from '../../src/network/balancer-zones.ts'
import { same } from '../../src/network/same.ts'
import { type Row, defineRule, fail, pass, unknown } from '../../src/rule.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'

const balancersOf = (service: RowOf<'vpcEndpointServiceConfigurations'>): readonly string[] => [
  ...(service.NetworkLoadBalancerArns ?? []),
  ...(service.GatewayLoadBalancerArns ?? []),
]

export default defineRule({
  id: 'nlb-single-zone',
  title: 'Network or Gateway Load Balancer runs in one Availability Zone',
  topic: 'nlb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['loadBalancers'],
  consults: ['availabilityZones', 'vpcEndpointServiceConfigurations'],
  why: `An application load balancer must have two zones; network and gateway load balancers may be made with one. When
that zone fails, the balancer and everything behind it is gone, whatever zones its targets are in.`,
  fix: `Give it a subnet in a second zone, and have targets there or turn cross-zone load balancing on.`,
  check: `In the EC2 console, open the load balancer and count the zones under «Network mapping».`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/availability-zones.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'network', 'gateway') || same(balancer.State?.Code, 'failed')) continue
      const zones = zonesOf(balancer)
      if (!zones) {
        yield unknown(balancer, 'its zones are not in the answer')
        continue
      }
      const [zone = ''] = zones
      if (zones.length > 1) {
        yield pass(balancer)
        continue
      }
      const [home] = balancer.AvailabilityZones ?? []
      if (home?.OutpostId || isEdgeZoneName(zone, balancer.region)) continue

      if (!balancer.State?.Code) {
        yield unknown(balancer, 'its state is not in the answer')
        continue
      }
      const services: readonly Row[] = inventory.vpcEndpointServiceConfigurations.where(
        balancersOf,
        balancer.id,
      )
      const label = balancerZoneLabel(zone, balancer, inventory)
      yield fail(balancer, {
        message: `It runs in ${label} only: if that zone fails, all of its traffic stops.`,
        evidence: [
          [
            balancer,
            `has one zone, ${label}`,
            {
              LoadBalancerArn: balancer.id,
              Type: balancer.Type,
              AvailabilityZones: [zone],
              SubnetId: home?.SubnetId,
            },
          ],
          ...services.map(
            (service) =>
              [service, 'offers it to other VPCs by AWS PrivateLink', { ServiceId: service.id }] as const,
          ),
        ],
        remediation: `aws elbv2 set-subnets --load-balancer-arn ${balancer.id} --subnets ${home?.SubnetId ?? 'ITS_SUBNET'} SUBNET_IN_A_SECOND_ZONE`,
      })
    }
  },
})
