import rule from '../../../rules/nlb/nlb-client-ip-hairpin.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Attributes = Readonly<Record<string, string>>

const TCP = { Protocol: 'TCP' } as const
const IP = { ...TCP, TargetType: 'ip' } as const
const INTERNAL = { Scheme: 'internal' } as const
const OFF = { 'preserve_client_ip.enabled': 'false' }

const shop = (fields: Item<'loadBalancers'> = INTERNAL): Account =>
  account()
    .vpc('shop')
    .loadBalancer('services', { type: 'network' }, fields)
    .loadBalancer('edge', { type: 'network' })
    .loadBalancer('web')
const service = (
  builder: Account,
  name: string,
  port: number,
  {
    balancers = ['services'],
    targets = ['a', 'b'],
  }: { balancers?: readonly string[]; targets?: readonly string[] } = {},
  fields: Item<'targetGroups'> = TCP,
  attributes: Attributes = {},
): Account => builder.targetGroup(name, { balancers, targets, attributes, port }, fields)

const two = (
  fields: Item<'targetGroups'> = TCP,
  attributes: Attributes = {},
  lb?: Item<'loadBalancers'>,
): Account =>
  service(service(shop(lb), 'orders', 8080, {}, fields, attributes), 'stock', 8081, {}, fields, attributes)
const EDGE = { balancers: ['edge'] }

const nodes = (tags: readonly Item<'instances'>['Tags'][], lb: Item<'loadBalancers'> = INTERNAL): Account => {
  const builder = shop(lb).subnet('app', { empty: true })
  const names = tags.map((_, index) => `node-${index}`)
  for (const [index, Tags] of tags.entries()) builder.instance(`node-${index}`, { subnet: 'app' }, { Tags })
  return service(builder, 'ingress', 30_080, { targets: names })
}
const EKS = [{ Key: 'kubernetes.io/cluster/shop', Value: 'owned' }]

testRule(rule, {
  accepts: {
    'one service': service(shop(), 'orders', 8080),
    'two services that do not see clients': two(TCP, OFF),
    'two services by their addresses, which do not by default': two({ ...IP }, {}),
    'two services before the internet': two(TCP, {}, {}),
    'two services on machines of their own': service(
      service(shop(), 'orders', 8080, { targets: ['a'] }),
      'stock',
      8081,
      { targets: ['b'] },
    ),
    'a service whose machine an application load balancer uses, too': service(
      service(shop(), 'orders', 8080),
      'site',
      8080,
      { balancers: ['web'] },
      {},
    ),
    'another port of the same machines behind another balancer': service(
      service(shop(), 'orders', 8080),
      'mail',
      25,
      EDGE,
    ),
    'the same port behind another balancer, which hides its clients': service(
      service(shop(), 'orders', 8080),
      'mail',
      8080,
      EDGE,
      TCP,
      OFF,
    ),
    'a target that leaves the other group': service(shop(), 'orders', 8080, { targets: ['a'] })
      .targetGroup('stock', { balancers: ['services'] }, TCP)
      .target('stock', 'a', { state: 'draining', port: 8081 }),
    'nodes of two clusters': nodes([EKS, [{ Key: 'eks:cluster-name', Value: 'lab' }]]),
    'nodes of a cluster before the internet': nodes([EKS, EKS], {}),
  },
  flags: {
    'two services on the same machines': {
      given: two(),
      finds: [
        'services: Its targets see client addresses: when i-a calls it and is sent back to itself, the connection times out.',
        '  orders shares i-a with stock and preserves client addresses',
        '  stock shares i-a with orders and preserves client addresses',
      ],
    },
    'one of them that sees clients': {
      given: service(service(shop(), 'orders', 8080, {}, TCP, OFF), 'stock', 8081),
      finds: [
        'services: Its targets see client addresses: when i-a calls it and is sent back to itself, the connection times out.',
        '  stock shares i-a with orders and preserves client addresses',
      ],
    },
    'services by UDP, where nothing can be turned off': {
      given: two({ Protocol: 'UDP' }),
      finds: [
        'services: Its targets see client addresses: when i-a calls it and is sent back to itself, the connection times out. [info]',
        '  orders shares i-a with stock and preserves client addresses',
        '  stock shares i-a with orders and preserves client addresses',
      ],
    },
    'the same port behind two balancers': {
      given: service(service(shop(), 'orders', 8080), 'public-orders', 8080, EDGE),
      finds: [
        'services: Its targets see client addresses: a client that comes to i-a:8080 by two balancers from one port has its connections taken for one.',
        '  orders shares i-a:8080 with public-orders and preserves client addresses',
        'edge: Its targets see client addresses: a client that comes to i-a:8080 by two balancers from one port has its connections taken for one.',
        '  public-orders shares i-a:8080 with orders and preserves client addresses',
      ],
    },
    'nodes of a cluster': {
      given: nodes([EKS, [{ Key: 'eks:cluster-name', Value: 'shop' }]]),
      finds: [
        'services: Its targets see client addresses: when something in the cluster shop calls it and is sent to its own node, the connection times out.',
        '  ingress has nodes of the cluster shop as targets and preserves client addresses',
      ],
    },
  },
  ignores: {
    'an application load balancer': account()
      .vpc('shop')
      .loadBalancer('web')
      .targetGroup('site', { balancers: ['web'], targets: ['a'] }),
    'a balancer before a balancer': service(
      shop(),
      'site',
      443,
      { targets: ['web'] },
      { ...TCP, TargetType: 'alb' },
    ),
  },
  unknown: {
    'attributes that were not read in part': {
      given: service(shop(), 'orders', 8080, {}, { ...TCP, TargetType: undefined }),
      says: ['services: whether orders preserves client addresses was not read'],
    },
    'instances that were not read': {
      given: service(shop(), 'orders', 8080).unread('instances'),
      says: ['services: the instances of orders were not read'],
    },
    'a scheme that is not in the answer': {
      given: service(shop({ Scheme: undefined }), 'orders', 8080),
      says: ['services: whether it is internal is not in the answer'],
    },
    'a group whose balancers are not in the answer': {
      given: service(
        service(shop(), 'orders', 8080),
        'stock',
        8081,
        {},
        { ...TCP, LoadBalancerArns: undefined },
      ),
      says: ['services: the load balancers of some target group are not in the answer'],
    },
  },
})
