import rule from '../../../rules/placement/placement-spread-at-zone-limit.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const spread = (count: number, fields = {}, instance = {}): Account => {
  const builder = account()
    .vpc('shop')
    .subnet('app-a', { zone: 'a', empty: true })
    .subnet('app-b', { zone: 'b', empty: true })
  builder.placementGroup('etcd', 'spread', fields)
  for (let index = 0; index < count; index += 1) {
    builder.instance(
      `n${index}`,
      { subnet: 'app-a' },
      { Placement: { AvailabilityZone: 'us-east-1a', GroupName: 'etcd', GroupId: 'pg-etcd' }, ...instance },
    )
  }
  return builder
}
const template = { LaunchTemplateId: 'lt-1', Version: '3' }
const scaling = (MaxSize: number, fields: Item<'autoScalingGroups'> = {}): Item<'autoScalingGroups'> => ({
  AutoScalingGroupName: 'workers',
  MaxSize,
  AvailabilityZones: ['us-east-1a', 'us-east-1b'],
  VPCZoneIdentifier: 'subnet-app-a,subnet-app-b',
  PlacementGroup: 'etcd',
  ...fields,
})
const byTemplate = (MaxSize: number, Placement: object): Account =>
  spread(1)
    .add('autoScalingGroups', scaling(MaxSize, { PlacementGroup: undefined, LaunchTemplate: template }))
    .add(
      'launchTemplateVersions',
      { LaunchTemplateId: 'lt-1', VersionNumber: 3, LaunchTemplateData: { Placement } },
      { LaunchTemplateId: 'lt-1', Versions: ['3'] },
    )

const grows = 'workers may grow to 15 instances, where its 2 zones take 14'

testRule(rule, {
  accepts: {
    'five in a zone': spread(5),
    'eight members of which most are stopped': spread(8, {}, { State: { Name: 'stopped' } }),
    'an Auto Scaling group that fits': spread(1).add('autoScalingGroups', scaling(14)),
    'an Auto Scaling group that launches elsewhere': spread(1).add(
      'autoScalingGroups',
      scaling(100, { PlacementGroup: 'other' }),
    ),
    'an Auto Scaling group with a launch configuration': spread(1).add(
      'autoScalingGroups',
      scaling(100, { PlacementGroup: undefined, LaunchConfigurationName: 'old' }),
    ),
    'an Auto Scaling group whose size counts vCPUs': spread(1).add(
      'autoScalingGroups',
      scaling(100, { DesiredCapacityType: 'vcpu' }),
    ),
    'an Auto Scaling group whose size counts weights': spread(1).add(
      'autoScalingGroups',
      scaling(100, {
        MixedInstancesPolicy: {
          LaunchTemplate: { Overrides: [{ InstanceType: 'm7g.large', WeightedCapacity: '4' }] },
        },
      }),
    ),
    'a launch template that names another group': byTemplate(100, { GroupName: 'other' }),
  },
  flags: {
    'seven in a zone': {
      given: spread(7),
      finds: [
        'etcd: 7 of at most 7 instances run in us-east-1a: the next launch there is refused.',
        '  etcd is a spread group of 7 × us-east-1a',
      ],
    },
    'six in a zone, as a warning': {
      given: spread(6),
      finds: [
        'etcd: 6 of at most 7 instances run in us-east-1a: it takes 1 more, and then refuses launches. [low]',
        '  etcd is a spread group of 6 × us-east-1a',
      ],
    },
    'an Auto Scaling group that cannot reach its size': {
      given: spread(0).add('autoScalingGroups', scaling(15)),
      finds: [
        `etcd: ${grows}.`,
        '  etcd is a spread group without running members',
        `  workers may grow to 15 instances, where its 2 zones take 14`,
      ],
    },
    'one that names the group in its launch template': {
      given: byTemplate(15, { GroupName: 'etcd' }),
      finds: [`etcd: ${grows}.`, '  etcd is a spread group of 1 × us-east-1a', `  ${grows}`],
    },
    'one that names it there by its id': {
      given: byTemplate(15, { GroupId: 'pg-etcd' }),
      finds: [`etcd: ${grows}.`, '  etcd is a spread group of 1 × us-east-1a', `  ${grows}`],
    },
    'a test environment, as information only': {
      given: spread(7, { Tags: [{ Key: 'env', Value: 'dev' }] }),
      finds: [
        'etcd: 7 of at most 7 instances run in us-east-1a: the next launch there is refused. [info]',
        '  etcd is a spread group of 7 × us-east-1a',
      ],
    },
  },
  ignores: {
    'a cluster group': spread(8, { Strategy: 'cluster' }),
    'a group that spreads over hosts': spread(8, { SpreadLevel: 'host' }),
    'members on an Outpost': spread(
      8,
      {},
      { OutpostArn: 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1' },
    ),
  },
  unknown: {
    'an instance that may be a member': {
      given: spread(5).instance('n9', { subnet: 'app-a' }, { Placement: undefined }),
      says: ['etcd: whether i-n9 is a member (Placement) is not in the answer'],
    },
    'an Auto Scaling group of unknown size': {
      given: spread(1).add('autoScalingGroups', { ...scaling(15), MaxSize: undefined }),
      says: ['etcd: the largest size of workers, which launches into it, is not in the answer'],
    },
    'a launch template without its data': {
      given: spread(1)
        .add('autoScalingGroups', scaling(15, { PlacementGroup: undefined, LaunchTemplate: template }))
        .add(
          'launchTemplateVersions',
          { LaunchTemplateId: 'lt-1', VersionNumber: 3 },
          { LaunchTemplateId: 'lt-1', Versions: ['3'] },
        ),
      says: ['etcd: the launch templates of workers, which may launch into it, were not all read'],
    },
    'a group whose level is not said': {
      given: spread(8, { SpreadLevel: undefined }),
      says: ['etcd: whether it spreads over racks or hosts (SpreadLevel) is not in the answer'],
    },
    'a member without a state': {
      given: spread(8, {}, { State: undefined }),
      says: ['etcd: the state of its member i-n0 is not in the answer'],
    },
    'a member without a zone': {
      given: spread(8, {}, { Placement: { GroupName: 'etcd' } }),
      says: ['etcd: the zone of its member i-n0 is not in the answer'],
    },
    'Auto Scaling groups that were not read': {
      given: spread(1).unread('autoScalingGroups'),
      says: ['etcd: the Auto Scaling groups were not read'],
    },
    'a launch template that was not read': {
      given: byTemplate(15, {}).unread('launchTemplateVersions'),
      says: ['etcd: the launch templates of workers, which may launch into it, were not all read'],
    },
    'an override with a launch template of its own': {
      given: spread(1)
        .add(
          'autoScalingGroups',
          scaling(15, {
            PlacementGroup: undefined,
            MixedInstancesPolicy: {
              LaunchTemplate: {
                LaunchTemplateSpecification: template,
                Overrides: [{ LaunchTemplateSpecification: { LaunchTemplateId: 'lt-2' } }],
              },
            },
          }),
        )
        .add(
          'launchTemplateVersions',
          { LaunchTemplateId: 'lt-1', VersionNumber: 3, LaunchTemplateData: {} },
          { LaunchTemplateId: 'lt-1', Versions: ['3'] },
        ),
      says: ['etcd: the launch templates of workers, which may launch into it, were not all read'],
    },
    'subnets that may be on an Outpost': {
      given: spread(1).add('autoScalingGroups', scaling(15)).unread('subnets'),
      says: ['etcd: the subnets of workers, which launches into it, were not read'],
    },
  },
})
