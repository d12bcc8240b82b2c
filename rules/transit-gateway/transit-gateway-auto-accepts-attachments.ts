import { type Attachment, attachmentsOf, isLive } from '../../src/network/attached.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'transit-gateway-auto-accepts-attachments',
  title: 'Transit gateway accepts attachments of other accounts by itself',
  topic: 'transit-gateway',
  pillar: 'security',
  severity: 'medium',
  needs: ['transitGateways'],
  consults: ['transitGatewayAttachments'],
  why: `A transit gateway that is shared is a network that others may join. Where nobody accepts their attachments, any of
them joins unseen, by a mistake or by a stolen key, and with default propagation everybody has a route to it at once.`,
  fix: `Turn automatic acceptance off, and accept each attachment after somebody looked at it.`,
  check: `In the VPC console, read «Auto accept shared attachments» of the transit gateway.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html',

  *judge(inventory) {
    for (const gateway of inventory.transitGateways) {
      if (gateway.State !== undefined && !isLive(gateway)) continue
      const { AutoAcceptSharedAttachments, DefaultRouteTablePropagation } = gateway.Options ?? {}
      if (gateway.State === undefined || AutoAcceptSharedAttachments === undefined) {
        yield unknown(gateway, 'its state or its options are not in the answer')
        continue
      }
      if (!same(AutoAcceptSharedAttachments, 'enable')) {
        yield pass(gateway)
        continue
      }
      const foreign = firstOfEach(
        attachmentsOf(gateway, inventory).filter((one) => isLive(one) && isForeign(one, gateway.OwnerId)),
      )
      const owners = foreign.map((one) => one.ResourceOwnerId)
      const isOpen = foreign.length > 0 && same(DefaultRouteTablePropagation, 'enable')
      yield fail(gateway, {
        message: isOpen
          ? `Accounts that share this gateway attach themselves without being asked, and their routes are in its default table at once: ${owners.join(', ')} did already.`
          : 'Accounts that share this gateway attach themselves to it, and nobody here is asked.',
        severity: isOpen ? 'high' : undefined,
        evidence: [
          [
            gateway,
            'accepts shared attachments by itself',
            {
              TransitGatewayId: gateway.id,
              AutoAcceptSharedAttachments,
              DefaultRouteTablePropagation,
              foreignAttachmentOwners: owners,
            },
          ],
          ...foreign.map((one): Evidence => [
            one,
            `attaches ${one.ResourceId} of account ${one.ResourceOwnerId}`,
            { ResourceOwnerId: one.ResourceOwnerId, ResourceId: one.ResourceId, State: one.State },
          ]),
        ],
        remediation: `aws ec2 modify-transit-gateway --transit-gateway-id ${gateway.id} --options AutoAcceptSharedAttachments=disable`,
      })
    }
  },
})

/** Peerings and Direct Connect gateways are accepted by hand in any case. */
const isForeign = ({ ResourceOwnerId, ResourceType }: Attachment, owner: string | undefined): boolean =>
  ResourceOwnerId !== undefined &&
  ResourceOwnerId !== owner &&
  !same(ResourceType, 'peering', 'tgw-peering', 'direct-connect-gateway')

/** One attachment of each account. */
const firstOfEach = (attachments: readonly Attachment[]): readonly Attachment[] => {
  const byOwner = new Map<string | undefined, Attachment>()
  for (const one of attachments) {
    if (!byOwner.has(one.ResourceOwnerId)) byOwner.set(one.ResourceOwnerId, one)
  }
  return [...byOwner.values()]
}
