import rule from '../../../rules/placement/placement-group-single-member.ts'
import { type Account, account } from '../../support/account.ts'
import { NOW } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const inGroup = { Placement: { AvailabilityZone: 'us-east-1a', GroupName: 'hpc', GroupId: 'pg-hpc' } }
const group = (strategy: 'cluster' | 'spread' | 'partition', fields = {}): Account =>
  account().vpc('shop').subnet('app-a', { empty: true }).placementGroup('hpc', strategy, fields)
const member = (builder: Account, name = 'n1', fields = {}): Account =>
  builder.instance(name, { subnet: 'app-a' }, { ...inGroup, ...fields })
const stopped = { State: { Name: 'stopped' as const } }
const scaled = (MaxSize: number | undefined, fields = {}): Account =>
  member(group('cluster')).add('autoScalingGroups', {
    AutoScalingGroupName: 'workers',
    MaxSize,
    PlacementGroup: 'hpc',
    AvailabilityZones: ['us-east-1a'],
    ...fields,
  })
const byTemplate = (Placement: object, MaxSize = 3): Account =>
  scaled(MaxSize, {
    PlacementGroup: undefined,
    LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '3' },
  }).add(
    'launchTemplateVersions',
    { LaunchTemplateId: 'lt-1', VersionNumber: 3, LaunchTemplateData: { Placement } },
    { LaunchTemplateId: 'lt-1', Versions: ['3'] },
  )

const finds = (strategy: string, gain: string): readonly string[] => [
  `hpc: i-n1 is the only running member of this ${strategy} group, so it gives ${gain}.`,
  '  hpc has one running member and none that is stopped',
  '  i-n1 was launched on 2026-01-01',
]

testRule(rule, {
  accepts: {
    'two members': member(member(group('cluster')), 'n2'),
    'a second member that is still starting': member(member(group('cluster')), 'n2', {
      State: { Name: 'pending' },
    }),
  },
  flags: {
    'a cluster of one': {
      given: member(group('cluster')),
      finds: finds('cluster', 'no latency gain'),
    },
    'a spread of one': { given: member(group('spread')), finds: finds('spread', 'no isolation') },
    'a partition group of one': {
      given: member(group('partition')),
      finds: finds('partition', 'no isolation'),
    },
    'one that is left over after the others were terminated': {
      given: member(member(group('cluster')), 'n2', { State: { Name: 'terminated' } }),
      finds: finds('cluster', 'no latency gain'),
    },
    'an Auto Scaling group that keeps one instance': {
      given: scaled(1),
      finds: finds('cluster', 'no latency gain'),
    },
    'an Auto Scaling group that launches elsewhere': {
      given: byTemplate({ GroupName: 'other' }),
      finds: finds('cluster', 'no latency gain'),
    },
    'one that is older than the setting asks': {
      given: member(group('cluster'), 'n1', { LaunchTime: '2026-11-22T04:00:00.000Z' }),
      settings: { graceHours: 3 },
      finds: [...finds('cluster', 'no latency gain').slice(0, 2), '  i-n1 was launched on 2026-11-22'],
    },
  },
  ignores: {
    'a group without running members': member(group('cluster'), 'n1', stopped),
    'others that are switched off for the night': member(member(group('cluster')), 'n2', stopped),
    'an instance that was launched a minute ago': member(group('cluster'), 'n1', { LaunchTime: NOW }),
    'an Auto Scaling group that was scaled in to one': scaled(3),
    'one that names the group in its launch template': byTemplate({ GroupId: 'pg-hpc' }),
    'a strategy that is good for one': member(group('cluster', { Strategy: 'precision-time' })),
    'a group that a service made for itself': member(group('cluster', { Operator: { Managed: true } })),
    'a group that another account shares': member(
      group('cluster', { GroupArn: 'arn:aws:ec2:us-east-1:222222222222:placement-group/hpc' }),
    ),
  },
  unknown: {
    'Auto Scaling groups that were not read': {
      given: member(group('cluster')).unread('autoScalingGroups'),
      says: ['hpc: the Auto Scaling groups were not read'],
    },
    'a launch template that was not read': {
      given: byTemplate({}).unread('launchTemplateVersions'),
      says: ['hpc: the launch templates of workers, which may launch into it, were not all read'],
    },
    'an instance of unknown age': {
      given: member(group('cluster'), 'n1', { LaunchTime: undefined }),
      says: ['hpc: when its only member i-n1 was launched is not in the answer'],
    },
    'a member without a state': {
      given: member(group('cluster'), 'n1', { State: undefined }),
      says: ['hpc: the state of its member i-n1 is not in the answer'],
    },
  },
})
