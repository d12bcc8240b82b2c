import { requestFor } from '../../../src/inventory/inventory.ts'
import { kinds } from '../../../src/inventory/kinds/index.ts'
import type { Account } from '../../support/account.ts'
import type { Transit } from './oracle-model.ts'

/** The transit gateway of a random network, with its one route table. */
export function addTransit(story: Account, { attachments, routes, knowsGroups }: Transit): void {
  const support = { SecurityGroupReferencingSupport: 'enable' } as const
  const TransitGatewayId = 'tgw-hub'
  const TransitGatewayRouteTableId = 'tgw-rtb-hub'
  story.add('transitGateways', {
    TransitGatewayId,
    OwnerId: story.id,
    State: 'available',
    Options: knowsGroups ? support : { SecurityGroupReferencingSupport: 'disable' },
  })
  story.add('transitGatewayRouteTables', { TransitGatewayRouteTableId, TransitGatewayId, State: 'available' })
  for (const { name, vpc, doors, associated: isAssociated } of attachments) {
    const common = {
      TransitGatewayAttachmentId: `tgw-attach-${name}`,
      TransitGatewayId,
      State: 'available' as const,
    }
    const SubnetIds = doors.map((door) => `subnet-${door}`)
    story.add('transitGatewayVpcAttachments', {
      ...common,
      VpcId: `vpc-${vpc}`,
      VpcOwnerId: story.id,
      SubnetIds,
      Options: { ...support, ApplianceModeSupport: 'disable' },
    })
    const Association = { TransitGatewayRouteTableId, State: 'associated' } as const
    const owners = {
      TransitGatewayOwnerId: story.id,
      ResourceOwnerId: story.id,
      ResourceType: 'vpc' as const,
      ResourceId: `vpc-${vpc}`,
    }
    story.add('transitGatewayAttachments', { ...common, ...owners, ...(isAssociated ? { Association } : {}) })
  }
  const params = requestFor(kinds.transitGatewayRoutes, [TransitGatewayRouteTableId])
  for (const { to, by } of routes) {
    const vpc = attachments.find((one) => one.name === by)?.vpc
    const TransitGatewayAttachments = by
      ? [
          {
            TransitGatewayAttachmentId: `tgw-attach-${by}`,
            ResourceType: 'vpc' as const,
            ResourceId: `vpc-${vpc}`,
          },
        ]
      : []
    story.add(
      'transitGatewayRoutes',
      {
        DestinationCidrBlock: to,
        Type: 'static',
        State: by ? 'active' : 'blackhole',
        TransitGatewayAttachments,
      },
      params,
    )
  }
}
