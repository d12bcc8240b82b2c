import { expect, test } from 'vitest'
import { mechanismOf } from '../../src/network/enhanced-networking.ts'

/** Only what the function looks at. */
const described = (EnaSupport: string): Parameters<typeof mechanismOf>[1] =>
  ({ NetworkInfo: { EnaSupport } }) as Parameters<typeof mechanismOf>[1]

test.each([
  ['c4.large', described('unsupported'), 'vf'],
  ['m4.10xlarge', undefined, 'vf'],
  ['m4.16xlarge', described('supported'), 'ena'],
  ['r4.large', described('supported'), 'ena'],
  ['m7g.large', described('required'), 'ena-always'],
  ['t2.micro', described('unsupported'), 'none'],
  ['c4a.large', described('required'), 'ena-always'],
  ['x9.large', described('of next year'), undefined],
  ['x9.large', undefined, undefined],
])('%s', (type, row, expected) => expect(mechanismOf(type, row)).toBe(expected))
