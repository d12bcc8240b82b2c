import type { DescribeInstancesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const instances = defineKind({
  operation: 'ec2:DescribeInstances',
  paging: nextToken(1000),
  // The owner stands on the reservation, not on its instances. One without a list of them is no reservation of AWS's:
  // an instance without an id says so.
  items: (page: Plain<DescribeInstancesResult>) =>
    page.Reservations?.flatMap(({ Instances = [{}], OwnerId }) =>
      Instances.map((one) => ({ ...one, OwnerId })),
    ),
  identify: (item, place) =>
    ec2Identity('Instance', 'instance', item.InstanceId, place, { tags: item.Tags, owner: item.OwnerId }),
})
