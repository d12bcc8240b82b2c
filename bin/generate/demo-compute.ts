import type { Account } from '../../test/support/account.ts'
import type { Item } from '../../test/support/facts-builder.ts'

/** Where prices are worked out: placement groups, instance types and interfaces, each made by another team. */
export function demoCompute(virginia: Account, _ireland: Account): void {
  quotes(virginia)
  groups(virginia)
  oldMachines(virginia)
  images(virginia)
  interfaces(virginia)
}

function quotes(virginia: Account): void {
  virginia
    .vpc('quotes', { cidr: '10.96.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .flowLog('quotes', 'vpc-quotes')
    .subnet('quotes-a', { zone: 'a', cidr: '10.96.10.0/24', routes: {}, empty: true })
    .subnet('quotes-b', { zone: 'b', cidr: '10.96.11.0/24', sharesTableOf: 'quotes-a', empty: true })
    .subnet('quotes-admin-a', { zone: 'a', cidr: '10.96.12.0/24', sharesTableOf: 'quotes-a', empty: true })
}

function groups(virginia: Account): void {
  // The shop's Kafka and ZooKeeper stayed in the zone in which they began; this one was given a second.
  virginia.placementGroup('quotes-etcd', 'spread')
  member(virginia, 'etcd-1', 'quotes-etcd', 'a')
  member(virginia, 'etcd-2', 'quotes-etcd', 'a')
  member(virginia, 'etcd-3', 'quotes-etcd', 'b')
  // The script that replaces brokers names the partition, and it was copied with its 1.
  for (const [group, partitions] of [
    ['quotes-feed', [1, 1, 1, 2]],
    ['quotes-history', [1, 2, 3]],
  ] as const) {
    virginia.placementGroup(group, 'partition', { PartitionCount: 3 })
    for (const [index, PartitionNumber] of partitions.entries()) {
      member(virginia, `${group}-${index + 1}`, group, 'a', { PartitionNumber })
    }
  }
  // Half the price, somebody found, and changed the type: nothing was launched since.
  for (const [name, type] of [
    ['quotes-engine', 't3.micro'],
    ['quotes-risk', 'c7i.2xlarge'],
  ] as const) {
    virginia.placementGroup(name, 'cluster')
    scaling(virginia, name, type, { PlacementGroup: name })
  }
  // A trial of the year before last: the others were terminated when it was over.
  virginia.placementGroup('quotes-trial', 'cluster')
  member(virginia, 'trial-1', 'quotes-trial', 'b')
}

/** Imported as they stood in the data centre, in 2017, and not touched since. */
function oldMachines(virginia: Account): void {
  const xen = (EnaSupport: 'supported' | 'unsupported'): object => ({
    CurrentGeneration: false,
    BareMetal: false,
    Hypervisor: 'xen',
    NetworkInfo: { NetworkPerformance: 'Up to 10 Gigabit', EnaSupport },
  })
  virginia
    .add('instanceTypes', { InstanceType: 'r4.large', ...xen('supported') })
    .add('instanceTypes', { InstanceType: 'c4.large', ...xen('unsupported') })
    .instance(
      'quotes-ledger',
      { subnet: 'quotes-a' },
      { InstanceType: 'r4.large', VirtualizationType: 'hvm', EnaSupport: false },
    )
    .instance(
      'quotes-parser',
      { subnet: 'quotes-b' },
      {
        InstanceType: 'c4.large',
        VirtualizationType: 'hvm',
        EnaSupport: false,
        SriovNetSupport: 'simple',
      },
    )
}

/** What was attached, and to what. */
function interfaces(virginia: Account): void {
  // Of a licence server that was terminated in 2024; its interface was not.
  virginia.eni('quotes-licences', { subnet: 'quotes-b' }, { Status: 'available' })
  // It was public once; then the subnet's route to the internet was taken away, and the address stayed.
  virginia.instance('quotes-scraper', { subnet: 'quotes-b', publicIp: '203.0.113.70' })
  // Marketing's page, which was to be up by Friday: on a machine of its own, without a load balancer.
  virginia
    .securityGroup('landing', ['tcp 443 0.0.0.0/0'], { VpcId: virginia.idOf('vpc', 'shop') })
    .instance('landing', { subnet: 'landing-a', groups: ['landing'], publicIp: '203.0.113.71' })
  // A second address for the second exchange, and somebody knew one way to get it; the other gateway is administered
  // from a subnet of its own.
  for (const [name, subnet] of [
    ['quotes-gateway-1', 'quotes-a'],
    ['quotes-gateway-2', 'quotes-admin-a'],
  ] as const) {
    const attached = (DeviceIndex: number): object => ({
      Attachment: {
        AttachmentId: virginia.idOf('eni-attach', `${name}-${DeviceIndex}`),
        InstanceId: virginia.idOf('i', name),
        DeviceIndex,
        NetworkCardIndex: 0,
        Status: 'attached',
      },
    })
    virginia
      .instance(name, { subnet: 'quotes-a' }, {}, attached(0))
      .eni(`${name}-second`, { subnet }, attached(1))
  }
}

/** Images that were built here: the newer one by a pipeline, the older from a disk of the data centre. */
function images(virginia: Account): void {
  for (const [name, EnaSupport] of [
    ['quotes-risk', true],
    ['quotes-import', false],
  ] as const) {
    virginia.add('images', {
      ImageId: virginia.idOf('ami', name),
      Name: name,
      OwnerId: virginia.id,
      State: 'available',
      VirtualizationType: 'hvm',
      EnaSupport,
      ...(EnaSupport ? { SriovNetSupport: 'simple' } : {}),
      Tags: virginia.tags(name),
    })
  }
  // Scaled in to nothing when it was moved to a new type, and due again at the end of the year.
  scaling(virginia, 'quotes-import', 'c7i.2xlarge')
}

/** An Auto Scaling group that launches this type, by a launch template and an image of its name. */
function scaling(
  virginia: Account,
  name: string,
  InstanceType: 't3.micro' | 'c7i.2xlarge',
  fields: Item<'autoScalingGroups'> = {},
): void {
  const LaunchTemplateId = virginia.idOf('lt', name)
  virginia
    .add('autoScalingGroups', {
      AutoScalingGroupName: name,
      AutoScalingGroupARN: `arn:aws:autoscaling:${virginia.region}:${virginia.id}:autoScalingGroup:1:autoScalingGroupName/${name}`,
      MinSize: 0,
      MaxSize: 8,
      AvailabilityZones: [virginia.zone('a').AvailabilityZone],
      VPCZoneIdentifier: virginia.idOf('subnet', 'quotes-a'),
      LaunchTemplate: { LaunchTemplateId, LaunchTemplateName: name, Version: '4' },
      ...fields,
    })
    .add(
      'launchTemplateVersions',
      {
        LaunchTemplateId,
        LaunchTemplateName: name,
        VersionNumber: 4,
        LaunchTemplateData: { InstanceType, ImageId: virginia.idOf('ami', name) },
      },
      { LaunchTemplateId, Versions: ['4'] },
    )
}

/** A running instance in a placement group; more fields of its placement may follow. */
function member(virginia: Account, name: string, group: string, zone: string, more: object = {}): void {
  virginia.instance(
    name,
    { subnet: `quotes-${zone}` },
    {
      Placement: {
        ...virginia.zone(zone),
        Tenancy: 'default',
        GroupName: group,
        GroupId: virginia.idOf('pg', group),
        ...more,
      },
    },
  )
}
