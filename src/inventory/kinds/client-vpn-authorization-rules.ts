import type { DescribeClientVpnAuthorizationRulesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { clientVpnEndpoints } from './client-vpn-endpoints.ts'

/** Which users of an endpoint may reach which addresses: `under(ClientVpnEndpointId)`. A rule has no id. */
export const clientVpnAuthorizationRules = defineKind({
  operation: 'ec2:DescribeClientVpnAuthorizationRules',
  paging: nextToken(1000),
  per: {
    param: 'ClientVpnEndpointId',
    from: [from(clientVpnEndpoints, (endpoint) => endpoint.ClientVpnEndpointId)],
  },
  items: (page: Plain<DescribeClientVpnAuthorizationRulesResult>, asked) =>
    page.AuthorizationRules?.map((rule) => ({
      ...rule,
      ClientVpnEndpointId: String(asked['ClientVpnEndpointId']),
    })),
  identify: (item, place) =>
    ec2Identity('ClientVpnAuthorizationRule', 'client-vpn-endpoint', item.ClientVpnEndpointId, place),
})
