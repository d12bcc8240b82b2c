import { expect, test } from 'vitest'
import { isLabel, regionOfHost } from '../../src/network/target-region.ts'

test.each([
  ['dualstack.web-1.eu-west-1.elb.amazonaws.com.', 'eu-west-1'],
  ['mail-1.elb.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['vpce-0abc-x.execute-api.eu-west-2.vpce.amazonaws.com', 'eu-west-2'],
  ['d-1.execute-api.ap-southeast-2.amazonaws.com', 'ap-southeast-2'],
  ['s3-website-us-west-2.amazonaws.com.', 'us-west-2'],
  ['www.example.com.s3-website.eu-central-1.amazonaws.com', 'eu-central-1'],
  ['abc.us-east-2.awsapprunner.com', 'us-east-2'],
  ['Shop.eu-west-1.elasticbeanstalk.com', 'eu-west-1'],
  ['d1.cloudfront.net', undefined],
  ['a1.awsglobalaccelerator.com', undefined],
  ['shop.eu-west-1.example.com', undefined],
])('the Region of %s is %s', (host, region) => expect(regionOfHost(host)).toBe(region))

test('what Route 53 takes for a label', () => {
  expect(isLabel('eu-west-1')).toBe(true)
  expect(isLabel('eu-west-9')).toBe(false)
})
