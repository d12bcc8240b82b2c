import type { DescribeInstanceStatusResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** The status checks of instances that run; the id is the instance's. */
export const instanceStatuses = defineKind({
  operation: 'ec2:DescribeInstanceStatus',
  paging: nextToken(1000),
  items: (page: Plain<DescribeInstanceStatusResult>) => page.InstanceStatuses,
  identify: (item, place) => ec2Identity('Instance', 'instance', item.InstanceId, place),
})
