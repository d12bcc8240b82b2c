import rule from '../../../rules/network-interface/network-interface-multiple-in-same-subnet.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Item<'networkInterfaces'>

const attached = (DeviceIndex: number, more: object = {}): Fields => ({
  Attachment: {
    AttachmentId: `eni-attach-${DeviceIndex}`,
    InstanceId: 'i-app',
    DeviceIndex,
    NetworkCardIndex: 0,
    Status: 'attached',
    ...more,
  },
})
/** A running instance in app-a, of which the first interface has these fields. */
const instance = (fields: Fields = {}, instanceFields: Item<'instances'> = {}): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { empty: true })
    .subnet('admin-a', { empty: true })
    .instance('app', { subnet: 'app-a' }, instanceFields, { ...attached(0), ...fields })
/** And a second one. */
const second = (
  fields: Fields = {},
  subnet = 'app-a',
  first: Fields = {},
  of: Item<'instances'> = {},
): Account => instance(first, of).eni('two', { subnet }, { ...attached(1), ...fields })

const finds = [
  'i-app: eni-app, eni-two of one instance are in subnet-app-a: an answer may leave by another interface than its request came in by, and be dropped on the way.',
  '  eni-app is device 0 in subnet-app-a',
  '  eni-two is device 1 in subnet-app-a',
]

testRule(rule, {
  accepts: {
    'an interface in another subnet': second({}, 'admin-a'),
    'two network cards': second(attached(1, { NetworkCardIndex: 1 })),
  },
  flags: {
    'two interfaces in one subnet': { given: second(), finds },
    'two of three': {
      given: second().eni('admin', { subnet: 'admin-a' }, attached(2)),
      finds,
    },
  },
  ignores: {
    'one interface': instance(),
    'a second one that is being detached': second(attached(1, { Status: 'detaching' })),
    'a stopped instance': second({}, 'app-a', {}, { State: { Name: 'stopped' } }),
    'a fabric adapter, which carries no IP traffic': second({ InterfaceType: 'efa-only' }),
    'a trunk of ECS': second({ InterfaceType: 'trunk' }),
    'an interface for pods': second({ Description: 'aws-K8S-i-app' }),
    'an interface for pods, by its tag': second({
      TagSet: [{ Key: 'node.k8s.amazonaws.com/instance_id', Value: 'i-app' }],
    }),
    'a firewall, which knows its interfaces apart': second({ SourceDestCheck: false }, 'app-a', {
      SourceDestCheck: false,
    }),
    'a firewall with an interface for its administration': second({}, 'app-a', { SourceDestCheck: false }),
  },
  unknown: {
    'interfaces of unknown cards': {
      given: second(attached(1, { NetworkCardIndex: undefined })),
      says: ['i-app: the network card of eni-two is not in the answer'],
    },
    'an instance that may be a firewall': {
      given: second({ SourceDestCheck: undefined }),
      says: ['i-app: whether it forwards for others (SourceDestCheck) is not in the answer'],
    },
  },
})
