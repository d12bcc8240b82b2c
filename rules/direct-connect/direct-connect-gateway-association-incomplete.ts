import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isJudgedHere } from '../../src/network/direct-connect.ts'
import { vpcBlocks } from '../../src/network/blocks.ts'
import { overlaps, parsePrefix } from '../../src/network/prefix.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Association = RowOf<'directConnectGatewayAssociations'>
type Tables = Inventory<'transitGatewayAttachments' | 'vpcs'>

export default defineRule({
  id: 'direct-connect-gateway-association-incomplete',
  title: 'Direct Connect gateway is associated half-way',
  topic: 'direct-connect',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['directConnectGateways', 'directConnectGatewayAssociations', 'directConnectGatewayAttachments'],
  consults: ['virtualInterfaces', 'transitGatewayAttachments', 'vpcs'],
  why: `Sites learn what an association to a transit gateway lists as allowed prefixes, word for word, and not what is
attached to it: with none, or with others than the VPCs', nothing there can be reached, and no error says so.`,
  fix: `List the prefixes of the VPCs, or a summary of them, on the association; attach interfaces to a gateway that has
none, or delete it.`,
  check: `In the Direct Connect console, open the gateway: «Gateway associations» with allowed prefixes, and its interfaces.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html',

  *judge(inventory) {
    for (const gateway of inventory.directConnectGateways) {
      if (same(gateway.directConnectGatewayState, 'deleting', 'deleted')) continue
      const judgement = judgeGateway(gateway, inventory)
      if (judgement) yield judgement
    }
    for (const association of inventory.directConnectGatewayAssociations) {
      if (!isOfThisRegion(association, inventory)) continue
      const judgement = judgeAssociation(association, inventory)
      if (judgement) yield judgement
    }
  },
})

/** A gateway needs both ends. SiteLink joins sites to each other and needs nothing behind it. */
function judgeGateway(
  gateway: RowOf<'directConnectGateways'>,
  inventory: Inventory<
    | 'directConnectGateways'
    | 'directConnectGatewayAssociations'
    | 'directConnectGatewayAttachments'
    | 'virtualInterfaces'
  >,
): Judgement | undefined {
  const attached = inventory.directConnectGatewayAttachments
    .under(gateway.id)
    ?.filter((one) => !same(one.attachmentState, 'detached', 'detaching'))
  const associated = inventory.directConnectGatewayAssociations.under(gateway.id)?.filter(isLive)
  const homes = [
    ...(attached ?? []).map((one) => one.virtualInterfaceRegion),
    ...(associated ?? []).map((one) => one.associatedGateway?.region),
  ]
  if (!isJudgedHere(gateway, homes, inventory)) return undefined
  if (!attached || !associated)
    return unknown(gateway, 'its virtual interfaces or its associations were not read')
  if (attached.length > 0 && associated.length > 0) return pass(gateway)
  if (attached.length === 0 && associated.length === 0) return undefined

  const interfaces = attached.map((one) => inventory.virtualInterfaces.get(one.virtualInterfaceId))
  if (interfaces.some((one) => one?.siteLinkEnabled === true)) return pass(gateway)
  if (gateway.directConnectGatewayState === undefined)
    return unknown(gateway, 'its state is not in the answer')
  if (interfaces.some((one) => one?.siteLinkEnabled === undefined))
    return unknown(gateway, 'nothing is behind it, and whether it joins sites by SiteLink was not read')
  const [says, fix] =
    associated.length === 0
      ? [
          `Its ${attached.length === 1 ? 'virtual interface leads' : `${attached.length} virtual interfaces lead`} nowhere: no gateway is associated with it`,
          `aws directconnect create-direct-connect-gateway-association --direct-connect-gateway-id ${gateway.id} --gateway-id GATEWAY`,
        ]
      : [
          `No site reaches what is behind it: no virtual interface is attached to it`,
          `Attach a virtual interface, or aws directconnect delete-direct-connect-gateway --direct-connect-gateway-id ${gateway.id} after its associations`,
        ]
  return fail(gateway, {
    message: `${says}.`,
    severity: 'low',
    evidence: [
      [
        gateway,
        `has ${attached.length} virtual interfaces and ${associated.length} associations`,
        {
          directConnectGatewayId: gateway.id,
          virtualInterfaceIds: attached.map((one) => one.id),
          associations: associated.map((one) => one.associatedGateway?.id ?? one.id),
        },
      ],
    ],
    remediation: fix,
  })
}

const isLive = (one: Association): boolean => !same(one.associationState, 'disassociating', 'disassociated')

/** Every region lists it: it is judged in that of the gateway at its other end or, where that was not read, the first. */
function isOfThisRegion(
  row: Association,
  { directConnectGatewayAssociations }: Inventory<'directConnectGatewayAssociations'>,
): boolean {
  const rows = directConnectGatewayAssociations.where('associationId', row.id)
  return (rows.find((one) => one.region === row.associatedGateway?.region) ?? rows[0]) === row
}

function judgeAssociation(association: Association, inventory: Tables): Judgement | undefined {
  const { associationState: state, associatedGateway: to, stateChangeError: error } = association
  if (!isLive(association)) return undefined
  const name = to?.id ?? association.associatedCoreNetwork?.id ?? association.virtualGatewayId
  const prefixes = association.allowedPrefixesToDirectConnectGateway?.map((one) => one.cidr)
  const report = (message: string, severity: 'high' | 'medium', missing: readonly string[]): Judgement =>
    fail(association, {
      message,
      severity,
      evidence: [
        [
          association,
          `is ${state} with ${name}, allowed prefixes ${prefixes?.join(', ') || 'none'}`,
          {
            directConnectGatewayId: association.directConnectGatewayId,
            associationId: association.id,
            associatedGateway: name,
            allowedPrefixes: prefixes,
            uncoveredVpcCidrs: missing,
            stateChangeError: error,
          },
        ],
      ],
      remediation: error
        ? `Correct what the error names, then aws directconnect describe-direct-connect-gateway-associations --association-id ${association.id}`
        : `aws directconnect update-direct-connect-gateway-association --association-id ${association.id} --add-allowed-prefixes-to-direct-connect-gateway ${(missing.length > 0 ? missing : ['CIDR']).map((cidr) => `cidr=${cidr}`).join(' ')}`,
    })
  if (error) return report(`The association with ${name} is stuck at ${state}: ${error}`, 'medium', [])
  if (state === undefined || !name)
    return unknown(association, 'its state or its gateway is not in the answer')
  if (!same(state, 'associated')) return undefined
  if (!to?.id?.startsWith('tgw-')) return pass(association)
  if (!prefixes) return unknown(association, 'its allowed prefixes are not in the answer')
  if (prefixes.length === 0) {
    const message = `The sites learn no route to ${name}: the list of allowed prefixes of its association is empty.`
    return report(message, 'high', [])
  }
  const behind = vpcsBehind(to, inventory)
  const blocks = behind.vpcs.flatMap(vpcBlocks)
  const allowed = prefixes.flatMap((cidr) => parsePrefix(cidr) ?? [])
  if (behind.hasOthers || allowed.some((one) => blocks.some((block) => overlaps(one, block))))
    return pass(association)
  const vague =
    behind.unread ?? (allowed.length < prefixes.length ? 'an allowed prefix is not in the answer' : undefined)
  if (vague) return unknown(association, vague)
  if (blocks.length === 0) return pass(association)
  const missing = behind.vpcs.flatMap((vpc) => vpc.CidrBlock ?? [])
  const message = `The sites learn ${prefixes.join(', ')} and no route to the VPCs behind ${name}, ${missing.join(', ')}: none of them is in the allowed prefixes.`
  return report(message, 'high', missing)
}

interface Behind {
  readonly vpcs: readonly RowOf<'vpcs'>[]
  /** Peerings, Connect, and what AWS may invent: addresses that belong to no VPC of this gateway. */
  readonly hasOthers: boolean
  readonly unread: string | undefined
}

/** The VPCs that are attached to a transit gateway, as its owner lists them. */
function vpcsBehind(to: NonNullable<Association['associatedGateway']>, inventory: Tables): Behind {
  const place = { account: to.ownerAccount ?? '', region: to.region ?? '' }
  const attachments = inventory.transitGatewayAttachments
    .where('TransitGatewayId', to.id)
    .filter((one) => !same(one.State, 'deleted', 'deleting', 'rejected', 'failed'))
  const found = attachments
    .filter((one) => same(one.ResourceType, 'vpc'))
    .map((one) => ({ id: one.ResourceId ?? one.id, row: inventory.vpcs.get(one.ResourceId) }))
  const lost = found.find(({ row }) => !row || vpcBlocks(row).length === 0)
  const unread = !inventory.transitGatewayAttachments.readIn(place)
    ? `the VPCs behind ${to.id} were not read`
    : lost && `the addresses of ${lost.id} were not read`
  const elsewhere = attachments.filter(
    (one) =>
      one.ResourceType && !same(one.ResourceType, 'vpc', 'vpn', 'vpn-concentrator', 'direct-connect-gateway'),
  )
  return { vpcs: found.flatMap(({ row }) => row ?? []), hasOthers: elsewhere.length > 0, unread }
}
