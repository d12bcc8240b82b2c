import type { DescribeFlowLogsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Of VPCs, subnets, network interfaces and transit gateways alike: `ResourceId` says of which. */
export const flowLogs = defineKind({
  operation: 'ec2:DescribeFlowLogs',
  paging: nextToken(1000),
  always: ['ResourceId'],
  items: (page: Plain<DescribeFlowLogsResult>) => page.FlowLogs,
  identify: (item, place) =>
    ec2Identity('FlowLog', 'vpc-flow-log', item.FlowLogId, place, { tags: item.Tags }),
})
