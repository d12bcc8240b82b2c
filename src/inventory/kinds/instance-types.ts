import type { DescribeInstanceTypesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { instances } from './instances.ts'

/** Only the types that instances have; the whole list is of more than a thousand. MaxResults may not be given with InstanceTypes. */
export const instanceTypes = defineKind({
  operation: 'ec2:DescribeInstanceTypes',
  paging: nextToken(),
  per: { param: 'InstanceTypes', batch: 100, from: [from(instances, (instance) => instance.InstanceType)] },
  items: (page: Plain<DescribeInstanceTypesResult>) => page.InstanceTypes,
  identify: (item) =>
    item.InstanceType ? { type: 'AWS::EC2::InstanceType', id: item.InstanceType } : undefined,
})
