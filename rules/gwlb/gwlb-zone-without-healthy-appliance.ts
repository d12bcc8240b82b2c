import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { groupsOfBalancer } from '../../src/network/balancer-groups.ts'
import { balancerZoneLabel, zonesOf } from '../../src/network/balancer-zones.ts'
import { effectiveCrossZone } from '../../src/network/cross-zone.ts'
import { same } from '../../src/network/same.ts'
import { countTargets, isShifted } from '../../src/network/target-zones.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type TargetGroup = RowOf<'targetGroups'>
type Service = RowOf<'vpcEndpointServiceConfigurations'>
type Looks = Inventory<
  | 'targetGroupAttributes'
  | 'loadBalancerAttributes'
  | 'targetHealth'
  | 'instances'
  | 'availabilityZones'
  | 'vpcEndpoints'
  | 'subnets'
>

export default defineRule({
  id: 'gwlb-zone-without-healthy-appliance',
  title: 'Gateway Load Balancer zone has no healthy appliance and cross-zone is off',
  topic: 'gwlb',
  pillar: 'reliability',
  severity: 'critical',
  needs: [
    'loadBalancers',
    'targetGroups',
    'targetGroupAttributes',
    'loadBalancerAttributes',
    'targetHealth',
    'vpcEndpointServiceConfigurations',
  ],
  consults: ['instances', 'availabilityZones', 'vpcEndpoints', 'subnets'],
  why: `Endpoints send to the gateway load balancer of their own zone. With cross-zone load balancing off it has only the
appliances of that zone: when none of these is healthy, all inspected traffic of the zone is dropped.`,
  fix: `Run an appliance in each zone, two where it matters, or turn cross-zone load balancing on.`,
  check: `In the EC2 console, open the load balancer's target group and count the healthy targets of each zone.`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/health-checks.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'gateway')) continue
      const services = inventory.vpcEndpointServiceConfigurations.where(gatewayBalancersOf, balancer.id)
      if (services.length === 0) continue
      for (const group of groupsOfBalancer(balancer, inventory)) {
        yield* judge(balancer, group, services, inventory)
      }
    }
  },
})

const gatewayBalancersOf = (service: Service): readonly string[] => service.GatewayLoadBalancerArns ?? []

function* judge(
  balancer: LoadBalancer,
  group: TargetGroup,
  services: readonly Service[],
  inventory: Looks,
): Iterable<Judgement> {
  const zones = zonesOf(balancer)
  const crossZone = effectiveCrossZone(group, balancer, inventory)
  if (!zones) yield unknown(balancer, 'its zones are not in the answer')
  else if ('unknown' in crossZone) yield unknown(balancer, crossZone.unknown)
  else if (crossZone.enabled) yield pass(balancer)
  else if (!inventory.targetHealth.under(group.id)?.some(isShifted)) {
    const counts = countTargets(group.id, zones, inventory)
    if ('unknown' in counts) {
      yield unknown(balancer, counts.unknown)
      return
    }
    for (const zone of zones) {
      const label = balancerZoneLabel(zone, balancer, inventory)
      if ((counts.healthy.get(zone) ?? 0) > 0) yield pass(balancer, zone)
      else if ((counts.soon.get(zone) ?? 0) > 0)
        yield unknown(balancer, `the appliances in ${label} are being registered`, zone)
      else yield finding(balancer, group, zone, counts.healthy, crossZone.source, services, inventory)
    }
  }
}

function finding(
  balancer: LoadBalancer,
  group: TargetGroup,
  zone: string,
  healthy: ReadonlyMap<string, number>,
  source: string,
  services: readonly Service[],
  inventory: Looks,
): Judgement {
  const label = balancerZoneLabel(zone, balancer, inventory)
  const endpoints = services.flatMap((service) => endpointsIn(zone, balancer, service, inventory))
  const ids = endpoints.map((endpoint) => endpoint.id)
  const counts = [...healthy].map(([name, count]) => `${count} in ${name}`)
  return fail(balancer, {
    key: zone,
    message:
      ids.length > 0
        ? `No appliance in ${label} is healthy and cross-zone load balancing is off: what ${ids.join(', ')} hands over there is dropped.`
        : `No appliance in ${label} is healthy and cross-zone load balancing is off: what any endpoint hands over there is dropped.`,
    severity: ids.length > 0 ? undefined : 'high',
    evidence: [
      [
        group,
        `has healthy targets: ${counts.join(', ')}`,
        { TargetGroupArn: group.id, healthyPerZone: Object.fromEntries(healthy) },
      ],
      [
        balancer,
        `has cross-zone load balancing off: ${source}`,
        { LoadBalancerArn: balancer.id, AvailabilityZone: zone },
      ],
      ...endpoints.map((endpoint): Evidence => [
        endpoint,
        `sends to it from ${label}`,
        { VpcEndpointId: endpoint.id, ServiceName: endpoint.ServiceName },
      ]),
    ],
    remediation: `aws elbv2 register-targets --target-group-arn ${group.id} --targets Id=APPLIANCE_IN_THAT_ZONE, or aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${balancer.id} --attributes Key=load_balancing.cross_zone.enabled,Value=true`,
  })
}

/** The endpoints of a service in a zone, whatever account they are in and whatever it calls that zone. */
function endpointsIn(
  zone: string,
  balancer: LoadBalancer,
  service: Service,
  inventory: Looks,
): readonly RowOf<'vpcEndpoints'>[] {
  const home = balancer.AvailabilityZones?.find((one) => one.ZoneName === zone)?.SubnetId
  const zoneId = inventory.subnets.get(home)?.AvailabilityZoneId
  if (zoneId === undefined) return []
  return inventory.vpcEndpoints
    .where('ServiceName', service.ServiceName)
    .filter(
      (endpoint) =>
        same(endpoint.State, 'available') &&
        endpoint.SubnetIds?.some((subnet) => inventory.subnets.get(subnet)?.AvailabilityZoneId === zoneId),
    )
}
