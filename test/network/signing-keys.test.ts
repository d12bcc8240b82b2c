import { expect, test } from 'vitest'
import { type Anchor, anchorsOfRecord, isMeant } from '../../src/network/signing-keys.ts'

const key = { KeyTag: 1, DigestAlgorithmType: 2, DigestValue: 'ABCD', PublicKey: 'AwEA AQ==' }

test.each<[string, Anchor, boolean | undefined]>([
  ['the same digest, in another case and with spaces', { tag: 1, digestType: 2, digest: 'ab cd' }, true],
  ['another digest', { tag: 1, digestType: 2, digest: 'ff' }, false],
  ['another tag', { tag: 2, digestType: 2, digest: 'abcd' }, false],
  ['a digest of another type, which cannot be compared', { tag: 1, digestType: 4, digest: 'ff' }, true],
  ['a digest that is not known', { tag: 1, digestType: 2 }, undefined],
  ['a tag alone', { tag: 1 }, undefined],
  ['the key itself', { publicKey: 'AwEAAQ==' }, true],
  ['another key', { publicKey: 'BBBB' }, false],
  ['nothing', {}, undefined],
])('%s', (_, anchor, meant) => expect(isMeant(anchor, key)).toBe(meant))

test('a DS record is tag, algorithm, type of the digest, and a digest that may be split', () => {
  const record = {
    Name: 'example.com.',
    Type: 'DS' as const,
    HostedZoneId: 'Z1',
    ResourceRecords: [{ Value: '1 13 2 AB CD' }],
    type: 'AWS::Route53::RecordSet',
    id: 'Z1/example.com./DS',
    account: '111111111111',
    region: 'global',
  }
  expect(anchorsOfRecord(record)).toEqual([{ tag: 1, digestType: 2, digest: 'ABCD' }])
})
