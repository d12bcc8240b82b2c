import { describe, expect, test } from 'vitest'
import { withParents } from '../../src/inventory/closure.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { ACCOUNT, HERE, OTHER, WORLD, fact, factsOf } from '../support/facts.ts'

const at = (account: string, region: string) => ({ account, region })
const subnets = (place: { account: string; region: string }, ...items: readonly object[]) =>
  fact(
    'ec2:DescribeSubnets',
    { Subnets: items.map((item) => ({ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24', ...item })) },
    place,
  )
const ids = (rows: Iterable<{ readonly id: string }>) => [...rows].map((row) => row.id)

describe('several accounts and regions', () => {
  const west = at(ACCOUNT, 'us-west-2')
  const other = at(OTHER, 'us-east-1')
  const facts = factsOf(
    subnets(HERE, { SubnetId: 'subnet-1' }),
    subnets(west, { SubnetId: 'subnet-2' }),
    subnets(other, { SubnetId: 'subnet-3' }),
  )

  test('each is judged by itself, and global once for each account', () => {
    expect(facts.places).toEqual([HERE, west, other, WORLD, at(OTHER, 'global')])
    expect([HERE, west, other].map((place) => ids(facts.at(place).subnets))).toEqual([
      ['subnet-1'],
      ['subnet-2'],
      ['subnet-3'],
    ])
  })

  test('looking up reaches all of them', () => {
    const table = facts.at(HERE).subnets
    expect(table.get('subnet-3')?.account).toBe(OTHER)
    expect(ids(table.where('account', ACCOUNT))).toEqual(['subnet-1', 'subnet-2'])
    expect(ids(table.everywhere)).toHaveLength(3)
    expect([table.get('subnet-9'), table.get(undefined), table.where('VpcId', undefined)]).toEqual([
      undefined,
      undefined,
      [],
    ])
  })

  test('only the chosen regions are judged', () => {
    const chosen = new Facts(facts.snapshot, ['us-west-2'])
    expect(chosen.places).toEqual([west, WORLD, at(OTHER, 'global')])
    expect(ids(chosen.at(west).subnets.everywhere)).toEqual(['subnet-2'])
  })

  test('a kind may be read in one and not in the other', () => {
    const half = factsOf(subnets(HERE), fact('ec2:DescribeVpcs', { Vpcs: [] }, west))
    expect(half.at(HERE).subnets.readIn()).toBe(true)
    expect(half.at(HERE).subnets.readIn(west)).toBe(false)
    expect(half.at(HERE).subnets.unreadIn(west)?.reason).toBe('it was not read')
    expect(half.at(HERE).subnets.complete).toBe(false)
  })

  test('a row of the own place goes before those of others that have its id', () => {
    const zones = (place: typeof west, name: string) =>
      fact(
        'ec2:DescribeAvailabilityZones',
        { AvailabilityZones: [{ ZoneName: name, ZoneId: 'use1-az1' }] },
        place,
      )
    const both = factsOf(zones(HERE, 'us-east-1a'), zones(other, 'us-east-1c'))
    const [id = ''] = ids(both.rows('availabilityZones').facts.rows)
    expect(both.at(HERE).availabilityZones.get(id)?.account).toBe(ACCOUNT)
    expect(both.at(other).availabilityZones.get(id)?.account).toBe(OTHER)
  })

  test('an index by a function finds rows by each of its keys, and by the same one once', () => {
    const zonesOf = (row: object) =>
      'Zones' in row && Array.isArray(row.Zones) ? (row.Zones as string[]) : undefined
    const table = factsOf(subnets(HERE, { SubnetId: 's', Zones: ['a', 'b', 'a'] }, { SubnetId: 't' })).at(
      HERE,
    ).subnets
    expect(ids(table.where(zonesOf, 'a'))).toEqual(['s'])
    expect(ids(table.where(zonesOf, 'b'))).toEqual(['s'])
  })
})

describe('a shared subnet', () => {
  const mine = { SubnetId: 'subnet-1', OwnerId: ACCOUNT, Tags: [{ Key: 'Name', Value: 'app' }] }
  const theirs = { SubnetId: 'subnet-1', OwnerId: ACCOUNT }
  const other = at(OTHER, 'us-east-1')

  test.each([
    ['owner first', [subnets(HERE, mine), subnets(other, theirs)]],
    ['owner last', [subnets(other, theirs), subnets(HERE, mine)]],
  ])("is one row, its owner's, and judged in its account (%s)", (_, pages) => {
    const facts = factsOf(...pages)
    expect(facts.rows('subnets').facts.rows.map((row) => [row.account, row.name])).toEqual([[ACCOUNT, 'app']])
    expect(ids(facts.at(HERE).subnets)).toEqual(['subnet-1'])
    expect(ids(facts.at(other).subnets)).toEqual([])
    expect(facts.at(other).subnets.get('subnet-1')?.name).toBe('app')
  })

  test('is found, but not judged, where its owner was not read', () => {
    const facts = factsOf(subnets(other, theirs, { SubnetId: 'subnet-2', OwnerId: OTHER }))
    expect(ids(facts.at(other).subnets)).toEqual(['subnet-2'])
    expect(facts.at(other).subnets.get('subnet-1')?.id).toBe('subnet-1')
  })

  test('is one row, where several use it and its owner was not read', () => {
    const third = at('333333333333', 'us-east-1')
    expect(factsOf(subnets(other, theirs), subnets(third, theirs)).rows('subnets').facts.rows).toHaveLength(1)
  })
})

describe('the kinds that must be read to know others', () => {
  test.each([
    [['vpcs'], ['vpcs']],
    [['targetHealth'], ['targetHealth', 'targetGroups']],
    [['listenerRules'], ['listenerRules', 'listeners', 'loadBalancers']],
    [['prefixListEntries'], ['prefixListEntries', 'routeTables', 'securityGroups']],
    [
      ['prefixListEntries', 'routeTables'],
      ['prefixListEntries', 'routeTables'],
    ],
    [
      ['vpcs', 'vpcs', 'targetHealth'],
      ['vpcs', 'targetHealth', 'targetGroups'],
    ],
  ] as const)('of %j', (wanted, all) => {
    expect(new Set(withParents(wanted))).toEqual(new Set(all))
  })
})
