import type { Account } from '../../test/support/account.ts'

const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08'

/** The loyalty club runs on what was new in 2014. */
export function demoClassic(virginia: Account): void {
  const VPCId = virginia.idOf('vpc', 'shop')
  virginia
    .classicLoadBalancer('loyalty', { VPCId, instances: ['web-1', 'web-4'] })
    // Made on the command line, where cross-zone load balancing and draining are off unless one asks for them.
    .classicLoadBalancer('reviews', {
      VPCId,
      instances: ['web-1', 'web-2', 'web-3', 'web-4'],
      ListenerDescriptions: [
        {
          Listener: {
            Protocol: 'HTTPS',
            LoadBalancerPort: 443,
            InstanceProtocol: 'HTTP',
            InstancePort: 8080,
            SSLCertificateId: virginia.classicCertificateArn('reviews'),
          },
          PolicyNames: [DEFAULT_POLICY],
        },
      ],
    })
    .classicPolicy('reviews', DEFAULT_POLICY, ['TLSv1', 'TLSv1.1', 'TLSv1.2'])
    .classicAttributes('reviews', {
      CrossZoneLoadBalancing: { Enabled: false },
      ConnectionDraining: { Enabled: false },
    })
    // The loyalty club's first one. Its last instance went in 2022.
    .classicLoadBalancer('loyalty-2014', { VPCId })
}
