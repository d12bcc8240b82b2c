import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { healthSignal } from '../../src/network/failover-signal.ts'
import { account } from '../support/account.ts'

const ZONE = 'ZEXAMPLECOM'
const alias = (name: string, target: string, more = {}): object => ({
  Name: name,
  Type: 'A',
  AliasTarget: { DNSName: target, HostedZoneId: ZONE, EvaluateTargetHealth: true, ...more },
})
const signalOf = (...records: readonly object[]): unknown => {
  const builder = account().healthCheck('hc-1').hostedZone('example.com', records)
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
  const [first] = inventory.resourceRecordSets
  return first && healthSignal(first, inventory)
}

test('CloudFront reports no health', () => {
  const toCloudFront = alias('a.example.com', 'd1.cloudfront.net', { HostedZoneId: 'Z2FDTNDATAQYW2' })
  expect(signalOf(toCloudFront)).toMatchObject({ missingOn: { Name: 'a.example.com' } })
})

test('a bucket or an API that is evaluated counts as a signal', () => {
  const toBucket = alias('a.example.com', 's3-website-us-east-1.amazonaws.com.', {
    HostedZoneId: 'Z3AQBSTGFYJSTF',
  })
  expect(signalOf(toBucket)).toEqual({ by: 's3-website-us-east-1.amazonaws.com' })
})

test('an alias to itself ends', () => {
  expect(signalOf(alias('a.example.com', 'A.example.com.'))).toEqual({ unknown: 'it points at itself' })
})

test('two aliases that point at each other end', () => {
  expect(signalOf(alias('a.example.com', 'b.example.com'), alias('b.example.com', 'a.example.com'))).toEqual({
    unknown: 'its aliases go deeper than 5 levels',
  })
})
