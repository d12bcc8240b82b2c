import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { scalingGroupsOf, trafficSourcesOf } from '../../src/network/scaling-groups.ts'
import { account } from '../support/account.ts'
import type { Item } from '../support/facts-builder.ts'

const web = account().groupArn('web')

const sources = (fields: Item<'autoScalingGroups'>) => {
  const builder = account().scalingGroup('fleet', [], fields)
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  const [group] = inventory.autoScalingGroups
  return group && { ...trafficSourcesOf(group), fills: scalingGroupsOf(web, inventory).map((one) => one.id) }
}

test.each<[string, Item<'autoScalingGroups'>, object]>([
  ['none', {}, { balancers: [], lattice: [], fills: [] }],
  ['the old field', { TargetGroupARNs: [web] }, { balancers: [web], lattice: [], fills: ['fleet'] }],
  [
    'the old field and the new one',
    { TargetGroupARNs: [web], TrafficSources: [{ Identifier: web, Type: 'elbv2' }] },
    { balancers: [web], lattice: [], fills: ['fleet'] },
  ],
  ['a classic balancer', { LoadBalancerNames: ['old'] }, { balancers: ['old'], lattice: [], fills: [] }],
  [
    'VPC Lattice, which its ARN tells where the type is missing',
    { TrafficSources: [{ Identifier: 'arn:aws:vpc-lattice:us-east-1:1:targetgroup/tg-1' }] },
    { balancers: [], lattice: ['arn:aws:vpc-lattice:us-east-1:1:targetgroup/tg-1'], fills: [] },
  ],
])('%s', (_, fields, expected) => expect(sources(fields)).toEqual(expected))
