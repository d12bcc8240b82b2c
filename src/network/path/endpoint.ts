/** Endpoints that routes lead to: gateway endpoints, and those of Gateway Load Balancers. */
import { same } from '../same.ts'
import { throughAcl } from './filters.ts'
import { at } from './hops.ts'
import {
  type State,
  type Steps,
  type Way,
  destinationLabel,
  doubt,
  drop,
  filtered,
  finish,
  nameless,
  withHop,
} from './walk.ts'
import type { RowOf } from '../../inventory/inventory.ts'
import type { Subnet } from './world.ts'

/**
 * Gateway endpoints serve their own VPC only: not what comes over a peering, a transit gateway or a VPN. The firewall
 * behind a Gateway Load Balancer endpoint gives the packets back to it, and security groups cannot name each other
 * across it.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export function throughEndpoint(
  id: string,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { world, packet } = state
  const endpoint = world.vpcEndpoints.get(id)
  if (!endpoint?.State || !endpoint.VpcEndpointType)
    return doubt(state, endpoint ?? nameless('VPCEndpoint', id, world.here), `${id} was not read`)
  if (!same(endpoint.State, 'available')) return drop(state, endpoint, `${id} is ${endpoint.State}`)

  if (same(endpoint.VpcEndpointType, 'Gateway')) {
    if (state.homeVpc !== endpoint.VpcId) {
      const remedy = `make an endpoint in the VPC that the packets come from, or an interface endpoint here`
      return drop(
        state,
        endpoint,
        `a gateway endpoint serves its own VPC (${endpoint.VpcId ?? 'unknown'}) only`,
        remedy,
      )
    }
    const hop = at(
      endpoint,
      'delivers',
      `${destinationLabel(state)} is an address of ${endpoint.ServiceName ?? 'its service'}; the endpoint's policy is not judged here`,
    )
    return finish(
      state,
      'delivered',
      hop,
      from ? { kind: 'service', endpoint: id, subnet: from } : { kind: 'elsewhere' },
    )
  }
  const home = world.subnets.get(endpoint.SubnetIds?.[0])
  if (!same(endpoint.VpcEndpointType, 'GatewayLoadBalancer'))
    return doubt(
      state,
      endpoint,
      `a route to an endpoint of type ${endpoint.VpcEndpointType} is not known here`,
    )
  if (!home) return doubt(state, endpoint, 'its subnet was not read')
  // A firewall that saw one direction only drops the other: answers must come by the endpoint that the requests went by.
  const there =
    state.answers?.passed.filter(
      (one) => one.startsWith('vpce-') && world.vpcEndpoints.get(one)?.ServiceName === endpoint.ServiceName,
    ) ?? []
  if (there.length > 0 && !there.includes(id)) {
    return doubt(
      state,
      endpoint,
      `the way there went through ${there.join(', ')}: a firewall that sees only half of a connection may drop it (does appliance mode keep it in one zone?)`,
    )
  }
  const inspected = (next: State): readonly Way[] => {
    const [firewall] = world.firewallStatuses.where(endpointsOf, id)
    const behind = firewall
      ? `through the Network Firewall ${firewall.name ?? ''}`
      : 'through the firewall behind it'
    const hop = at(endpoint, 'forwards', `${behind}, whose rules are not judged here`)
    return steps.leaveSubnet(home, withHop({ ...next, origin: undefined, passed: [...next.passed, id] }, hop))
  }
  return from?.id === home.id
    ? inspected(state)
    : filtered(state, throughAcl(home, 'inbound', packet, world), inspected)
}

/** The endpoints by which a Network Firewall is in the way. */
const endpointsOf = (status: RowOf<'firewallStatuses'>): readonly string[] =>
  Object.values(status.FirewallStatus?.SyncStates ?? {}).flatMap((zone) => zone.Attachment?.EndpointId ?? [])
