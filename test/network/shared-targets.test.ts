import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { allTargetsRead, otherRegistrations } from '../../src/network/shared-targets.ts'
import { type Account, account } from '../support/account.ts'

const look = (builder: Account) => {
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  const group = inventory.targetGroups.get(builder.groupArn('web'))
  const [target] = (group && inventory.targetHealth.under(group.id)) ?? []
  if (!group || !target) throw new Error('the story has both')
  const others = otherRegistrations(target, group, inventory)
  return {
    others: others.map((one) => `${one.group.name}${one.unsure ? '?' : ''}`),
    complete: allTargetsRead(inventory),
  }
}
const web = (): Account =>
  account()
    .vpc('shop')
    .loadBalancer('lb')
    .targetGroup('web', { balancers: ['lb'], targets: ['10.0.0.9'] }, { TargetType: 'ip' })
const IP = { TargetType: 'ip' } as const

test('a target is found in every other group that is used', () => {
  const builder = web()
    .targetGroup('api', { balancers: ['lb'], targets: ['10.0.0.9'] }, IP)
    .targetGroup('alone', { targets: ['10.0.0.9'] }, IP)
    .targetGroup('left', { balancers: ['lb'] }, IP)
    .target('left', '10.0.0.9', { state: 'draining' })
  expect(look(builder)).toEqual({ others: ['api'], complete: true })
})

test('an address of another VPC is another machine', () => {
  expect(
    look(web().targetGroup('twin', { balancers: ['lb'], targets: ['10.0.0.9'] }, { ...IP, VpcId: 'vpc-2' }))
      .others,
  ).toEqual([])
})

test('what does not say where it is, is not sure to be the same', () => {
  expect(
    look(web().targetGroup('api', { balancers: ['lb'], targets: ['10.0.0.9'] }, { ...IP, VpcId: undefined }))
      .others,
  ).toEqual(['api?'])
  expect(
    look(web().targetGroup('api', { targets: ['10.0.0.9'] }, { ...IP, LoadBalancerArns: undefined })).others,
  ).toEqual(['api?'])
})
