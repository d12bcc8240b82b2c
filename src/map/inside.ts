/** What lies in a VPC: subnets by tier or zone, gateways, endpoints and load balancers, and where subnets lead. */
import type { RowOf } from '../inventory/inventory.ts'
import { schemeOf } from '../network/balancer-scheme.ts'
import { addressesOf } from '../network/interfaces.ts'
import { associatedSubnets, mainTableOf } from '../network/routing.ts'
import { same } from '../network/same.ts'
import type { MapWorld } from './build.ts'
import type { Drawing } from './drawing.ts'
import { type SubnetGroup, type Way, nameOf, subnetGroups } from './subnets.ts'

type Vpc = RowOf<'vpcs'>
interface Canvas {
  readonly collapse: boolean
  readonly drawing: Drawing
  readonly world: MapWorld
}

const INTERNET = 'internet'

export function drawInside(vpc: Vpc, canvas: Canvas): void {
  const subnets = canvas.world.subnets
    .where('VpcId', vpc.id)
    .toSorted((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1))
  const groups = subnetGroups(subnets, canvas.collapse, canvas.world)
  for (const group of groups) drawGroup(vpc, group, canvas)
  drawGateways(vpc, canvas)
  drawNats(vpc, canvas)
  drawEndpoints(vpc, canvas)
  drawBalancers(vpc, canvas)
  for (const group of groups) for (const way of group.ways) drawWay(group, way, canvas)
  drawParts(vpc, canvas)
}

const labelOf = (subnet: RowOf<'subnets'>): string => `${subnet.name ?? '~'} ${subnet.id}`

const zoneOf = (subnet: RowOf<'subnets'> | undefined): string =>
  subnet?.AvailabilityZoneId ?? subnet?.AvailabilityZone ?? 'zone unknown'

/** `10.0.1.0/24, 10.0.2.0/24 + 4` */
export const few = (texts: readonly string[], most = 2): string =>
  texts.slice(0, most).join(', ') + (texts.length > most ? ` + ${texts.length - most}` : '')

function drawGroup(vpc: Vpc, group: SubnetGroup, { collapse, drawing }: Canvas): void {
  const zones = [...new Set(group.subnets.map(zoneOf))].toSorted()
  const blocks = group.subnets.map(
    (subnet) => subnet.CidrBlock ?? subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '',
  )
  const zone = `${vpc.id}/${zones[0]}`
  if (!collapse) drawing.box({ id: zone, kind: 'zone', name: zones[0] ?? '', lines: [], parent: vpc.id })
  const many = group.subnets.length > 1
  drawing.node({
    id: group.id,
    kind: 'subnet',
    sort: many ? `${group.subnets.length} ${group.tone} subnets` : `${group.tone} subnet`,
    name: nameOf(group.subnets),
    lines: [few(blocks), ...(collapse ? [few(zones, 3)] : [])],
    tone: group.tone,
    parent: collapse ? vpc.id : zone,
  })
  for (const subnet of group.subnets) drawing.stands(subnet.id, group.id)
}

function drawGateways(vpc: Vpc, { drawing, world }: Canvas): void {
  for (const gateway of world.internetGateways.where(attachedVpcs, vpc.id)) {
    drawing.node({
      id: gateway.id,
      kind: 'internet-gateway',
      sort: 'internet gateway',
      ...named(gateway),
      parent: vpc.id,
    })
    internet(drawing)
    drawing.edge({ from: gateway.id, to: INTERNET, kind: 'route', labels: [] })
  }
  for (const gateway of world.egressOnlyInternetGateways.where(attachedVpcs, vpc.id)) {
    drawing.node({
      id: gateway.id,
      kind: 'egress-only-gateway',
      sort: 'egress-only gateway',
      ...named(gateway),
      parent: vpc.id,
    })
    internet(drawing)
    drawing.edge({ from: gateway.id, to: INTERNET, kind: 'route', labels: ['IPv6'] })
  }
}

/** What people call it; what has no name is known by its id, which is no headline. */
const named = (
  { id, name }: { readonly id: string; readonly name?: string | undefined },
  lines: readonly string[] = [],
) => ({ name: name ?? '', lines: name ? lines : [id, ...lines] })

const attachedVpcs = (gateway: {
  readonly Attachments?: readonly { readonly VpcId?: string | undefined }[] | undefined
}) => (gateway.Attachments ?? []).map((one) => one.VpcId)

const internet = (drawing: Drawing): void =>
  drawing.node({ id: INTERNET, kind: 'internet', sort: '', name: 'Internet', lines: [] })

function drawNats(vpc: Vpc, { collapse, drawing, world }: Canvas): void {
  const gateways = world.natGateways
    .where('VpcId', vpc.id)
    .filter((gateway) => !same(gateway.State, 'deleted', 'deleting'))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (collapse && gateways.length > 1) {
    const id = `nat/${vpc.id}`
    const zones = [...new Set(gateways.map((one) => zoneOf(world.subnets.get(one.SubnetId))))].toSorted()
    drawing.node({
      id,
      kind: 'nat',
      sort: `${gateways.length} NAT gateways`,
      name: '',
      lines: [few(zones, 3)],
      parent: vpc.id,
    })
    for (const gateway of gateways) drawing.stands(gateway.id, id)
  } else {
    for (const gateway of gateways) {
      const zone = zoneOf(world.subnets.get(gateway.SubnetId))
      const isRegional = gateway.SubnetId === undefined
      drawing.node({
        id: gateway.id,
        kind: 'nat',
        sort: isRegional ? 'regional NAT gateway' : 'NAT gateway',
        ...named(gateway, collapse && !isRegional ? [zone] : []),
        parent: collapse || isRegional ? vpc.id : `${vpc.id}/${zone}`,
      })
    }
  }
  for (const gateway of gateways) {
    const from = drawing.placeOf(gateway.id)
    const home = drawing.placeOf(gateway.SubnetId)
    const [exit] = world.internetGateways.where(attachedVpcs, vpc.id)
    // A public gateway's own subnet leads on to the internet gateway; which subnet that is, its line says.
    if (from && exit && !same(gateway.ConnectivityType, 'private'))
      drawing.edge({ from, to: exit.id, kind: 'route', labels: [] })
    else if (from && home) drawing.edge({ from, to: home, kind: 'route', labels: [] })
  }
}

/** Services behind endpoints, by their short names: `s3`, `ecr.api`. */
const serviceOf = (endpoint: RowOf<'vpcEndpoints'>): string =>
  (endpoint.ServiceName ?? '')
    .replace(/^(com|cn)\.amazonaws\.(vpce\.)?[a-z0-9-]+\./, '')
    .replace(/^com\.amazonaws\./, '')

function drawEndpoints(vpc: Vpc, { drawing, world }: Canvas): void {
  const all = world.vpcEndpoints
    .where('VpcId', vpc.id)
    .filter((one) => !same(one.State, 'deleted', 'deleting'))
  for (const [type, sort] of [
    ['Gateway', 'gateway endpoints'],
    ['Interface', 'interface endpoints'],
    ['GatewayLoadBalancer', 'firewall endpoints'],
  ] as const) {
    const endpoints = all.filter((one) => same(one.VpcEndpointType, type))
    if (endpoints.length === 0) continue
    const id = `endpoints/${type}/${vpc.id}`
    const services = [...new Set(endpoints.map(serviceOf))].toSorted()
    drawing.node({
      id,
      kind: type === 'GatewayLoadBalancer' ? 'appliance' : 'endpoints',
      sort: endpoints.length === 1 ? sort.replace(/s$/, '') : `${endpoints.length} ${sort}`,
      name:
        type === 'GatewayLoadBalancer' ? few(endpoints.map((one) => one.name ?? one.id)) : few(services, 3),
      lines: [],
      parent: vpc.id,
    })
    for (const endpoint of endpoints) drawing.stands(endpoint.id, id)
  }
}

function drawBalancers(vpc: Vpc, canvas: Canvas): void {
  const { drawing, world } = canvas
  const modern = world.loadBalancers.where('VpcId', vpc.id).map((row) => ({
    row,
    name: row.LoadBalancerName ?? row.id,
    type: SORTS[row.Type ?? ''] ?? 'load balancer',
    scheme: schemeOf(row),
  }))
  const classic = world.classicLoadBalancers.where('VPCId', vpc.id).map((row) => ({
    row,
    name: row.LoadBalancerName ?? row.id,
    type: 'classic balancer',
    scheme: row.Scheme,
  }))
  const all = [...modern, ...classic].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const scheme of ['internet-facing', 'internal']) {
    const own = all.filter(
      (one) => same(one.scheme, scheme) || (scheme === 'internal' && !same(one.scheme, 'internet-facing')),
    )
    if (own.length === 0) continue
    const asOne = canvas.collapse && own.length > 1
    const id = `balancers/${scheme}/${vpc.id}`
    if (asOne)
      drawing.node({
        id,
        kind: 'balancer',
        sort: `${own.length} ${scheme} balancers`,
        name: few(
          own.map((one) => one.name),
          3,
        ),
        lines: [],
        parent: vpc.id,
      })
    for (const { row, name, type } of own) {
      if (asOne) drawing.stands(row.id, id)
      else
        drawing.node({
          id: row.id,
          kind: 'balancer',
          sort: `${scheme} ${type}`,
          name,
          lines: [],
          parent: vpc.id,
        })
      const place = asOne ? id : row.id
      if (scheme === 'internet-facing') {
        internet(drawing)
        drawing.edge({ from: INTERNET, to: place, kind: 'serves', labels: [] })
      }
      for (const listener of world.listeners.under(row.id) ?? []) drawing.stands(listener.id, place)
      for (const subnet of servedBy(row.id, world))
        drawing.edge({ from: place, to: drawing.placeOf(subnet) ?? '', kind: 'serves', labels: [] })
    }
  }
  for (const group of world.targetGroups.where('VpcId', vpc.id))
    drawing.stands(group.id, drawing.placeOf(group.LoadBalancerArns?.[0]) ?? vpc.id)
}

const SORTS: Readonly<Record<string, string>> = { application: 'ALB', network: 'NLB', gateway: 'GWLB' }

const balancersOf = (group: RowOf<'targetGroups'>): readonly string[] => group.LoadBalancerArns ?? []

/** The subnets in which the targets of a balancer sit. */
function servedBy(balancer: string, world: MapWorld): readonly string[] {
  const groups = world.targetGroups.where(balancersOf, balancer)
  const targets = groups.flatMap((group) => world.targetHealth.under(group.id) ?? [])
  const homes = targets.flatMap(({ Target: target }) => {
    const instance = world.instances.get(target?.Id)
    if (instance)
      return instance.SubnetId ?? world.networkInterfaces.where(instanceOf, instance.id)[0]?.SubnetId ?? []
    return world.networkInterfaces.where(addressesOf, target?.Id).flatMap((eni) => eni.SubnetId ?? [])
  })
  return [...new Set(homes)].toSorted()
}

const instanceOf = (eni: RowOf<'networkInterfaces'>): string | undefined => eni.Attachment?.InstanceId

/** The line of a route, to what is drawn for its target; targets that nobody drew yet are drawn as what is missing. */
function drawWay(
  group: SubnetGroup,
  { target, destinations, isDead }: Way,
  { drawing, world }: Canvas,
): void {
  const shared = ['transit-gateway', 'peering', 'virtual-private-gateway', 'core-network']
  // Those that join VPCs are drawn with what they join; gateway endpoints say by themselves who they are for.
  if (shared.includes(target.kind) && !isDead) return
  if (target.kind === 'endpoint' && destinations.every((one) => one.startsWith('pl-'))) return
  const eni = target.kind === 'network-interface' ? world.networkInterfaces.get(target.id) : undefined
  if (target.kind === 'network-interface' && !isDead) {
    const id = `appliance/${target.id}`
    drawing.node({
      id,
      kind: 'appliance',
      sort: 'appliance',
      name: eni?.Attachment?.InstanceId ?? target.id,
      lines: [],
      parent: group.vpc,
    })
    drawing.stands(target.id, id)
  }
  const place = drawing.placeOf(target.id)
  const id = place ?? `missing/${target.id}`
  if (!place)
    drawing.node({
      id,
      kind: 'outside',
      sort: isDead ? 'gone' : 'not read',
      name: target.id,
      lines: [],
      parent: group.vpc,
    })
  drawing.edge({ from: group.id, to: id, kind: isDead ? 'dead' : 'route', labels: labelsOf(destinations) })
}

/** Default routes go without saying; of others the first few. */
export const labelsOf = (destinations: readonly string[]): readonly string[] => {
  const told = destinations.filter((one) => one !== '0.0.0.0/0' && one !== '::/0')
  return told.length === 0 ? [] : [few(told)]
}

/** What is not drawn for itself, so that findings on it have a place. */
function drawParts(vpc: Vpc, { drawing, world }: Canvas): void {
  for (const table of world.routeTables.where('VpcId', vpc.id)) {
    const [subnet] = associatedSubnets(table)
    drawing.stands(table.id, drawing.placeOf(subnet) ?? (mainTableOf(table) ? vpc.id : vpc.id))
  }
  for (const acl of world.networkAcls.where('VpcId', vpc.id))
    drawing.stands(acl.id, drawing.placeOf(acl.Associations?.[0]?.SubnetId) ?? vpc.id)
  for (const eni of world.networkInterfaces.where('VpcId', vpc.id)) {
    const place = drawing.placeOf(eni.SubnetId) ?? vpc.id
    drawing.stands(eni.id, place)
    drawing.stands(eni.Attachment?.InstanceId, place)
    for (const group of eni.Groups ?? []) drawing.stands(group.GroupId, place)
  }
  for (const group of world.securityGroups.where('VpcId', vpc.id)) drawing.stands(group.id, vpc.id)
}
