import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import {
  type Judgement,
  type Resource,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type TransitGateway = RowOf<'transitGateways'>
type Asn = number | string | undefined
type Known = Inventory<
  | 'vpnConnections'
  | 'customerGateways'
  | 'vpnGateways'
  | 'transitGateways'
  | 'transitGatewayPeeringAttachments'
  | 'virtualInterfaces'
  | 'directConnectGateways'
  | 'directConnectAssociationsOfGateways'
>

export default defineRule({
  id: 'routing-bgp-asn-conflict',
  title: 'Both ends of a BGP relation have the same ASN',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'high',
  needs: ['vpnConnections', 'customerGateways', 'vpnGateways', 'transitGateways'],
  consults: [
    'transitGatewayPeeringAttachments',
    'virtualInterfaces',
    'directConnectGateways',
    'directConnectAssociationsOfGateways',
  ],
  why: `BGP between networks rests on their numbers being different. With equal ones the session does not come up, an
association with a Direct Connect gateway is refused, or routes are thrown away as if they ran in a circle.`,
  fix: `Make the customer gateway, the virtual interface or the transit gateway anew with another private ASN (64512-65534,
4200000000-4294967294).`,
  check: `Compare the BGP ASN of the customer gateway or virtual interface with the Amazon side ASN of its gateway.`,
  reference:
    'https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-transit-gateways.html',

  *judge(inventory) {
    for (const connection of inventory.vpnConnections) yield* ofConnection(connection, inventory)
    for (const one of inventory.virtualInterfaces) yield* ofInterface(one)
    for (const gateway of inventory.transitGateways) yield* ofTransitGateway(gateway, inventory)
    for (const one of inventory.transitGatewayPeeringAttachments) yield* ofPeering(one, inventory)
  },
})

interface End {
  readonly resource: Resource
  readonly asn: Asn
  /** The field that says it. */
  readonly field: string
}

interface Relation {
  readonly name: string
  readonly effect: string
  readonly remediation: string
  readonly severity?: Severity
  readonly key?: string
}

/** Equal numbers fail, different ones pass, and a missing one leaves it open. */
function compare(on: Resource, a: End, b: End, relation: Relation): Judgement {
  const { name, effect, remediation, severity, key } = relation
  if (a.asn === undefined || b.asn === undefined) {
    const silent = a.asn === undefined ? a : b
    return unknown(on, `the ASN of ${silent.resource.id} was not read`, key)
  }
  if (String(a.asn) !== String(b.asn)) return pass(on, key)
  const ends =
    a.resource.id === b.resource.id
      ? `Both ends of ${a.resource.id} are`
      : `${a.resource.id} and ${b.resource.id} both are`
  return fail(on, {
    ...(key === undefined ? {} : { key }),
    severity,
    message: `${ends} AS ${a.asn}: ${effect}.`,
    evidence: [a, b].map(({ resource, asn, field }) => [
      resource,
      `has ${field} ${asn}`,
      { relation: name, resourceA: a.resource.id, asnA: a.asn, resourceB: b.resource.id, asnB: b.asn },
    ]),
    remediation,
  })
}

function* ofConnection(connection: RowOf<'vpnConnections'>, inventory: Known): Iterable<Judgement> {
  const { Options, State, CustomerGatewayId, VpnGatewayId, TransitGatewayId } = connection
  if (!same(State, 'available', 'pending', 'modifying') || Options?.StaticRoutesOnly === true) return
  const customer = inventory.customerGateways.get(CustomerGatewayId)
  // Core networks and concentrators have their numbers elsewhere.
  if (!VpnGatewayId && !TransitGatewayId) return
  const gateway = inventory.vpnGateways.get(VpnGatewayId)
  const transit = inventory.transitGateways.get(TransitGatewayId)
  const aws = gateway ?? transit
  if (!customer || !aws || Options?.StaticRoutesOnly === undefined) {
    yield unknown(connection, 'its customer gateway, its gateway or how it is routed was not read')
    return
  }
  yield compare(
    connection,
    { resource: customer, asn: customer.BgpAsnExtended ?? customer.BgpAsn, field: 'BgpAsn' },
    { resource: aws, asn: gateway?.AmazonSideAsn ?? transit?.Options?.AmazonSideAsn, field: 'AmazonSideAsn' },
    {
      name: 'Site-to-Site VPN',
      effect: 'its BGP session does not come up',
      remediation: `aws ec2 create-customer-gateway --type ipsec.1 --ip-address ${customer.IpAddress ?? 'ADDRESS'} --bgp-asn ANOTHER_ASN; aws ec2 modify-vpn-connection --vpn-connection-id ${connection.id} --customer-gateway-id NEW_CUSTOMER_GATEWAY`,
    },
  )
}

function* ofInterface(one: RowOf<'virtualInterfaces'>): Iterable<Judgement> {
  if (!same(one.virtualInterfaceType, 'private', 'transit')) return
  if (same(one.virtualInterfaceState, 'deleted', 'deleting', 'rejected')) return
  yield compare(
    one,
    { resource: one, asn: one.asnLong ?? one.asn, field: 'asn' },
    { resource: one, asn: one.amazonSideAsn, field: 'amazonSideAsn' },
    {
      name: 'virtual interface',
      effect: 'its BGP session does not come up',
      remediation: `aws directconnect create-bgp-peer --virtual-interface-id ${one.id} --new-bgp-peer asn=ANOTHER_ASN,addressFamily=ipv4, then aws directconnect delete-bgp-peer for the old one`,
    },
  )
}

function* ofTransitGateway(gateway: TransitGateway, inventory: Known): Iterable<Judgement> {
  if (!same(gateway.State, 'available', 'modifying')) return
  const associations = inventory.directConnectAssociationsOfGateways.under(gateway.id) ?? []
  for (const { directConnectGatewayId: id, associationState } of associations) {
    if (id === undefined || same(associationState, 'disassociating', 'disassociated')) continue
    const directConnect = inventory.directConnectGateways.get(id)
    const own: End = { resource: gateway, asn: gateway.Options?.AmazonSideAsn, field: 'AmazonSideAsn' }
    const remediation = `aws ec2 modify-transit-gateway --transit-gateway-id ${gateway.id} --options AmazonSideAsn=ANOTHER_ASN (only while it has no BGP attachments)`
    if (directConnect)
      yield compare(
        gateway,
        own,
        { resource: directConnect, asn: directConnect.amazonSideAsn, field: 'amazonSideAsn' },
        {
          name: 'Direct Connect gateway association',
          effect: 'AWS refuses to associate them',
          remediation,
          key: id,
        },
      )
    for (const other of neighbours(gateway, id, inventory))
      yield compare(
        gateway,
        own,
        { resource: other, asn: other.Options?.AmazonSideAsn, field: 'AmazonSideAsn' },
        {
          name: 'transit gateways on one Direct Connect gateway',
          effect: `sites behind ${id} cannot tell their routes apart, and drop some as loops`,
          remediation,
          key: `${id} ${other.id}`,
        },
      )
  }
}

/** Other transit gateways on a Direct Connect gateway; of two, the one whose id comes first is judged. */
const neighbours = (gateway: TransitGateway, id: string, inventory: Known): readonly TransitGateway[] =>
  inventory.directConnectAssociationsOfGateways
    .where('directConnectGatewayId', id)
    .flatMap((one) => inventory.transitGateways.get(one.associatedGateway?.id) ?? [])
    .filter((other) => gateway.id < other.id)

function* ofPeering(
  peering: RowOf<'transitGatewayPeeringAttachments'>,
  inventory: Known,
): Iterable<Judgement> {
  if (!same(peering.State, 'available')) return
  const { RequesterTgwInfo: requester, AccepterTgwInfo: accepter } = peering
  const { account, region } = inventory.here
  const isRequester = requester?.OwnerId === account && requester.Region === region
  const place =
    requester?.OwnerId && requester.Region
      ? { account: requester.OwnerId, region: requester.Region }
      : undefined
  // Both sides list it: it is the requester's to judge where that was read.
  if (!isRequester && place && inventory.transitGatewayPeeringAttachments.readIn(place)) return
  const [a, b] = [requester, accepter].map((info) => inventory.transitGateways.get(info?.TransitGatewayId))
  if (!a || !b) {
    yield unknown(peering, 'one of the two transit gateways was not read')
    return
  }
  yield compare(
    peering,
    { resource: a, asn: a.Options?.AmazonSideAsn, field: 'AmazonSideAsn' },
    { resource: b, asn: b.Options?.AmazonSideAsn, field: 'AmazonSideAsn' },
    {
      name: 'transit gateway peering',
      effect: 'routes cannot be exchanged between them by BGP, now or later',
      severity: 'medium',
      remediation: `aws ec2 modify-transit-gateway --transit-gateway-id ${b.id} --options AmazonSideAsn=ANOTHER_ASN (only while it has no BGP attachments)`,
    },
  )
}
