import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { directConnectTo, interfacesOn, isJudgedHere, isUp } from '../../src/network/direct-connect.ts'
import { type Account, DENIED, account } from '../support/account.ts'

const OTHER = '222222222222'

const follow = (id: string, ...given: readonly [Account, ...Account[]]): object => {
  const [first, ...others] = given
  const inventory = new Facts(first.snapshot(...others)).at({ account: first.id, region: first.region })
  const gateway = inventory.vpnGateways.get(id) ?? inventory.transitGateways.get(id)
  if (!gateway) throw new Error(`There is no gateway ${id}.`)
  const { interfaces, ...rest } = directConnectTo(gateway, inventory)
  return { interfaces: interfaces.map((one) => one.id), ...rest }
}
const nothing = { interfaces: [], directConnectGatewayIds: [], unreadInterfaceIds: [], unread: [] }

const hq = (): Account => account().vpc('shop').vpnGateway('hq', 'shop').directConnect('hq', 'EqDC2')
const hub = (): Account =>
  account().transitGateway('hub').directConnectGateway('corp').directConnect('hq', 'EqDC2')

describe('Direct Connect leads to', () => {
  test('a virtual private gateway on which an interface ends', () => {
    const given = hq().virtualInterface('hq', { on: 'dxcon-hq', to: 'vgw-hq' })
    expect(follow('vgw-hq', given)).toEqual({ ...nothing, interfaces: ['dxvif-hq'] })
  })

  test('a gateway that is associated with a Direct Connect gateway, from all regions', () => {
    const ireland = account({ region: 'eu-west-1' })
    const virginia = account()
      .sharesDirectConnectWith(ireland)
      .transitGateway('hub')
      .directConnectGateway('corp')
    virginia.directConnect('hq', 'EqDC2').virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' })
    ireland.directConnect('eu', 'EirCL').virtualInterface('eu', { on: 'dxcon-eu', to: 'corp' })
    virginia.associateDirectConnect('corp', 'tgw-hub')
    expect(follow('tgw-hub', virginia, ireland)).toEqual({
      ...nothing,
      interfaces: ['dxvif-eu', 'dxvif-hq'],
      directConnectGatewayIds: ['dxgw-corp'],
    })
  })

  test('a gateway whose association changes its prefixes', () => {
    const given = hub()
      .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' })
      .associateDirectConnect('corp', 'tgw-hub', [], { associationState: 'updating' })
    expect(follow('tgw-hub', given)).toMatchObject({ interfaces: ['dxvif-hq'], unread: [] })
  })
})

describe('Direct Connect does not lead to', () => {
  test('a gateway on which nothing ends', () => {
    const given = hq().virtualInterface('other', { on: 'dxcon-hq', to: 'vgw-other' })
    expect(follow('vgw-hq', given)).toEqual(nothing)
  })

  test('a gateway whose association is over', () => {
    const given = hub()
      .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' })
      .associateDirectConnect('corp', 'tgw-hub', [], { associationState: 'disassociated' })
    expect(follow('tgw-hub', given)).toEqual(nothing)
  })

  test('a gateway by an interface that is deleted, or detached', () => {
    const given = hq().virtualInterface(
      'hq',
      { on: 'dxcon-hq', to: 'vgw-hq' },
      { virtualInterfaceState: 'deleted' },
    )
    expect(follow('vgw-hq', given)).toEqual(nothing)
  })
})

describe('it is not known', () => {
  test('what another account attached, but by its id', () => {
    const given = hub().associateDirectConnect('corp', 'tgw-hub')
    account({ id: OTHER })
      .directConnect('dc', 'CS32A')
      .virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' }, {}, given)
    expect(follow('tgw-hub', given)).toEqual({
      interfaces: [],
      directConnectGatewayIds: ['dxgw-corp'],
      unreadInterfaceIds: ['dxvif-dc'],
      unread: ['dxvif-dc in account 222222222222, us-east-1, was not read'],
    })
  })

  test('what is attached to a Direct Connect gateway of another account', () => {
    const owner = account({ id: OTHER }).directConnectGateway('corp')
    const given = account().transitGateway('hub').associateDirectConnect('corp', 'tgw-hub', [], {}, owner)
    expect(follow('tgw-hub', given)).toEqual({
      ...nothing,
      directConnectGatewayIds: ['dxgw-corp'],
      unread: ['the virtual interfaces attached to Direct Connect gateway dxgw-corp were not read'],
    })
    expect(follow('tgw-hub', given, owner)).toMatchObject({ unread: [] })
  })

  test('where associations or interfaces were not read', () => {
    const given = hq().virtualInterface('hq', { on: 'dxcon-hq', to: 'vgw-hq' })
    given.unread('directConnectAssociationsOfGateways', DENIED).unread('virtualInterfaces', DENIED)
    expect(follow('vgw-hq', given)).toEqual({
      ...nothing,
      unread: [
        'the Direct Connect gateways associated with vgw-hq were not read',
        'the virtual interfaces of account 111111111111 in us-east-1 were not read',
      ],
    })
  })

  test('where interfaces end, when the answer does not say it of one', () => {
    const given = hq().virtualInterface(
      'hq',
      { on: 'dxcon-hq', to: 'vgw-hq' },
      { virtualGatewayId: undefined },
    )
    expect(follow('vgw-hq', given)).toEqual({
      ...nothing,
      unread: ['the virtual interfaces of account 111111111111 in us-east-1 were not read'],
    })
  })

  test('where an association names no gateway or no state', () => {
    const given = hub()
      .associateDirectConnect('corp', 'tgw-hub', [], {
        associationId: 'dxassoc-1',
        directConnectGatewayId: undefined,
      })
      .associateDirectConnect('corp', 'tgw-hub', [], {
        associationId: 'dxassoc-2',
        associationState: undefined,
      })
    expect(follow('tgw-hub', given)).toMatchObject({
      unread: [
        'the state or the gateway of the association dxassoc-1 is not in the answer',
        'the state or the gateway of the association dxassoc-2 is not in the answer',
      ],
    })
  })
})

describe('an interface on a Direct Connect gateway', () => {
  const interfaces = (fields: object): readonly (boolean | undefined)[] => {
    const given = hub().virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' }, fields)
    const facts = new Facts(given.snapshot())
    return interfacesOn('dxgw-corp', facts.at({ account: given.id, region: given.region })).interfaces.map(
      isUp,
    )
  }
  test('works while it is available', () => expect(interfaces({})).toEqual([true]))
  test('does not work while it is down, or being tested', () => {
    expect(interfaces({ virtualInterfaceState: 'down' })).toEqual([false])
    expect(interfaces({ virtualInterfaceState: 'testing' })).toEqual([false])
  })
  test('may work where AWS does not say', () => {
    expect(interfaces({ virtualInterfaceState: 'unknown' })).toEqual([undefined])
    expect(interfaces({ virtualInterfaceState: undefined })).toEqual([undefined])
  })
  test('is none once it is refused', () =>
    expect(interfaces({ virtualInterfaceState: 'rejected' })).toEqual([]))
})

describe('a Direct Connect gateway is judged once', () => {
  const judgedIn = (homes: readonly string[]): readonly string[] => {
    const ireland = account({ region: 'eu-west-1' })
    const virginia = account().sharesDirectConnectWith(ireland).directConnectGateway('corp')
    const facts = new Facts(virginia.snapshot(ireland))
    return facts.places.flatMap((place) => {
      const inventory = facts.at(place)
      const rows = [...inventory.directConnectGateways].filter((row) => isJudgedHere(row, homes, inventory))
      return rows.map((row) => row.region)
    })
  }
  test('where its interfaces are', () => expect(judgedIn(['us-east-1'])).toEqual(['us-east-1']))
  test('in the first region where they are in several', () =>
    expect(judgedIn(['us-east-1', 'eu-west-1'])).toEqual(['eu-west-1']))
  test('in the first region where theirs was not read', () =>
    expect(judgedIn(['ap-south-1'])).toEqual(['eu-west-1']))
})
