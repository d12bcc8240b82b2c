import rule from '../../../rules/placement/placement-spread-single-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

/** A spread group with a running member in each of these zones. */
const spread = (zones: readonly string[], fields = {}, instance = {}): Account => {
  const builder = account().vpc('shop').placementGroup('etcd', 'spread', fields)
  for (const zone of new Set(zones)) builder.subnet(`app-${zone}`, { zone, empty: true })
  for (const [index, zone] of zones.entries()) {
    const Placement = { ...builder.zone(zone), GroupName: 'etcd', GroupId: 'pg-etcd' }
    builder.instance(`n${index}`, { subnet: `app-${zone}` }, { Placement, ...instance })
  }
  return builder
}
const nameless = (zone: string): object => ({
  Placement: { AvailabilityZone: `us-east-1${zone}`, GroupName: 'etcd' },
})
const OUTPOST = 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1'

const message = (count: number, zone = 'us-east-1a (use1-az1)'): string =>
  `All ${count} running members are in ${zone}: they are on different racks, and fail with the zone all the same.`
const evidence = (count: number, zone = 'us-east-1a (use1-az1)'): string =>
  `  etcd has ${count} running members in ${zone} and none in another zone`

testRule(rule, {
  accepts: {
    'members in two zones': spread(['a', 'b']),
    'most in one zone, and one in another': spread(['a', 'a', 'a', 'b']),
    'a second zone of which only the name is known': spread(['a']).instance(
      'n9',
      { subnet: 'app-a' },
      nameless('b'),
    ),
  },
  flags: {
    'two members in a zone': { given: spread(['a', 'a']), finds: [`etcd: ${message(2)}`, evidence(2)] },
    'another zone in which all members are stopped': {
      given: spread(['a', 'a', 'a']).instance(
        'n9',
        { subnet: 'app-a' },
        { State: { Name: 'stopped' }, Placement: { AvailabilityZoneId: 'use1-az2', GroupName: 'etcd' } },
      ),
      finds: [`etcd: ${message(3)}`, evidence(3)],
    },
    'members of which only the name of the zone is known': {
      given: spread(['a', 'a'], {}, nameless('a')),
      finds: [`etcd: ${message(2, 'us-east-1a')}`, evidence(2, 'us-east-1a')],
    },
    'a member of another account that calls the same zone otherwise': {
      given: [
        spread(['a']),
        account({ id: '222222222222' })
          .vpc('partner')
          .subnet('partner', { empty: true })
          .instance(
            'n9',
            { subnet: 'partner' },
            {
              Placement: {
                AvailabilityZone: 'us-east-1c',
                AvailabilityZoneId: 'use1-az1',
                GroupId: 'pg-etcd',
              },
            },
          ),
      ],
      finds: [`etcd: ${message(2)}`, evidence(2)],
    },
    'a test environment, as information only': {
      given: spread(['a', 'a'], { Tags: [{ Key: 'env', Value: 'test' }] }),
      finds: [`etcd: ${message(2)} [info]`, evidence(2)],
    },
  },
  ignores: {
    'a single member': spread(['a']),
    'a cluster group, which is in one zone by design': spread(['a', 'a'], { Strategy: 'cluster' }),
    'a group that spreads over the hosts of an Outpost': spread(['a', 'a'], { SpreadLevel: 'host' }),
    'members on an Outpost': spread(['a', 'a'], {}, { OutpostArn: OUTPOST }),
    'members in a Local Zone': spread(['us-east-1-bos-1a', 'us-east-1-bos-1a']),
    'a group that another account shares': spread(['a', 'a'], {
      GroupArn: 'arn:aws:ec2:us-east-1:222222222222:placement-group/etcd',
    }),
    'a group on its way out': spread(['a', 'a'], { State: 'deleting' }),
  },
  unknown: {
    'a group whose level is not said': {
      given: spread(['a', 'a'], { SpreadLevel: undefined }),
      says: ['etcd: whether it spreads over racks or hosts (SpreadLevel) is not in the answer'],
    },
    'a member without a state': {
      given: spread(['a', 'a'], {}, { State: undefined }),
      says: ['etcd: the state of its member i-n0 is not in the answer'],
    },
    'members without a zone': {
      given: spread(['a', 'a'], {}, { Placement: { GroupName: 'etcd' } }),
      says: ['etcd: the zone of its member i-n0 is not in the answer'],
    },
  },
})
