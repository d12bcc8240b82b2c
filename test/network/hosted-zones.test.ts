import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import {
  handsOn,
  holdersOf,
  isWithin,
  namesFrom,
  recordsNamed,
  zonesBelow,
} from '../../src/network/hosted-zones.ts'
import { account } from '../support/account.ts'

const nested = account()
  .vpc('shop')
  .publicZone('Example.com', [
    account().nsRecord('dev.example.com', ['ns1.dev.example.com']),
    account().nsRecord('a.b.dev.example.com', ['ns2.dev.example.com']),
    { ...account().validationCname('www.example.com'), Name: '\\137proof.www.example.com.' },
  ])
  .publicZone('shop.example.com')
  .privateZone('shop.example.com', ['shop'])
const inventory = new Facts(nested.snapshot()).at({ account: nested.id, region: 'global' })
const [zone] = inventory.hostedZones
const ids = (zones: readonly { readonly id: string }[] | undefined) => zones?.map((one) => one.id)

test('a name lies within itself, within what is above it, and within the root', () => {
  expect(isWithin('www.example.com', 'example.com')).toBe(true)
  expect(isWithin('example.com', 'example.com')).toBe(true)
  expect(isWithin('example.com', '')).toBe(true)
  expect(isWithin('myexample.com', 'example.com')).toBe(false)
  expect(isWithin('com', 'example.com')).toBe(false)
})

test('names go up to the top', () => {
  expect([...namesFrom('www.example.com')]).toEqual(['www.example.com', 'example.com', 'com'])
  expect([...namesFrom('')]).toEqual([])
})

describe('the zones of a name', () => {
  test.each([
    ['www.shop.example.com', ['ZSHOPEXAMPLECOM']],
    ['www.example.com', ['ZEXAMPLECOM']],
    ['myexample.com', []],
  ])('%s is held by %j', (name, holders) => expect(ids(holdersOf(name, inventory))).toEqual(holders))

  test('a zone that does not say whether it is public leaves it open', () => {
    const silent = account().publicZone('example.com', [], { Config: {} })
    const seen = new Facts(silent.snapshot()).at({ account: silent.id, region: 'global' })
    expect(holdersOf('www.example.com', seen)).toBeUndefined()
  })

  test('below it are those of longer names, public and private', () => {
    expect(ids(zonesBelow('example.com', inventory))).toEqual(['ZSHOPEXAMPLECOM', 'ZSHOPEXAMPLECOMPRIVATE'])
  })
})

test.each([
  ['a.b.dev.example.com', 'dev.example.com.'],
  ['dev.example.com', 'dev.example.com.'],
  ['www.example.com', undefined],
  ['example.com', undefined],
])('%s is handed on by %s', (name, by) => {
  expect(zone && handsOn(zone, name, inventory)?.Name).toBe(by)
})

test('an underscore may be escaped', () => {
  expect(zone && recordsNamed(zone, 'CNAME', '_proof.www.example.com', inventory).length).toBe(1)
})
