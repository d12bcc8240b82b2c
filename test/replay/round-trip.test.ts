import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling'
import {
  CloudFrontClient,
  GetDistributionConfigCommand,
  ListDistributionsCommand,
} from '@aws-sdk/client-cloudfront'
import {
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeNatGatewaysCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing'
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeTagsCommand,
  DescribeLoadBalancersCommand as DescribeLoadBalancersV2Command,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { GlobalAcceleratorClient, ListAcceleratorsCommand } from '@aws-sdk/client-global-accelerator'
import {
  GetHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourcesCommand,
  Route53Client,
} from '@aws-sdk/client-route-53'
import { describe, expect, test } from 'vitest'
import { at, fact, kept, per, serve } from './support.ts'

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/0123456789abcdef'
const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/web/0123456789abcdef'

const types = (...names: string[]) => ({ InstanceTypes: names.map((InstanceType) => ({ InstanceType })) })
const tagsOf = (values: string[]) => ({
  Vpcs: [{ VpcId: 'vpc-1', Tags: values.map((Value, index) => ({ Key: `k${index}`, Value })) }],
})

describe('an SDK client reads what the snapshot holds', () => {
  test('of EC2: dates, numbers, booleans, empty lists and lists within lists', async () => {
    const natGateways = {
      NatGateways: [
        {
          CreateTime: '2026-01-02T03:04:05.000Z',
          NatGatewayAddresses: [{ AllocationId: 'eipalloc-1', PublicIp: '203.0.113.7', IsPrimary: true }],
          NatGatewayId: 'nat-1',
          State: 'available',
          SubnetId: 'subnet-1',
          VpcId: 'vpc-1',
          Tags: [],
        },
      ],
    }
    const groups = {
      SecurityGroups: [
        {
          GroupId: 'sg-1',
          GroupName: 'web',
          IpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 0,
              ToPort: 443,
              IpRanges: [{ CidrIp: '0.0.0.0/0' }],
              UserIdGroupPairs: [],
            },
            { IpProtocol: '-1', IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '::/0', Description: ' spaced ' }] },
          ],
        },
      ],
    }
    const instances = {
      Reservations: [
        { ReservationId: 'r-1', Instances: [{ InstanceId: 'i-1', SourceDestCheck: false, CpuOptions: {} }] },
      ],
    }
    const replay = await serve([
      fact('ec2:DescribeNatGateways', natGateways),
      fact('ec2:DescribeSecurityGroups', groups),
      fact('ec2:DescribeInstances', instances),
      fact('ec2:DescribeFlowLogs', { FlowLogs: [] }),
    ])
    const client = new EC2Client(at(replay))
    expect(kept(await client.send(new DescribeNatGatewaysCommand({})))).toEqual(natGateways)
    expect(kept(await client.send(new DescribeSecurityGroupsCommand({})))).toEqual(groups)
    expect(kept(await client.send(new DescribeInstancesCommand({})))).toEqual(instances)
    expect(kept(await client.send(new DescribeFlowLogsCommand({})))).toEqual({ FlowLogs: [] })
  })

  test('of EC2, with the parameters of a single resource', async () => {
    const support = { VpcId: 'vpc-1', EnableDnsSupport: { Value: true } }
    const names = { VpcId: 'vpc-1', EnableDnsHostnames: { Value: false } }
    const replay = await serve([
      fact('ec2:DescribeVpcAttribute', support, per({ VpcId: 'vpc-1', Attribute: 'enableDnsSupport' })),
      fact('ec2:DescribeVpcAttribute', names, per({ VpcId: 'vpc-1', Attribute: 'enableDnsHostnames' })),
    ])
    const ask = (Attribute: 'enableDnsSupport' | 'enableDnsHostnames') =>
      new EC2Client(at(replay)).send(new DescribeVpcAttributeCommand({ VpcId: 'vpc-1', Attribute }))
    expect(kept(await ask('enableDnsSupport'))).toEqual(support)
    expect(kept(await ask('enableDnsHostnames'))).toEqual(names)
  })

  test('of EC2, some of many by id, also out of several batches', async () => {
    const vpcs = ['vpc-1', 'vpc-2', 'vpc-3'].map((VpcId) => ({ VpcId, IsDefault: false }))
    const replay = await serve([
      fact('ec2:DescribeVpcs', { Vpcs: vpcs }),
      fact(
        'ec2:DescribeInstanceTypes',
        types('m5.large', 'c5.large'),
        per({ InstanceTypes: ['m5.large', 'c5.large'] }),
      ),
      fact('ec2:DescribeInstanceTypes', types('r5.large'), per({ InstanceTypes: ['r5.large'] })),
      fact('ec2:DescribeInstances', {
        Reservations: [{ ReservationId: 'r-1', Instances: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }] }],
      }),
    ])
    const client = new EC2Client(at(replay))
    expect(kept(await client.send(new DescribeVpcsCommand({ VpcIds: ['vpc-3', 'vpc-1'] })))).toEqual({
      Vpcs: [vpcs[0], vpcs[2]],
    })
    const ask = new DescribeInstanceTypesCommand({ InstanceTypes: ['c5.large', 'r5.large'] })
    expect(kept(await client.send(ask))).toEqual(types('c5.large', 'r5.large'))
    const reservations = kept(await client.send(new DescribeInstancesCommand({ InstanceIds: ['i-2'] })))
    expect(reservations).toEqual({
      Reservations: [{ ReservationId: 'r-1', Instances: [{ InstanceId: 'i-2' }] }],
    })
  })

  test('of Elastic Load Balancing, old and new, by the same signing name', async () => {
    const balancers = {
      LoadBalancers: [
        {
          LoadBalancerArn: ALB,
          CreatedTime: '2026-01-02T03:04:05.678Z',
          AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-1', LoadBalancerAddresses: [] }],
          SecurityGroups: ['sg-1', 'sg-2'],
          State: { Code: 'active' },
        },
      ],
    }
    const attributes = { Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }] }
    const listeners = {
      Listeners: [
        { LoadBalancerArn: ALB, Port: 443, DefaultActions: [{ Type: 'forward', TargetGroupArn: GROUP }] },
      ],
    }
    const health = {
      TargetHealthDescriptions: [{ Target: { Id: 'i-1', Port: 80 }, TargetHealth: { State: 'unhealthy' } }],
    }
    const tags = { TagDescriptions: [{ ResourceArn: ALB, Tags: [{ Key: 'a', Value: '' }] }] }
    const classic = {
      LoadBalancerDescriptions: [
        {
          LoadBalancerName: 'old',
          ListenerDescriptions: [
            { Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 }, PolicyNames: [] },
          ],
          CreatedTime: '2020-01-02T03:04:05.000Z',
        },
      ],
    }
    const replay = await serve([
      fact('elbv2:DescribeLoadBalancers', balancers),
      fact('elbv2:DescribeLoadBalancerAttributes', attributes, per({ LoadBalancerArn: ALB })),
      fact('elbv2:DescribeListeners', listeners, per({ LoadBalancerArn: ALB })),
      fact('elbv2:DescribeTargetHealth', health, per({ TargetGroupArn: GROUP })),
      fact('elbv2:DescribeTags', tags, per({ ResourceArns: [ALB, GROUP] })),
      fact('elb:DescribeLoadBalancers', classic),
    ])
    const client = new ElasticLoadBalancingV2Client(at(replay))
    const LoadBalancerArn = ALB
    expect(kept(await client.send(new DescribeLoadBalancersV2Command({})))).toEqual(balancers)
    expect(kept(await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn })))).toEqual(
      attributes,
    )
    expect(kept(await client.send(new DescribeListenersCommand({ LoadBalancerArn })))).toEqual(listeners)
    expect(kept(await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: GROUP })))).toEqual(
      health,
    )
    expect(kept(await client.send(new DescribeTagsCommand({ ResourceArns: [ALB] })))).toEqual(tags)
    const old = new ElasticLoadBalancingClient(at(replay))
    expect(kept(await old.send(new DescribeLoadBalancersCommand({})))).toEqual(classic)
  })

  test('of Route 53: the path, the body and ids with and without their prefix', async () => {
    const zones = {
      HostedZones: [
        {
          Id: '/hostedzone/Z1',
          Name: 'example.com.',
          CallerReference: 'x',
          Config: { PrivateZone: true },
          ResourceRecordSetCount: 2,
        },
      ],
      IsTruncated: false,
      MaxItems: 100,
    }
    const records = {
      ResourceRecordSets: [
        { Name: '\\052.example.com.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] },
        { Name: 'www.example.com.', Type: 'TXT', TTL: 0, ResourceRecords: [{ Value: '"v=spf1 -all"' }] },
      ],
      IsTruncated: false,
      MaxItems: 300,
    }
    const zone = {
      HostedZone: { Id: '/hostedzone/Z1', Name: 'example.com.', CallerReference: 'x' },
      VPCs: [{ VPCRegion: 'us-east-1', VPCId: 'vpc-1' }],
    }
    const tags = {
      ResourceTagSets: [{ ResourceType: 'hostedzone', ResourceId: 'Z1', Tags: [{ Key: 'a', Value: 'b' }] }],
    }
    const replay = await serve([
      fact('route53:ListHostedZones', zones),
      fact('route53:ListResourceRecordSets', records, per({ HostedZoneId: '/hostedzone/Z1' })),
      fact('route53:GetHostedZone', zone, per({ Id: 'Z1' })),
      fact('route53:ListTagsForResources', tags, per({ ResourceType: 'hostedzone', ResourceIds: ['Z1'] })),
    ])
    const client = new Route53Client(at(replay))
    expect(kept(await client.send(new ListHostedZonesCommand({})))).toEqual(zones)
    expect(kept(await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: 'Z1' })))).toEqual(
      records,
    )
    expect(kept(await client.send(new GetHostedZoneCommand({ Id: '/hostedzone/Z1' })))).toEqual(zone)
    const ask = new ListTagsForResourcesCommand({ ResourceType: 'hostedzone', ResourceIds: ['Z1'] })
    expect(kept(await client.send(ask))).toEqual(tags)
  })

  test('of CloudFront: payloads, headers and attributes of structures', async () => {
    const summary = {
      Id: 'E1',
      LastModifiedTime: '2026-01-02T03:04:05.000Z',
      Aliases: { Quantity: 0, Items: [] },
      Origins: {
        Quantity: 1,
        Items: [{ Id: 'o', DomainName: 'o.example.com', CustomHeaders: { Quantity: 0 } }],
      },
      Enabled: true,
    }
    const list = {
      DistributionList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: 1, Items: [summary] },
    }
    const config = {
      ETag: 'E2QWRUHAPOMQZL',
      DistributionConfig: { CallerReference: 'x', Comment: '', Enabled: true },
    }
    const replay = await serve([
      fact('cloudfront:ListDistributions', list),
      fact('cloudfront:GetDistributionConfig', config, per({ Id: 'E1' })),
    ])
    const client = new CloudFrontClient(at(replay))
    expect(kept(await client.send(new ListDistributionsCommand({})))).toEqual(list)
    expect(kept(await client.send(new GetDistributionConfigCommand({ Id: 'E1' })))).toEqual(config)
  })

  test('of Auto Scaling and Global Accelerator', async () => {
    const groups = {
      AutoScalingGroups: [
        {
          AutoScalingGroupName: 'web',
          MinSize: 0,
          AvailabilityZones: ['us-east-1a'],
          Instances: [],
          CreatedTime: '2026-01-02T03:04:05.000Z',
        },
      ],
    }
    const accelerators = {
      Accelerators: [
        { AcceleratorArn: 'arn:x', Enabled: true, CreatedTime: '2026-01-02T03:04:05.000Z', IpSets: [] },
      ],
    }
    const replay = await serve([
      fact('autoscaling:DescribeAutoScalingGroups', groups),
      fact('globalaccelerator:ListAccelerators', accelerators),
    ])
    const scaling = new AutoScalingClient(at(replay))
    expect(kept(await scaling.send(new DescribeAutoScalingGroupsCommand({})))).toEqual(groups)
    const accelerator = new GlobalAcceleratorClient(at(replay, { region: 'us-west-2' }))
    expect(kept(await accelerator.send(new ListAcceleratorsCommand({})))).toEqual(accelerators)
  })
})

test('the regions of a snapshot that does not say which there are', async () => {
  const replay = await serve([
    fact('ec2:DescribeVpcs', { Vpcs: [] }),
    fact('ec2:DescribeVpcs', { Vpcs: [] }, { region: 'eu-west-1' }),
  ])
  const { Regions } = await new EC2Client(at(replay)).send(new DescribeRegionsCommand({ AllRegions: true }))
  expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['eu-west-1', 'us-east-1'])
})

test('each region has its own answers', async () => {
  const replay = await serve([
    fact('ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-here' }] }),
    fact('ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-there' }] }, { region: 'eu-west-1' }),
  ])
  const there = new EC2Client(at(replay, { region: 'eu-west-1' }))
  expect(kept(await there.send(new DescribeVpcsCommand({})))).toEqual({ Vpcs: [{ VpcId: 'vpc-there' }] })
})

test('text that is hostile to XML arrives, but for what XML cannot hold', async () => {
  const names = [
    '<script>alert("x")</script>',
    `it's & "q" ]]>`,
    'émoji 🧨 日本',
    'line\nbreak\ttab\r.',
    '',
    '__proto__',
  ]
  const replay = await serve([fact('ec2:DescribeVpcs', tagsOf([...names, 'bell\u0007 \ud800 \uffff']))])
  const answer = await new EC2Client(at(replay)).send(new DescribeVpcsCommand({}))
  expect(kept(answer)).toEqual(tagsOf([...names, 'bell\ufffd \ufffd \ufffd']))
})

test('facts that do not fit the API are left out, and the rest is served', async () => {
  const Vpcs = [{ VpcId: 'vpc-1', Tags: 'none', IsDefault: 'true', FromNextYear: 1 }, null, 'vpc']
  const replay = await serve([fact('ec2:DescribeVpcs', { Vpcs })])
  const answer = await new EC2Client(at(replay)).send(new DescribeVpcsCommand({}))
  expect(kept(answer)).toEqual({ Vpcs: [{ VpcId: 'vpc-1', IsDefault: true }] })
})
