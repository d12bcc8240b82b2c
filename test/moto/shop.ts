/** A small account made through the AWS API: each mistake, and the right thing beside it. */
import * as cloudfront from '@aws-sdk/client-cloudfront'
import * as ec2 from '@aws-sdk/client-ec2'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import * as route53 from '@aws-sdk/client-route-53'

export const REGION = 'us-east-1'

export const motoCredentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }

/** What was made, by role. */
export type Made = Readonly<Record<string, string>>

export async function makeShop(endpoint: string): Promise<Made> {
  const config = { endpoint, region: REGION, credentials: motoCredentials }
  const network = await makeNetwork(new ec2.EC2Client(config))
  const balancers = await makeBalancers(new elb.ElasticLoadBalancingV2Client(config), network)
  const names = await makeNames(new route53.Route53Client(config), balancers)
  const distributions = await makeDistributions(new cloudfront.CloudFrontClient(config))
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
    ResourceRecords: [{ Value: '192.0.2.1' }],
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
  const records = [
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
  return { zone: HostedZoneId }
}

async function makeDistributions(client: cloudfront.CloudFrontClient): Promise<Made> {
  const distribution = async (
    name: string,
    policy: 'allow-all' | 'redirect-to-https',
    tls: object,
  ): Promise<string> => {
    const DistributionConfig: cloudfront.DistributionConfig = {
      CallerReference: name,
      Comment: name,
      Enabled: true,
      Aliases: { Quantity: 1, Items: [`${name}.example.com`] },
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: 'web',
            DomainName: 'origin.example.com',
            CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'web',
        ViewerProtocolPolicy: policy,
        ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
        MinTTL: 0,
      },
      ViewerCertificate: {
        CloudFrontDefaultCertificate: false,
        ACMCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
        ...tls,
      },
    }
    return made(
      (await client.send(new cloudfront.CreateDistributionCommand({ DistributionConfig }))).Distribution?.Id,
    )
  }
  return {
    oldDistribution: await distribution('old', 'allow-all', {
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.1_2016',
    }),
    newDistribution: await distribution('new', 'redirect-to-https', {
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    }),
    dedicatedDistribution: await distribution('dedicated', 'redirect-to-https', {
      SSLSupportMethod: 'vip',
      MinimumProtocolVersion: 'TLSv1',
    }),
  }
}
