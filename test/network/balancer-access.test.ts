import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { admitsOnlyCloudFront, tlsFrontOf } from '../../src/network/balancer-access.ts'
import { type Account, account } from '../support/account.ts'

const shop = (): Account =>
  account()
    .vpc('shop')
    .loadBalancer('web')
    .listener('web', 80, 'HTTP')
    .loadBalancer('outer', { type: 'network' })
    .add('managedPrefixLists', {
      PrefixListId: 'pl-cf',
      PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
    })
    .add('managedPrefixLists', {
      PrefixListId: 'pl-cf6',
      PrefixListName: 'com.amazonaws.global.ipv6.cloudfront.origin-facing',
    })
    .add('managedPrefixLists', { PrefixListId: 'pl-office', PrefixListName: 'office' })

const inventoryOf = (builder: Account) =>
  new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })

const admits = (builder: Account): boolean | undefined => {
  const inventory = inventoryOf(builder)
  const [balancer] = inventory.loadBalancers
  return balancer && admitsOnlyCloudFront(balancer, 80, inventory)
}

const front = (builder: Account): unknown => {
  const group = builder.groupArn('to-web')
  builder
    .targetGroup('to-web', { balancers: ['outer'] }, { TargetType: 'alb', Port: 80 })
    .add(
      'targetHealth',
      { Target: { Id: builder.balancerArn('web') }, TargetHealth: { State: 'healthy' } },
      { TargetGroupArn: group },
    )
  const inventory = inventoryOf(builder)
  const [balancer] = inventory.loadBalancers
  const [listener] = inventory.listeners
  return balancer && listener && tlsFrontOf(balancer, listener, inventory)
}

const forward = (builder: Account): object => ({
  DefaultActions: [{ Type: 'forward', TargetGroupArn: builder.groupArn('to-web') }],
})

describe('admitsOnlyCloudFront', () => {
  test.each([
    [true, 'its list', ['tcp 80 pl-cf']],
    [true, 'its lists for both families', ['tcp 80 pl-cf', 'tcp 80 pl-cf6']],
    [true, 'its list for every port', ['all all pl-cf']],
    [true, 'others on another port', ['tcp 80-443 pl-cf', 'tcp 8080 0.0.0.0/0']],
    [true, 'others by another protocol', ['tcp 80 pl-cf', 'udp 80 0.0.0.0/0']],
    [false, 'others on a range with the port', ['tcp 80 pl-cf', 'tcp 1-1024 10.0.0.0/8']],
    [false, 'others on every port', ['tcp 80 pl-cf', 'all all sg-app']],
    [false, 'another list, too', ['tcp 80 pl-cf', 'tcp 80 pl-office']],
    [false, 'a list that was not read', ['tcp 80 pl-unread']],
    [false, 'nobody', []],
  ])('%s: %s', (expected, _, inbound) => {
    expect(admits(shop().securityGroup('web', inbound))).toBe(expected)
  })

  test('false: a group that was not read', () => expect(admits(shop())).toBe(false))
})

describe('tlsFrontOf', () => {
  test('a TLS listener, where the target has the port of its group', () => {
    const builder = shop()
    expect(front(builder.listener('outer', 443, 'TLS', forward(builder)))).toMatchObject({
      front: { Port: 443 },
    })
  })

  test('not with a second listener in clear', () => {
    const builder = shop()
    builder.listener('outer', 443, 'TLS', forward(builder)).listener('outer', 80, 'TCP', forward(builder))
    expect(front(builder)).toBeUndefined()
  })

  test('not without a listener', () => expect(front(shop())).toBeUndefined())
})
