import type { DescribeClientVpnEndpointsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Where people's laptops enter a network. */
export const clientVpnEndpoints = defineKind({
  operation: 'ec2:DescribeClientVpnEndpoints',
  paging: nextToken(1000),
  items: (page: Plain<DescribeClientVpnEndpointsResult>) => page.ClientVpnEndpoints,
  identify: (item, place) =>
    ec2Identity('ClientVpnEndpoint', 'client-vpn-endpoint', item.ClientVpnEndpointId, place, {
      tags: item.Tags,
    }),
})
