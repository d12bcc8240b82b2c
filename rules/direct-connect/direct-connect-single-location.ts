import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { deviceOf, locationsOf } from '../../src/network/direct-connect-locations.ts'
import {
  type DirectConnect,
  type InterfaceKinds,
  type VirtualInterface,
  directConnectTo,
  interfacesOn,
  isJudgedHere,
} from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { ec2Tags } from '../../src/network/tags.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Gateway = RowOf<'directConnectGateways'> | RowOf<'vpnGateways'>
type Known = Inventory<
  | InterfaceKinds
  | 'directConnectGateways'
  | 'directConnectGatewayAssociations'
  | 'directConnectAssociationsOfGateways'
  | 'transitGateways'
  | 'vpnGateways'
>

export default defineRule({
  id: 'direct-connect-single-location',
  title: 'Gateway is reached through one Direct Connect location only',
  topic: 'direct-connect',
  pillar: 'reliability',
  severity: 'high',
  needs: ['directConnectGateways', 'directConnectGatewayAttachments', 'virtualInterfaces', 'vpnGateways'],
  consults: ['directConnectGatewayAssociations', 'directConnectAssociationsOfGateways', 'transitGateways'],
  why: `A Direct Connect location is one building, and work on it, a fire or a fibre cut take all lines in it at once, on
however many devices they end. AWS promises 99.9 % only for lines in two locations.`,
  fix: `Order a line in a second location and give the gateway a virtual interface on it.`,
  check: `In the Direct Connect console, open the gateway's attached virtual interfaces and compare their locations.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.directConnectGateways) {
      if (same(gateway.directConnectGatewayState, 'deleting', 'deleted')) continue
      const lines = interfacesOn(gateway.id, inventory)
      if (
        !isJudgedHere(
          gateway,
          lines.interfaces.map((one) => one.region),
          inventory,
        )
      )
        continue
      const judgement = judge(gateway, lines, nonProduction(ec2Tags(gateway.tags)), (one) =>
        otherwise(one, inventory),
      )
      if (judgement) yield judgement
    }
    for (const gateway of inventory.vpnGateways) {
      if (inventory.virtualInterfaces.where('virtualGatewayId', gateway.id).length === 0) continue
      const judgement = judge(gateway, directConnectTo(gateway, inventory), nonProduction(gateway))
      if (judgement) yield judgement
    }
  },
})

function judge(
  gateway: Gateway,
  lines: DirectConnect,
  isMinor: boolean,
  excuse: (gateway: Gateway) => 'none' | 'several' | 'single' | { readonly unknown: string } = () => 'single',
): Judgement | undefined {
  const { verdict, working, locations } = locationsOf(lines)
  if (verdict === 'none') return undefined
  if (verdict === 'several') return pass(gateway)
  if (verdict !== 'single') return unknown(gateway, verdict.unknown)
  if ('directConnectGatewayId' in gateway && gateway.directConnectGatewayState === undefined)
    return unknown(gateway, 'its state is not in the answer')
  const behind = excuse(gateway)
  if (behind === 'none') return undefined
  if (behind === 'several') return pass(gateway)
  if (behind !== 'single') return unknown(gateway, behind.unknown)

  const [location = ''] = locations
  const down = lines.interfaces.filter((one) => !working.includes(one) && one.location !== location)
  const elsewhere = down.map((one) => `${one.id} in ${one.location} is ${one.virtualInterfaceState}`)
  const fields = {
    gatewayId: gateway.id,
    locations,
    connectionIds: distinct(working, (one) => one.connectionId),
    devices: distinct(working, deviceOf),
    vifIds: working.map((one) => one.id),
  }
  return fail(gateway, {
    message: `Sites reach this gateway through ${location} only, by ${extent(working)}: when that location fails, so does Direct Connect to it${elsewhere.length > 0 ? ` (${elsewhere.join(', ')})` : ''}.`,
    severity: isMinor ? 'info' : undefined,
    evidence: [
      [gateway, `is reached through ${location} only`, fields],
      ...working.map((one): Evidence => [
        one,
        `is ${one.virtualInterfaceState} in ${one.location}, on ${one.connectionId}`,
        {
          virtualInterfaceId: one.id,
          virtualInterfaceState: one.virtualInterfaceState,
          location: one.location,
          connectionId: one.connectionId,
          awsLogicalDeviceId: one.awsLogicalDeviceId,
        },
      ]),
    ],
    remediation: `aws directconnect create-connection --location LOCATION --bandwidth BANDWIDTH --connection-name NAME --region ${gateway.region}, in another location than ${location}, and on it a virtual interface to ${gateway.id}`,
  })
}

const distinct = (
  interfaces: readonly VirtualInterface[],
  valueOf: (one: VirtualInterface) => string | undefined,
): readonly string[] => [...new Set(interfaces.flatMap((one) => valueOf(one) ?? []))]

/** How much there is to lose in the one location. */
function extent(working: readonly VirtualInterface[]): string {
  const [connections, devices] = [distinct(working, (one) => one.connectionId), distinct(working, deviceOf)]
  if (working.length === 1) return 'one virtual interface'
  if (connections.length < 2) return `${working.length} virtual interfaces on one connection`
  return `${connections.length} connections on ${devices.length === 1 ? 'one device' : `${devices.length} devices`}`
}

/**
 * Whether all that is behind a Direct Connect gateway can be reached through another location by another one: that is
 * a redundant design, too. `none` when nothing is behind it.
 */
function otherwise(
  gateway: Gateway,
  inventory: Known,
): 'none' | 'several' | 'single' | { readonly unknown: string } {
  const associations = inventory.directConnectGatewayAssociations
    .under(gateway.id)
    ?.filter((one) => !same(one.associationState, 'disassociated', 'disassociating'))
  if (!associations) return { unknown: 'the gateways that are associated with it were not read' }
  const verdicts = associations.map((one) => {
    const id = one.associatedGateway?.id ?? one.virtualGatewayId
    const row = inventory.vpnGateways.get(id) ?? inventory.transitGateways.get(id)
    const name = id ?? one.associatedCoreNetwork?.id ?? one.id
    if (!row) return { unknown: `whether ${name} is reached through another location was not read` }
    return locationsOf(directConnectTo(row, inventory)).verdict
  })
  if (verdicts.includes('single')) return 'single'
  return verdicts.find((one) => typeof one === 'object') ?? (verdicts.length > 0 ? 'several' : 'none')
}
