import type { Account } from '../../test/support/account.ts'

/** Who may reach what: network ACLs, security groups, peerings, endpoints, and what is written down of it. */
export function demoAccess(virginia: Account, ireland: Account): void {
  reportsVirginia(virginia)
  flowLogs(virginia, ireland)
}

/** Reporting: somebody hoped that a peering leads to whatever the peer reaches. */
function reportsVirginia(virginia: Account): void {
  virginia
    .vpc('reports', { cidr: '10.80.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default', [], { IpPermissionsEgress: [] })
    .acl('reports', {
      // The deny was added last, and rules are tried from the lowest number on.
      in: ['allow all all 10.0.0.0/8', 'deny tcp 3389 10.50.0.0/16'],
      out: ['allow all all 10.0.0.0/8'],
    })
    .acl('reports-2019', { in: ['allow all all 10.0.0.0/8'], out: ['allow all all 10.0.0.0/8'] })
    .subnet('reports-a', {
      zone: 'a',
      cidr: '10.80.1.0/24',
      acl: 'reports',
      routes: {
        '10.20.0.0/16': 'pcx-shop-reports',
        // The shop reaches the data VPC, and the internet: but not for its peers.
        '10.30.0.0/16': 'pcx-shop-reports',
        '0.0.0.0/0': 'pcx-shop-reports',
      },
    })
    .subnet('exports-a', {
      vpc: 'shop',
      zone: 'a',
      cidr: '10.20.13.0/24',
      routes: { '10.80.0.0/16': 'pcx-shop-reports' },
    })
    .peering('shop-reports', 'shop', 'reports')
    .peering('lab-reports', 'lab', 'reports', undefined, {
      Status: { Code: 'rejected', Message: 'Rejected by 123456789012' },
    })
}

function flowLogs(virginia: Account, ireland: Account): void {
  ireland.flowLog('shop-eu', 'vpc-shop-eu')
  virginia
    .flowLog('shop', 'vpc-shop')
    // The bucket's policy was tightened in March. The log is still called active.
    .flowLog('data', 'vpc-data', { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' })
}
