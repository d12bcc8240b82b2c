import rule from '../../../rules/vpn/vpn-weak-crypto-proposals.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Options = NonNullable<Parameters<Account['vpn']>[3]>

/** Both tunnels restricted to what is modern, but for these fields. */
const tunnels = (fields: Options): Account => account().vpn('hq', ['UP', 'UP'], {}, fields)
const list = <Value>(...all: readonly Value[]): { Value: Value }[] => all.map((Value) => ({ Value }))
/** As AWS answers for a connection that was made with one click. */
const untouched = account().vpn('hq', ['UP', 'UP'], {
  Options: { TunnelOptions: [{ OutsideIpAddress: '203.0.113.20', TunnelInsideCidr: '169.254.10.0/30' }] },
})

const found = (message: string, items: string): readonly string[] => [
  `vpn-hq: Its tunnels accept ${message}: nothing on AWS's side keeps the device from weak encryption.`,
  `  vpn-hq accepts on tunnel 203.0.113.20 ${items}`,
  `  vpn-hq accepts on tunnel 203.0.113.21 ${items}`,
]

testRule(rule, {
  accepts: {
    'modern proposals only': account().vpn('hq'),
    'AES-128, which is no weakness': tunnels({ Phase1EncryptionAlgorithms: list('AES128') }),
    'modern proposals of a connection that is down': account().vpn('hq', ['DOWN', 'DOWN']),
  },
  flags: {
    'untouched defaults': {
      given: untouched,
      finds: [
        "vpn-hq: The tunnel to 203.0.113.20 accepts IKEv1, SHA-1, Diffie-Hellman group 2, Diffie-Hellman group 5: nothing on AWS's side keeps the device from weak encryption.",
        '  vpn-hq accepts on tunnel 203.0.113.20 IKEv1 (IkeVersions, at its default), SHA-1 (Phase1IntegrityAlgorithms, at its default), SHA-1 (Phase2IntegrityAlgorithms, at its default), Diffie-Hellman group 2 (Phase1DHGroupNumbers, at its default), Diffie-Hellman group 2 (Phase2DHGroupNumbers, at its default), Diffie-Hellman group 5 (Phase2DHGroupNumbers, at its default)',
      ],
    },
    'one list that was left at its default': {
      given: tunnels({ IkeVersions: undefined }),
      finds: found('IKEv1', 'IKEv1 (IkeVersions, at its default)'),
    },
    'IKEv1 beside IKEv2': {
      given: tunnels({ IkeVersions: list('ikev1', 'ikev2') }),
      finds: found('IKEv1', 'IKEv1 (IkeVersions)'),
    },
    'SHA-1 in phase 2': {
      given: tunnels({ Phase2IntegrityAlgorithms: list('SHA1', 'SHA2-256') }),
      finds: found('SHA-1', 'SHA-1 (Phase2IntegrityAlgorithms)'),
    },
    'group 5 in phase 2': {
      given: tunnels({ Phase2DHGroupNumbers: list(5, 14) }),
      finds: found('Diffie-Hellman group 5', 'Diffie-Hellman group 5 (Phase2DHGroupNumbers)'),
    },
    'one tunnel of two': {
      given: account().vpn('hq', ['UP', 'UP'], {
        Options: {
          TunnelOptions: [
            account().tunnelOption('203.0.113.20'),
            account().tunnelOption('203.0.113.21', { Phase1DHGroupNumbers: list(2, 14) }),
          ],
        },
      }),
      finds: [
        "vpn-hq: The tunnel to 203.0.113.21 accepts Diffie-Hellman group 2: nothing on AWS's side keeps the device from weak encryption.",
        '  vpn-hq accepts on tunnel 203.0.113.21 Diffie-Hellman group 2 (Phase1DHGroupNumbers)',
      ],
    },
  },
  ignores: {
    'a connection that is being deleted': account().vpn(
      'hq',
      ['UP', 'UP'],
      { State: 'deleting' },
      { IkeVersions: [] },
    ),
  },
  unknown: {
    'an answer without options': {
      given: account().vpn('hq', ['UP', 'UP'], { Options: { TunnelOptions: undefined } }),
      says: ['vpn-hq: the options of its tunnels (Options.TunnelOptions) are not in the answer'],
    },
    'a tunnel without its address': {
      given: tunnels({ OutsideIpAddress: undefined, IkeVersions: list('ikev1') }),
      says: ['vpn-hq: the options of its tunnels (Options.TunnelOptions) are not in the answer'],
    },
  },
})
