import { describe, expect, test } from 'vitest'
import { endpointPort } from '../../src/network/endpoint-ports.ts'

describe('endpointPort', () => {
  test.each([
    ['com.amazonaws.us-east-1.kms', 443],
    ['com.amazonaws.us-gov-west-1.ecr.dkr', 443],
    ['cn.com.amazonaws.cn-north-1.ec2', 443],
    ['com.amazonaws.us-east-1.email-smtp', undefined],
    ['com.amazonaws.us-east-1.cassandra-fips', undefined],
    ['com.amazonaws.us-east-1.transfer.server', undefined],
    ['com.amazonaws.vpce.us-east-1.vpce-svc-0123', undefined],
    ['aws.sagemaker.us-east-1.notebook', undefined],
    [undefined, undefined],
  ])('%s', (name, port) => expect(endpointPort(name)).toBe(port))
})
