import { describe, expect, test } from 'vitest'
import { awsNameOf, hostOf } from '../../src/network/aws-names.ts'

const ALB = 'web-123456789.us-east-1.elb.amazonaws.com'
const NLB = 'mail-0123456789abcdef.elb.eu-west-1.amazonaws.com'

describe('awsNameOf', () => {
  test.each([
    [ALB, ALB, 'us-east-1'],
    [`dualstack.${ALB}.`, ALB, 'us-east-1'],
    [`ipv6.${ALB}`, ALB, 'us-east-1'],
    [
      'internal-Web-1.us-gov-west-1.elb.amazonaws.com',
      'internal-web-1.us-gov-west-1.elb.amazonaws.com',
      'us-gov-west-1',
    ],
    ['web-1.cn-north-1.elb.amazonaws.com.cn', 'web-1.cn-north-1.elb.amazonaws.com.cn', 'cn-north-1'],
    [NLB, NLB, 'eu-west-1'],
    [`eu-west-1a.${NLB}`, NLB, 'eu-west-1'],
    [
      'mail-1.elb.cn-northwest-1.amazonaws.com.cn',
      'mail-1.elb.cn-northwest-1.amazonaws.com.cn',
      'cn-northwest-1',
    ],
  ])('%s is a load balancer', (name, host, region) => {
    expect(awsNameOf(name)).toEqual({ kind: 'load-balancer', host, region })
  })

  test.each([
    ['vpce-0abc1234-x1y2z3.ec2.us-east-1.vpce.amazonaws.com', 'vpce-0abc1234', 'us-east-1'],
    ['vpce-0abc1234-x1y2z3-us-east-1a.ec2.us-east-1.vpce.amazonaws.com', 'vpce-0abc1234', 'us-east-1'],
    ['*.vpce-0abc1234-x1y2z3.s3.us-east-1.vpce.amazonaws.com', 'vpce-0abc1234', 'us-east-1'],
    ['vpce-0abc1234-x1y2z3.vpce-svc-0ff.us-east-1.vpce.amazonaws.com', 'vpce-0abc1234', 'us-east-1'],
  ])('%s is a VPC endpoint', (name, id, region) => {
    expect(awsNameOf(name)).toEqual({ kind: 'vpc-endpoint', id, region })
  })

  test.each([
    ['D111111abcdef8.cloudfront.net.', { kind: 'distribution', host: 'd111111abcdef8.cloudfront.net' }],
    ['a12.awsglobalaccelerator.com', { kind: 'accelerator', host: 'a12.awsglobalaccelerator.com' }],
    ['a12.dualstack.awsglobalaccelerator.com', { kind: 'accelerator', host: 'a12.awsglobalaccelerator.com' }],
    ['d-abc.execute-api.us-east-1.amazonaws.com', { kind: 'other', service: 'API Gateway' }],
    ['shop.auth.us-east-1.amazoncognito.com', { kind: 'other', service: 'Cognito' }],
  ])('%s', (name, expected) => expect(awsNameOf(name)).toEqual(expected))

  test.each([
    'www.example.com',
    's3-website-us-east-1.amazonaws.com',
    'elb.amazonaws.com.example.com',
    'abc.execute-api.us-east-1.amazonaws.com',
    'ec2-203-0-113-25.compute-1.amazonaws.com',
    undefined,
  ])('%s is none of them', (name) => expect(awsNameOf(name)).toBeUndefined())
})

test('a balancer and a record that names it with a prefix have the same host', () => {
  expect(hostOf(`dualstack.${ALB}.`)).toBe(hostOf(ALB))
})
