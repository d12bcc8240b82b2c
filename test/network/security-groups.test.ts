import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Prefix, addresses } from '../../src/network/prefix.ts'
import { isWholeInternet, permissionLabel, permittedPorts } from '../../src/network/security-groups.ts'

const TCP = 6
const source = (prefix: Prefix): { label: string; prefix: Prefix } => ({ label: '', prefix })

describe('the whole internet', () => {
  /** Blocks of at most four bits: sixteen addresses stand for all. */
  const block = fc.tuple(fc.nat(15), fc.nat(4)).map(([index, length]): Prefix => {
    const hostBits = BigInt(32 - length)
    return { family: 4, first: ((BigInt(index) << 28n) >> hostBits) << hostBits, length }
  })

  test('is what leaves no sixteenth of it out', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const held = Array.from({ length: 16 }, (_, index) => BigInt(index) << 28n).every((address) =>
          blocks.some((one) => {
            const [start, end] = addresses(one)
            return start <= address && address < end
          }),
        )
        expect(isWholeInternet(blocks.map(source), 4)).toBe(held)
        expect(isWholeInternet(blocks.map(source), 6)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  ['its range', { IpProtocol: 'tcp', FromPort: 22, ToPort: 23 }, [[22, 24]]],
  ['all ports for protocol -1', { IpProtocol: '-1' }, [[0, 65_536]]],
  [
    'all ports as AWS writes them for a protocol that has some',
    { IpProtocol: 'tcp', FromPort: -1, ToPort: -1 },
    [[0, 65_536]],
  ],
  ['none of another protocol', { IpProtocol: 'udp', FromPort: 22, ToPort: 22 }, []],
  ['what AWS did not say', { IpProtocol: 'tcp' }, undefined],
])('a permission opens %s', (_, permission, expected) =>
  expect(permittedPorts(permission, TCP)).toEqual(expected),
)

test.each([
  [{ IpProtocol: '-1' }, 'all traffic'],
  [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }, 'TCP 22'],
  [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535 }, 'TCP 0-65535'],
])('%o is called «%s»', (permission, label) => expect(permissionLabel(permission)).toBe(label))
