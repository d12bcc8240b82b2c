import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type Prefix, parsePrefix } from './prefix.ts'
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

/**
 * Whether an address is that of Amazon's resolver in a VPC: the second after the first of its block, which no host can
 * have.
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export function isVpcResolver(server: string, blocks: readonly Prefix[]): boolean {
  const address = parsePrefix(server)
  return blocks.some((block) => block.family === address?.family && block.first + 2n === address.first)
}
