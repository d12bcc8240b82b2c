import { describe, expect, test } from 'vitest'
import { Facts, type Inventory } from '../../src/inventory/inventory.ts'
import { attachmentsOf, vpcAttachmentsHere } from '../../src/network/attached.ts'
import { type Account, account } from '../support/account.ts'

const seenFrom = (here: Account, ...all: readonly Account[]): Inventory => {
  const [first = here, ...others] = all
  return new Facts(first.snapshot(...others)).at({ account: here.id, region: here.region })
}

/** A gateway of one account, to which another attaches a VPC. */
function shared(fields: object = {}): readonly [owner: Account, user: Account] {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account()
    .vpc('app')
    .subnet('app')
    .attach('app', { tgw: 'hub', vpc: 'app', subnets: ['app'], owner }, fields)
  return [owner, user]
}
const spokenOf = (inventory: Inventory): readonly string[] =>
  [...vpcAttachmentsHere(inventory)].map(({ attachment, unread = 'read' }) => `${attachment.id}: ${unread}`)

describe('the attachment of a VPC', () => {
  test("is judged where the VPC is, and not at the gateway's owner", () => {
    const [owner, user] = shared()
    expect(spokenOf(seenFrom(user, owner, user))).toEqual(['tgw-attach-app: read'])
    expect(spokenOf(seenFrom(owner, owner, user))).toEqual([])
  })

  test("is spoken of by the gateway's owner, where the VPC's was not audited", () => {
    const [owner] = shared()
    expect(spokenOf(seenFrom(owner, owner))).toEqual([
      'tgw-attach-app: vpc-app in account 111111111111 was not read',
    ])
  })

  test('is not judged on its way in or out', () => {
    for (const State of ['pendingAcceptance', 'deleting', 'deleted', 'failed'] as const) {
      const [owner, user] = shared({ State })
      expect(spokenOf(seenFrom(user, owner, user))).toEqual([])
    }
  })

  test('is not judged without its state or its owner', () => {
    for (const field of ['State', 'VpcOwnerId']) {
      const [owner, user] = shared({ [field]: undefined })
      expect(spokenOf(seenFrom(user, owner, user))).toEqual([
        'tgw-attach-app: its state or the owner of its VPC is not in the answer',
      ])
    }
  })
})

test('the owner of a gateway lists each attachment once', () => {
  const [owner, user] = shared()
  const inventory = seenFrom(user, owner, user)
  const gateway = inventory.transitGateways.get('tgw-hub')
  expect(gateway && attachmentsOf(gateway, inventory).map((one) => [one.id, one.account])).toEqual([
    ['tgw-attach-app', '222222222222'],
  ])
})
