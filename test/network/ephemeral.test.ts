import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { clientPortsOf, isReplyRange } from '../../src/network/ephemeral.ts'
import { portsLabel } from '../../src/network/nacl.ts'
import { type Account, account } from '../support/account.ts'

const subnet = (): Account => account().vpc('shop').subnet('app', { empty: true })
const eni = (fields: object): Account => subnet().eni('x', { subnet: 'app' }, fields)

const portsOf = (given: Account): readonly string[] => {
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const { required, possible } = clientPortsOf([...inventory.networkInterfaces], inventory)
  return [portsLabel(required), portsLabel(possible)]
}

describe('the ports that clients use', () => {
  test.each([
    ['Linux', subnet().instance('a', { subnet: 'app' }), '32768-60999', '32768-60999'],
    [
      'Windows',
      subnet().instance('a', { subnet: 'app' }, { Platform: 'Windows' }),
      '49152-65535',
      '49152-65535',
    ],
    ['a NAT gateway', subnet().natGateway('a', { in: 'app' }), '1024-65535', '1024-65535'],
    ['an Application Load Balancer', eni({ Description: 'ELB app/web/1' }), '1024-65535', '1024-65535'],
    ['a Network Load Balancer', eni({ InterfaceType: 'network_load_balancer' }), '1024-65535', '1024-65535'],
    ['a function', eni({ InterfaceType: 'lambda' }), '1024-65535', '1024-65535'],
    ['a database', eni({ RequesterManaged: true }), '32768-60999', '32768-60999'],
    [
      'an instance that was not read',
      subnet().instance('a', { subnet: 'app' }).unread('instances'),
      '49152-60999',
      '32768-65535',
    ],
    [
      'Linux and Windows together',
      subnet().instance('a', { subnet: 'app' }).instance('b', { subnet: 'app' }, { Platform: 'Windows' }),
      '32768-65535',
      '32768-65535',
    ],
  ])('%s', (_, given, required, possible) => expect(portsOf(given)).toEqual([required, possible]))
})

test.each([
  ['the range of the sample rules', [[32_768, 65_536]], true],
  ['all ports above the well-known ones', [[1024, 65_536]], true],
  ['one port of a service', [[5432, 5433]], false],
  ['all ports', [[0, 65_536]], false],
  [
    'a service besides the range',
    [
      [443, 444],
      [1024, 65_536],
    ],
    false,
  ],
  ['none', [], false],
] as const)('whether a range is for answers: %s', (_, ports, expected) =>
  expect(isReplyRange(ports)).toBe(expected),
)
