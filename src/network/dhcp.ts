import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

/**
 * The DNS servers that a VPC's DHCP options give its hosts: addresses, or `AmazonProvidedDNS`. Without options there are
 * none. Undefined when the options were not read.
 * https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html
 */
export function dnsServersOf(
  vpc: Pick<RowOf<'vpcs'>, 'DhcpOptionsId'>,
  inventory: Inventory<'dhcpOptions'>,
): readonly string[] | undefined {
  if (vpc.DhcpOptionsId === 'default') return []
  const options = inventory.dhcpOptions.get(vpc.DhcpOptionsId)
  return options?.DhcpConfigurations?.filter((one) => same(one.Key, 'domain-name-servers')).flatMap((one) =>
    (one.Values ?? []).flatMap(({ Value }) => Value ?? []),
  )
}

export const isAmazonResolver = (server: string): boolean =>
  same(server, 'AmazonProvidedDNS') || server === '169.254.169.253' || server === 'fd00:ec2::253'
