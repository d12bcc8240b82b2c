import type { Account } from '../../test/support/account.ts'

/** Where prices are worked out: placement groups, instance types and interfaces, each made by another team. */
export function demoCompute(virginia: Account, _ireland: Account): void {
  virginia
    .vpc('quotes', { cidr: '10.96.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .flowLog('quotes', 'vpc-quotes')
    .subnet('quotes-a', { zone: 'a', cidr: '10.96.10.0/24', routes: {}, empty: true })
    .subnet('quotes-b', { zone: 'b', cidr: '10.96.11.0/24', sharesTableOf: 'quotes-a', empty: true })
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
  // A trial of the year before last: the others were terminated when it was over.
  virginia.placementGroup('quotes-trial', 'cluster')
  member(virginia, 'trial-1', 'quotes-trial', 'b')
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
