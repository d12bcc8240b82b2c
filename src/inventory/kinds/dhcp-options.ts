import type { DescribeDhcpOptionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const dhcpOptions = defineKind({
  operation: 'ec2:DescribeDhcpOptions',
  paging: nextToken(1000),
  always: ['DhcpConfigurations', 'DhcpConfigurations.Key', 'DhcpConfigurations.Values.Value'],
  items: (page: Plain<DescribeDhcpOptionsResult>) => page.DhcpOptions,
  identify: (item, place) =>
    ec2Identity('DHCPOptions', 'dhcp-options', item.DhcpOptionsId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
