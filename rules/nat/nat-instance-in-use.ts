import type { RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { type NatInstance, natInstanceBehind } from '../../src/network/nat-instances.ts'
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
import { vpcOf } from '../../src/network/vpcs.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'nat-instance-in-use',
  title: 'Private subnets leave through a NAT instance',
  topic: 'nat',
  pillar: 'operations',
  severity: 'medium',
  needs: ['routeTables', 'instances', 'networkInterfaces', 'subnets'],
  consults: ['vpcs', 'prefixListEntries'],
  why: `A NAT instance is one machine that someone must patch, size and replace: when it fails, everything behind it loses
its way out. The NAT AMI that AWS gave for it is past its end of support; a NAT gateway scales and heals by itself.`,
  fix: `Create a NAT gateway, point the default routes at it in a quiet window (open connections break), and stop the
instance.`,
  check: `In the VPC console, follow the default routes of private subnets: they should lead to NAT gateways, not to
instances.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html',

  *judge(inventory) {
    const users = new Map<string, { readonly nat: NatInstance; readonly behind: Behind[] }>()
    const managed = new Set<string>()
    const unclear = new Map<string, string>()
    for (const subnet of inventory.subnets) {
      const egress = egressOf(subnet, 4, inventory)
      if ('unknown' in egress) {
        if (subnet.VpcId) unclear.set(subnet.VpcId, egress.unknown)
        continue
      }
      for (const route of egress.routes) {
        const nat = natInstanceBehind(route, inventory)
        if (nat && 'unknown' in nat) unclear.set(subnet.VpcId ?? '', nat.unknown)
        else if (nat) {
          const known = users.get(nat.instance.id) ?? { nat, behind: [] }
          known.behind.push({ subnet, table: egress.table, route })
          users.set(nat.instance.id, known)
        } else if (isManagedWayOut(route) && subnet.VpcId) managed.add(subnet.VpcId)
      }
    }

    const affected = new Set<string | undefined>()
    for (const { nat, behind } of users.values()) {
      const busy = behind.filter(({ subnet }) =>
        inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload),
      )
      if (busy.length === 0) continue
      affected.add(nat.instance.VpcId)
      yield inUse(nat, behind, busy.length)
    }
    for (const [vpc, reason] of unclear)
      if (vpc && !affected.has(vpc)) yield unknown(vpcOf(vpc, inventory), reason)
    for (const vpc of managed) if (!affected.has(vpc) && !unclear.has(vpc)) yield pass(vpcOf(vpc, inventory))
  },
})

interface Behind {
  readonly subnet: RowOf<'subnets'>
  readonly table: RouteTable
  readonly route: Route
}

const MANAGED = ['nat-gateway', 'transit-gateway', 'core-network', 'endpoint']

/** NAT gateways, and ways to an egress that several VPCs share. */
const isManagedWayOut = (route: Route): boolean =>
  isActive(route) === true && MANAGED.includes(targetOf(route).kind)

function inUse({ instance, eni }: NatInstance, behind: readonly Behind[], busy: number): Failure {
  const dependentSubnetIds = behind.map(({ subnet }) => subnet.id)
  const stopped = same(instance.State?.Name, 'stopped')
  const { InstanceType, ImageId } = instance
  const tables = new Map(behind.map((one) => [`${one.table.id} ${destinationOf(one.route)}`, one]))
  const swap = [...tables.values()].map(
    ({ table, route }) =>
      `aws ec2 replace-route --route-table-id ${table.id} --destination-cidr-block ${destinationOf(route)} --nat-gateway-id NEW_NAT_GATEWAY`,
  )
  const subnets = `${busy} ${busy === 1 ? 'subnet' : 'subnets'}`
  return fail(instance, {
    message: stopped
      ? `${subnets} cannot leave: their way out is this NAT instance, which is stopped.`
      : `${subnets} with workloads leave through this one instance: when it fails, they lose their way out.`,
    evidence: [
      ...[...tables.values()].map(
        ({ table, route }) =>
          [table, `routes ${destinationOf(route)} to ${eni.id}`, routeFields(route)] as const,
      ),
      [
        instance,
        `is ${instance.State?.Name} and has the public address ${eni.Association?.PublicIp}`,
        {
          InstanceId: instance.id,
          InstanceType,
          ImageId,
          NetworkInterfaceId: eni.id,
          PublicIp: eni.Association?.PublicIp,
          SourceDestCheck: eni.SourceDestCheck,
          dependentSubnetIds,
        },
      ],
    ],
    remediation: [
      `aws ec2 create-nat-gateway --subnet-id ${eni.SubnetId} --allocation-id EIPALLOC`,
      ...swap,
      `aws ec2 stop-instances --instance-ids ${instance.id}`,
    ].join('; '),
  })
}
