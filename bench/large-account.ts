/** A large account as facts: the shapes of AWS's answers, unique ids, and the joins that rules make between them. */
import type { Fact } from '../src/snapshot/fact.ts'
import { empty, hybrid } from './large-hybrid.ts'
import { Snapshot } from '../src/snapshot/snapshot.ts'

export interface Size {
  readonly vpcs: number
  readonly subnets: number
  readonly routeTables: number
  readonly interfaces: number
  readonly groups: number
  readonly zones: number
  readonly recordsPerZone: number
  readonly balancers: number
  readonly distributions: number
}

export const LARGE: Size = {
  vpcs: 200,
  subnets: 5000,
  routeTables: 2000,
  interfaces: 100_000,
  groups: 10_000,
  zones: 200,
  recordsPerZone: 500,
  balancers: 1000,
  distributions: 300,
}

const PLACE = { account: '123456789012', region: 'us-east-1' }
const GLOBAL_PLACE = { account: '123456789012', region: 'global' }
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4']
const STATE = { State: 'associated' }

const id = (prefix: string, index: number): string => `${prefix}-${index.toString(16).padStart(17, '0')}`
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

export function largeAccount(size: Size = LARGE): Snapshot {
  const facts = [...network(size), ...balancers(size), ...names(size), ...hybrid(size)]
  return new Snapshot('2026-11-22T08:00:00.000Z', [...facts, ...empty(facts)])
}

function network(size: Size): Fact[] {
  const fact = (operation: string, response: Record<string, unknown>): Fact => ({
    ...PLACE,
    operation: `ec2:${operation}`,
    response,
  })
  const vpcOf = (subnet: number): number => subnet % size.vpcs
  const subnet = (index: number): object => ({
    SubnetId: id('subnet', index),
    VpcId: id('vpc', vpcOf(index)),
    OwnerId: PLACE.account,
    State: 'available',
    CidrBlock: `10.${vpcOf(index)}.${Math.floor(index / size.vpcs) * 8}.0/21`,
    AvailabilityZone: `us-east-1${'abd'[index % 3]}`,
    AvailabilityZoneId: ZONES[index % 3],
    Ipv6CidrBlockAssociationSet: [],
    Tags: [{ Key: 'Name', Value: `subnet ${index}` }],
  })
  const table = (index: number): object => ({
    RouteTableId: id('rtb', index),
    VpcId: id('vpc', index % size.vpcs),
    OwnerId: PLACE.account,
    Associations: [
      ...(index < size.vpcs ? [{ Main: true, AssociationState: STATE }] : []),
      ...(index < size.subnets
        ? [{ Main: false, SubnetId: id('subnet', index), AssociationState: STATE }]
        : []),
    ],
    Routes: [
      {
        DestinationCidrBlock: `10.${index % size.vpcs}.0.0/16`,
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
      index % 4 === 0
        ? {
            DestinationCidrBlock: '0.0.0.0/0',
            GatewayId: id('igw', index % size.vpcs),
            Origin: 'CreateRoute',
            State: 'active',
          }
        : {
            DestinationCidrBlock: '0.0.0.0/0',
            NatGatewayId: id('nat', index % size.vpcs),
            Origin: 'CreateRoute',
            State: 'active',
          },
      ...times(48, (route) => ({
        DestinationCidrBlock: `10.${(index + route + 1) % 256}.0.0/16`,
        TransitGatewayId: id('tgw', 1),
        Origin: 'CreateRoute',
        State: route === 47 && index % 50 === 0 ? 'blackhole' : 'active',
      })),
    ],
  })
  const eni = (index: number): object => ({
    NetworkInterfaceId: id('eni', index),
    SubnetId: id('subnet', index % size.subnets),
    VpcId: id('vpc', vpcOf(index % size.subnets)),
    OwnerId: PLACE.account,
    InterfaceType: 'interface',
    Status: 'in-use',
    SourceDestCheck: true,
    RequesterManaged: false,
    Description: '',
    PrivateIpAddress: `10.${index % 256}.${(index >> 8) % 256}.${index % 250}`,
    PrivateIpAddresses: [
      { Primary: true, PrivateIpAddress: `10.${index % 256}.${(index >> 8) % 256}.${index % 250}` },
    ],
    Ipv6Addresses: [],
    Groups: times(3, (group) => ({ GroupId: id('sg', (index + group * 37) % size.groups) })),
    ...(index % 5 === 0
      ? { Attachment: { InstanceId: id('i', index), DeviceIndex: 0, Status: 'attached' } }
      : {}),
    ...(index % 20 === 0 ? { Association: { PublicIp: `198.51.${(index >> 8) % 256}.${index % 256}` } } : {}),
    TagSet: [],
  })
  const group = (index: number): object => ({
    GroupId: id('sg', index),
    GroupName: `group ${index}`,
    VpcId: id('vpc', index % size.vpcs),
    OwnerId: PLACE.account,
    IpPermissions: times(20, (rule) => ({
      IpProtocol: 'tcp',
      FromPort: rule === 0 && index % 10 === 0 ? 22 : 8000 + rule,
      ToPort: rule === 0 && index % 10 === 0 ? 22 : 8000 + rule,
      IpRanges: [{ CidrIp: rule === 0 ? '0.0.0.0/0' : `10.${rule}.0.0/16` }],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    })),
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  })
  const acl = (index: number): object => {
    const entry = (
      RuleNumber: number,
      Egress: boolean,
      RuleAction: string,
      From: number,
      To: number,
    ): object => ({
      RuleNumber,
      Egress,
      RuleAction,
      Protocol: '6',
      CidrBlock: '0.0.0.0/0',
      PortRange: { From, To },
    })
    const deny = (Egress: boolean): object => ({
      RuleNumber: 32_767,
      Egress,
      RuleAction: 'deny',
      Protocol: '-1',
      CidrBlock: '0.0.0.0/0',
    })
    return {
      NetworkAclId: id('acl', index),
      VpcId: id('vpc', index),
      OwnerId: PLACE.account,
      IsDefault: false,
      Associations: times(Math.ceil(size.subnets / size.vpcs), (at) => ({
        SubnetId: id('subnet', index + at * size.vpcs),
      })),
      Entries: [
        ...times(10, (at) => entry(100 + at, false, 'allow', 100 * at, 100 * at + 50)),
        entry(200, false, 'allow', 1024, 65_535),
        deny(false),
        entry(100, true, 'allow', 443, 443),
        entry(110, true, 'allow', 1024, index % 7 === 0 ? 32_000 : 65_535),
        deny(true),
      ],
    }
  }
  return [
    fact('DescribeVpcs', {
      Vpcs: times(size.vpcs, (index) => ({
        VpcId: id('vpc', index),
        OwnerId: PLACE.account,
        CidrBlock: `10.${index}.0.0/16`,
        CidrBlockAssociationSet: [{ CidrBlock: `10.${index}.0.0/16`, CidrBlockState: STATE }],
        IsDefault: false,
        DhcpOptionsId: 'dopt-1',
        State: 'available',
      })),
    }),
    fact('DescribeSubnets', { Subnets: times(size.subnets, subnet) }),
    fact('DescribeRouteTables', { RouteTables: times(size.routeTables, table) }),
    fact('DescribeNetworkInterfaces', { NetworkInterfaces: times(size.interfaces, eni) }),
    fact('DescribeSecurityGroups', { SecurityGroups: times(size.groups, group) }),
    fact('DescribeNetworkAcls', { NetworkAcls: times(size.vpcs, acl) }),
    fact('DescribeNatGateways', {
      NatGateways: times(size.vpcs, (index) => ({
        NatGatewayId: id('nat', index),
        VpcId: id('vpc', index),
        State: 'available',
        ConnectivityType: 'public',
        SubnetId: id('subnet', index),
      })),
    }),
    fact('DescribeInstances', {
      Reservations: times(size.interfaces / 5, (index) => ({
        OwnerId: PLACE.account,
        Instances: [
          {
            InstanceId: id('i', index * 5),
            InstanceType: 'm7g.large',
            State: { Name: 'running' },
            PlatformDetails: 'Linux/UNIX',
            Placement: { AvailabilityZone: 'us-east-1a', GroupName: index % 100 === 0 ? 'cluster' : '' },
          },
        ],
      })),
    }),
    fact('DescribeAvailabilityZones', {
      AvailabilityZones: ZONES.map((ZoneId, index) => ({
        ZoneId,
        ZoneName: `us-east-1${'abd'[index]}`,
        ZoneType: 'availability-zone',
      })),
    }),
    fact('DescribeVpcPeeringConnections', {
      VpcPeeringConnections: times(size.vpcs, (index) => ({
        VpcPeeringConnectionId: id('pcx', index),
        Status: { Code: 'active' },
        RequesterVpcInfo: {
          VpcId: id('vpc', index),
          OwnerId: PLACE.account,
          Region: PLACE.region,
          CidrBlock: `10.${index}.0.0/16`,
        },
        AccepterVpcInfo: {
          VpcId: id('vpc', (index + 1) % size.vpcs),
          OwnerId: PLACE.account,
          Region: PLACE.region,
          CidrBlock: `10.${(index + 1) % size.vpcs}.0.0/16`,
        },
      })),
    }),
    fact('DescribeVpcBlockPublicAccessOptions', {
      VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' },
    }),
    fact('DescribePlacementGroups', {
      PlacementGroups: [{ GroupName: 'cluster', Strategy: 'cluster', State: 'available' }],
    }),
    fact('DescribeAddresses', {
      Addresses: times(5000, (index) => ({
        AllocationId: id('eipalloc', index),
        PublicIp: `198.51.${(index >> 8) % 256}.${index % 256}`,
        AssociationId: id('eipassoc', index),
        NetworkInterfaceId: id('eni', index * 20),
      })),
    }),
    fact('DescribeInternetGateways', {
      InternetGateways: times(size.vpcs, (index) => ({
        InternetGatewayId: id('igw', index),
        OwnerId: PLACE.account,
        Attachments: [{ VpcId: id('vpc', index), State: 'available' }],
      })),
    }),
  ]
}

function balancers(size: Size): Fact[] {
  const fact = (
    operation: string,
    response: Record<string, unknown>,
    params?: Record<string, unknown>,
  ): Fact => ({ ...PLACE, operation: `elbv2:${operation}`, response, ...(params ? { params } : {}) })
  const LoadBalancerArn = (index: number): string =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/b${index}/${index}`
  const ListenerArn = (index: number): string =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/b${index}/${index}/1`
  const TargetGroupArn = (index: number): string =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t${index}/${index}`
  const groups = size.balancers * 3
  return [
    fact('DescribeLoadBalancers', {
      LoadBalancers: times(size.balancers, (index) => ({
        LoadBalancerArn: LoadBalancerArn(index),
        LoadBalancerName: `b${index}`,
        DNSName: `b${index}-1.us-east-1.elb.amazonaws.com`,
        Type: index % 2 ? 'network' : 'application',
        Scheme: 'internet-facing',
        AvailabilityZones: ZONES.map((_, zone) => ({ ZoneName: `us-east-1${'abd'[zone]}` })),
      })),
    }),
    fact('DescribeSSLPolicies', { SslPolicies: [{ Name: 'p', SslProtocols: ['TLSv1.2'] }] }),
    fact('DescribeTargetGroups', {
      TargetGroups: times(groups, (index) => ({
        TargetGroupArn: TargetGroupArn(index),
        TargetGroupName: `t${index}`,
        TargetType: 'instance',
        Protocol: 'HTTP',
        LoadBalancerArns: [LoadBalancerArn(index % size.balancers)],
      })),
    }),
    ...times(size.balancers, (index) =>
      fact(
        'DescribeLoadBalancerAttributes',
        { Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'false' }] },
        { LoadBalancerArn: LoadBalancerArn(index) },
      ),
    ),
    ...times(size.balancers, (index) =>
      fact(
        'DescribeListeners',
        {
          Listeners: [
            {
              ListenerArn: ListenerArn(index),
              LoadBalancerArn: LoadBalancerArn(index),
              DefaultActions: [{ Type: 'forward', TargetGroupArn: TargetGroupArn(index) }],
              Port: 443,
              Protocol: 'HTTPS',
              SslPolicy: 'p',
            },
          ],
        },
        { LoadBalancerArn: LoadBalancerArn(index) },
      ),
    ),
    ...times(size.balancers, (index) =>
      fact(
        'DescribeRules',
        {
          Rules: [
            {
              RuleArn: `${ListenerArn(index)}/r`,
              IsDefault: true,
              Priority: 'default',
              Conditions: [],
              Actions: [{ Type: 'forward', TargetGroupArn: TargetGroupArn(index) }],
            },
          ],
        },
        { ListenerArn: ListenerArn(index) },
      ),
    ),
    ...times(groups, (index) =>
      fact(
        'DescribeTargetGroupAttributes',
        {
          Attributes: [
            { Key: 'stickiness.enabled', Value: 'true' },
            { Key: 'stickiness.type', Value: 'lb_cookie' },
            { Key: 'load_balancing.cross_zone.enabled', Value: 'use_load_balancer_configuration' },
          ],
        },
        { TargetGroupArn: TargetGroupArn(index) },
      ),
    ),
    ...times(groups, (index) =>
      fact(
        'DescribeTargetHealth',
        {
          TargetHealthDescriptions: times(6, (at) => ({
            Target: { Id: id('i', ((index * 6 + at) % (size.interfaces / 5)) * 5), Port: 80 },
            TargetHealth: { State: 'healthy' },
          })),
        },
        { TargetGroupArn: TargetGroupArn(index) },
      ),
    ),
  ]
}

function names(size: Size): Fact[] {
  const fact = (
    operation: string,
    response: Record<string, unknown>,
    params?: Record<string, unknown>,
  ): Fact => ({ ...GLOBAL_PLACE, operation, response, ...(params ? { params } : {}) })
  const record = (zone: number, index: number): object =>
    index % 3 === 0
      ? {
          Name: `r${index}.z${zone}.example.`,
          Type: 'A',
          AliasTarget: {
            HostedZoneId: 'Z35SXDOTRQ7X7K',
            DNSName: `b${index}-1.us-east-1.elb.amazonaws.com.`,
            EvaluateTargetHealth: true,
          },
        }
      : {
          Name: `r${index - (index % 3)}f.z${zone}.example.`,
          Type: 'A',
          TTL: 60,
          SetIdentifier: String(index),
          Failover: index % 3 === 1 ? 'PRIMARY' : 'SECONDARY',
          // One zone in a hundred has forgotten its health checks.
          ...(index % 3 === 1 && zone % 100 > 0 ? { HealthCheckId: `hc-${zone}` } : {}),
          ResourceRecords: [{ Value: `192.0.2.${index % 3}` }],
        }
  return [
    fact('route53:ListHostedZones', {
      HostedZones: times(size.zones, (zone) => ({
        Id: `/hostedzone/Z${zone}`,
        Name: `z${zone}.example.`,
        Config: { PrivateZone: false },
        ResourceRecordSetCount: size.recordsPerZone,
      })),
      IsTruncated: false,
    }),
    ...times(size.zones, (zone) =>
      fact(
        'route53:ListResourceRecordSets',
        {
          ResourceRecordSets: times(size.recordsPerZone, (index) => record(zone, index)),
          IsTruncated: false,
        },
        { HostedZoneId: `Z${zone}` },
      ),
    ),
    fact('route53:ListHealthChecks', {
      HealthChecks: times(size.zones, (zone) => ({
        Id: `hc-${zone}`,
        HealthCheckConfig: {
          Type: 'HTTPS',
          Disabled: false,
          Inverted: false,
          RequestInterval: 30,
          FailureThreshold: 3,
        },
      })),
      IsTruncated: false,
    }),
    fact('cloudfront:ListDistributions', {
      DistributionList: {
        IsTruncated: false,
        Items: times(size.distributions, (index) => ({
          Id: `E${index}`,
          Enabled: true,
          ViewerCertificate: { SSLSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' },
          DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
        })),
      },
    }),
  ]
}
