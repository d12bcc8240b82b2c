import rule from '../../../rules/placement/placement-cluster-launch-will-fail.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const supports = (builder: Account): Account => {
  for (const [InstanceType, ...strategies] of [
    ['c7i.large', 'cluster', 'partition', 'spread'],
    ['t3.large', 'partition', 'spread'],
    ['m7i-flex.large', 'partition', 'spread'],
  ]) {
    const PlacementGroupInfo = { SupportedStrategies: strategies as ('cluster' | 'spread')[] }
    // The SDK's type is a list of all instance types.
    builder.add('instanceTypes', { InstanceType: InstanceType as 'c7i.large', PlacementGroupInfo })
  }
  return builder
}
const cluster = (fields = {}): Account =>
  supports(account().vpc('shop').subnet('app-a', { empty: true }).placementGroup('hpc', 'cluster', fields))
const specification = { LaunchTemplateId: 'lt-1', Version: '3' }
const workers: Item<'autoScalingGroups'> = {
  AutoScalingGroupName: 'workers',
  MaxSize: 8,
  AvailabilityZones: ['us-east-1a'],
  VPCZoneIdentifier: 'subnet-app-a',
  PlacementGroup: 'hpc',
  LaunchTemplate: specification,
}
/** An Auto Scaling group that launches c7i.large into the group in one zone. */
const scaled = (fields: Item<'autoScalingGroups'> = {}, data: object = {}, builder = cluster()): Account =>
  builder.add('autoScalingGroups', { ...workers, ...fields }).add(
    'launchTemplateVersions',
    {
      LaunchTemplateId: 'lt-1',
      VersionNumber: 3,
      LaunchTemplateData: { InstanceType: 'c7i.large', ...data },
    },
    { LaunchTemplateId: 'lt-1', Versions: ['3'] },
  )
const mixed = (...Overrides: object[]): Account =>
  scaled({
    LaunchTemplate: undefined,
    MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: specification, Overrides } },
  })
const inGroup = (
  InstanceType: 'c7i.large' | 't3.large',
  Name: 'stopped' | 'running',
  builder = cluster(),
): Account =>
  builder.instance(
    'n1',
    { subnet: 'app-a' },
    {
      InstanceType,
      State: { Name },
      Placement: { AvailabilityZone: 'us-east-1a', GroupName: 'hpc', GroupId: 'pg-hpc' },
    },
  )
const twoZones = {
  AvailabilityZones: ['us-east-1a', 'us-east-1b'],
  VPCZoneIdentifier: 'subnet-app-a,subnet-b',
}

const refused = 'hpc: workers asks for t3.large, which a cluster group refuses: it launches nothing.'
const asksForT3 = '  workers asks for t3.large, which supports partition, spread and not cluster'
const zones =
  'launches in us-east-1a, us-east-1b, and a cluster group lies in one zone: launches in the others fail'

testRule(rule, {
  accepts: {
    'a type that cluster groups take, in one zone': scaled(),
    'overrides that all fit': mixed({ InstanceType: 'c7i.large' }),
    'an override in place of a type in the template that does not fit': scaled(
      {
        LaunchTemplate: undefined,
        MixedInstancesPolicy: {
          LaunchTemplate: {
            LaunchTemplateSpecification: specification,
            Overrides: [{ InstanceType: 'c7i.large' }],
          },
        },
      },
      { InstanceType: 't3.large' },
    ),
    'a launch configuration of a type that fits': scaled({
      LaunchTemplate: undefined,
      LaunchConfigurationName: 'old',
    }).add('launchConfigurations', { LaunchConfigurationName: 'old', InstanceType: 'c7i.large' }),
    'a stopped member that fits': inGroup('c7i.large', 'stopped'),
  },
  flags: {
    'a burstable type': {
      given: scaled({}, { InstanceType: 't3.large' }),
      finds: [refused, asksForT3],
    },
    'a burstable type in a template that names the group itself': {
      given: scaled(
        { PlacementGroup: undefined },
        { InstanceType: 't3.large', Placement: { GroupId: 'pg-hpc' } },
      ),
      finds: [refused, asksForT3],
    },
    'a burstable type in a launch configuration': {
      given: scaled({ LaunchTemplate: undefined, LaunchConfigurationName: 'old' }).add(
        'launchConfigurations',
        {
          LaunchConfigurationName: 'old',
          InstanceType: 't3.large',
        },
      ),
      finds: [refused, asksForT3],
    },
    'one of several types, which leaves the others': {
      given: mixed({ InstanceType: 'c7i.large' }, { InstanceType: 'm7i-flex.large' }),
      finds: [
        'hpc: workers also asks for m7i-flex.large, which a cluster group refuses: those launches fail. [medium]',
        '  workers asks for m7i-flex.large, which supports partition, spread and not cluster',
      ],
    },
    'attributes that leave only burstable types': {
      given: mixed({ InstanceRequirements: { BurstablePerformance: 'required' } }),
      finds: [
        'hpc: workers asks for burstable types, which a cluster group refuses: it launches nothing.',
        '  workers requires burstable types',
      ],
    },
    'two zones': {
      given: scaled(twoZones),
      finds: [`hpc: workers ${zones}. [medium]`, '  workers launches in 2 zones'],
    },
    'two zones that are to be kept in balance': {
      given: scaled({
        ...twoZones,
        AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' },
      }),
      finds: [`hpc: workers ${zones}.`, '  workers launches in 2 zones'],
    },
    'a stopped member that was given a type that does not fit': {
      given: inGroup('t3.large', 'stopped', scaled()),
      finds: [
        'hpc: i-n1 is stopped and of type t3.large, which a cluster group refuses: it cannot be started. [medium]',
        '  i-n1 is stopped, and t3.large supports partition, spread and not cluster',
      ],
    },
  },
  ignores: {
    'a group into which nothing is launched': inGroup('c7i.large', 'running'),
    'an Auto Scaling group that launches elsewhere': scaled(
      { PlacementGroup: 'other' },
      { InstanceType: 't3.large' },
    ),
    'one that is being deleted': scaled({ Status: 'Delete in progress' }, { InstanceType: 't3.large' }),
    'one that launches nothing': scaled({ MaxSize: 0 }, { InstanceType: 't3.large' }),
    'a spread group': scaled({}, { InstanceType: 't3.large' }, cluster({ Strategy: 'spread' })),
    'a group that another account shares': scaled(
      {},
      { InstanceType: 't3.large' },
      cluster({ GroupArn: 'arn:aws:ec2:us-east-1:222222222222:placement-group/hpc' }),
    ),
  },
  unknown: {
    'a type that was not read': {
      given: scaled({}, { InstanceType: 'c8i.large' }),
      says: ['hpc: whether c8i.large can be in a cluster group was not read'],
    },
    'types that are chosen by attributes': {
      given: mixed({ InstanceRequirements: { BurstablePerformance: 'excluded' } }),
      says: ['hpc: workers chooses instance types by attributes, which may not all fit'],
    },
    'a launch template that was not read': {
      given: scaled({}, { InstanceType: 't3.large' }).unread('launchTemplateVersions'),
      says: ['hpc: the launch template of workers was not read'],
    },
    'a launch template that may name the group': {
      given: scaled({ PlacementGroup: undefined }, { InstanceType: 't3.large' }).unread(
        'launchTemplateVersions',
      ),
      says: ['hpc: whether workers launches into it is not known: not all that decides was read'],
    },
    'launch configurations that were not read': {
      given: scaled({ LaunchTemplate: undefined, LaunchConfigurationName: 'old' }).unread(
        'launchConfigurations',
      ),
      says: ['hpc: what workers launches (old) was not read'],
    },
    'an Auto Scaling group without zones': {
      given: scaled({ AvailabilityZones: [] }),
      says: ['hpc: the zones of workers, which launches into it, are not in the answer'],
    },
    'a stopped member of a type that was not read': {
      given: inGroup('t3.large', 'stopped').unread('instanceTypes'),
      says: ['hpc: whether i-n1 can be started in a cluster group was not read'],
    },
  },
})
