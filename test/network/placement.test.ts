import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { ceilingOf, outgrows } from '../../src/network/placement-scaling.ts'
import { activeMembers, countBy, countLabel } from '../../src/network/placement.ts'
import { account } from '../support/account.ts'

const membersOf = (
  group: object,
  placement: object,
  elsewhere = account({ id: '222222222222' }),
): readonly string[] => {
  const builder = account()
    .vpc('shop')
    .subnet('a', { empty: true })
    .placementGroup('hpc', 'cluster', group)
    .instance('n1', { subnet: 'a' }, { Placement: placement })
  const facts = new Facts(builder.snapshot(elsewhere)).at({ account: builder.id, region: builder.region })
  const [row] = facts.placementGroups
  const active = row && activeMembers(row, facts)
  return active && 'members' in active ? active.members.map((one) => one.id) : []
}

describe('activeMembers', () => {
  test.each([
    ['by id and name', { GroupId: 'pg-1' }, { GroupId: 'pg-1', GroupName: 'hpc' }, ['i-n1']],
    ['by id alone', { GroupId: 'pg-1' }, { GroupId: 'pg-1' }, ['i-n1']],
    ['by name, where the instance has no id', { GroupId: 'pg-1' }, { GroupName: 'hpc' }, ['i-n1']],
    [
      'by name, where the group has no id',
      { GroupId: undefined },
      { GroupId: 'pg-1', GroupName: 'hpc' },
      ['i-n1'],
    ],
    ['not by name, where the ids differ', { GroupId: 'pg-1' }, { GroupId: 'pg-2', GroupName: 'hpc' }, []],
    ['not without a group', { GroupId: 'pg-1' }, { GroupName: '' }, []],
  ])('%s', (_, group, placement, expected) => expect(membersOf(group, placement)).toEqual(expected))

  test('not by the same name in another account', () => {
    const other = account({ id: '222222222222' })
      .vpc('shop')
      .subnet('a', { empty: true })
      .instance('n2', { subnet: 'a' }, { Placement: { GroupName: 'hpc' } })
    expect(membersOf({}, { GroupName: 'hpc' }, other)).toEqual(['i-n1'])
  })
})

test('counts are in the order of their keys', () => {
  expect(countLabel(countBy(['b', 'a', 'b'], (one) => one))).toBe('1 × a, 2 × b')
})

/** Only what the functions look at. */
const scaling = (fields: object): Parameters<typeof outgrows>[0] =>
  ({ AvailabilityZones: ['a', 'b', 'b'], MaxSize: 15, ...fields }) as unknown as Parameters<
    typeof outgrows
  >[0]

describe('an Auto Scaling group', () => {
  test('counts each zone once', () => expect(ceilingOf(scaling({}), 7)).toBe(14))
  test.each([
    ['one too many', {}, true],
    ['just fits', { MaxSize: 14 }, false],
    ['counts vCPUs', { DesiredCapacityType: 'vcpu' }, false],
    ['counts instances, explicitly', { DesiredCapacityType: 'units' }, true],
    ['does not say its size', { MaxSize: undefined }, true],
    ['has no zones', { AvailabilityZones: [], MaxSize: 1 }, true],
  ])('that %s', (_, fields, expected) => expect(outgrows(scaling(fields), 7)).toBe(expected))
})
