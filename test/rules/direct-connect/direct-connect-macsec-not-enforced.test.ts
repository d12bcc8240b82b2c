import rule from '../../../rules/direct-connect/direct-connect-macsec-not-enforced.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = NonNullable<Parameters<Account['directConnect']>[2]>

const KEY = {
  secretARN: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:directconnect!prod',
  state: 'associated',
}
const SECURE: Fields = {
  macSecCapable: true,
  encryptionMode: 'must_encrypt',
  macSecKeys: [KEY],
  portEncryptionStatus: 'Encryption Up',
}
const port = (fields: Fields = {}): Account =>
  account().directConnect('hq', 'EqDC2', { ...SECURE, ...fields })
const bundle = (second: Fields, fields: Parameters<Account['lag']>[2] = {}): Account =>
  account()
    .directConnect('a', 'EqDC2', SECURE)
    .directConnect('b', 'EqDC2', { ...SECURE, ...second })
    .lag('hq', ['a', 'b'], {
      macSecCapable: true,
      encryptionMode: 'must_encrypt',
      macSecKeys: [KEY],
      ...fields,
    })

const clear = 'what passes between the router and AWS is in the clear.'

testRule(rule, {
  accepts: {
    'a connection that must encrypt and does': port(),
    'a second key that is on its way': port({ macSecKeys: [KEY, { ...KEY, state: 'associating' }] }),
    'a LAG that must encrypt and does, once': bundle({}),
  },
  flags: {
    'a connection that could encrypt': {
      given: port({ encryptionMode: 'no_encrypt', macSecKeys: [], portEncryptionStatus: 'Encryption Down' }),
      finds: [
        `dxcon-hq: This connection can encrypt with MACsec and does not: ${clear}`,
        '  dxcon-hq has encryption mode no_encrypt and no MACsec key',
      ],
    },
    'a connection that encrypts only while keys match': {
      given: port({ encryptionMode: 'should_encrypt' }),
      finds: [
        'dxcon-hq: This connection can encrypt with MACsec and need not: when the keys stop matching, it goes on in the clear.',
        '  dxcon-hq has encryption mode should_encrypt and MACsec keys associated',
      ],
    },
    'a connection whose keys do not match, and worse': {
      given: port({ encryptionMode: 'should_encrypt', portEncryptionStatus: 'Encryption Down' }),
      finds: [
        'dxcon-hq: MACsec is down on dxcon-hq, and the mode should_encrypt sends everything in the clear. [high]',
        '  dxcon-hq has encryption mode should_encrypt and MACsec keys associated',
      ],
    },
    'a connection that must encrypt and cannot': {
      given: port({ portEncryptionStatus: 'Encryption Down' }),
      finds: [
        'dxcon-hq: MACsec is down on dxcon-hq: the mode must_encrypt lets nothing through. [high]',
        '  dxcon-hq has encryption mode must_encrypt and MACsec keys associated',
      ],
    },
    'a connection without a key that is in force': {
      given: port({ macSecKeys: [{ ...KEY, state: 'disassociated' }] }),
      finds: [
        `dxcon-hq: This connection can encrypt with MACsec and has no key: ${clear}`,
        '  dxcon-hq has encryption mode must_encrypt and MACsec keys disassociated',
      ],
    },
    'a LAG of which one link does not encrypt': {
      given: bundle({ portEncryptionStatus: 'Encryption Down' }, { encryptionMode: 'should_encrypt' }),
      finds: [
        'dxlag-hq: MACsec is down on dxcon-b, and the mode should_encrypt sends everything in the clear. [high]',
        '  dxlag-hq has encryption mode should_encrypt and MACsec keys associated',
      ],
    },
    'a lab, as information only': {
      given: port({ encryptionMode: 'should_encrypt', tags: [{ key: 'stage', value: 'lab' }] }),
      finds: [
        'dxcon-hq: This connection can encrypt with MACsec and need not: when the keys stop matching, it goes on in the clear. [info]',
        '  dxcon-hq has encryption mode should_encrypt and MACsec keys associated',
      ],
    },
  },
  ignores: {
    'a port that cannot do MACsec': port({
      macSecCapable: false,
      encryptionMode: 'no_encrypt',
      macSecKeys: [],
    }),
    'a connection that is on its way': port({ connectionState: 'pending', encryptionMode: 'no_encrypt' }),
    'a connection that is down, which its own rule says': port({
      connectionState: 'down',
      portEncryptionStatus: 'Encryption Down',
    }),
    'a connection that another account owns': port({
      ownerAccount: '222222222222',
      encryptionMode: 'no_encrypt',
    }),
  },
  unknown: {
    'an answer without the mode': {
      given: port({ encryptionMode: undefined }),
      says: ['dxcon-hq: its state, its encryption mode or its MACsec keys are not in the answer'],
    },
    'an answer without the keys': {
      given: port({ macSecKeys: undefined }),
      says: ['dxcon-hq: its state, its encryption mode or its MACsec keys are not in the answer'],
    },
    'an answer that does not say whether it can': {
      given: port({ macSecCapable: undefined, encryptionMode: 'no_encrypt' }),
      says: ['dxcon-hq: its state, its encryption mode or its MACsec keys are not in the answer'],
    },
    'an answer without the status': {
      given: port({ portEncryptionStatus: undefined }),
      says: ['dxcon-hq: whether its encryption is up is not in the answer'],
    },
  },
})
