import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { blocksInternet } from '../../src/network/block-public-access.ts'
import { account } from '../support/account.ts'

type Mode = 'off' | 'block-bidirectional' | 'block-ingress'

const blocked = (subnet: Mode | undefined, options: object | undefined): boolean | undefined => {
  const states = subnet ? { BlockPublicAccessStates: { InternetGatewayBlockMode: subnet } } : {}
  const given = account().vpc('shop').subnet('app', { empty: true }, states)
  if (options) given.add('vpcBlockPublicAccessOptions', options)
  else given.unread('vpcBlockPublicAccessOptions')
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const [row] = inventory.subnets
  return row && blocksInternet(row, inventory)
}

test.each([
  ["the subnet's own state", 'block-ingress', undefined, true],
  ['an exclusion, which the subnet shows', 'off', { InternetGatewayBlockMode: 'block-bidirectional' }, false],
  ['nothing is blocked in the account', undefined, { InternetGatewayBlockMode: 'off' }, false],
  [
    'the account blocks, without exclusions',
    undefined,
    { InternetGatewayBlockMode: 'block-ingress', ExclusionsAllowed: 'not-allowed' },
    true,
  ],
  [
    'the account blocks, and an exclusion may hold',
    undefined,
    { InternetGatewayBlockMode: 'block-ingress', ExclusionsAllowed: 'allowed' },
    undefined,
  ],
  ['nothing was read', undefined, undefined, undefined],
] as const)('%s', (_, subnet, options, expected) => expect(blocked(subnet, options)).toBe(expected))
