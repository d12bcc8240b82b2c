import type { Inventory } from '../../src/inventory/inventory.ts'
import { type Attachment, isLive } from '../../src/network/attached.ts'
import { removeAttachment } from '../../src/network/attachment-removal.ts'
import { targetOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { associationOf } from '../../src/network/transit-association.ts'
import { type TransitTargets, targetsOf } from '../../src/network/transit-targets.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'transit-gateway-attachment-unused',
  title: 'Transit gateway attachment carries nothing',
  topic: 'transit-gateway',
  pillar: 'cost',
  severity: 'low',
  needs: [
    'transitGatewayAttachments',
    'transitGatewayRouteTables',
    'transitGatewayRoutes',
    'transitGatewayPropagations',
    'routeTables',
  ],
  consults: ['transitGateways', 'transitGatewayConnects'],
  settings: { graceHours: 24, pendingHours: 72 },
  why: `An attachment is paid for by the hour. It carries traffic only when it is associated with a route table, some table
leads to it, and the VPC behind it routes to the gateway: where one of these is missing, it was never finished, or it was
left behind, and whoever counts on it later finds out in an outage.`,
  fix: `Associate it, let it propagate and add the routes of its VPC, or delete it.`,
  check: `In the VPC console, read state and association of the attachment, look for it in the routes and propagations of
the transit gateway's tables, and for the transit gateway in the tables of the VPC.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html',

  *judge(inventory, { now, settings }) {
    const { here } = inventory
    const targets = new Map<string, TransitTargets>()
    for (const attachment of inventory.transitGatewayAttachments) {
      const { TransitGatewayId: gateway, TransitGatewayOwnerId: account, CreationTime } = attachment
      if (!isJudged(attachment)) continue
      if (!attachment.State || !attachment.ResourceType || !attachment.ResourceId || !gateway || !account) {
        yield unknown(attachment, 'its state, what it attaches or its gateway is not in the answer')
        continue
      }
      const isOwn = account === here.account
      if (!isOwn && inventory.transitGatewayAttachments.readIn({ account, region: here.region })) continue
      const created = Date.parse(String(CreationTime))
      const grace = isWaiting(attachment) ? settings.pendingHours : settings.graceHours
      if (created > now - grace * HOUR) continue
      if (isOwn) targets.set(gateway, targets.get(gateway) ?? targetsOf(gateway, inventory))
      const { problems, doubt } = isLive(attachment)
        ? lookAt(attachment, gateway, targets.get(gateway), inventory)
        : { problems: [notThere(attachment)], doubt: undefined }
      if (problems.length === 0) yield doubt === undefined ? pass(attachment) : unknown(attachment, doubt)
      else if (Number.isNaN(created))
        yield unknown(attachment, 'it carries nothing, and when it was made is not in the answer')
      else yield finding(attachment, problems)
    }
  },
})

type Known = Inventory<
  | 'transitGatewayAttachments'
  | 'transitGatewayRouteTables'
  | 'transitGatewayRoutes'
  | 'transitGatewayPropagations'
  | 'routeTables'
  | 'transitGateways'
  | 'transitGatewayConnects'
>

const TYPES = ['vpc', 'vpn', 'direct-connect-gateway', 'connect', 'peering', 'tgw-peering']

const isWaiting = ({ State }: Attachment): boolean => same(State, 'pendingAcceptance', 'initiatingRequest')

/**
 * AWS itself sees to the attachments of firewalls and of core networks (a peering with those has no other transit
 * gateway), and a policy table routes by tables of its own choice.
 */
function isJudged(attachment: Attachment): boolean {
  const { State, ResourceType, ResourceId, Association } = attachment
  if (State && !isLive(attachment) && !isWaiting(attachment) && !same(State, 'failed', 'rejected'))
    return false
  if (ResourceType && !same(ResourceType, ...TYPES)) return false
  const isPeering = same(ResourceType, 'peering', 'tgw-peering')
  if (isPeering && ResourceId && !ResourceId.startsWith('tgw-')) return false
  return Association?.TransitGatewayPolicyTableId === undefined
}

interface Problem {
  readonly reason: string
  readonly message: string
  readonly fact: string
  /** The command that finishes what was begun, instead of removing it. */
  readonly repair?: string
}

function notThere(attachment: Attachment): Problem {
  const { State = '', ResourceId, ResourceType, id } = attachment
  return isWaiting(attachment)
    ? {
        reason: 'notAccepted',
        message: `${ResourceId} is not connected: its attachment has waited since ${String(attachment.CreationTime).slice(0, 10)} for somebody to accept it.`,
        fact: `is ${State}`,
        repair: `aws ec2 accept-transit-gateway-${same(ResourceType, 'vpc') ? 'vpc' : 'peering'}-attachment --transit-gateway-attachment-id ${id}, or `,
      }
    : {
        reason: State,
        message: `${ResourceId} is not connected: its attachment ${same(State, 'failed') ? 'failed' : 'was rejected'}.`,
        fact: `is ${State}`,
      }
}

interface Look {
  readonly problems: readonly Problem[]
  readonly doubt: string | undefined
}

function lookAt(
  attachment: Attachment,
  gateway: string,
  targets: TransitTargets | undefined,
  inventory: Known,
): Look {
  const isVpc = same(attachment.ResourceType, 'vpc')
  const other = otherUse(attachment, gateway, inventory)
  if (other !== undefined) return { problems: [], doubt: other === true ? undefined : other }
  const looks = [
    ...(targets ? [associated(attachment, gateway, inventory), reached(attachment, gateway, targets)] : []),
    ...(isVpc ? [routed(attachment, gateway, inventory)] : []),
    ...(targets
      ? []
      : [
          `the route tables of ${gateway} are seen by its owner only (account ${attachment.TransitGatewayOwnerId}), which was not read`,
        ]),
  ]
  return {
    problems: looks.flatMap((one) => (typeof one === 'object' ? [one] : [])),
    doubt: looks.find((one) => typeof one === 'string'),
  }
}

/** Whether it carries what needs no routes: the tunnels of a Connect attachment, or perhaps multicast. */
function otherUse(
  { id, ResourceType }: Attachment,
  gateway: string,
  { transitGateways, transitGatewayConnects }: Known,
): true | string | undefined {
  if (!same(ResourceType, 'vpc', 'direct-connect-gateway')) return undefined
  const over = transitGatewayConnects.where('TransportTransitGatewayAttachmentId', id)
  if (over.some((one) => one.State && !same(one.State, 'deleted', 'failed', 'rejected'))) return true
  const isKnown = transitGatewayConnects
    .where('TransitGatewayId', gateway)
    .every((one) => one.TransportTransitGatewayAttachmentId && one.State)
  if (!isKnown || !transitGatewayConnects.readIn())
    return 'whether a Connect attachment goes over it was not read'
  if (!same(ResourceType, 'vpc')) return undefined
  return same(transitGateways.get(gateway)?.Options?.MulticastSupport, 'disable')
    ? undefined
    : `whether ${gateway} is for multicast, which needs no routes, is not known`
}

function associated(attachment: Attachment, gateway: string, inventory: Known): Problem | string | undefined {
  const association = associationOf(attachment.id, gateway, inventory)
  if ('unknown' in association) return association.unknown
  if ('table' in association) return undefined
  return {
    reason: 'noAssociation',
    message: `Whatever ${attachment.ResourceId} sends to ${gateway} is dropped: its attachment is associated with no route table.`,
    fact: `is associated with no route table of ${gateway}`,
    repair: `aws ec2 associate-transit-gateway-route-table --transit-gateway-route-table-id TABLE --transit-gateway-attachment-id ${attachment.id}, or `,
  }
}

function reached(
  attachment: Attachment,
  gateway: string,
  { reached: all, uncertain }: TransitTargets,
): Problem | string | undefined {
  if (all.has(attachment.id)) return undefined
  if (uncertain) return `some route table of ${gateway}, which may lead to it, was not read`
  return {
    reason: 'noRoute',
    message: `Nothing reaches ${attachment.ResourceId} by ${gateway}: no route table has a route to its attachment or lets it write one.`,
    fact: `is in no route and no propagation of ${gateway}`,
    repair: `aws ec2 create-transit-gateway-route --transit-gateway-route-table-id TABLE --destination-cidr-block BLOCK --transit-gateway-attachment-id ${attachment.id}, or `,
  }
}

function routed(
  attachment: Attachment,
  gateway: string,
  { routeTables }: Known,
): Problem | string | undefined {
  const vpc = attachment.ResourceId
  const tables = routeTables.where('VpcId', vpc)
  if (tables.some((table) => table.Routes?.some((route) => route.TransitGatewayId === gateway)))
    return undefined
  // Each VPC has a main table.
  const isKnown =
    tables.length > 0 &&
    tables.every((table) => table.Routes?.every((route) => targetOf(route).kind !== 'other'))
  if (!isKnown) return `the routes of ${vpc} were not read`
  return {
    reason: 'noVpcRoute',
    message: `The attachment of ${vpc} carries nothing: no route table of the VPC leads to ${gateway}.`,
    fact: `attaches ${vpc}, of which no route table leads to ${gateway}`,
    repair: `aws ec2 create-route --route-table-id TABLE --destination-cidr-block BLOCK --transit-gateway-id ${gateway}, or `,
  }
}

function finding(attachment: Attachment, problems: readonly Problem[]): Judgement {
  const { id, State, ResourceType, ResourceId, Association } = attachment
  return fail(attachment, {
    message: problems[0]?.message ?? '',
    evidence: problems.map(({ fact, reason }): Evidence => [
      attachment,
      fact,
      { TransitGatewayAttachmentId: id, ResourceType, ResourceId, State, Association, reason },
    ]),
    remediation: `${problems[0]?.repair ?? ''}${removeAttachment(attachment)}`,
  })
}
