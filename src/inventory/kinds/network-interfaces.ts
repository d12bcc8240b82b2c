import type { DescribeNetworkInterfacesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const networkInterfaces = defineKind({
  operation: 'ec2:DescribeNetworkInterfaces',
  paging: nextToken(1000),
  always: [
    'VpcId',
    'SubnetId',
    'Status',
    'InterfaceType',

    'Groups.GroupId',
    'PrivateIpAddresses.PrivateIpAddress',
    'Ipv6Addresses.Ipv6Address',
    'Ipv4Prefixes.Ipv4Prefix',
    'Ipv6Prefixes.Ipv6Prefix',
    'Association.PublicIp|CarrierIp|CustomerOwnedIp',
  ],
  items: (page: Plain<DescribeNetworkInterfacesResult>) => page.NetworkInterfaces,
  identify: (item, place) =>
    ec2Identity('NetworkInterface', 'network-interface', item.NetworkInterfaceId, place, {
      tags: item.TagSet,
      owner: item.OwnerId,
    }),
})
