import type { Inventory } from '../../src/inventory/inventory.ts'
import { type NetworkInterface, isServiceManaged, ownsAllOf } from '../../src/network/interfaces.ts'
import { interfaceTargetOf } from '../../src/network/nat-instances.ts'
import { type Prefix, parsePrefix } from '../../src/network/prefix.ts'
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
import { type Evidence, type Unknown, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'routing-source-dest-check-on-route-target',
  title: 'Route leads to a network interface whose source/destination check drops what it is to forward',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'high',
  needs: ['routeTables', 'networkInterfaces'],
  consults: ['instances', 'subnets', 'vpcs'],
  why: `With the source/destination check on, an interface drops each packet that is not addressed to itself. A NAT, VPN,
proxy or firewall instance that a route points at then forwards nothing, and no log says so.`,
  fix: `Disable the source/destination check on the interface that the route leads to.`,
  check: `In the VPC console, follow the route to its network interface and read «Source/dest. check».`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html',

  *judge(inventory, { nonProduction }) {
    const targets = new Map<NetworkInterface, Handed[]>()
    for (const { table, route, isSure } of routesToInterfaces(inventory)) {
      const eni = interfaceTargetOf(route, inventory)
      if (!eni || isActive(route) === undefined) {
        yield cannotSay(table, route, eni)
        continue
      }
      if (!isForwarder(eni)) continue
      const destination = parsePrefix(route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock)
      if (destination && ownsAllOf(eni, destination)) continue
      if (destination && isHost(destination) && !eni.PrivateIpAddresses)
        yield hidesAddresses(table, route, eni)
      else targets.set(eni, [...(targets.get(eni) ?? []), { table, route, isSure }])
    }

    for (const [eni, all] of targets) {
      const routes = all.filter((one) => one.isSure)
      if (eni.SourceDestCheck === undefined || isServiceManaged(eni) === undefined)
        yield unknown(eni, 'its SourceDestCheck or RequesterManaged is not in the answer')
      else if (routes.length === 0)
        yield unknown(eni, `whether a subnet uses ${all[0]?.table.id}, which leads to it, was not read`)
      else if (!eni.SourceDestCheck) yield pass(eni)
      else {
        const destinations = [...new Set(routes.map(({ route }) => destinationOf(route)))].join(', ')
        const instance = eni.Attachment?.InstanceId
        yield fail(eni, {
          message: `${instance ?? 'The interface'} drops what routes to ${destinations} hand it to forward: its source/destination check is on.`,
          severity: nonProduction({ Tags: eni.TagSet }, inventory.vpcs.get(eni.VpcId)) ? 'info' : undefined,
          evidence: [
            [
              eni,
              'has SourceDestCheck true',
              { NetworkInterfaceId: eni.id, InstanceId: instance, SourceDestCheck: true },
            ],
            ...routes.map((handed) => routeFact(handed, eni, inventory)),
          ],
          remediation: `aws ec2 modify-network-interface-attribute --network-interface-id ${eni.id} --no-source-dest-check`,
        })
      }
    }
  },
})

interface Handed {
  readonly table: RouteTable
  readonly route: Route
  /** The table is known to be in use. */
  readonly isSure: boolean
}

type Known = Inventory<'routeTables' | 'networkInterfaces' | 'instances' | 'subnets'>

/** Routes of tables that are, or may be, in use, and that are not known to be dead. */
function* routesToInterfaces(inventory: Known): Generator<Handed> {
  for (const table of inventory.routeTables) {
    const routes = (table.Routes ?? []).filter((route) => targetOf(route).kind === 'network-interface')
    const used = routes.length > 0 && isInUse(table, inventory)
    if (used === false) continue
    for (const route of routes) if (isActive(route) !== false) yield { table, route, isSure: used === true }
  }
}

/** Interfaces of services forward by design and their owner cannot change them. */
const isForwarder = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, 'interface', 'efa') && same(eni.Status, 'in-use') && isServiceManaged(eni) !== true

/** It may be an address of the interface, which then gets its own packets. */
const isHost = ({ family, length }: Prefix): boolean => family === 4 && length === 32

const hidesAddresses = (table: RouteTable, route: Route, eni: NetworkInterface): Unknown =>
  unknown(
    table,
    `whether ${destinationOf(route)} is an address of ${eni.id} is not in the answer`,
    destinationOf(route),
  )

function cannotSay(table: RouteTable, route: Route, eni: NetworkInterface | undefined): Unknown {
  const reason = eni
    ? `the state of its route to ${destinationOf(route)} is not in the answer`
    : `${targetOf(route).id}, where it routes ${destinationOf(route)}, is not among the interfaces that were read`
  return unknown(table, reason, destinationOf(route))
}

function routeFact({ table, route }: Handed, eni: NetworkInterface, inventory: Known): Evidence {
  const dependentSubnetIds = subnetsRoutedBy(table, inventory).map((subnet) => subnet.id)
  const fields = {
    ...routeFields(route),
    RouteTableId: table.id,
    destination: destinationOf(route),
    dependentSubnetIds,
  }
  return [table, `routes ${destinationOf(route)} to ${eni.id}`, fields]
}
