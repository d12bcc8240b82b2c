import type { DescribeTransitGatewayConnectPeersResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const transitGatewayConnectPeers = defineKind({
  operation: 'ec2:DescribeTransitGatewayConnectPeers',
  paging: nextToken(1000),
  items: (page: Plain<DescribeTransitGatewayConnectPeersResult>) => page.TransitGatewayConnectPeers,
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayConnectPeer',
      'transit-gateway-connect-peer',
      item.TransitGatewayConnectPeerId,
      place,
      { tags: item.Tags },
    ),
})
