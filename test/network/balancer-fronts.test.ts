import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { frontsOf } from '../../src/network/balancer-fronts.ts'
import { type Account, account } from '../support/account.ts'
import { vpcOrigin, webOrigin } from '../support/distribution-builder.ts'

const NAME = 'web-123456789.us-east-1.elb.amazonaws.com'

const shop = (): Account => account().vpc('shop').loadBalancer('web')
const fronts = (given: Account) => {
  const found = frontsOf(new Facts(given.snapshot()).at({ account: given.id, region: given.region }))
  return {
    before: found.before
      .get(given.balancerArn('web'))
      ?.map((one) => `${one.distribution.id} ${one.origin.Id}`),
    unknown: found.unknown,
  }
}

describe('the distributions before a load balancer', () => {
  test('are found from a region, by its own name, by a record, and by a VPC origin', () => {
    const given = shop()
      .site('E1', { origins: [webOrigin(NAME)] })
      .site('E2', { origins: [webOrigin('origin.example.com')] })
      .hostedZone('example.com', [
        {
          Name: 'origin.example.com.',
          Type: 'A',
          AliasTarget: { HostedZoneId: 'Z1', DNSName: `dualstack.${NAME}.`, EvaluateTargetHealth: false },
        },
      ])
      .vpcOrigin('vo-1', account().balancerArn('web'))
      .site('E3', { origins: [vpcOrigin('vo-1', 'inner.example.com')] })
    expect(fronts(given)).toEqual({ before: ['E1 web', 'E2 web', 'E3 vo-1'], unknown: undefined })
  })

  test('are none that is disabled, and no origin that nothing leads to', () => {
    const given = shop()
      .site('E1', { origins: [webOrigin(NAME)] }, { Enabled: false })
      .site('E2', { origins: [webOrigin('else.example.com'), webOrigin(NAME, {}, { Id: 'spare' })] })
    expect(fronts(given)).toEqual({ before: undefined, unknown: undefined })
  })

  test.each([
    [
      'distributions that were not read',
      shop().unread('distributions'),
      'the distributions of CloudFront were not all read',
    ],
    [
      'a distribution that does not say where it leads',
      shop().site('E1', {}, { Origins: undefined }),
      'where the distribution E1 leads was not read',
    ],
    [
      'a distribution that does not say whether it is enabled',
      shop().site('E1', {}, { Enabled: undefined }),
      'where the distribution E1 leads was not read',
    ],
    [
      'records that were not read',
      shop().site('E1', {}).hostedZone('example.com').unread('resourceRecordSets'),
      'where origins of CloudFront lead was not all read',
    ],
  ])('may be more beside %s', (_, given, because) => {
    expect(fronts(given).unknown).toBe(because)
  })
})
