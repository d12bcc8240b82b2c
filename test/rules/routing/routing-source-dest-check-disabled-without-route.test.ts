import rule from '../../../rules/routing/routing-source-dest-check-disabled-without-route.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OFF = { SourceDestCheck: false }
const shop = (): Account => account().vpc('shop').subnet('app', { empty: true })
const host = (given: Account, fields: object = {}, eni: object = OFF): Account =>
  given.instance('host', { subnet: 'app' }, fields, eni)
const group = (given: Account, target: string): Account =>
  given.targetGroup('firewalls', { targets: [target] }, { Protocol: 'GENEVE', Port: 6081 })
const EKS = [{ Key: 'kubernetes.io/cluster/shop', Value: 'owned' }]

testRule(rule, {
  accepts: {
    'a host that checks': host(shop(), {}, {}),
    'an instance that a route leads to': host(
      shop().subnet('db', { empty: true, routes: { '0.0.0.0/0': 'eni-host' } }),
    ),
    'an instance that a route names': host(
      shop().subnet('db', { empty: true, routes: { '0.0.0.0/0': 'i-host' } }),
    ),
    'the other interface of an instance that a route leads to': host(
      shop().subnet('db', { empty: true, routes: { '0.0.0.0/0': 'eni-inside' } }),
    ).eni('inside', { subnet: 'app', instance: 'host' }, OFF),
    'a node of a Kubernetes cluster': host(shop(), { Tags: EKS }),
    'a firewall behind a Gateway Load Balancer': group(host(shop()), 'host'),
    'a peer of a route server': host(
      shop(),
      {},
      {
        ...OFF,
        PrivateIpAddress: '10.0.0.200',
        PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.200' }],
      },
    ).add('routeServerPeers', { RouteServerPeerId: 'rsp-1', PeerAddress: '10.0.0.200' }),
  },
  ignores: {
    'an interface that a service manages': shop().eni(
      'lambda',
      { subnet: 'app' },
      {
        ...OFF,
        RequesterManaged: true,
      },
    ),
    'the interface of a NAT gateway': shop().eni(
      'nat',
      { subnet: 'app' },
      {
        ...OFF,
        InterfaceType: 'natGateway',
      },
    ),
    'an instance that is stopped': host(shop(), { State: { Name: 'stopped' } }),
  },
  flags: {
    'a host that nothing is routed through': {
      given: host(shop()),
      finds: [
        'eni-host: host may send from any address: its source/destination check is off, and nothing is routed through it.',
        '  eni-host has SourceDestCheck false, and is the target of no route',
      ],
    },
  },
  unknown: {
    'a VPC of another account, whose tables were not read': {
      given: host(shop(), {}, { ...OFF, VpcId: 'vpc-theirs' }),
      says: ['eni-host: the route tables of vpc-theirs were not read'],
    },
    'route servers that were not read': {
      given: host(shop()).unread('routeServerPeers'),
      says: [
        'eni-host: whether BGP or a Gateway Load Balancer leads to it is not known: routeServerPeers was not read',
      ],
    },
  },
})
