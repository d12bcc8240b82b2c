import type { Account } from '../../test/support/account.ts'

const ZONE = 'larkspur.example.'

/** larkspur.example, and the distributions before it. */
export function demoNames(virginia: Account, ireland: Account): void {
  const balancer = (
    home: Account,
    name: string,
  ): { readonly HostedZoneId: string; readonly DNSName: string; readonly EvaluateTargetHealth: boolean } => ({
    HostedZoneId: 'Z35SXDOTRQ7X7K',
    DNSName: `dualstack.${name}-123456789.${home.region}.elb.amazonaws.com.`,
    EvaluateTargetHealth: true,
  })
  const alias = (name: string, target: object, more: object = {}): object => ({
    Name: `${name}.${ZONE}`,
    Type: 'A',
    AliasTarget: target,
    ...more,
  })
  const plain = (name: string, address: string, more: object): object => ({
    Name: `${name}.${ZONE}`,
    Type: 'A',
    TTL: 60,
    ResourceRecords: [{ Value: address }],
    ...more,
  })
  const geo = (name: string, place: object, SetIdentifier: string, target: object): object =>
    alias(name, target, { SetIdentifier, GeoLocation: place })
  virginia
    .healthCheck('3a9b2c1d-0000-4000-8000-000000000001', {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'status.larkspur.example',
        Port: 443,
        ResourcePath: '/health',
        Disabled: false,
        Inverted: false,
      },
    })
    .hostedZone('larkspur.example', [
      alias('partners', balancer(virginia, 'partners')),
      // The balancer was replaced in spring, the record was not.
      alias('returns', balancer(virginia, 'returns')),
      plain('status', '203.0.113.41', {
        SetIdentifier: 'primary',
        Failover: 'PRIMARY',
        HealthCheckId: '3a9b2c1d-0000-4000-8000-000000000001',
      }),
      plain('status', '203.0.113.43', { SetIdentifier: 'standby', Failover: 'SECONDARY' }),
      // Never fails over: without a health check the primary always counts as healthy.
      plain('orders', '203.0.113.41', { SetIdentifier: 'primary', Failover: 'PRIMARY' }),
      plain('orders', '203.0.113.43', { SetIdentifier: 'standby', Failover: 'SECONDARY' }),
      geo('shop', { CountryCode: '*' }, 'default', balancer(virginia, 'shop')),
      geo('shop', { ContinentCode: 'EU' }, 'europe', balancer(ireland, 'shop-eu')),
      geo('help', { ContinentCode: 'NA' }, 'america', balancer(virginia, 'shop')),
      geo('help', { ContinentCode: 'EU' }, 'europe', balancer(ireland, 'shop-eu')),
    ])
    .distribution('E1SHOPLARKSPUR', { Aliases: { Quantity: 1, Items: ['www.larkspur.example'] } })
    .site(
      'E2MEDIALARKSPU',
      { paths: { '/thumbs/*': { ViewerProtocolPolicy: 'allow-all' } } },
      {
        Aliases: { Quantity: 1, Items: ['media.larkspur.example'] },
        ViewerCertificate: {
          ACMCertificateArn: `arn:aws:acm:us-east-1:${virginia.id}:certificate/2`,
          SSLSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1_2016',
        },
      },
    )
    .distribution('E3CARDSLARKSPU', {
      Aliases: { Quantity: 1, Items: ['cards.larkspur.example'] },
      ViewerCertificate: {
        ACMCertificateArn: `arn:aws:acm:us-east-1:${virginia.id}:certificate/3`,
        SSLSupportMethod: 'vip',
        MinimumProtocolVersion: 'TLSv1',
      },
    })
}
