import type { DescribeRouteServerPeersResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const routeServerPeers = defineKind({
  operation: 'ec2:DescribeRouteServerPeers',
  paging: nextToken(1000),
  always: ['PeerAddress'],
  items: (page: Plain<DescribeRouteServerPeersResult>) => page.RouteServerPeers,
  identify: (item, place) =>
    ec2Identity('RouteServerPeer', 'route-server-peer', item.RouteServerPeerId, place, { tags: item.Tags }),
})
