import type { Account } from '../../test/support/account.ts'

/** The loyalty club runs on what was new in 2014. */
export function demoClassic(virginia: Account): void {
  const VPCId = virginia.idOf('vpc', 'shop')
  virginia
    .classicLoadBalancer('loyalty', { VPCId, instances: ['web-1', 'web-4'] })
    // Made on the command line, where cross-zone load balancing is off unless one asks for it.
    .classicLoadBalancer('reviews', { VPCId, instances: ['web-1', 'web-2', 'web-3', 'web-4'] })
    .classicAttributes('reviews', {
      CrossZoneLoadBalancing: { Enabled: false },
      ConnectionDraining: { Enabled: false },
    })
}
