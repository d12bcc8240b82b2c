import { describe, expect, test } from 'vitest'
import { Facts, type Inventory } from '../../src/inventory/inventory.ts'
import { associationOf } from '../../src/network/transit-association.ts'
import { type Account, account } from '../support/account.ts'

const at = (first: Account, ...others: readonly Account[]): Inventory =>
  new Facts(first.snapshot(...others)).at({ account: first.id, region: first.region })

const hub = (table?: string): Account =>
  account()
    .transitGateway('hub')
    .vpc('app')
    .subnet('app')
    .attach('app', { tgw: 'hub', vpc: 'app', subnets: ['app'], ...(table ? { table } : {}) })
const ask = (inventory: Inventory): unknown => associationOf('tgw-attach-app', 'tgw-hub', inventory)

/** The gateway belongs to another account. */
const shared = (): readonly [Account, Account] => {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account().vpc('app').subnet('app')
  user.attach('app', { tgw: 'hub', vpc: 'app', subnets: ['app'], table: 'hub', owner })
  return [user, owner]
}

describe('the table that routes what enters by an attachment', () => {
  test('is the one that is associated with it', () =>
    expect(ask(at(hub('hub')))).toEqual({ table: 'tgw-rtb-hub' }))

  test('is none, where its owner sees none', () => expect(ask(at(hub()))).toEqual({ none: true }))

  test("is found among the owner's rows", () => {
    const [user, owner] = shared()
    expect(ask(at(user, owner))).toEqual({ table: 'tgw-rtb-hub' })
  })

  test('is not known without the owner', () => {
    const [user] = shared()
    expect(ask(at(user))).toEqual({
      unknown:
        'the route tables of tgw-hub are seen by its owner only (account 222222222222), which was not read',
    })
  })

  test('is not known of an attachment that was not read', () =>
    expect(ask(at(account().transitGateway('hub')))).toEqual({
      unknown: 'the attachment tgw-attach-app was not read',
    }))

  test('is not known while it changes', () => {
    const given = account().add('transitGatewayAttachments', {
      TransitGatewayAttachmentId: 'tgw-attach-app',
      TransitGatewayId: 'tgw-hub',
      ResourceId: 'vpc-app',
      ResourceType: 'vpc',
      Association: { TransitGatewayRouteTableId: 'tgw-rtb-hub', State: 'disassociating' },
    })
    expect(ask(at(given))).toEqual({
      unknown: 'the association of tgw-attach-app with its route table is disassociating',
    })
  })
})
