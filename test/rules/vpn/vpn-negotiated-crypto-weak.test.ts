import rule from '../../../rules/vpn/vpn-negotiated-crypto-weak.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

/** The first tunnel agreed on this, the second one on what is modern. */
const negotiated = (fields: Item<'activeVpnTunnels'>): Account =>
  account().vpn('hq').negotiated('hq', 0, fields)

const found = (what: string): readonly string[] => [
  `vpn-hq: The tunnel to 203.0.113.20 uses ${what}: what passes through can be recorded today and read or forged once that is broken.`,
  `  vpn-hq negotiated ${what} on tunnel 203.0.113.20`,
]
const vague = ['vpn-hq: what the tunnel to 203.0.113.20 negotiated is not, or not all, in the answer']

testRule(rule, {
  accepts: {
    'modern algorithms': account().vpn('hq'),
    'AES-GCM, which needs no integrity algorithm': negotiated({
      Phase1EncryptionAlgorithm: 'AES256-GCM-16',
      Phase1IntegrityAlgorithm: undefined,
      Phase2EncryptionAlgorithm: 'AES256-GCM-16',
      Phase2IntegrityAlgorithm: undefined,
    }),
    'IKEv2 whose first keys came without an exchange of their own': negotiated({ Phase2DHGroup: undefined }),
    'AES-128, which is no weakness': negotiated({ Phase1EncryptionAlgorithm: 'AES128' }),
    'one tunnel that is up': account().vpn('hq', ['UP', 'DOWN']),
  },
  flags: {
    IKEv1: { given: negotiated({ IkeVersion: 'ikev1' }), finds: found('IKEv1') },
    'SHA-1 in either phase': {
      given: negotiated({ Phase1IntegrityAlgorithm: 'SHA1', Phase2IntegrityAlgorithm: 'SHA1' }),
      finds: found('SHA-1'),
    },
    'weak groups': {
      given: negotiated({ Phase1DHGroup: 2, Phase2DHGroup: 5 }),
      finds: found('Diffie-Hellman group 2, Diffie-Hellman group 5'),
    },
    'both tunnels': {
      given: account()
        .vpn('hq')
        .negotiated('hq', 0, { IkeVersion: 'ikev1' })
        .negotiated('hq', 1, { IkeVersion: 'ikev1', Phase2DHGroup: 2 }),
      finds: [
        'vpn-hq: Its tunnels use IKEv1, Diffie-Hellman group 2: what passes through can be recorded today and read or forged once that is broken.',
        '  vpn-hq negotiated IKEv1 on tunnel 203.0.113.20',
        '  vpn-hq negotiated IKEv1, Diffie-Hellman group 2 on tunnel 203.0.113.21',
      ],
    },
    'a weak tunnel beside one that says nothing yet': {
      given: negotiated({ IkeVersion: 'ikev1' }).negotiated('hq', 1, { ProvisioningStatus: 'pending' }),
      finds: found('IKEv1'),
    },
  },
  ignores: {
    'a connection that is down': account().vpn('hq', ['DOWN', 'DOWN']),
    'a connection that is being deleted': account()
      .vpn('hq', ['UP', 'UP'], { State: 'deleting' })
      .negotiated('hq', 0, { IkeVersion: 'ikev1' }),
  },
  unknown: {
    'a tunnel that is being provisioned': {
      given: negotiated({ IkeVersion: 'ikev1', ProvisioningStatus: 'pending' }),
      says: vague,
    },
    'a tunnel that says nothing of its version': {
      given: negotiated({ IkeVersion: undefined }),
      says: vague,
    },
    'a version of next year without the group of phase 2': {
      given: negotiated({ IkeVersion: 'ikev3', Phase2DHGroup: undefined }),
      says: vague,
    },
    'an answer without telemetry': {
      given: account().vpn('hq', [], { VgwTelemetry: undefined }),
      says: ['vpn-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
  },
})
