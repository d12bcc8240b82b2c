import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { blockMode } from '../../src/network/block-public-access.ts'
import {
  type NetworkInterface,
  globalIpv6Of,
  groupIdsOf,
  isLoadBalancerInterface,
  isNatGatewayInterface,
  publicIpsOf,
} from '../../src/network/interfaces.ts'
import {
  type Route,
  destinationOf,
  effectiveRouteTable,
  isActive,
  prefixesOf,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isWholeInternet, sourcesOf } from '../../src/network/security-groups.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'igw-route-blocked-by-public-access-block',
  title: 'VPC Block Public Access drops what the subnet is set up for',
  topic: 'igw',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['subnets', 'routeTables', 'networkInterfaces'],
  consults: ['vpcBlockPublicAccessOptions', 'securityGroups', 'vpcs', 'prefixListEntries'],
  why: `Block Public Access stands above everything else: routes, public addresses and security groups all look right, and
packets are dropped all the same. Nothing in the VPC says so but one field of the subnet.`,
  fix: `Make an exclusion for the subnet or its VPC where the traffic is wanted, else take the routes and public addresses
away.`,
  check: `In the VPC console, read «Block Public Access» of the subnet beside its route table.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html',

  *judge(inventory, { nonProduction }) {
    for (const subnet of inventory.subnets) {
      const table = effectiveRouteTable(subnet, inventory)
      const routes = (table?.Routes ?? []).filter((route) => isActive(route) === true && isToInternet(route))
      const mode = blockMode(subnet, inventory)
      if (!table) yield unknown(subnet, `the route table of ${subnet.id} was not read`)
      if (!table || routes.length === 0) continue
      if (mode === 'off') {
        yield pass(subnet)
        continue
      }
      const users = usersOf(subnet, routes, mode !== 'ingress', inventory)
      if (users.affected.length === 0 && users.doubt === undefined) {
        yield pass(subnet)
        continue
      }
      if (mode === undefined || users.affected.length === 0) {
        yield unknown(
          subnet,
          users.doubt ?? `whether VPC Block Public Access covers ${subnet.id} was not read`,
        )
        continue
      }

      const affectedResources = users.affected.map((eni) => eni.Attachment?.InstanceId ?? eni.id)
      const count = `${affectedResources.length} ${affectedResources.length === 1 ? 'resource' : 'resources'}`
      yield fail(subnet, {
        message:
          mode === 'bidirectional'
            ? `Nothing gets from here to the internet or back, although routes and addresses of ${count} are set up for it: VPC Block Public Access is on.`
            : `The internet does not reach ${count} that strangers are to call here: VPC Block Public Access lets nobody in.`,
        severity: nonProduction(subnet, inventory.vpcs.get(subnet.VpcId)) ? 'info' : undefined,
        evidence: [
          [
            subnet,
            `is covered by VPC Block Public Access (${mode === 'bidirectional' ? 'block-bidirectional' : 'block-ingress'})`,
            {
              SubnetId: subnet.id,
              effectiveMode: subnet.BlockPublicAccessStates?.InternetGatewayBlockMode ?? `block-${mode}`,
              internetRoutes: routes.map((route) => `${destinationOf(route)} to ${targetOf(route).id}`),
              affectedResources,
            },
          ],
          ...routes.map((route): Evidence => [
            table,
            `routes ${destinationOf(route)} to ${targetOf(route).id}`,
            routeFields(route),
          ]),
          ...users.affected
            .slice(0, SHOWN)
            .map((eni): Evidence => [eni, 'is set up for the internet', addressesOf(eni)]),
        ],
        remediation: `aws ec2 create-vpc-block-public-access-exclusion --subnet-id ${subnet.id} --internet-gateway-exclusion-mode ${mode === 'bidirectional' ? 'allow-egress or allow-bidirectional' : 'allow-bidirectional'}`,
      })
    }
  },
})

/** Interfaces that are named one by one; all of them are in the fields. */
const SHOWN = 3

const isToInternet = (route: Route): boolean =>
  ['internet-gateway', 'egress-only-internet-gateway'].includes(targetOf(route).kind)

const addressesOf = (eni: NetworkInterface): Readonly<Record<string, unknown>> => ({
  NetworkInterfaceId: eni.id,
  addresses: [...publicIpsOf(eni), ...globalIpv6Of(eni)],
})

interface Users {
  readonly affected: readonly NetworkInterface[]
  readonly doubt: string | undefined
}

/** What is set up to use these routes: of either direction, or only what strangers may call. */
function usersOf(
  subnet: RowOf<'subnets'>,
  routes: readonly Route[],
  bothWays: boolean,
  inventory: Inventory<'networkInterfaces' | 'securityGroups' | 'prefixListEntries'>,
): Users {
  let doubt: string | undefined
  const usable = bothWays ? routes : routes.filter((route) => targetOf(route).kind === 'internet-gateway')
  const families = ([4, 6] as const).filter((family) =>
    usable.some((route) => prefixesOf(route, inventory)?.some((prefix) => prefix.family === family) ?? true),
  )
  const affected = inventory.networkInterfaces.where('SubnetId', subnet.id).filter((eni) => {
    const reachable = families.filter(
      (family) => (family === 4 ? publicIpsOf(eni) : globalIpv6Of(eni)).length > 0,
    )
    if (reachable.length === 0 || !same(eni.Status, 'in-use')) return false
    if (bothWays || isLoadBalancerInterface(eni)) return true
    if (isNatGatewayInterface(eni)) return false // it calls and is not called
    const groups = groupIdsOf(eni).map((id) => inventory.securityGroups.get(id))
    const isOpen = reachable.some((family) =>
      groups.some((group) =>
        group?.IpPermissions?.some((one) => isWholeInternet(sourcesOf(one, inventory).sources, family)),
      ),
    )
    if (!isOpen && (!eni.Groups || groups.some((group) => !group?.IpPermissions)))
      doubt ??= `a security group of ${eni.id} was not read`
    return isOpen
  })
  return { affected, doubt }
}
