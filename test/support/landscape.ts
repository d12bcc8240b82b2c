import { type Account, account } from './account.ts'

const TIERS = ['public', 'app', 'data', 'batch', 'tgw'] as const

/** An account as large companies have them: so many VPCs of fifteen subnets each, all on one transit gateway. */
export function landscape(vpcs: number): Account {
  const given = account().transitGateway('hub')
  for (let index = 1; index <= vpcs; index++) {
    const name = `${ROLES[(index - 1) % ROLES.length]}${index > ROLES.length ? `-${Math.ceil(index / ROLES.length)}` : ''}`
    given.vpc(name, { cidr: `10.${index}.0.0/16` })
    for (const [row, tier] of TIERS.entries()) {
      for (const [column, zone] of ['a', 'b', 'c'].entries()) {
        const subnet = `${tier}-${name}-${zone}`
        const routes: Record<string, string> =
          tier === 'public'
            ? { '0.0.0.0/0': 'igw' }
            : tier === 'app' || tier === 'batch'
              ? { '0.0.0.0/0': `nat-${name}-${zone}`, '10.0.0.0/8': 'tgw-hub' }
              : {}
        given.subnet(subnet, { zone, routes, cidr: `10.${index}.${row * 16 + column}.0/24` })
        if (tier === 'public') given.natGateway(`${name}-${zone}`, { in: subnet })
      }
    }
    given.attach(name, {
      tgw: 'hub',
      vpc: name,
      subnets: ['a', 'b', 'c'].map((zone) => `tgw-${name}-${zone}`),
    })
  }
  return given
}

const ROLES = ['shop', 'payments', 'search', 'orders', 'stock', 'media', 'data', 'tools', 'mail', 'auth']
