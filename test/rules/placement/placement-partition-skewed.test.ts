import rule from '../../../rules/placement/placement-partition-skewed.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

/** A group of three partitions, with a running member for each `zone` and partition: `a1`. */
const partitions = (places: readonly string[], fields = {}, instance = {}): Account => {
  const builder = account()
    .vpc('shop')
    .subnet('app-a', { zone: 'a', empty: true })
    .subnet('app-b', { zone: 'b', empty: true })
    .placementGroup('kafka', 'partition', { PartitionCount: 3, ...fields })
  for (const [index, place] of places.entries()) {
    const [zone = '', partition = ''] = place
    const Placement = {
      ...builder.zone(zone),
      GroupName: 'kafka',
      GroupId: 'pg-kafka',
      Tenancy: 'default' as const,
      ...(partition ? { PartitionNumber: Number(partition) } : {}),
    }
    builder.instance(`n${index}`, { subnet: `app-${zone}` }, { Placement, ...instance })
  }
  return builder
}
const A = 'us-east-1a (use1-az1)'
const B = 'us-east-1b (use1-az2)'
const both = `2 of 2 running members in ${A}`

testRule(rule, {
  accepts: {
    'a member in each partition': partitions(['a1', 'a2', 'a3']),
    'two of three in one partition, too few to count': partitions(['a1', 'a1', 'a2']),
    'half of four in one partition': partitions(['a1', 'a1', 'a2', 'a3']),
    'the same partition in two zones, whose racks are not shared': partitions(['a1', 'a2', 'b1', 'b2']),
    'stopped members in the same partition': partitions(['a1', 'a2']).instance(
      'n9',
      { subnet: 'app-a' },
      {
        State: { Name: 'stopped' },
        Placement: { AvailabilityZoneId: 'use1-az1', GroupName: 'kafka', PartitionNumber: 1 },
      },
    ),
  },
  flags: {
    'all members of a zone in one partition': {
      given: partitions(['a1', 'a1', 'b2']),
      finds: [
        `kafka: ${both} are in partition 1: they share racks, and fail together.`,
        `  kafka puts ${both} into partition 1`,
      ],
    },
    'more than half in one partition, in both zones': {
      given: partitions(['a1', 'a1', 'a1', 'a2', 'b3', 'b3', 'b3', 'b3', 'b1', 'b2', 'b2']),
      finds: [
        `kafka: 3 of 4 running members in ${A} are in partition 1; 4 of 7 running members in ${B} are in partition 3: they share racks, and fail together.`,
        `  kafka puts 3 of 4 running members in ${A} into partition 1`,
        `  kafka puts 4 of 7 running members in ${B} into partition 3`,
      ],
    },
    'a group of one partition': {
      given: partitions(['a1', 'a1'], { PartitionCount: 1 }),
      finds: [
        `kafka: ${both} are in partition 1: they share racks, and fail together.`,
        `  kafka puts ${both} into partition 1`,
      ],
    },
    'two of three, where the setting says so': {
      given: partitions(['a1', 'a1', 'a2']),
      settings: { skewedFrom: 3 },
      finds: [
        `kafka: 2 of 3 running members in ${A} are in partition 1: they share racks, and fail together.`,
        `  kafka puts 2 of 3 running members in ${A} into partition 1`,
      ],
    },
    'a sandbox, as information only': {
      given: partitions(['a1', 'a1'], { Tags: [{ Key: 'env', Value: 'sandbox' }] }),
      finds: [
        `kafka: ${both} are in partition 1: they share racks, and fail together. [info]`,
        `  kafka puts ${both} into partition 1`,
      ],
    },
  },
  ignores: {
    'a member in each zone': partitions(['a1', 'b1']),
    'a single member': partitions(['a1']),
    'a spread group': partitions(['a1', 'a1'], { Strategy: 'spread', SpreadLevel: 'rack' }),
    'members on an Outpost of one rack': partitions(
      ['a1', 'a1'],
      {},
      { OutpostArn: 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1' },
    ),
    'a group that another account shares': partitions(['a1', 'a1'], {
      GroupArn: 'arn:aws:ec2:us-east-1:222222222222:placement-group/kafka',
    }),
    'a group on its way out': partitions(['a1', 'a1'], { State: 'deleting' }),
  },
  unknown: {
    'a member without a partition': {
      given: partitions(['a1', 'a']),
      says: ['kafka: the partition (PartitionNumber) of its member i-n1 is not in the answer'],
    },
    'members without a zone': {
      given: partitions(['a1', 'a1'], {}, { Placement: { GroupName: 'kafka', PartitionNumber: 1 } }),
      says: ['kafka: the zone of its member i-n0 is not in the answer'],
    },
    'a member without a state': {
      given: partitions(['a1', 'a1'], {}, { State: undefined }),
      says: ['kafka: the state of its member i-n0 is not in the answer'],
    },
    'an instance that may be a member': {
      given: partitions(['a1', 'a2']).instance('stray', { subnet: 'app-a' }, { Placement: undefined }),
      says: ['kafka: whether i-stray is a member (Placement) is not in the answer'],
    },
  },
})
