import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { peeringRoutesOf } from '../../src/network/beyond-peer.ts'
import { account } from '../support/account.ts'

type Routes = Record<string, string>

/** `shop` is peered with `hub`, which has ways of its own. */
const purposes = (shop: Routes, hub: Routes = {}): readonly (readonly [string, string])[] => {
  const given = account()
    .vpc('shop')
    .subnet('app', { routes: shop })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: hub })
    .peering('hub', 'shop', 'hub')
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const table = inventory.routeTables.get('rtb-app')
  if (!table) throw new Error('The story has no table.')
  return peeringRoutesOf(table, inventory).beyond.map(({ purpose, onward }) => [purpose, onward.join()])
}

test.each<[string, Routes, Routes, [string, string][]]>([
  ["the peer's own block", { '10.1.0.0/16': 'pcx-hub' }, {}, []],
  ['everything', { '0.0.0.0/0': 'pcx-hub' }, { '0.0.0.0/0': 'nat-a' }, [['internet', 'nat-a']]],
  [
    'everything, but not by a private way',
    { '0.0.0.0/0': 'pcx-hub' },
    { '192.168.0.0/16': 'vgw-a' },
    [['internet', '']],
  ],
  ['premises', { '192.168.1.0/24': 'pcx-hub' }, { '192.168.0.0/16': 'vgw-a' }, [['gateway', 'vgw-a']]],
  [
    'premises, of which a default route says nothing',
    { '192.168.1.0/24': 'pcx-hub' },
    { '0.0.0.0/0': 'igw' },
    [['unowned', '']],
  ],
  ['another network', { '10.9.0.0/16': 'pcx-hub' }, { '10.0.0.0/8': 'tgw-a' }, [['network', 'tgw-a']]],
  ['a dead way on', { '10.9.0.0/16': 'pcx-hub' }, { '10.0.0.0/8': '!tgw-a' }, [['unowned', '']]],
])('%s', (_name, shop, hub, expected) => expect(purposes(shop, hub)).toEqual(expected))
