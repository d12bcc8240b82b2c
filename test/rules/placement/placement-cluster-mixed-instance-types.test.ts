import rule from '../../../rules/placement/placement-cluster-mixed-instance-types.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const inGroup = { Placement: { AvailabilityZone: 'us-east-1a', GroupName: 'hpc', GroupId: 'pg-hpc' } }
const cluster = (fields = {}): Account =>
  account().vpc('shop').subnet('app-a', { empty: true }).placementGroup('hpc', 'cluster', fields)
const members = (
  builder: Account,
  types: readonly ('c7gn.16xlarge' | 'c7gn.8xlarge')[],
  fields = {},
): Account =>
  types.reduce(
    (so, InstanceType, index) =>
      so.instance(`n${index}`, { subnet: 'app-a' }, { InstanceType, ...inGroup, ...fields }),
    builder,
  )
const state = (Name: string): object => ({ State: { Name } })

const message =
  '3 running members are of 2 instance types (2 × c7gn.16xlarge, 1 × c7gn.8xlarge): the slowest caps what any two exchange, and a restart may find no capacity.'

testRule(rule, {
  accepts: {
    'members of one type': members(cluster(), ['c7gn.16xlarge', 'c7gn.16xlarge']),
    'another type that is terminated': members(cluster(), ['c7gn.16xlarge', 'c7gn.16xlarge']).instance(
      'old',
      { subnet: 'app-a' },
      { InstanceType: 'c5n.large', ...inGroup, ...state('terminated') },
    ),
    'another type that is stopped and takes no part': members(cluster(), [
      'c7gn.16xlarge',
      'c7gn.16xlarge',
    ]).instance('old', { subnet: 'app-a' }, { InstanceType: 'c5n.large', ...inGroup, ...state('stopped') }),
    'another type in a group of the same name in another region': [
      members(cluster(), ['c7gn.16xlarge', 'c7gn.16xlarge']),
      account({ region: 'eu-west-1' })
        .vpc('shop')
        .subnet('app-a', { empty: true })
        .instance('n9', { subnet: 'app-a' }, { InstanceType: 'c5n.large', Placement: { GroupName: 'hpc' } }),
    ],
  },
  flags: {
    'members of two types': {
      given: members(cluster(), ['c7gn.16xlarge', 'c7gn.16xlarge', 'c7gn.8xlarge']),
      finds: [
        `hpc: ${message}`,
        '  hpc is a cluster group of 2 × c7gn.16xlarge, 1 × c7gn.8xlarge',
        '  i-n2 is c7gn.8xlarge',
      ],
    },
    'members that are only known by the name of the group': {
      given: members(cluster({ GroupId: undefined }), ['c7gn.16xlarge', 'c7gn.16xlarge', 'c7gn.8xlarge'], {
        Placement: { AvailabilityZone: 'us-east-1a', GroupName: 'hpc' },
        State: { Name: 'pending' },
      }),
      finds: [
        `hpc: ${message}`,
        '  hpc is a cluster group of 2 × c7gn.16xlarge, 1 × c7gn.8xlarge',
        '  i-n2 is c7gn.8xlarge',
      ],
    },
  },
  ignores: {
    'a spread group': members(cluster({ Strategy: 'spread' }), ['c7gn.16xlarge', 'c7gn.8xlarge']),
    'a strategy of next year': members(cluster({ Strategy: 'precision-time' }), [
      'c7gn.16xlarge',
      'c7gn.8xlarge',
    ]),
    'a single member': members(cluster(), ['c7gn.16xlarge']),
    'a group that a service made for itself': members(cluster({ Operator: { Managed: true } }), [
      'c7gn.16xlarge',
      'c7gn.8xlarge',
    ]),
    'a group that another account shares': members(
      cluster({ GroupArn: 'arn:aws:ec2:us-east-1:222222222222:placement-group/hpc' }),
      ['c7gn.16xlarge', 'c7gn.8xlarge'],
    ),
  },
  unknown: {
    'an instance that may be a member': {
      given: members(cluster(), ['c7gn.16xlarge', 'c7gn.16xlarge']).instance(
        'n9',
        { subnet: 'app-a' },
        { InstanceType: 'c7gn.8xlarge', Placement: undefined },
      ),
      says: ['hpc: whether i-n9 is a member (Placement) is not in the answer'],
    },
    'a member without a state': {
      given: members(cluster(), ['c7gn.16xlarge', 'c7gn.8xlarge'], { State: undefined }),
      says: ['hpc: the state of its member i-n0 is not in the answer'],
    },
    'a member without a type': {
      given: members(cluster(), ['c7gn.16xlarge']).instance(
        'n9',
        { subnet: 'app-a' },
        { ...inGroup, InstanceType: undefined },
      ),
      says: ['hpc: the instance type of its member i-n9 is not in the answer'],
    },
  },
})
