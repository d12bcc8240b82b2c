import { expect, test } from 'vitest'
import { EC2_RANGES, rangeFinder } from '../../src/network/ec2-ranges.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import { overlaps, parsePrefix } from '../../src/network/prefix.ts'

test('each range is a block with a Region, and none overlaps another', () => {
  const blocks = EC2_RANGES.map((text) => {
    expect(text).toMatch(/^\d+\.\d+\.\d+\.\d+\/\d+ [a-z]+-[a-z]+-\d$/)
    const block = parsePrefix(text.split(' ')[0])
    if (!block) throw new Error(`${text} is no block.`)
    expect(isPrivate(block)).toBe(false)
    return block
  })
  for (const [at, block] of blocks.entries())
    expect(blocks.slice(at + 1).filter((other) => overlaps(block, other))).toEqual([])
})

test.each([
  ['52.0.0.0', 'us-east-1'],
  ['52.1.255.255', 'us-east-1'],
  ['52.2.0.0', undefined],
  ['51.255.255.255', undefined],
  ['44.255.255.255', 'us-west-2'],
  ['52.0.0', undefined],
  ['2001:db8::1', undefined],
  ['52.0.0.x', undefined],
])('%s is in %s', (address, region) => expect(rangeFinder(EC2_RANGES)(address)?.region).toBe(region))

test('single addresses, and blocks without a Region', () => {
  const find = rangeFinder(['192.0.2.7', '198.51.100.0/24', 'nonsense'])
  expect(find('192.0.2.7')).toMatchObject({ cidr: '192.0.2.7', region: undefined })
  expect(find('192.0.2.8')).toBeUndefined()
  expect(find('198.51.100.255')).toMatchObject({ cidr: '198.51.100.0/24' })
})
