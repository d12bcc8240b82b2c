import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Service = RowOf<'vpcEndpointServiceConfigurations'>

export default defineRule({
  id: 'endpoint-service-single-zone',
  title: 'Endpoint service is offered in one Availability Zone only',
  topic: 'endpoint-service',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcEndpointServiceConfigurations'],
  consults: ['vpcEndpointConnections', 'loadBalancers', 'vpcs'],
  why: `A service is offered in the zones of its load balancers, and consumers can place endpoints nowhere else. One zone
means that all of its consumers fail with that zone, and those elsewhere pay for crossing to it.`,
  fix: `Add subnets of a second zone to the load balancer, and targets there.`,
  check: `In the VPC console, open the endpoint service and count its Availability Zones.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html',

  *judge(inventory, { nonProduction }) {
    for (const service of inventory.vpcEndpointServiceConfigurations) {
      if (service.ServiceState !== undefined && !same(service.ServiceState, 'available')) continue
      const zones = zonesOf(service)
      if (service.ServiceState === undefined || zones.length === 0) {
        yield unknown(service, 'its state or its zones are not in the answer')
        continue
      }
      if (zones.length > 1) {
        yield pass(service)
        continue
      }
      const loadBalancerArns = [
        ...(service.NetworkLoadBalancerArns ?? []),
        ...(service.GatewayLoadBalancerArns ?? []),
      ]
      const vpcs = loadBalancerArns.map((arn) => inventory.vpcs.get(inventory.loadBalancers.get(arn)?.VpcId))
      const connections = inventory.vpcEndpointConnections.where('ServiceId', service.id)
      yield fail(service, {
        severity: nonProduction(service, ...vpcs) ? 'info' : undefined,
        message: `All consumers of ${service.ServiceName} fail with ${zones.join('')}: it is the only zone in which the service is offered.`,
        evidence: [
          [
            service,
            `is offered in ${zones.join('')} only`,
            {
              ServiceId: service.id,
              AvailabilityZoneIds: service.AvailabilityZoneIds,
              AvailabilityZones: service.AvailabilityZones,
              loadBalancerArns,
              connectionCount: connections.length,
            },
          ],
        ],
        remediation: `aws elbv2 set-subnets --load-balancer-arn ${loadBalancerArns[0] ?? 'LOAD_BALANCER_ARN'} --subnets SUBNET_NOW SUBNET_OF_A_SECOND_ZONE, and register targets there`,
      })
    }
  },
})

const zonesOf = (service: Service): readonly string[] => {
  const ids = service.AvailabilityZoneIds ?? []
  return [...new Set(ids.length > 0 ? ids : service.AvailabilityZones)]
}
