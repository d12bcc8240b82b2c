import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type NetworkInterface, isWorkload } from '../../src/network/interfaces.ts'
import { type Instance, interfaceTargetOf } from '../../src/network/nat-instances.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  egressOf,
  isActive,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isEdgeZone, zoneLabel } from '../../src/network/zones.ts'
import {
  type Evidence,
  type Failure,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Subnet = RowOf<'subnets'>

export default defineRule({
  id: 'nat-instance-single-point-of-failure',
  title: 'Subnets hang on a single NAT or firewall instance',
  topic: 'nat',
  pillar: 'reliability',
  severity: 'high',
  needs: ['routeTables', 'instances', 'networkInterfaces', 'subnets'],
  consults: ['natGateways', 'availabilityZones', 'vpcs', 'prefixListEntries'],
  why: `A route leads to one network interface, and no route moves by itself. When the instance behind it stops, or its
zone fails, every subnet that leaves through it is cut off, those in healthy zones included.`,
  fix: `Move to a NAT gateway in each zone or to a regional one; where an appliance must stay, run one in each zone or put
the fleet behind a Gateway Load Balancer.`,
  check: `In the VPC console, follow the default routes of private subnets: count the zones that lead to each instance.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html',

  *judge(inventory, { nonProduction }) {
    const devices = new Map<string, Device>()
    for (const subnet of inventory.subnets) {
      const isUsed = inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)
      if (!isUsed || isEdgeZone(subnet, inventory)) continue
      const egress = egressOf(subnet, 4, inventory)
      if ('unknown' in egress) {
        yield unknown(subnet, egress.unknown)
        continue
      }
      for (const route of egress.routes) {
        const active = isActive(route)
        if (targetOf(route).kind !== 'network-interface' || active === false) continue
        const eni = interfaceTargetOf(route, inventory)
        const id = eni?.Attachment?.InstanceId
        const instance = inventory.instances.get(id)
        if (!eni || (id && !instance))
          yield unknown(subnet, `${id ?? targetOf(route).id}, where its default route leads, was not read`)
        if (!eni || !instance) continue
        const device = devices.get(instance.id) ?? { instance, eni, behind: [], isSure: true }
        if (active === undefined) device.isSure = false
        device.behind.push({ subnet, table: egress.table, route })
        devices.set(instance.id, device)
      }
    }

    for (const device of devices.values()) {
      const { instance, behind } = device
      const zones = new Set(behind.map(({ subnet }) => subnet.AvailabilityZoneId))
      const group = instance.Tags?.find((tag) => tag.Key === 'aws:autoscaling:groupName')?.Value
      const lenient = nonProduction(instance, inventory.vpcs.get(instance.VpcId)) ? 'info' : undefined
      const another = hasAnotherWayOut(device, devices, inventory)
      if (zones.has(undefined)) yield unknown(instance, 'the zone of a subnet behind it is not in the answer')
      else if (!device.isSure) yield unknown(instance, 'the state of a route to it is not in the answer')
      else if (zones.size > 1) yield finding(device, group, lenient ?? (group ? 'medium' : undefined))
      else if (group || another) yield pass(instance)
      else if (another === undefined)
        yield unknown(instance, 'whether its VPC has another way out, as a NAT gateway, was not read')
      else yield finding(device, group, lenient ?? 'medium')
    }
  },
})

interface Device {
  readonly instance: Instance
  readonly eni: NetworkInterface
  readonly behind: { readonly subnet: Subnet; readonly table: RouteTable; readonly route: Route }[]
  /** Each route to it says that it works. */
  isSure: boolean
}

/** Something in the VPC to which the routes could be moved; undefined where it is not known. */
function hasAnotherWayOut(
  { instance }: Device,
  devices: ReadonlyMap<string, Device>,
  inventory: Inventory<'natGateways'>,
): boolean | undefined {
  const gateways = inventory.natGateways.where('VpcId', instance.VpcId)
  const others = [...devices.values()].filter(
    (one) => one.instance !== instance && one.instance.VpcId === instance.VpcId,
  )
  if (gateways.some((gateway) => same(gateway.State, 'available')) || others.some((one) => one.isSure))
    return true
  const areKnown = inventory.natGateways.readIn() && gateways.every((gateway) => gateway.State)
  return areKnown && others.length === 0 ? false : undefined
}

function finding(
  { instance, eni, behind }: Device,
  group: string | undefined,
  severity: Severity | undefined,
): Failure {
  const zones = new Map(behind.map(({ subnet }) => [subnet.AvailabilityZoneId, zoneLabel(subnet)]))
  const routes = new Map(behind.map((one) => [`${one.table.id} ${destinationOf(one.route)}`, one]))
  const labels = [...zones.values()].toSorted().join(' and ')
  const fate = group
    ? `until its Auto Scaling group has another, and for as long as its zone fails, they have no way out`
    : `when it or its zone fails, they have no way out`
  const only = zones.size === 1 ? ', and the VPC has no other' : ''
  return fail(instance, {
    message: `Subnets in ${labels} leave through this one instance in ${zoneLabel(eni)}${only}: ${fate}.`,
    severity,
    evidence: [
      ...[...routes.values()].map(({ table, route }): Evidence => [
        table,
        `routes ${destinationOf(route)} to ${targetOf(route).id}`,
        routeFields(route),
      ]),
      [
        instance,
        group ? `is in the Auto Scaling group ${group}` : 'is in no Auto Scaling group',
        {
          InstanceId: instance.id,
          instanceZoneId: eni.AvailabilityZoneId,
          dependentZoneIds: [...zones.keys()],
          dependentSubnetIds: behind.map(({ subnet }) => subnet.id),
          autoScalingGroup: group ?? null,
        },
      ],
    ],
    remediation: [
      `aws ec2 create-nat-gateway --vpc-id ${instance.VpcId} --availability-mode regional`,
      ...[...routes.values()].map(
        ({ table, route }) =>
          `aws ec2 replace-route --route-table-id ${table.id} --destination-cidr-block ${destinationOf(route)} --nat-gateway-id NEW_NAT_GATEWAY`,
      ),
    ].join('; '),
  })
}
