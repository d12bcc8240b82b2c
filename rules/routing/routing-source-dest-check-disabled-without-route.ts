import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { addressesOf, instanceIdOf, isServiceManaged, isWorkload } from '../../src/network/interfaces.ts'
import type { RouteTable } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Tags, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type NetworkInterface = RowOf<'networkInterfaces'>
type Instance = RowOf<'instances'>
type Known = Inventory<
  | 'networkInterfaces'
  | 'routeTables'
  | 'instances'
  | 'routeServerPeers'
  | 'transitGatewayConnectPeers'
  | 'targetGroups'
  | 'targetHealth'
>

export default defineRule({
  id: 'routing-source-dest-check-disabled-without-route',
  title: 'Instance that forwards nothing has its source/destination check off',
  topic: 'routing',
  pillar: 'security',
  severity: 'low',
  needs: ['networkInterfaces', 'routeTables', 'instances'],
  consults: ['routeServerPeers', 'transitGatewayConnectPeers', 'targetGroups', 'targetHealth'],
  why: `The check drops what an instance sends from addresses that are not its own. Routers, NAT instances and firewalls must
have it off; on an ordinary host that only lets it send forged sources.`,
  fix: `Turn the check on again where nothing is routed through the instance.`,
  check: `In the EC2 console, look at «Source/dest. check» of the network interface, and in the VPC's route tables for a route
to it.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html',

  *judge(inventory) {
    const forwarders = new Forwarders(inventory)
    for (const eni of inventory.networkInterfaces) {
      if (!same(eni.InterfaceType, 'interface') || !isWorkload(eni)) continue
      // Services of AWS set it as they need it.
      if (isServiceManaged(eni) !== false || eni.Operator?.Managed === true) continue
      if (eni.SourceDestCheck === true) {
        yield pass(eni)
        continue
      }
      const instance = inventory.instances.get(eni.Attachment?.InstanceId)
      if (eni.SourceDestCheck === undefined || !instance?.State?.Name) {
        yield unknown(eni, 'its SourceDestCheck, or the state of its instance, was not read')
        continue
      }
      if (!same(instance.State.Name, 'running')) continue
      const forwards = forwarders.forwards(eni, instance)
      if (forwards === true) yield pass(eni)
      else if (forwards !== false) yield unknown(eni, forwards.unknown)
      else
        yield fail(eni, {
          message: `${instance.name ?? instance.id} may send from any address: its source/destination check is off, and nothing is routed through it.`,
          evidence: [
            [
              eni,
              'has SourceDestCheck false, and is the target of no route',
              {
                NetworkInterfaceId: eni.id,
                InstanceId: instance.id,
                SubnetId: eni.SubnetId,
                SourceDestCheck: false,
                tags: instance.Tags,
              },
            ],
          ],
          remediation: `aws ec2 modify-network-interface-attribute --network-interface-id ${eni.id} --source-dest-check`,
        })
    }
  },
})

const routedInterfaces = (table: RouteTable): readonly (string | undefined)[] =>
  (table.Routes ?? []).flatMap((route) => [route.NetworkInterfaceId, route.InstanceId])

const KUBERNETES = /^(kubernetes\.io\/cluster\/|eks:cluster-name$|node\.k8s\.amazonaws\.com\/)/

/** Nodes hand packets to their pods, which may have addresses of their own. */
const isKubernetes = (tags: Tags): boolean => tags?.some(({ Key }) => KUBERNETES.test(Key ?? '')) ?? false

/** Who passes on what others send: whatever a route, BGP or a Gateway Load Balancer leads to. */
class Forwarders {
  readonly #inventory: Known
  readonly #peers: ReadonlySet<string | undefined>
  readonly #targets: ReadonlySet<string | undefined>
  readonly #unread: string | undefined

  constructor(inventory: Known) {
    this.#inventory = inventory
    this.#peers = new Set([
      ...inventory.routeServerPeers.everywhere.map((peer) => peer.PeerAddress),
      ...inventory.transitGatewayConnectPeers.everywhere.map(
        (peer) => peer.ConnectPeerConfiguration?.PeerAddress,
      ),
    ])
    const groups = inventory.targetGroups.everywhere.filter(
      ({ Protocol, TargetType }) =>
        same(Protocol, 'GENEVE') || (Protocol === undefined && !same(TargetType, 'lambda')),
    )
    const targets = groups.map((group) => inventory.targetHealth.under(group.id))
    this.#targets = new Set(targets.flatMap((some) => some?.map((one) => one.Target?.Id) ?? []))
    const consulted = ['routeServerPeers', 'transitGatewayConnectPeers', 'targetGroups'] as const
    const missing = consulted.find((kind) => !inventory[kind].readIn())
    this.#unread =
      missing ?? (targets.some((some) => !some?.every((one) => one.Target?.Id)) ? 'targetHealth' : undefined)
  }

  forwards(eni: NetworkInterface, instance: Instance): boolean | { readonly unknown: string } {
    const { routeTables, networkInterfaces } = this.#inventory
    if (isKubernetes(instance.Tags) || isKubernetes(eni.TagSet)) return true
    // A firewall has several interfaces, and routes lead to one of them.
    const siblings = [eni, ...networkInterfaces.where(instanceIdOf, instance.id)]
    if (siblings.some((one) => this.#isTarget(one, instance))) return true
    if (routeTables.where('VpcId', eni.VpcId).length === 0)
      return { unknown: `the route tables of ${eni.VpcId} were not read` }
    return this.#unread === undefined
      ? false
      : {
          unknown: `whether BGP or a Gateway Load Balancer leads to it is not known: ${this.#unread} was not read`,
        }
  }

  #isTarget(eni: NetworkInterface, instance: Instance): boolean {
    return (
      [eni.id, instance.id].some(
        (id) => this.#inventory.routeTables.where(routedInterfaces, id).length > 0,
      ) ||
      addressesOf(eni).some((address) => this.#peers.has(address) || this.#targets.has(address)) ||
      this.#targets.has(instance.id)
    )
  }
}
