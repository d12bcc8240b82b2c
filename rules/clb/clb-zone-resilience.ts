import type { RowOf } from '../../src/inventory/inventory.ts'
import { balancerZoneLabel, isEdgeZoneName } from '../../src/network/balancer-zones.ts'
import { type InstanceState, classicInstances, ofBalancer } from '../../src/network/classic-balancers.ts'
import { byCount, imbalance } from '../../src/network/target-zones.ts'
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

type ClassicLoadBalancer = RowOf<'classicLoadBalancers'>
type Looks = Inventory<
  'classicInstanceHealth' | 'classicLoadBalancerAttributes' | 'instances' | 'availabilityZones'
>

export default defineRule({
  id: 'clb-zone-resilience',
  title: 'Classic Load Balancer depends on one zone, or is uneven over its zones',
  topic: 'clb',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['classicLoadBalancers'],
  consults: ['classicInstanceHealth', 'classicLoadBalancerAttributes', 'instances', 'availabilityZones'],
  settings: { maxRatio: 2 },
  why: `A balancer with one zone, or with all its instances in one, goes with that zone. With cross-zone load balancing off,
each zone gets the same share of clients however few instances it has; evenly spread instances need no cross-zone load
balancing.`,
  fix: `Give it subnets and instances in two zones or more, as many in each, or turn cross-zone load balancing on: for
Classic Load Balancers it costs nothing.`,
  check: `In the EC2 console, open the load balancer, count its zones under «Network mapping» and the instances in service of
each zone under «Target instances».`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html',

  *judge(inventory, { settings }) {
    for (const balancer of inventory.classicLoadBalancers) {
      // `clb-no-healthy-instances` tells of those that have none.
      if (balancer.Instances?.length === 0) continue
      const judgement = judgeOne(balancer, settings.maxRatio, inventory)
      if (judgement) yield judgement
    }
  },
})

function judgeOne(balancer: ClassicLoadBalancer, maxRatio: number, inventory: Looks): Judgement | undefined {
  const zones = balancer.AvailabilityZones ?? []
  const [home] = zones
  if (home === undefined) return unknown(balancer, 'its zones are not in the answer')
  if (!balancer.Instances) return unknown(balancer, 'its instances are not in the answer')
  const label = (zone: string): string => balancerZoneLabel(zone, balancer, inventory)
  const name = shellWord(balancer.id)
  if (zones.length === 1) {
    if (isEdgeZoneName(home, balancer.region)) return undefined
    return fail(balancer, {
      message: `It runs in ${label(home)} only: if that zone fails, all of its traffic stops.`,
      severity: 'high',
      evidence: [
        [balancer, `has one zone, ${label(home)}`, { AvailabilityZones: zones, Subnets: balancer.Subnets }],
      ],
      remediation: `aws elb attach-load-balancer-to-subnets --load-balancer-name ${name} --subnets SUBNET_IN_A_SECOND_ZONE, and register instances there`,
    })
  }

  const instances = classicInstances(balancer, inventory)
  if ('unknown' in instances) return unknown(balancer, instances.unknown)
  // One instance is in one zone by itself; `clb-no-healthy-instances` tells of it, and of none in service.
  if (balancer.Instances.length === 1 || instances.inService.length === 0) return undefined
  const counts = countByZone(instances.inService, zones, inventory)
  const soon = countByZone([...instances.inService, ...instances.coming], zones, inventory)
  if ('unknown' in counts) return unknown(balancer, counts.unknown)
  if ('unknown' in soon) return unknown(balancer, soon.unknown)

  const isAlone = occupied(counts) === 1
  const attributes = ofBalancer(balancer, inventory.classicLoadBalancerAttributes.where('id', balancer.id))
  const crossZone = attributes?.CrossZoneLoadBalancing?.Enabled
  if (!isAlone && (crossZone === true || imbalance(counts) <= maxRatio)) return pass(balancer)
  if (occupied(soon) > 1 && imbalance(soon) <= maxRatio)
    return unknown(balancer, 'instances in the thin zones are being registered')
  if (!isAlone && crossZone === undefined)
    return unknown(
      balancer,
      'its instances are uneven over its zones, and whether cross-zone load balancing is on was not read',
    )

  const list = byCount(counts).map(([zone, count]) => `${count} in ${label(zone)}`)
  const evidence: readonly Evidence[] = [
    [
      balancer,
      `has instances in service: ${list.join(', ')}`,
      {
        LoadBalancerName: balancer.id,
        AvailabilityZones: zones,
        inServicePerZone: Object.fromEntries(counts),
      },
    ],
    ...(crossZone === false
      ? [
          [
            balancer,
            'has cross-zone load balancing off',
            { CrossZoneLoadBalancing: { Enabled: false } },
          ] as const,
        ]
      : []),
  ]
  const [thin = '', few = 0] = byCount(counts)[0] ?? []
  const [full = ''] = byCount(counts).at(-1) ?? []
  if (isAlone) {
    return fail(balancer, {
      message: `All instances in service are in ${label(full)}: if that zone fails, its other zones have nothing to send to.`,
      evidence,
      remediation: `aws elb register-instances-with-load-balancer --load-balancer-name ${name} --instances INSTANCES_IN_${thin}`,
    })
  }
  return fail(balancer, {
    message:
      few === 0
        ? `${label(thin)} has no instance in service and cross-zone load balancing is off: its node there has nothing to send clients to.`
        : `Each instance in ${label(thin)} carries ${Number(imbalance(counts).toFixed(1))} times the load of those in ${label(full)}: cross-zone load balancing is off and there are ${list.join(', ')}.`,
    evidence,
    remediation: `aws elb modify-load-balancer-attributes --load-balancer-name ${name} --load-balancer-attributes '{"CrossZoneLoadBalancing":{"Enabled":true}}'`,
  })
}

const occupied = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].filter((count) => count > 0).length

/** How many of these instances are in each zone of the balancer. */
function countByZone(
  states: readonly InstanceState[],
  zones: readonly string[],
  { instances }: Inventory<'instances'>,
): ReadonlyMap<string, number> | { readonly unknown: string } {
  const counts = new Map(zones.map((zone) => [zone, 0]))
  for (const { InstanceId } of states) {
    const zone = instances.get(InstanceId)?.Placement?.AvailabilityZone
    if (!zone) return { unknown: `the zone of ${InstanceId ?? 'one of its instances'} is not known` }
    const count = counts.get(zone)
    if (count !== undefined) counts.set(zone, count + 1)
  }
  return counts
}
