import { isOnOutpost, moveTo, placedBalancers } from '../../src/network/balancer-subnets.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'alb-subnet-too-few-addresses',
  title: 'Load balancer subnet is smaller than /27 or has fewer than eight free addresses',
  topic: 'alb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['loadBalancers', 'classicLoadBalancers', 'subnets'],
  consults: ['networkInterfaces'],
  settings: { freeAddresses: 8, prefixLength: 27 },
  why: `Application and Classic Load Balancers grow by new nodes, and replace old ones, each with an address of its
own. AWS asks for a /27 at least and eight free addresses in each subnet: where there are none left, the balancer stays
as it is while traffic grows, and answers with 503.`,
  fix: `Free addresses, or give the load balancer subnets that hold nothing else; the block of a subnet cannot be changed.`,
  check: `In the VPC console, read «Available IPv4 addresses» and the block of each subnet of the load balancer.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',

  *judge(inventory, { settings }) {
    for (const balancer of placedBalancers(inventory)) {
      const { row, type, subnets } = balancer
      // Network and gateway load balancers have one address in a zone and keep it.
      if (!same(type, 'application', 'classic')) continue
      if (!subnets) {
        yield unknown(row, 'its subnets are not in the answer')
        continue
      }
      for (const id of subnets) {
        const subnet = inventory.subnets.get(id)
        const block = parsePrefix(subnet?.CidrBlock)
        const free = subnet?.AvailableIpAddressCount
        if (subnet && (isOnOutpost(subnet) || subnet.Ipv6Native === true)) continue
        if (!subnet || !block || free === undefined) {
          yield unknown(row, `the block or the free addresses of its subnet ${id} were not read`, id)
          continue
        }
        const isShort = free < settings.freeAddresses
        if (!isShort && block.length <= settings.prefixLength) {
          yield pass(row, id)
          continue
        }
        const held = holdersOf(id, inventory)
        yield fail(row, {
          key: id,
          message: isShort
            ? `It cannot grow in ${id}: ${free} addresses are free there, and it needs ${settings.freeAddresses}.`
            : `Its subnet ${id} is a /${block.length}, smaller than the /${settings.prefixLength} that it needs to grow and to be repaired.`,
          severity: isShort ? undefined : 'medium',
          evidence: [
            [
              subnet,
              `has ${free} free addresses in ${subnet.CidrBlock}${held ? `, and these ${held.text}` : ''}`,
              {
                SubnetId: id,
                CidrBlock: subnet.CidrBlock,
                AvailableIpAddressCount: free,
                loadBalancer: row.name,
                interfaces: held?.counts,
              },
            ],
          ],
          remediation: moveTo(balancer, id, 'A_LARGER_SUBNET_OF_THE_ZONE'),
        })
      }
    }
  },
})

/** What uses the addresses, by the interfaces' types; the most first. */
function holdersOf(
  subnet: string,
  { networkInterfaces }: Inventory<'networkInterfaces'>,
): { readonly text: string; readonly counts: Readonly<Record<string, number>> } | undefined {
  const counts = new Map<string, number>()
  for (const { InterfaceType = 'interface' } of networkInterfaces.where('SubnetId', subnet))
    counts.set(InterfaceType, (counts.get(InterfaceType) ?? 0) + 1)
  if (counts.size === 0) return undefined
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one)
  return {
    text: `interfaces: ${sorted.map(([type, count]) => `${count} ${type}`).join(', ')}`,
    counts: Object.fromEntries(sorted),
  }
}
