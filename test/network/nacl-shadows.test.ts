import { describe, expect, test } from 'vitest'
import { shadowsIn } from '../../src/network/nacl-shadows.ts'
import { type NetworkAcl, entriesOf } from '../../src/network/nacl.ts'

const icmp = (number: number, Type?: number, Code?: number): object => ({
  RuleNumber: number,
  RuleAction: 'allow',
  Egress: false,
  CidrBlock: '10.0.0.0/8',
  Protocol: '1',
  ...(Type === undefined ? {} : { IcmpTypeCode: { Type, Code } }),
})
const shadowed = (...Entries: readonly object[]): readonly (readonly number[])[] => {
  const acl = { account: '1', region: 'us-east-1', type: '', id: 'acl-1', Entries } as unknown as NetworkAcl // a row with what is looked at
  return shadowsIn(entriesOf(acl, 'inbound') ?? []).map(({ entry, by }) => [entry.number, by.number])
}

describe('shadowsIn', () => {
  test.each<[string, object[], number[][]]>([
    ['all types cover one', [icmp(1, -1, -1), icmp(2, 8, 0)], [[2, 1]]],
    ['no type is all types', [icmp(1), icmp(2, 8, 0)], [[2, 1]]],
    ['one type does not cover all', [icmp(1, 8, -1), icmp(2, -1, -1), icmp(3)], [[3, 2]]],
    ['all codes of a type cover one', [icmp(1, 3, -1), icmp(2, 3, 4)], [[2, 1]]],
    ['one code does not cover another', [icmp(1, 3, 1), icmp(2, 3, 4)], []],
    ['numbers decide, not the order of the answer', [icmp(2, 8, 0), icmp(1)], [[2, 1]]],
    ['all protocols cover one', [{ ...icmp(1), Protocol: '-1' }, icmp(2)], [[2, 1]]],
    ['the last, implicit entry is nobody’s business', [icmp(1), icmp(32_767)], []],
  ])('%s', (_name, entries, expected) => {
    expect(shadowed(...entries)).toEqual(expected)
  })
})
