/** A small account made through the AWS API: each mistake, and the right thing beside it. */
import * as cloudfront from '@aws-sdk/client-cloudfront'
import * as ec2 from '@aws-sdk/client-ec2'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import * as route53 from '@aws-sdk/client-route-53'
import * as s3 from '@aws-sdk/client-s3'

export const REGION = 'us-east-1'

export const motoCredentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }

/** What was made, by role. */
export type Made = Readonly<Record<string, string>>

export async function makeShop(endpoint: string): Promise<Made> {
  const config = { endpoint, region: REGION, credentials: motoCredentials }
  const network = await makeNetwork(new ec2.EC2Client(config))
  const balancers = await makeBalancers(new elb.ElasticLoadBalancingV2Client(config), network)
  const distributions = await makeDistributions(new cloudfront.CloudFrontClient(config))
  await new s3.S3Client({ ...config, forcePathStyle: true }).send(
    new s3.CreateBucketCommand({ Bucket: 'awsnet-media' }),
  )
  const names = await makeNames(new route53.Route53Client(config), { ...balancers, ...distributions })
  return { ...network, ...balancers, ...names, ...distributions }
}

/** An answer always has what was just made; the SDK's types cannot say so. */
const made = (id: string | undefined): string => {
  if (!id) throw new Error('moto answered without an id.')
  return id
}

async function makeNetwork(client: ec2.EC2Client): Promise<Made> {
  const vpc = async (CidrBlock: string): Promise<string> =>
    made((await client.send(new ec2.CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId)
  const subnet = async (VpcId: string, CidrBlock: string, AvailabilityZone: string): Promise<string> =>
    made(
      (await client.send(new ec2.CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))).Subnet
        ?.SubnetId,
    )
  const table = async (VpcId: string, SubnetId: string, route: object): Promise<string> => {
    const RouteTableId = made(
      (await client.send(new ec2.CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId,
    )
    await client.send(
      new ec2.CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', ...route }),
    )
    await client.send(new ec2.AssociateRouteTableCommand({ RouteTableId, SubnetId }))
    return RouteTableId
  }
  const instance = async (SubnetId: string, more: object = {}): Promise<string> => {
    const input = {
      ImageId: 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      InstanceType: 'm5.large' as const,
      SubnetId,
      ...more,
    }
    return made((await client.send(new ec2.RunInstancesCommand(input))).Instances?.[0]?.InstanceId)
  }

  const shop = await vpc('10.20.0.0/16')
  const igw = made(
    (await client.send(new ec2.CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId,
  )
  await client.send(new ec2.AttachInternetGatewayCommand({ VpcId: shop, InternetGatewayId: igw }))
  const publicA = await subnet(shop, '10.20.0.0/24', 'us-east-1a')
  const publicB = await subnet(shop, '10.20.1.0/24', 'us-east-1b')
  const publicTable = await table(shop, publicA, { GatewayId: igw })
  await client.send(new ec2.AssociateRouteTableCommand({ RouteTableId: publicTable, SubnetId: publicB }))
  const address = await client.send(new ec2.AllocateAddressCommand({ Domain: 'vpc' }))
  const idle = await client.send(new ec2.AllocateAddressCommand({ Domain: 'vpc' }))
  const nat = made(
    (
      await client.send(
        new ec2.CreateNatGatewayCommand({ SubnetId: publicA, AllocationId: made(address.AllocationId) }),
      )
    ).NatGateway?.NatGatewayId,
  )
  const appA = await subnet(shop, '10.20.10.0/24', 'us-east-1a')
  const appB = await subnet(shop, '10.20.11.0/24', 'us-east-1b')
  const tableA = await table(shop, appA, { NatGatewayId: nat })
  const tableB = await table(shop, appB, { NatGatewayId: nat })

  const group = async (GroupName: string, port: number): Promise<string> => {
    const GroupId = made(
      (
        await client.send(
          new ec2.CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: shop }),
        )
      ).GroupId,
    )
    const IpPermissions = [
      { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ]
    await client.send(new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
    return GroupId
  }
  const openGroup = await group('open-ssh', 22)
  const webGroup = await group('web', 443)

  const web1 = await instance(appA)
  const web2 = await instance(appB)

  const peer = await vpc('10.30.0.0/16')
  const peerSubnet = await subnet(peer, '10.30.0.0/24', 'us-east-1a')
  await instance(peerSubnet)
  const pcx = made(
    (await client.send(new ec2.CreateVpcPeeringConnectionCommand({ VpcId: shop, PeerVpcId: peer })))
      .VpcPeeringConnection?.VpcPeeringConnectionId,
  )
  await client.send(new ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: pcx }))
  await client.send(
    new ec2.CreateRouteCommand({
      RouteTableId: tableA,
      DestinationCidrBlock: '10.30.0.0/16',
      VpcPeeringConnectionId: pcx,
    }),
  )
  return {
    shop,
    publicA,
    publicB,
    appA,
    appB,
    tableA,
    tableB,
    nat,
    openGroup,
    webGroup,
    web1,
    web2,
    pcx,
    natAddress: made(address.AllocationId),
    idleAddress: made(idle.AllocationId),
  }
}

async function makeBalancers(client: elb.ElasticLoadBalancingV2Client, network: Made): Promise<Made> {
  const balancer = async (
    Name: string,
    Type: 'application' | 'network',
    zones: readonly string[],
  ): Promise<elb.LoadBalancer> => {
    const Subnets = zones.map((zone) => made(network[zone]))
    const [created] =
      (await client.send(new elb.CreateLoadBalancerCommand({ Name, Type, Subnets }))).LoadBalancers ?? []
    if (!created) throw new Error('moto made no load balancer.')
    return created
  }
  const TargetGroupArn = made(
    (
      await client.send(
        new elb.CreateTargetGroupCommand({
          Name: 'web',
          Protocol: 'HTTP',
          Port: 80,
          VpcId: made(network['shop']),
          TargetType: 'instance',
        }),
      )
    ).TargetGroups?.[0]?.TargetGroupArn,
  )
  await client.send(
    new elb.RegisterTargetsCommand({
      TargetGroupArn,
      Targets: [{ Id: made(network['web1']) }, { Id: made(network['web2']) }],
    }),
  )
  const forward = [{ Type: 'forward' as const, TargetGroupArn }]
  const redirect = [
    {
      Type: 'redirect' as const,
      RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const },
    },
  ]
  const listener = async (
    LoadBalancerArn: string,
    Protocol: elb.ProtocolEnum,
    Port: number,
    DefaultActions: elb.Action[],
    more = {},
  ): Promise<string> =>
    made(
      (
        await client.send(
          new elb.CreateListenerCommand({ LoadBalancerArn, Protocol, Port, DefaultActions, ...more }),
        )
      ).Listeners?.[0]?.ListenerArn,
    )
  const certificate = {
    Certificates: [{ CertificateArn: 'arn:aws:iam::123456789012:server-certificate/test' }],
  }

  const shop = await balancer('shop', 'application', ['publicA', 'publicB'])
  const narrow = await balancer('narrow', 'network', ['publicA'])
  const wide = await balancer('wide', 'network', ['publicA', 'publicB'])
  const arn = made(shop.LoadBalancerArn)
  return {
    shopName: made(shop.DNSName),
    narrow: made(narrow.LoadBalancerArn),
    wide: made(wide.LoadBalancerArn),
    plainListener: await listener(arn, 'HTTP', 8080, forward),
    redirectListener: await listener(arn, 'HTTP', 80, redirect),
    oldListener: await listener(arn, 'HTTPS', 443, forward, {
      SslPolicy: 'ELBSecurityPolicy-2016-08',
      ...certificate,
    }),
    newListener: await listener(arn, 'HTTPS', 8443, forward, {
      SslPolicy: 'ELBSecurityPolicy-TLS-1-2-2017-01',
      ...certificate,
    }),
  }
}

async function makeNames(client: route53.Route53Client, balancers: Made): Promise<Made> {
  const zone = await client.send(
    new route53.CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'zone' }),
  )
  const HostedZoneId = made(zone.HostedZone?.Id).replace('/hostedzone/', '')
  const check = await client.send(
    new route53.CreateHealthCheckCommand({
      CallerReference: 'check',
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'www.example.com',
        Port: 443,
        ResourcePath: '/',
      },
    }),
  )
  const alias = (Name: string, DNSName: string): route53.ResourceRecordSet => ({
    Name,
    Type: 'A',
    AliasTarget: { HostedZoneId: 'Z35SXDOTRQ7X7K', DNSName, EvaluateTargetHealth: false },
  })
  const failover = (
    Name: string,
    Failover: 'PRIMARY' | 'SECONDARY',
    more: object = {},
  ): route53.ResourceRecordSet => ({
    Name,
    Type: 'A',
    TTL: 60,
    SetIdentifier: Failover.toLowerCase(),
    Failover,
    ResourceRecords: [{ Value: Failover === 'PRIMARY' ? '192.0.2.1' : '192.0.2.2' }],
    ...more,
  })
  const weighted = (
    Name: string,
    SetIdentifier: string,
    Weight: number,
    target: object,
  ): route53.ResourceRecordSet => ({
    Name,
    Type: 'A',
    SetIdentifier,
    Weight,
    ...target,
  })
  const address = (Value: string, more: object = {}): object => ({
    TTL: 60,
    ResourceRecords: [{ Value }],
    ...more,
  })
  const geo = (Name: string, place: object, SetIdentifier: string): route53.ResourceRecordSet => ({
    Name,
    Type: 'A',
    TTL: 60,
    SetIdentifier,
    GeoLocation: place,
    ResourceRecords: [{ Value: '192.0.2.1' }],
  })
  const doomed = await client.send(
    new route53.CreateHealthCheckCommand({
      CallerReference: 'doomed',
      HealthCheckConfig: { Type: 'TCP', IPAddress: '192.0.2.9', Port: 443 },
    }),
  )
  const HealthCheckId = made(check.HealthCheck?.Id)
  const toShop = (EvaluateTargetHealth: boolean): object => ({
    AliasTarget: {
      HostedZoneId: 'Z35SXDOTRQ7X7K',
      DNSName: made(balancers['shopName']),
      EvaluateTargetHealth,
    },
  })
  const toEdge = (name: string): route53.ResourceRecordSet => ({
    Name: name,
    Type: 'A',
    AliasTarget: {
      HostedZoneId: 'Z2FDTNDATAQYW2',
      DNSName: made(balancers['newDomain']),
      EvaluateTargetHealth: false,
    },
  })
  const records = [
    failover('half.example.com', 'PRIMARY', { HealthCheckId }),
    failover('same.example.com', 'PRIMARY', { HealthCheckId }),
    failover('same.example.com', 'SECONDARY', { ResourceRecords: [{ Value: '192.0.2.1' }] }),
    failover('slow.example.com', 'PRIMARY', { HealthCheckId, TTL: 3600 }),
    failover('slow.example.com', 'SECONDARY'),
    failover('unwatched.example.com', 'PRIMARY', { HealthCheckId: made(doomed.HealthCheck?.Id) }),
    failover('unwatched.example.com', 'SECONDARY'),
    weighted('drained.example.com', 'one', 0, address('192.0.2.1')),
    weighted('drained.example.com', 'two', 0, address('192.0.2.2')),
    weighted('even.example.com', 'one', 10, address('192.0.2.1', { HealthCheckId })),
    weighted('even.example.com', 'two', 10, address('192.0.2.2', { HealthCheckId })),
    weighted('alone.example.com', 'one', 10, address('192.0.2.1', { HealthCheckId })),
    weighted('deaf.example.com', 'one', 10, toShop(false)),
    weighted('deaf.example.com', 'two', 10, toShop(false)),
    weighted('hearing.example.com', 'one', 10, toShop(true)),
    weighted('hearing.example.com', 'two', 10, toShop(true)),
    toEdge('unclaimed.example.com'),
    toEdge('new.example.com'),
    alias('www.example.com', made(balancers['shopName'])),
    alias('gone.example.com', 'gone-0123456789abcdef.elb.us-east-1.amazonaws.com'),
    failover('watched.example.com', 'PRIMARY', { HealthCheckId: made(check.HealthCheck?.Id) }),
    failover('watched.example.com', 'SECONDARY'),
    failover('blind.example.com', 'PRIMARY'),
    failover('blind.example.com', 'SECONDARY'),
    geo('nowhere.example.com', { ContinentCode: 'EU' }, 'europe'),
    geo('everywhere.example.com', { ContinentCode: 'EU' }, 'europe'),
    geo('everywhere.example.com', { CountryCode: '*' }, 'default'),
  ]
  const Changes = records.map((ResourceRecordSet) => ({ Action: 'CREATE' as const, ResourceRecordSet }))
  await client.send(new route53.ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } }))
  await client.send(new route53.DeleteHealthCheckCommand({ HealthCheckId: made(doomed.HealthCheck?.Id) }))
  const unused = await client.send(
    new route53.CreateHealthCheckCommand({
      CallerReference: 'unused',
      HealthCheckConfig: { Type: 'TCP', IPAddress: '192.0.2.8', Port: 443 },
    }),
  )
  const empty = await client.send(
    new route53.CreateHostedZoneCommand({ Name: 'empty.example', CallerReference: 'empty' }),
  )
  const bare = (one: route53.CreateHostedZoneCommandOutput): string =>
    made(one.HostedZone?.Id).replace('/hostedzone/', '')
  return {
    zone: HostedZoneId,
    check: HealthCheckId,
    unusedCheck: made(unused.HealthCheck?.Id),
    emptyZone: bare(empty),
  }
}

async function makeDistributions(client: cloudfront.CloudFrontClient): Promise<Made> {
  const own: cloudfront.ViewerCertificate = {
    CloudFrontDefaultCertificate: false,
    ACMCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
    SSLSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1.2_2021',
  }
  const custom = (more: Partial<cloudfront.CustomOriginConfig> = {}): cloudfront.Origin => ({
    Id: 'web',
    DomainName: 'origin.example.com',
    CustomOriginConfig: {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: 'https-only',
      OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
      ...more,
    },
  })
  const bucket = (name: string): cloudfront.Origin => ({
    Id: 'web',
    DomainName: `${name}.s3.us-east-1.amazonaws.com`,
    S3OriginConfig: { OriginAccessIdentity: '' },
  })
  const behavior = (policy: cloudfront.ViewerProtocolPolicy): cloudfront.DefaultCacheBehavior => ({
    TargetOriginId: 'web',
    ViewerProtocolPolicy: policy,
    ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
    MinTTL: 0,
  })
  const domains: Record<string, string> = {}
  const distribution = async (
    name: string,
    {
      viewers = 'redirect-to-https',
      certificate = {},
      origin = custom(),
      paths = [],
    }: {
      readonly viewers?: cloudfront.ViewerProtocolPolicy
      readonly certificate?: cloudfront.ViewerCertificate
      readonly origin?: cloudfront.Origin
      readonly paths?: readonly string[]
    } = {},
    more: Partial<cloudfront.DistributionConfig> = {},
  ): Promise<string> => {
    const Items = paths.map((PathPattern) => ({ ...behavior(viewers), PathPattern }))
    const DistributionConfig: cloudfront.DistributionConfig = {
      CallerReference: name,
      Comment: name,
      Enabled: true,
      Aliases: { Quantity: 1, Items: [`${name}.example.com`] },
      Origins: { Quantity: 1, Items: [origin] },
      DefaultCacheBehavior: behavior(viewers),
      ...(Items.length > 0 ? { CacheBehaviors: { Quantity: Items.length, Items } } : {}),
      ViewerCertificate: { ...own, ...certificate },
      ...more,
    }
    const { Distribution } = await client.send(
      new cloudfront.CreateDistributionCommand({ DistributionConfig }),
    )
    domains[name] = made(Distribution?.DomainName)
    return made(Distribution?.Id)
  }
  const all = {
    oldDistribution: await distribution('old', {
      viewers: 'allow-all',
      certificate: { MinimumProtocolVersion: 'TLSv1.1_2016' },
      origin: custom({ OriginProtocolPolicy: 'http-only' }),
    }),
    newDistribution: await distribution(
      'new',
      { paths: ['/api/public/*', '/api/*'] },
      {
        WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1',
      },
    ),
    dedicatedDistribution: await distribution('dedicated', {
      certificate: { SSLSupportMethod: 'vip', MinimumProtocolVersion: 'TLSv1' },
      origin: custom({ OriginSslProtocols: { Quantity: 2, Items: ['TLSv1', 'TLSv1.2'] } }),
      paths: ['/api/*', '/api/public/*'],
    }),
    bareDistribution: await distribution('bare', {
      certificate: { CloudFrontDefaultCertificate: true },
      origin: bucket('awsnet-media'),
    }),
    lostDistribution: await distribution('lost', { origin: bucket('awsnet-gone') }),
  }
  return { ...all, newDomain: made(domains['new']) }
}
