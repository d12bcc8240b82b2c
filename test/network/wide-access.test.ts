import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { wideAccess } from '../../src/network/wide-access.ts'
import { account } from '../support/account.ts'

test.each([
  ['a cloud', 'tcp 22 52.0.0.0/8', [22]],
  ['a range of ports', 'tcp 20-4000 52.0.0.0/8', [22, 3389]],
  ['all traffic', 'all all 52.0.0.0/8', [22, 3389]],
  ['more than private space', 'tcp 22 192.0.0.0/8', [22]],
  ['an office', 'tcp 22 198.51.0.0/16', []],
  ['private space', 'tcp 22 10.0.0.0/8', []],
  ['shared address space', 'tcp 22 100.64.0.0/10', []],
  ['another port', 'tcp 443 52.0.0.0/8', []],
  ['another protocol', 'udp 22 52.0.0.0/8', []],
])('%s', (_, permission, ports) => {
  const given = account().vpc('shop').securityGroup('a', [permission])
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const [group] = inventory.securityGroups
  expect(group && wideAccess(group, [22, 3389], inventory).ports[4]).toEqual(ports)
})

test.each([
  ['10.1.0.0/16', true],
  ['172.31.0.0/16', true],
  ['172.32.0.0/16', false],
  ['192.168.0.0/16', true],
  ['192.0.0.0/8', false],
  ['100.127.0.0/16', true],
  ['0.0.0.0/0', false],
  ['fd00::/8', true],
])('%s is private: %s', (text, expected) => {
  const prefix = parsePrefix(text)
  expect(prefix && isPrivate(prefix)).toBe(expected)
})

test.each([
  ['a value', 'role', 'Standby', true],
  ['a key', 'standby', 'true', true],
  ['a denial', 'standby', 'false', false],
  ['something else', 'role', 'web', false],
])('a tag with the word as %s', (_, Key, Value, expected) =>
  expect(isTaggedWith([{ Key, Value }], ['standby'])).toBe(expected),
)
