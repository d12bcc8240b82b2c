import type { Account } from '../../test/support/account.ts'

/** The load balancers, as balancers: what they are told, what they show, and who guards them. */
export function demoBalancers(virginia: Account, ireland: Account): void {
  outlet(virginia)
  catalog(virginia)
  virginia
    // The shop itself has one at the edge only, and anybody may go around that.
    .webAcl('outlet', ['outlet'])
    .listenerCertificate('tracking', 443, ['tracking.larkspur.example'])
    .listenerCertificate('events', 443, ['events.larkspur.example'])
    .classicCertificate('loyalty', 'loyalty.larkspur.example')
    .classicCertificate('loyalty-2014', 'club.larkspur.example')
    .classicCertificate('reviews', 'reviews.larkspur.example')
    // A partner's own name, by a certificate that the partner sent by mail, once.
    .listenerCertificate('partners', 443, ['stock.bramble.example'], {
      Type: 'IMPORTED',
      Status: 'EXPIRED',
      RenewalEligibility: 'INELIGIBLE',
      NotAfter: '2026-03-01T00:00:00.000Z',
    })
    // For a campaign of three weeks. Its listeners went with its targets.
    .loadBalancer('spring-sale', {}, { VpcId: virginia.idOf('vpc', 'shop') })
  ireland.webAcl('shop-eu', ['shop-eu']).listenerCertificate('shop-eu', 443, ['*.larkspur.example'])
}

/** Built by hand on the evening before a sale, in the subnets that had a name like it. */
function outlet(virginia: Account): void {
  const [a, b] = [virginia.zone('a').AvailabilityZone, virginia.zone('b').AvailabilityZone]
  const VpcId = virginia.idOf('vpc', 'shop')
  virginia
    .subnet(
      'outlet-a',
      { vpc: 'shop', zone: 'a', cidr: '10.20.4.0/28', sharesTableOf: 'app-a', empty: true },
      { AvailableIpAddressCount: 3 },
    )
    .loadBalancer(
      'outlet',
      { attributes: { 'access_logs.s3.enabled': 'false', 'access_logs.s3.bucket': '' } },
      {
        VpcId,
        SecurityGroups: [virginia.idOf('sg', 'shop-alb')],
        State: {
          Code: 'active_impaired',
          Reason: `Not enough IP space available in ${virginia.idOf('subnet', 'outlet-a')}`,
        },
        AvailabilityZones: [
          { ZoneName: a, SubnetId: virginia.idOf('subnet', 'outlet-a') },
          { ZoneName: b, SubnetId: virginia.idOf('subnet', 'public-b') },
        ],
      },
    )
    .listener('outlet', 443, 'HTTPS', {
      DefaultActions: [{ Type: 'forward', TargetGroupArn: virginia.groupArn('outlet'), Order: 1 }],
    })
    .listenerCertificate('outlet', 443, ['outlet.larkspur.example'])
    .targetGroup('outlet', { port: 8080, balancers: ['outlet'], targets: ['web-2', 'web-4'] }, { VpcId })
}

/** The catalog's second version was put behind the first, and its protection off to find out why it was silent. */
function catalog(virginia: Account): void {
  const VpcId = virginia.idOf('vpc', 'shop')
  const rule = (Priority: string, path: string, group: string) => ({
    RuleArn: `${virginia.listenerArn('catalog', 443)}/${Priority}`,
    Priority,
    IsDefault: false,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [path] } }],
    Actions: [{ Type: 'forward' as const, TargetGroupArn: virginia.groupArn(group), Order: 1 }],
  })
  virginia
    .loadBalancer(
      'catalog',
      { attributes: { 'routing.http.desync_mitigation_mode': 'monitor' } },
      { VpcId, Scheme: 'internal', SecurityGroups: [virginia.idOf('sg', 'shop-alb')] },
    )
    .listener(
      'catalog',
      443,
      'HTTPS',
      { DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' }, Order: 1 }] },
      [rule('10', '/api/*', 'catalog'), rule('20', '/api/v2/*', 'catalog-v2')],
    )
    .listenerCertificate('catalog', 443, ['catalog.larkspur.example'])
    .targetGroup('catalog', { port: 8080, balancers: ['catalog'], targets: ['web-1', 'web-4'] }, { VpcId })
    .targetGroup('catalog-v2', { port: 8080, balancers: ['catalog'], targets: ['web-3', 'web-4'] }, { VpcId })
}
