/** What the demo company did not plan: addresses twice, lists near their limits, names that one host resolves. */
import type { Account } from '../../test/support/account.ts'

export function demoPlans(virginia: Account, ireland: Account): void {
  ireland.blockPublicAccess('block-ingress', 'allowed').excludeFromBlock()
  virginia.add('vpcBlockPublicAccessOptions', {
    InternetGatewayBlockMode: 'off',
    ExclusionsAllowed: 'allowed',
    State: 'default-state',
  })
  for (const region of [virginia, ireland])
    region.add('vpcRouteQuotas', { QuotaCode: 'L-93826ACB', QuotaName: 'Routes per route table', Value: 500 })
  tillsVirginia(virginia)
  printingVirginia(virginia)
  queuesVirginia(virginia)
}

/** The tills of two suppliers, each of whom was sure to be the only one with 10.130.0.0/16. */
function tillsVirginia(virginia: Account): void {
  const list = 'pl-0b6a5c4d3e2f1a0b9'
  const noRules = { IpPermissionsEgress: [] }
  virginia
    .vpc(
      'tills',
      { cidr: '10.131.0.0/16', tags: { env: 'prod' } },
      { DhcpOptionsId: virginia.idOf('dopt', 'tills') },
    )
    .flowLog('tills', 'vpc-tills')
    .securityGroup('default', [], noRules)
    // Set up for the opening, and meant to be doubled after it.
    .add('dhcpOptions', {
      DhcpOptionsId: virginia.idOf('dopt', 'tills'),
      OwnerId: virginia.id,
      DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.131.1.53' }] }],
      Tags: virginia.tags('tills'),
    })
    .prefixList(list, ['10.130.0.0/16'])
    .add('managedPrefixLists', {
      PrefixListId: list,
      PrefixListName: 'stores',
      AddressFamily: 'IPv4',
      MaxEntries: 450,
      OwnerId: virginia.id,
    })
    .subnet('tills-a', { zone: 'a', cidr: '10.131.1.0/24', routes: { [list]: 'pcx-tills-north' } })
    // A router until 2023; the routes to it are gone.
    .instance('tills-router', { subnet: 'tills-a' }, {}, { SourceDestCheck: false })
  for (const [name, third] of [
    ['tills-north', 1],
    ['tills-south', 2],
  ] as const) {
    virginia
      .vpc(name, { cidr: '10.130.0.0/16', tags: { env: 'prod' } })
      .flowLog(name, `vpc-${name}`)
      .securityGroup('default', [], noRules)
      .subnet(`${name}-a`, {
        zone: 'a',
        cidr: `10.130.${third}.0/24`,
        routes: { '10.131.0.0/16': `pcx-${name}` },
      })
      .peering(name, 'tills', name)
  }
}

/** An endpoint for queues that no SDK finds. */
function queuesVirginia(virginia: Account): void {
  const name = 'sqs.us-east-1.amazonaws.com'
  virginia
    .subnet('queues-a', {
      vpc: 'shop',
      zone: 'a',
      cidr: '10.20.31.0/28',
      sharesTableOf: 'app-a',
      empty: true,
    })
    .add('vpcEndpointServices', {
      ServiceName: 'com.amazonaws.us-east-1.sqs',
      Owner: 'amazon',
      VpcEndpointPolicySupported: true,
      AvailabilityZoneIds: ['use1-az1', 'use1-az2', 'use1-az3'],
      PrivateDnsName: name,
      PrivateDnsNames: [{ PrivateDnsName: name }],
    })
    .interfaceEndpoint(
      'sqs',
      'sqs',
      { subnets: ['endpoints-a', 'endpoints-b'] },
      { PrivateDnsEnabled: false },
    )
}

/** Receipts are printed in a subnet whose ACL was written for another port. */
function printingVirginia(virginia: Account): void {
  virginia
    .acl('printing', {
      vpc: 'shop',
      in: ['allow tcp 631 10.20.0.0/16', 'allow tcp 1024-65535 10.20.0.0/16'],
      out: ['allow tcp 1024-65535 10.20.0.0/16'],
    })
    .subnet('printing-a', {
      vpc: 'shop',
      zone: 'a',
      cidr: '10.20.30.0/24',
      acl: 'printing',
      sharesTableOf: 'app-a',
      empty: true,
    })
    .instance('printing', { subnet: 'printing-a' })
    .targetGroup(
      'printing',
      { balancers: ['shop'], targets: ['!printing'], port: 443 },
      { HealthCheckPort: 'traffic-port' },
    )
}
