import { expect, test } from 'vitest'
import { AwsClient } from '../../src/aws/client.ts'
import { serviceOf } from '../../src/aws/services.ts'

test('production has its share of the rate of AWS, and an endpoint of our own is asked as fast as it answers', () => {
  const route53 = serviceOf('route53:ListHostedZones')
  expect(new AwsClient({}).paceOf(route53)).toEqual({ burst: 35, perSecond: 7 })
  expect(new AwsClient({ endpoint: 'http://127.0.0.1:1' }).paceOf(route53).perSecond).toBe(7)
  expect(new AwsClient({ isOwn: true }).paceOf(route53).perSecond).toBeGreaterThan(10_000)
})
