import { expect, test } from 'vitest'
import { INTERNET } from '../../src/network/exposure/filters.ts'
import { isOnInternet } from '../../src/network/path/packet.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'

/** RFC 6890, and the edges of its ranges. */
test.each([
  ['0.1.2.3', false],
  ['10.255.255.255', false],
  ['11.0.0.0', true],
  ['100.63.255.255', true],
  ['100.64.0.0', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.15.255.255', true],
  ['172.16.0.0', false],
  ['172.32.0.0', true],
  ['192.168.1.1', false],
  ['198.17.255.255', true],
  ['198.18.0.0', false],
  ['198.20.0.0', true],
  ['223.255.255.255', true],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['2600:1f18::1', true],
  ['3fff:ffff::', true],
  ['4000::', false],
  ['fd00::1', false],
  ['fe80::1', false],
])('whether strangers have %s: %s, for a path, for exposure and for rules', (text, strangers) => {
  const address = parsePrefix(text)
  if (!address) throw new Error(`${text} is no address`)
  const { family, first } = address
  expect(isOnInternet(family, first)).toBe(strangers)
  expect(INTERNET[family].some(([start, end]) => start <= first && first < end)).toBe(strangers)
  if (isPrivate(address)) expect(strangers).toBe(false)
})
