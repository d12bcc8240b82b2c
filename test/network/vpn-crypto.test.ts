import { expect, test } from 'vitest'
import { weakName } from '../../src/network/vpn-crypto.ts'

test.each([
  ['ikev1', 'IKEv1'],
  ['IKEv1', 'IKEv1'],
  ['SHA1', 'SHA-1'],
  ['SHA-1', 'SHA-1'],
  [2, 'Diffie-Hellman group 2'],
  [5, 'Diffie-Hellman group 5'],
  ['ikev2', undefined],
  ['SHA2-256', undefined],
  [14, undefined],
  [24, undefined],
  [undefined, undefined],
])('%s is weak by the name of %s', (value, name) => expect(weakName(value)).toBe(name))
