import type { ListAcceleratorsResponse } from '@aws-sdk/client-global-accelerator'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const accelerators = defineKind({
  operation: 'globalaccelerator:ListAccelerators',
  global: true,
  paging: nextToken(100),
  always: ['DnsName'],
  items: (page: Plain<ListAcceleratorsResponse>) => page.Accelerators,
  identify: (item) =>
    item.AcceleratorArn
      ? {
          type: 'AWS::GlobalAccelerator::Accelerator',
          id: item.AcceleratorArn,
          arn: item.AcceleratorArn,
          name: item.Name,
        }
      : undefined,
})
