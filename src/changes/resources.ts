/** Resources that came and went between two snapshots. */
import type { Facts, KindName, Resource } from '../inventory/inventory.ts'

/**
 * What a network is made of. Hosts and their interfaces come and go by themselves, so they are not here; neither is what
 * AWS lists of its own, nor the parts of what is.
 */
const KINDS = [
  'accelerators',
  'addresses',
  'certificates',
  'classicLoadBalancers',
  'clientVpnEndpoints',
  'customerGateways',
  'directConnectConnections',
  'directConnectGateways',
  'distributions',
  'egressOnlyInternetGateways',
  'firewalls',
  'healthChecks',
  'hostedZones',
  'internetGateways',
  'listeners',
  'loadBalancers',
  'natGateways',
  'networkAcls',
  'placementGroups',
  'resolverEndpoints',
  'resolverRules',
  'resourceRecordSets',
  'routeTables',
  'securityGroups',
  'subnets',
  'targetGroups',
  'transitGatewayVpcAttachments',
  'transitGatewayPeeringAttachments',
  'transitGatewayRouteTables',
  'transitGateways',
  'virtualInterfaces',
  'vpcEndpointServiceConfigurations',
  'vpcEndpoints',
  'vpcPeeringConnections',
  'vpcs',
  'vpnConnections',
  'vpnGateways',
] as const satisfies readonly KindName[]

export interface ResourceChanges {
  readonly came: readonly Resource[]
  readonly went: readonly Resource[]
}

/** Compares only what both snapshots read: what one of them did not ask for has neither come nor gone. */
export function resourceChanges(before: Facts, after: Facts): ResourceChanges {
  const came: Resource[] = []
  const went: Resource[] = []
  for (const kind of KINDS) {
    const [old, now] = [rowsOf(before, kind), rowsOf(after, kind)]
    for (const [key, row] of now) if (!old.has(key) && isRead(before, kind, row)) came.push(row)
    for (const [key, row] of old) if (!now.has(key) && isRead(after, kind, row)) went.push(row)
  }
  return { came, went }
}

const isRead = (facts: Facts, kind: KindName, { account, region }: Resource): boolean => {
  const place = { account, region }
  const isThere = facts.places.some((one) => one.account === account && one.region === region)
  return isThere && !facts.unread(kind, place) && !facts.partlyUnread(kind, place)
}

/** A state in which a resource is on its way out of the list. */
const GONE = /^(deleted|deleting|terminated|rejected|failed|expired)$/i

function rowsOf(facts: Facts, kind: KindName): ReadonlyMap<string, Resource> {
  const rows = facts.rows(kind).facts.rows.filter((row) => {
    const { State, Status } = row as { readonly State?: unknown; readonly Status?: unknown }
    const code = typeof State === 'object' && State !== null && 'Code' in State ? State.Code : State
    return ![code, Status].some((one) => typeof one === 'string' && GONE.test(one))
  })
  return new Map(rows.map((row) => [`${row.account} ${row.region} ${row.type} ${row.id}`, row]))
}
