import { type Account, account } from './account.ts'

/** A small account in which many rules have something to say: two zones, one NAT gateway, a balancer, a zone of names. */
export const company = (options: { readonly id?: string; readonly region?: string } = {}): Account =>
  account(options)
    .vpc('shop')
    .subnet('public-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' } })
    .natGateway('a', { in: 'public-a' })
    .subnet('app-a', { zone: 'a', routes: { '0.0.0.0/0': 'nat-a' } })
    .subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-a' } })
    .targetGroup('web', { targets: ['app-a', '!app-b'] })
    .elasticIp('spare')
    .vpn('office', ['UP', 'DOWN'])
    .hostedZone('example.com', [
      {
        Name: 'www.example.com.',
        Type: 'A',
        TTL: 60,
        SetIdentifier: 'one',
        Failover: 'PRIMARY',
        ResourceRecords: [{ Value: '203.0.113.9' }],
      },
      {
        Name: 'www.example.com.',
        Type: 'A',
        TTL: 60,
        SetIdentifier: 'two',
        Failover: 'SECONDARY',
        ResourceRecords: [{ Value: '203.0.113.8' }],
      },
    ])
    .distribution('E1', {
      ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    })
