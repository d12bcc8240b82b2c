import type { DescribeManagedPrefixListsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const managedPrefixLists = defineKind({
  operation: 'ec2:DescribeManagedPrefixLists',
  paging: nextToken(100),
  items: (page: Plain<DescribeManagedPrefixListsResult>) => page.PrefixLists,
  identify: (item, place) =>
    ec2Identity('PrefixList', 'prefix-list', item.PrefixListId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
