import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { interfacesOn } from '../../src/network/direct-connect.ts'
import { deviceOf, locationsOf } from '../../src/network/direct-connect-locations.ts'
import { type Account, account } from '../support/account.ts'

type Fields = Parameters<Account['virtualInterface']>[2]

type Line = readonly [location: string, fields?: Fields]

const given = (...interfaces: readonly Line[]) => {
  const builder = account().directConnectGateway('corp')
  interfaces.forEach(([location, fields], index) => {
    builder.directConnect(`${index}`, location)
    builder.virtualInterface(`${index}`, { on: `dxcon-${index}`, to: 'corp' }, fields)
  })
  return interfacesOn(
    'dxgw-corp',
    new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region }),
  )
}
const verdict = (...interfaces: readonly Line[]) => locationsOf(given(...interfaces)).verdict

test('two locations are several', () => {
  expect(locationsOf(given(['EqDC2'], ['CS32A'], ['EqDC2']))).toMatchObject({
    verdict: 'several',
    locations: ['CS32A', 'EqDC2'],
  })
})

test('one location is single, however many interfaces it has', () =>
  expect(verdict(['EqDC2'], ['EqDC2'])).toBe('single'))

test('without interfaces there is none', () => expect(verdict()).toBe('none'))

test('what is down does not count, what is tested does', () => {
  expect(verdict(['EqDC2'], ['CS32A', { virtualInterfaceState: 'down' }])).toBe('single')
  expect(verdict(['EqDC2'], ['CS32A', { virtualInterfaceState: 'testing' }])).toBe('several')
  expect(verdict(['EqDC2', { virtualInterfaceState: 'down' }])).toBe('none')
})

test('what is not known decides only where it could change the count', () => {
  const vague: Line = ['CS32A', { virtualInterfaceState: 'unknown' }]
  expect(verdict(['EqDC2'], vague)).toEqual({ unknown: 'whether dxvif-1 is up is not in the answer' })
  expect(verdict(['EqDC2'], ['EqLD5'], vague)).toBe('several')
  expect(verdict(['EqDC2'], ['CS32A', { location: undefined }])).toEqual({
    unknown: 'the location of dxvif-1 is not in the answer',
  })
})

test('a device has a logical id, or else that of the port', () => {
  const [one, two] = given(
    ['EqDC2'],
    ['EqDC2', { awsLogicalDeviceId: undefined, awsDeviceV2: 'EqDC2-9' }],
  ).interfaces
  expect(one && deviceOf(one)).toBe('EqDC2-device-0')
  expect(two && deviceOf(two)).toBe('EqDC2-9')
})
