import type { DescribeClientVpnTargetNetworksResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { clientVpnEndpoints } from './client-vpn-endpoints.ts'

/** The subnets by which each Client VPN endpoint enters its VPC: `under(ClientVpnEndpointId)`. */
export const clientVpnTargetNetworks = defineKind({
  operation: 'ec2:DescribeClientVpnTargetNetworks',
  paging: nextToken(1000),
  per: {
    param: 'ClientVpnEndpointId',
    from: [from(clientVpnEndpoints, (endpoint) => endpoint.ClientVpnEndpointId)],
  },
  items: (page: Plain<DescribeClientVpnTargetNetworksResult>) => page.ClientVpnTargetNetworks,
  identify: (item, place) =>
    ec2Identity('ClientVpnTargetNetworkAssociation', 'client-vpn-endpoint', item.AssociationId, place),
})
