/** Endpoints that routes lead to: gateway endpoints, and those of Gateway Load Balancers. */
import { same } from '../same.ts'
import { throughAcl } from './filters.ts'
import { at } from './hops.ts'
import { type State, type Steps, type Way, destinationLabel, doubt, drop, filtered, finish, nameless, withHop } from './walk.ts'
import type { Subnet } from './world.ts'

export function throughEndpoint(id: string, from: Subnet | undefined, state: State, steps: Steps): readonly Way[] {
  const { world, packet } = state
  const endpoint = world.vpcEndpoints.get(id)
  if (!endpoint?.State || !endpoint.VpcEndpointType) return doubt(state, endpoint ?? nameless('VPCEndpoint', id, world.here), `${id} was not read`)
  if (!same(endpoint.State, 'available')) return drop(state, endpoint, `${id} is ${endpoint.State}`)

  if (same(endpoint.VpcEndpointType, 'Gateway')) {
    const hop = at(endpoint, 'delivers', `${destinationLabel(state)} is an address of ${endpoint.ServiceName ?? 'its service'}; the endpoint's policy is not judged here`)
    return finish(state, 'delivered', hop, from ? { kind: 'service', endpoint: id, subnet: from } : { kind: 'elsewhere' })
  }
  const home = world.subnets.get(endpoint.SubnetIds?.[0])
  if (!same(endpoint.VpcEndpointType, 'GatewayLoadBalancer')) return doubt(state, endpoint, `a route to an endpoint of type ${endpoint.VpcEndpointType} is not known here`)
  if (!home) return doubt(state, endpoint, 'its subnet was not read')
  // The firewall behind it sees the packets and gives them back to the endpoint, which sends them on by its own routes.
  const inspected = (next: State): readonly Way[] =>
    steps.leaveSubnet(home, withHop(next, at(endpoint, 'forwards', 'through the firewall behind it, whose rules are not judged here')))
  return from?.id === home.id ? inspected(state) : filtered(state, throughAcl(home, 'inbound', packet, world), inspected)
}
