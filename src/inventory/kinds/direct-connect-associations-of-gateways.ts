import type { DescribeDirectConnectGatewayAssociationsResult } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { type Kind, defineKind, from } from '../kind.ts'
import { directConnectGatewayAssociations } from './direct-connect-gateway-associations.ts'
import { transitGateways } from './transit-gateways.ts'
import { vpnGateways } from './vpn-gateways.ts'

type Association = typeof directConnectGatewayAssociations extends Kind<infer Item> ? Item : never

/**
 * The same associations, asked from the other end, a virtual private gateway or a transit gateway: that also shows
 * Direct Connect gateways of other accounts. A transit gateway's are its owner's to see.
 */
export const directConnectAssociationsOfGateways = defineKind<
  Plain<DescribeDirectConnectGatewayAssociationsResult>,
  Association
>({
  operation: 'directconnect:DescribeDirectConnectGatewayAssociations',
  paging: { next: { nextToken: 'nextToken' }, size: ['maxResults', 100] },
  per: {
    param: 'associatedGatewayId',
    from: [
      from(vpnGateways, (gateway) => (gateway.State === 'deleted' ? undefined : gateway.VpnGatewayId)),
      from(transitGateways, (gateway) =>
        gateway.State === 'deleted' || gateway.OwnerId !== gateway.account
          ? undefined
          : gateway.TransitGatewayId,
      ),
    ],
  },
  items: (page) => page.directConnectGatewayAssociations,
  identify: (item, place) => directConnectGatewayAssociations.identify(item, place),
})
