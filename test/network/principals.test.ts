import { describe, expect, test } from 'vitest'
import { principalOf } from '../../src/network/principals.ts'

describe('principalOf', () => {
  test.each([
    ['*', { everyone: true }],
    ['arn:aws:iam::123456789012:root', { account: '123456789012' }],
    ['arn:aws-cn:iam::123456789012:role/deploy', { account: '123456789012' }],
    ['123456789012', { account: '123456789012' }],
    ['arn:aws:organizations::123456789012:ou/o-1/ou-1', undefined],
    ['vpc-lattice.amazonaws.com', undefined],
    [undefined, undefined],
  ])('%s', (Principal, expected) => expect(principalOf({ Principal })).toEqual(expected))
})
