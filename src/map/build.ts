/** A network as a drawing: VPCs with their subnets and gateways, and what joins them to each other and to the world. */
import type { Facts, Inventory, KindName, RowOf } from '../inventory/inventory.ts'
import { GLOBAL } from '../snapshot/fact.ts'
import { Drawing } from './drawing.ts'
import { drawInside } from './inside.ts'
import type { NetworkMap } from './model.ts'
import { drawOutside } from './outside.ts'

/** Every kind that is drawn, or tells what belongs to what. */
export const MAP_KINDS = [
  'classicLoadBalancers',
  'customerGateways',
  'directConnectGatewayAssociations',
  'directConnectGateways',
  'egressOnlyInternetGateways',
  'instances',
  'internetGateways',
  'listeners',
  'loadBalancers',
  'natGateways',
  'networkAcls',
  'networkInterfaces',
  'prefixListEntries',
  'routeTables',
  'securityGroups',
  'subnets',
  'targetGroups',
  'targetHealth',
  'transitGatewayAttachments',
  'transitGatewayPeeringAttachments',
  'transitGatewayVpcAttachments',
  'transitGateways',
  'virtualInterfaces',
  'vpcEndpoints',
  'vpcPeeringConnections',
  'vpcs',
  'vpnConnections',
  'vpnGateways',
] as const satisfies readonly KindName[]

export type MapWorld = Inventory<(typeof MAP_KINDS)[number]>

export interface MapOptions {
  /** Only these VPCs, by id or name; all by default. */
  readonly vpcs?: readonly string[]
  /** Whether what is alike is drawn as one; by default where there is much of it. */
  readonly collapse?: boolean
}

/** More subnets than these do not read at a glance one by one. */
const READABLE_SUBNETS = 16

/** Hosts are never drawn. The same facts give the same map, whatever order AWS listed them in. */
export function networkMap(facts: Facts, options: MapOptions = {}): NetworkMap | undefined {
  const place = facts.places.find(({ region }) => region !== GLOBAL)
  if (!place) return undefined
  const world: MapWorld = facts.at(place)
  const vpcs = chosenVpcs(world, options.vpcs)
  const subnets = vpcs.reduce((count, vpc) => count + world.subnets.where('VpcId', vpc.id).length, 0)
  const collapse = options.collapse ?? (vpcs.length > 1 && subnets > READABLE_SUBNETS)
  const drawing = new Drawing()
  for (const vpc of vpcs) {
    const region = `${vpc.owner ?? vpc.account}/${vpc.region}`
    drawing.box({ id: region, kind: 'region', name: vpc.region, lines: [vpc.owner ?? vpc.account] })
    drawing.box({
      id: vpc.id,
      kind: 'vpc',
      name: vpc.name ?? vpc.id,
      lines: [...(vpc.name ? [vpc.id] : []), ...blocksOf(vpc)],
      parent: region,
    })
  }
  for (const vpc of vpcs) drawInside(vpc, { collapse, drawing, world })
  drawOutside(vpcs, { drawing, world })
  return drawing.map()
}

const blocksOf = (vpc: RowOf<'vpcs'>): readonly string[] => {
  const all = (vpc.CidrBlockAssociationSet ?? []).flatMap((one) => one.CidrBlock ?? [])
  const blocks = all.length > 0 ? all : [vpc.CidrBlock ?? '']
  return [blocks.slice(0, 3).join(', ') + (blocks.length > 3 ? ` + ${blocks.length - 3}` : '')]
}

function chosenVpcs(world: MapWorld, wanted: readonly string[] | undefined): readonly RowOf<'vpcs'>[] {
  const all = world.vpcs.everywhere.toSorted((a, b) => order(a, b))
  return wanted
    ? all.filter((vpc) => wanted.includes(vpc.id) || (vpc.name !== undefined && wanted.includes(vpc.name)))
    : all
}

const order = (a: RowOf<'vpcs'>, b: RowOf<'vpcs'>): number =>
  [a.account, a.region, a.name ?? '', a.id].join(' ') < [b.account, b.region, b.name ?? '', b.id].join(' ')
    ? -1
    : 1
