import { expect, test } from 'vitest'
import { amongCodes, codesOf } from '../../src/network/health-codes.ts'

test.each([
  ['200', [[200, 200]]],
  [
    '200,202',
    [
      [200, 200],
      [202, 202],
    ],
  ],
  [
    '200-399, 404',
    [
      [200, 399],
      [404, 404],
    ],
  ],
  ['399-200', undefined],
  ['2xx', undefined],
  ['', undefined],
])('%s', (matcher, expected) => expect(codesOf(matcher)).toEqual(expected))

const isError = (code: number): boolean => code >= 400

test.each([
  ['200-399', []],
  ['200-499', ['400-499']],
  ['200,404', ['404']],
  ['399-400,500-501', ['400', '500-501']],
])('errors among %s', (matcher, expected) =>
  expect(amongCodes(codesOf(matcher) ?? [], isError)).toEqual(expected),
)

test('a range without end does not keep it busy', () => {
  expect(amongCodes([[0, 1e15]], isError)).toEqual(['400-999'])
})
