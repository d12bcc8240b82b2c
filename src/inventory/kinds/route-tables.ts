import type { DescribeRouteTablesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const routeTables = defineKind({
  operation: 'ec2:DescribeRouteTables',
  paging: nextToken(100),
  items: (page: Plain<DescribeRouteTablesResult>) => page.RouteTables,
  identify: (item, place) =>
    ec2Identity('RouteTable', 'route-table', item.RouteTableId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
