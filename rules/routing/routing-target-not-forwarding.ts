import type { Inventory } from '../../src/inventory/inventory.ts'
import type { NetworkInterface } from '../../src/network/interfaces.ts'
import { interfaceTargetOf } from '../../src/network/nat-instances.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  isActive,
  routeFields,
  subnetsRoutedBy,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isInUse } from '../../src/network/table-use.ts'
import {
  type Failure,
  type Resource,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'routing-target-not-forwarding',
  title: 'Route leads to an instance that is off or fails its status checks',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'high',
  needs: ['routeTables', 'instances', 'networkInterfaces'],
  consults: ['instanceStatuses', 'subnets', 'vpcs'],
  why: `A route to a NAT, VPN or firewall instance stays active for as long as its network interface is there. Whether
the machine behind it still forwards is another matter: one that fails its status checks drops what it is handed.`,
  fix: `Start, recover or replace the instance, or point the route at one that works.`,
  check: `In the VPC console, follow routes to network interfaces to their instances and read «Status check» in EC2.`,
  reference:
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html',

  *judge(inventory, { nonProduction }) {
    for (const table of inventory.routeTables) {
      const routes = (table.Routes ?? []).filter((route) => targetOf(route).kind === 'network-interface')
      const used = routes.length > 0 && isInUse(table, inventory)
      if (used === false) continue
      for (const route of routes) {
        if (isActive(route) === false) continue // routing-blackhole-route
        const destination = destinationOf(route)
        const eni = interfaceTargetOf(route, inventory)
        if (!eni || isActive(route) === undefined) {
          const missing = eni
            ? `the state of its route to ${destination}`
            : `${targetOf(route).id}, where it routes ${destination},`
          yield unknown(table, `${missing} was not read`, destination)
          continue
        }
        const state = stateOf(eni, inventory)
        if ('unknown' in state) yield unknown(table, state.unknown, destination)
        else if (!state.problem) yield pass(table, destination)
        else if (used === undefined)
          yield unknown(table, 'whether a subnet uses this main table was not read', destination)
        else {
          const lenient = nonProduction(table, inventory.vpcs.get(table.VpcId)) ? 'info' : undefined
          yield finding(table, route, eni, state.problem, state.fields, lenient, inventory)
        }
      }
    }
  },
})

interface State {
  readonly problem?: { readonly on: Resource; readonly what: string } | undefined
  readonly fields: { readonly instanceState?: string | undefined; readonly statusChecks?: string | undefined }
}

/** Whether what is behind an interface can forward: attached, running, and sound. */
function stateOf(
  eni: NetworkInterface,
  { instances, instanceStatuses }: Inventory<'instances' | 'instanceStatuses'>,
): State | { readonly unknown: string } {
  if (eni.Status === undefined) return { unknown: `the Status of ${eni.id} is not in the answer` }
  if (!same(eni.Status, 'in-use'))
    return { problem: { on: eni, what: `has Status ${eni.Status}` }, fields: {} }
  const id = eni.Attachment?.InstanceId
  if (!id) return { fields: {} } // a service's, which sees to it by itself
  const instance = instances.get(id)
  const instanceState = instance?.State?.Name
  if (!instance || instanceState === undefined) return { unknown: `${id}, behind ${eni.id}, was not read` }
  if (!same(instanceState, 'running', 'pending'))
    return { problem: { on: instance, what: `is ${instanceState}` }, fields: { instanceState } }
  if (same(instanceState, 'pending')) return { fields: { instanceState } }

  const status = instanceStatuses.get(id)
  const [system, own] = [status?.SystemStatus?.Status, status?.InstanceStatus?.Status]
  if (system === undefined || own === undefined)
    return { unknown: `the status checks of ${id} were not read` }
  const statusChecks = `SystemStatus ${system}, InstanceStatus ${own}`
  const impaired = same(system, 'impaired') || same(own, 'impaired')
  return {
    problem: impaired ? { on: instance, what: `fails its status checks (${statusChecks})` } : undefined,
    fields: { instanceState, statusChecks },
  }
}

function finding(
  table: RouteTable,
  route: Route,
  eni: NetworkInterface,
  problem: NonNullable<State['problem']>,
  fields: State['fields'],
  severity: Severity | undefined,
  inventory: Inventory<'routeTables' | 'subnets'>,
): Failure {
  const destination = destinationOf(route)
  const InstanceId = eni.Attachment?.InstanceId
  const subnetIds = subnetsRoutedBy(table, inventory).map((subnet) => subnet.id)
  const repair = same(fields.instanceState, 'stopped')
    ? `aws ec2 start-instances --instance-ids ${InstanceId}`
    : same(fields.instanceState, 'running')
      ? `aws ec2 reboot-instances --instance-ids ${InstanceId} (a failing SystemStatus takes a stop and a start)`
      : 'Replace the appliance'
  return fail(table, {
    key: destination,
    message: `Packets to ${destination} are handed to a target that does not forward: ${problem.on.id} ${problem.what}, while the route reads active.`,
    severity,
    evidence: [
      [
        table,
        `routes ${destination} to ${targetOf(route).id}`,
        { RouteTableId: table.id, destination, subnetIds, ...routeFields(route) },
      ],
      [problem.on, problem.what, { NetworkInterfaceId: eni.id, InstanceId, Status: eni.Status, ...fields }],
    ],
    remediation: `${repair}; or aws ec2 replace-route --route-table-id ${table.id} ${flagOf(route)} --network-interface-id ENI`,
  })
}

const flagOf = (route: Route): string =>
  route.DestinationPrefixListId
    ? `--destination-prefix-list-id ${route.DestinationPrefixListId}`
    : route.DestinationIpv6CidrBlock
      ? `--destination-ipv6-cidr-block ${route.DestinationIpv6CidrBlock}`
      : `--destination-cidr-block ${destinationOf(route)}`
