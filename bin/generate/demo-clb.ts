import type { Account } from '../../test/support/account.ts'

/** The loyalty club runs on what was new in 2014. */
export function demoClassic(virginia: Account): void {
  const VPCId = virginia.idOf('vpc', 'shop')
  virginia.classicLoadBalancer('loyalty', { VPCId, instances: ['web-1', 'web-4'] })
}
