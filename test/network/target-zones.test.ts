import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { byCount, imbalance, targetsByZone } from '../../src/network/target-zones.ts'
import { account } from '../support/account.ts'

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c']

const countsOf = (targets: readonly { readonly zone: string; readonly state: string }[]): unknown => {
  const builder = account().vpc('shop').targetGroup('web', {}, { TargetType: 'ip' })
  targets.forEach(({ zone, state }, index) =>
    builder.add(
      'targetHealth',
      // States of next year are not among the SDK's.
      {
        Target: { Id: `10.0.0.${index}`, AvailabilityZone: zone },
        TargetHealth: { State: state as 'healthy' },
      },
      { TargetGroupArn: builder.groupArn('web') },
    ),
  )
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  return targetsByZone(builder.groupArn('web'), ZONES, inventory)
}

describe('targetsByZone', () => {
  test('counts the healthy targets of each zone, and in each those for all', () => {
    const zone = fc.constantFrom(...ZONES, 'us-east-1f', 'all')
    const state = fc.constantFrom('healthy', 'unhealthy', 'initial', 'draining', 'quarantined')
    fc.assert(
      fc.property(fc.array(fc.record({ zone, state }), { maxLength: 12 }), (targets) => {
        const expected = (wanted: readonly string[]): Map<string, number> =>
          new Map(
            ZONES.map((one) => [
              one,
              targets.filter((target) => wanted.includes(target.state) && [one, 'all'].includes(target.zone))
                .length,
            ]),
          )
        const anyHealthy = targets.some((target) => target.state === 'healthy')
        expect(countsOf(targets)).toEqual(
          anyHealthy ? { healthy: expected(['healthy']), soon: expected(['healthy', 'initial']) } : undefined,
        )
      }),
      { numRuns: 50 },
    )
  })

  test('is unknown for a target whose zone is', () => {
    expect(countsOf([{ zone: undefined as unknown as string, state: 'healthy' }])).toEqual({
      unknown: 'the zone of its target 10.0.0.0 is not known',
    })
  })
})

describe('imbalance', () => {
  test.each([
    [[2, 2], 1],
    [[5, 2], 2.5],
    [[3, 0], Infinity],
    [[0, 0], 1],
  ])('of %j is %d', (counts, ratio) => {
    expect(imbalance(new Map(counts.map((count, index) => [String(index), count])))).toBe(ratio)
  })

  test('byCount gives the thinnest zone first, and ties by name', () => {
    expect(
      byCount(
        new Map([
          ['c', 2],
          ['b', 1],
          ['a', 2],
        ]),
      ),
    ).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 2],
    ])
  })
})
