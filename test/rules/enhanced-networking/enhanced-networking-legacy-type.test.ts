import rule from '../../../rules/enhanced-networking/enhanced-networking-legacy-type.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Type = 'm7g.large' | 'c7i.metal-24xl' | 'r4.large' | 'p3.2xlarge' | 'c4.large' | 't2.micro'

/** A running instance of a type, beside what EC2 says of the type. */
const running = (
  InstanceType: Type,
  type: Item<'instanceTypes'>,
  fields: Item<'instances'> = {},
  Tags: Item<'instances'>['Tags'] = [],
): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { empty: true })
    .instance('app', { subnet: 'app-a' }, { InstanceType, VirtualizationType: 'hvm', Tags, ...fields })
    .add('instanceTypes', { InstanceType, ...type })

const nitro: Item<'instanceTypes'> = {
  Hypervisor: 'nitro',
  CurrentGeneration: true,
  NetworkInfo: { EnaSupport: 'required' },
}
const xen = (EnaSupport: 'supported' | 'unsupported', CurrentGeneration = false): Item<'instanceTypes'> => ({
  Hypervisor: 'xen',
  CurrentGeneration,
  NetworkInfo: { EnaSupport },
})
const onHost = { Placement: { AvailabilityZone: 'us-east-1a', Tenancy: 'host' as const, GroupName: '' } }

const finds = (type: string, limit: string): readonly string[] => [
  `i-app: ${type} ${limit}; a current Nitro type gives more network for the money.`,
  `  i-app runs on ${type}`,
  `  ${type} ${limit}`,
]
const VF = 'uses the Intel 82599 interface, which carries 10 Gbps at most'
const EMULATED = 'has no enhanced networking: packets go through an emulated interface'

testRule(rule, {
  accepts: {
    'a Nitro type': running('m7g.large', nitro),
    'a Nitro type of a previous generation': running('m7g.large', { ...nitro, CurrentGeneration: false }),
    'bare metal, which has no hypervisor': running('c7i.metal-24xl', {
      ...nitro,
      Hypervisor: undefined,
      BareMetal: true,
    }),
    'a Xen type with ENA that is still current': running('p3.2xlarge', xen('supported', true)),
  },
  flags: {
    'a type with the 82599 interface': {
      given: running('c4.large', xen('unsupported', true)),
      finds: finds('c4.large', VF),
    },
    'a current type without enhanced networking': {
      given: running('t2.micro', xen('unsupported', true)),
      finds: finds('t2.micro', EMULATED),
    },
    'a Xen type with ENA of a previous generation': {
      given: running('r4.large', xen('supported')),
      finds: finds('r4.large', 'is of a previous generation, on the Xen hypervisor'),
    },
    'a paravirtual instance': {
      given: running('r4.large', xen('supported', true), { VirtualizationType: 'paravirtual' }),
      finds: finds('r4.large', 'is used by a paravirtual instance, which cannot have enhanced networking'),
    },
    'another family than those that are accepted': {
      given: running('t2.micro', xen('unsupported', true))
        .instance('old', { subnet: 'app-a' }, { InstanceType: 'c4.large' })
        .add('instanceTypes', { InstanceType: 'c4.large', ...xen('unsupported') }),
      settings: { acceptedFamilies: ['t2'] },
      finds: finds('c4.large', VF).map((line) => line.replace('i-app', 'i-old')),
    },
    'a host without a licence that binds to it': {
      given: running('c4.large', xen('unsupported'), onHost),
      finds: finds('c4.large', VF),
    },
  },
  ignores: {
    'a stopped instance': running('c4.large', xen('unsupported'), { State: { Name: 'stopped' } }),
    'a licence that is bound to a Dedicated Host': running('c4.large', xen('unsupported'), onHost, [
      { Key: 'licence', Value: 'oracle' },
    ]),
  },
  unknown: {
    'a type that was not read': {
      given: account().vpc('shop').subnet('app-a'),
      says: ['i-app-a: what m7g.large supports was not read'],
    },
    'an instance without a type': {
      given: running('c4.large', xen('unsupported'), { InstanceType: undefined }),
      says: ['i-app: its instance type is not in the answer'],
    },
    'a type that does not say what it supports': {
      given: running('r4.large', { Hypervisor: 'xen', CurrentGeneration: false }),
      says: ['i-app: what r4.large supports (EnaSupport) is not in the answer'],
    },
    'a type that does not say its generation': {
      given: running('r4.large', { ...xen('supported'), CurrentGeneration: undefined }),
      says: ['i-app: whether r4.large is of a current generation is not in the answer'],
    },
    'a type without a hypervisor that is not bare metal': {
      given: running('r4.large', { ...xen('supported'), Hypervisor: undefined }),
      says: ['i-app: the Hypervisor of r4.large is not in the answer'],
    },
    'an instance that may be paravirtual': {
      given: running('r4.large', xen('supported', true), { VirtualizationType: undefined }),
      says: ['i-app: its VirtualizationType is not in the answer'],
    },
  },
})
