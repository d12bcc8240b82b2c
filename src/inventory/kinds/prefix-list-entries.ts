import type { GetManagedPrefixListEntriesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { routeTables } from './route-tables.ts'
import { securityGroups } from './security-groups.ts'

/** The prefixes of each list that a route or a security group names: other lists are not asked for. */
export const prefixListEntries = defineKind({
  operation: 'ec2:GetManagedPrefixListEntries',
  paging: nextToken(100),
  per: {
    param: 'PrefixListId',
    from: [
      from(routeTables, (table) => table.Routes?.map((route) => route.DestinationPrefixListId) ?? []),
      from(securityGroups, (group) =>
        [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])].flatMap(
          (permission) => permission.PrefixListIds?.map((list) => list.PrefixListId) ?? [],
        ),
      ),
    ],
  },
  always: ['Cidr'],
  items: (page: Plain<GetManagedPrefixListEntriesResult>, asked) =>
    page.Entries?.map((entry) => ({ ...entry, PrefixListId: String(asked['PrefixListId']) })),
  identify: (item, place) => ec2Identity('PrefixList', 'prefix-list', item.PrefixListId, place),
})
