import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainName } from '../../src/network/record-names.ts'

describe('plainName', () => {
  test.each([
    ['www.Example.COM.', 'www.example.com'],
    ['\\052.example.com.', '*.example.com'],
    ['\\137acme.example.com', '_acme.example.com'],
    ['\\101pp.example.com', 'app.example.com'],
    ['a\\056b.example.com', 'a\\056b.example.com'],
    ['a\\134052.example.com', 'a\\134052.example.com'],
    ['.', ''],
    [undefined, ''],
  ])('%s is %s', (name, plain) => expect(plainName(name)).toBe(plain))

  test('does not depend on which characters Route 53 escapes', () => {
    const label = fc.stringMatching(/^[a-z0-9*@_-]{1,12}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(label, fc.boolean()), { minLength: 1, maxLength: 4 }), (labels) => {
        const escaped = labels.map(([text, isEscaped]) => (isEscaped ? octal(text) : text)).join('.')
        expect(plainName(escaped)).toBe(labels.map(([text]) => text).join('.'))
      }),
    )
  })
})

const octal = (text: string): string =>
  text.replace(/[^]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
