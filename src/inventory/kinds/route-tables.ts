import type { DescribeRouteTablesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** What a route says beside where it leads. */
const NO_TARGET = new Set([
  'DestinationCidrBlock',
  'DestinationIpv6CidrBlock',
  'DestinationPrefixListId',
  'InstanceOwnerId',
  'Origin',
  'State',
])

export const routeTables = defineKind({
  operation: 'ec2:DescribeRouteTables',
  paging: nextToken(100),
  always: [
    'VpcId',
    'Routes.DestinationCidrBlock|DestinationIpv6CidrBlock|DestinationPrefixListId',
    'Routes',
    'Associations',
    'Associations.SubnetId|GatewayId|Main|PublicIpv4Pool',
  ],
  // A target that AWS adds next year is a field that is not known here: it counts, too.
  lacks: ({ Routes = [] }) =>
    Routes.every(
      (route) => route.State === 'blackhole' || Object.keys(route).some((field) => !NO_TARGET.has(field)),
    )
      ? undefined
      : 'target for a route',
  items: (page: Plain<DescribeRouteTablesResult>) => page.RouteTables,
  identify: (item, place) =>
    ec2Identity('RouteTable', 'route-table', item.RouteTableId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
