import type { Account } from '../../test/support/account.ts'

/** Who may reach what: network ACLs, security groups, peerings, endpoints, and what is written down of it. */
export function demoAccess(virginia: Account, ireland: Account): void {
  reportsVirginia(virginia)
  flowLogs(virginia, ireland)
  endpointsVirginia(virginia)
  pricesVirginia(virginia)
  stalePeers(virginia)
  landingVirginia(virginia)
  virginia.add(
    'vpcDnsSupport',
    { Value: false },
    { VpcId: virginia.idOf('vpc', 'legacy'), Attribute: 'enableDnsSupport' },
  )
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
    .peering('shop-reports', 'shop', 'reports', undefined, {
      RequesterVpcInfo: {
        VpcId: virginia.idOf('vpc', 'shop'),
        OwnerId: virginia.id,
        Region: virginia.region,
        CidrBlock: '10.20.0.0/16',
        CidrBlockSet: [{ CidrBlock: '10.20.0.0/16' }],
        // Whoever calls the bastion by its public name goes by the internet.
        PeeringOptions: { AllowDnsResolutionFromRemoteVpc: false },
      },
    })
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

const FULL_ACCESS = {
  PolicyDocument: JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  }),
}

/** The shop has an endpoint for DynamoDB, and everybody believes that it is used. */
function endpointsVirginia(virginia: Account): void {
  const VpcId = virginia.idOf('vpc', 'shop')
  virginia
    .securityGroup('endpoints', ['tcp 443 10.20.0.0/16'], { VpcId })
    .securityGroup('endpoints-old', ['tcp 443 203.0.113.0/24'], { VpcId })
    .subnet('endpoints-a', { vpc: 'shop', zone: 'a', cidr: '10.20.20.0/28', empty: true })
    .subnet('endpoints-b', { vpc: 'shop', zone: 'b', cidr: '10.20.20.16/28', empty: true })
    .gatewayEndpoint('dynamodb', ['app-a'], FULL_ACCESS)
    .interfaceEndpoint('secrets', 'secretsmanager', { subnets: ['endpoints-a', 'endpoints-b'] })
    // Made for one instance, in its zone, when the office still had another address.
    .interfaceEndpoint('kms', 'kms', { subnets: ['endpoints-a'], groups: ['endpoints-old'] })
    .add('vpcEndpointServices', {
      ServiceName: 'com.amazonaws.us-east-1.kms',
      VpcEndpointPolicySupported: true,
      AvailabilityZoneIds: ['use1-az1', 'use1-az2', 'use1-az3'],
    })
    .interfaceEndpoint(
      'partner-rates',
      'com.amazonaws.vpce.us-east-1.vpce-svc-0f1e2d3c4b5a69788',
      { subnets: ['endpoints-a'], groups: ['web'] },
      { State: 'Rejected', PrivateDnsEnabled: false },
    )
}

/** A rule for a group of the warehouse, whose peering ended in 2024. */
function stalePeers(virginia: Account): void {
  const permission = (group: string, pcx: string): object => ({
    IpProtocol: 'tcp',
    FromPort: 5432,
    ToPort: 5432,
    UserIdGroupPairs: [
      {
        GroupId: virginia.idOf('sg', group),
        UserId: '210987654321',
        VpcPeeringConnectionId: virginia.idOf('pcx', pcx),
      },
    ],
  })
  const VpcId = virginia.idOf('vpc', 'shop')
  const stale = permission('warehouse-scanner', 'warehouse')
  virginia
    .securityGroup('stock-db', [], { VpcId, IpPermissions: [stale] })
    .securityGroup('exports', [], { VpcId, IpPermissions: [permission('reports', 'shop-reports')] })
    .add(
      'staleSecurityGroups',
      { GroupId: virginia.idOf('sg', 'stock-db'), GroupName: 'stock-db', VpcId, StaleIpPermissions: [stale] },
      { VpcId },
    )
}

/** What other companies ask for prices by. */
function pricesVirginia(virginia: Account): void {
  const { AvailabilityZone, AvailabilityZoneId } = virginia.zone('a')
  virginia
    .endpointService('prices', ['arn:aws:iam::210987654321:root'])
    .endpointConnection('prices-customer', 'prices')
    // Made for a demonstration, and open since.
    .endpointService('prices-demo', ['*'], {
      AcceptanceRequired: false,
      AvailabilityZones: [AvailabilityZone],
      AvailabilityZoneIds: [AvailabilityZoneId],
    })
}

/** Public, and written with care: what is not for visitors does not get in. */
function landingVirginia(virginia: Account): void {
  const ports = ['allow tcp 443 0.0.0.0/0', 'allow tcp 80 0.0.0.0/0', 'allow tcp 1024-65535 0.0.0.0/0']
  virginia.acl('landing', { vpc: 'shop', in: ports, out: ports }).subnet('landing-a', {
    vpc: 'shop',
    zone: 'a',
    cidr: '10.20.4.0/24',
    sharesTableOf: 'public-a',
    acl: 'landing',
    empty: true,
  })
}
