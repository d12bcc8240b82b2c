import rule from '../../../rules/enhanced-networking/enhanced-networking-disabled.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Type = 'r4.large' | 'c3.large' | 'c4.large' | 'm4.16xlarge' | 'm7g.large' | 't2.micro'

/** An instance of a type, beside what EC2 says of the type. */
const running = (
  InstanceType: Type,
  EnaSupport: 'required' | 'supported' | 'unsupported' | undefined,
  fields: Item<'instances'> = {},
): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { empty: true })
    .instance('app', { subnet: 'app-a' }, { InstanceType, VirtualizationType: 'hvm', ...fields })
    .add('instanceTypes', {
      InstanceType,
      Hypervisor: EnaSupport === 'required' ? 'nitro' : 'xen',
      NetworkInfo: { EnaSupport },
    })

const off = (type: string, offered: string): string =>
  `i-app: ${type} supports ${offered}, which is off here: packets go through an emulated interface, fewer and slower than those of its type.`
const VF = 'the Intel 82599 Virtual Function'

testRule(rule, {
  accepts: {
    'ENA that is on': running('r4.large', 'supported', { EnaSupport: true }),
    'a Nitro instance, which cannot be without': running('m7g.large', 'required'),
    'a Nitro instance whose flag says nothing': running('m7g.large', 'required', {
      EnaSupport: false,
      VirtualizationType: undefined,
    }),
    'the 82599 interface that is on': running('c4.large', 'unsupported', { SriovNetSupport: 'simple' }),
  },
  flags: {
    'ENA that is off': {
      given: running('r4.large', 'supported', { EnaSupport: false }),
      finds: [off('r4.large', 'ENA'), '  i-app has EnaSupport false', '  r4.large supports ENA'],
    },
    'the 82599 interface that is off': {
      given: running('c4.large', 'unsupported', { EnaSupport: false }),
      finds: [off('c4.large', VF), '  i-app has SriovNetSupport not set', `  c4.large supports ${VF}`],
    },
    'the one size of m4 that uses ENA': {
      given: running('m4.16xlarge', 'supported', { EnaSupport: false, SriovNetSupport: 'simple' }),
      finds: [off('m4.16xlarge', 'ENA'), '  i-app has EnaSupport false', '  m4.16xlarge supports ENA'],
    },
  },
  ignores: {
    'a type that supports neither': running('t2.micro', 'unsupported', { EnaSupport: false }),
    'a paravirtual instance, which cannot have it': running('c3.large', 'unsupported', {
      VirtualizationType: 'paravirtual',
    }),
    'a stopped instance': running('r4.large', 'supported', {
      EnaSupport: false,
      State: { Name: 'stopped' },
    }),
  },
  unknown: {
    'an instance of which the flag is not said': {
      given: running('r4.large', 'supported'),
      says: ['i-app: its EnaSupport is not in the answer'],
    },
    'an instance that may be paravirtual': {
      given: running('c4.large', 'unsupported', { VirtualizationType: undefined }),
      says: ['i-app: its VirtualizationType is not in the answer'],
    },
    'a type of which EC2 does not say what it supports': {
      given: running('r4.large', undefined, { EnaSupport: false }),
      says: ['i-app: what r4.large supports (EnaSupport) was not read'],
    },
    'an instance without a type': {
      given: running('r4.large', 'supported', { EnaSupport: false, InstanceType: undefined }),
      says: ['i-app: its instance type is not in the answer'],
    },
  },
})
