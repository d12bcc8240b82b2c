import rule from '../../../rules/nlb/nlb-client-ip-unsupported-target.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const ON = { 'preserve_client_ip.enabled': 'true' }
const TCP = { Protocol: 'TCP' } as const
const IP = { ...TCP, TargetType: 'ip', VpcId: 'vpc-shop' } as const

const shop = (): Account =>
  account()
    .vpc('shop')
    .subnet('app', { cidr: '10.0.1.0/24', empty: true })
    .loadBalancer('nlb', { type: 'network' })
const addresses = (
  targets: readonly string[],
  builder = shop(),
  fields: Item<'targetGroups'> = {},
  attributes: Readonly<Record<string, string>> = ON,
): Account => builder.targetGroup('db', { balancers: ['nlb'], targets, attributes }, { ...IP, ...fields })

/** The same, with an interface of some type that has the address. */
const has = (InterfaceType: string, VpcId = 'vpc-shop'): Account =>
  addresses(['10.0.1.50']).eni(
    'x',
    { subnet: 'app' },
    {
      InterfaceType: InterfaceType as 'interface', // types of next year, too
      VpcId,
      PrivateIpAddress: '10.0.1.50',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.50', Primary: true }],
    },
  )
const instances = (InstanceType: string): Account =>
  shop()
    .instance('old', { subnet: 'app' }, { InstanceType: InstanceType as 'm7g.large' })
    .targetGroup('db', { balancers: ['nlb'], targets: ['old'] }, TCP)

const peered = (fields: Item<'vpcPeeringConnections'> = {}, region = 'us-east-1'): readonly Account[] => {
  const hub = account({ id: '222222222222', region }).vpc('hub', { cidr: '10.1.0.0/16' })
  return [addresses(['10.1.5.5'], shop().peering('hub', 'shop', 'hub', hub, fields)), hub]
}
const outside = (address: string): readonly string[] => [
  `db: It preserves client addresses, and ${address}:80 is neither in vpc-shop nor in a VPC peered with it in its region: connections to it fail.`,
  `  db has the target ${address}:80, which is neither in vpc-shop nor in a VPC peered with it in its region`,
]
const is = (what: string): readonly string[] => [
  `db: It preserves client addresses, and 10.0.1.50:80 ${what}: connections to it fail.`,
  '  eni-x has the address of the target 10.0.1.50:80',
]

testRule(rule, {
  accepts: {
    'addresses in the VPC': addresses(['10.0.1.7', '10.0.2.9']),
    'an address in a second block of the VPC': addresses(
      ['10.7.0.1'],
      account()
        .vpc(
          'shop',
          {},
          {
            CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '10.7.0.0/16' }],
          },
        )
        .loadBalancer('nlb', { type: 'network' }),
    ),
    'an address in a peered VPC': peered(),
    'a database': has('interface'),
    'an endpoint of another VPC with the same addresses': has('vpc_endpoint', 'vpc-twin'),
    'instances of today': instances('m7g.large'),
    'an instance that is gone': shop().targetGroup('db', { balancers: ['nlb'], targets: ['gone'] }, TCP),
    'an address that leaves': addresses([]).target('db', '192.168.1.1', { state: 'draining' }),
  },
  flags: {
    'an address on premises': { given: addresses(['192.168.1.1']), finds: outside('192.168.1.1') },
    'two of them, by UDP': {
      given: addresses(['192.168.1.1', '192.168.1.2'], shop(), { Protocol: 'UDP' }, {}),
      finds: [
        'db: It preserves client addresses, and 192.168.1.1:80 is neither in vpc-shop nor in a VPC peered with it in its region (and 1 more): connections to it fail.',
        '  db has the target 192.168.1.1:80, which is neither in vpc-shop nor in a VPC peered with it in its region',
        '  db has the target 192.168.1.2:80, which is neither in vpc-shop nor in a VPC peered with it in its region',
      ],
    },
    'an address in a VPC that is peered in another region': {
      given: peered({}, 'eu-west-1'),
      finds: outside('10.1.5.5'),
    },
    'an address in a VPC whose peering has ended': {
      given: peered({ Status: { Code: 'deleted', Message: '' } }),
      finds: outside('10.1.5.5'),
    },
    'an endpoint': { given: has('vpc_endpoint'), finds: is('is an endpoint') },
    'a Gateway Load Balancer endpoint': {
      given: has('gateway_load_balancer_endpoint'),
      finds: is('is a Gateway Load Balancer endpoint'),
    },
    'another balancer': {
      given: has('network_load_balancer'),
      finds: is('is another network load balancer'),
    },
    'an instance of the first generations': {
      given: instances('m3.large'),
      finds: [
        'db: It preserves client addresses, and i-old:80 is of the type m3.large, which cannot do that: connections to it fail.',
        '  db has the target i-old:80, which is of the type m3.large, which cannot do that',
      ],
    },
    'the address of such an instance': {
      given: addresses(
        ['10.0.1.60'],
        shop().instance(
          'old',
          { subnet: 'app' },
          { InstanceType: 'm3.large' },
          {
            PrivateIpAddress: '10.0.1.60',
            PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.60', Primary: true }],
          },
        ),
      ),
      finds: [
        'db: It preserves client addresses, and 10.0.1.60:80 is of the type m3.large, which cannot do that: connections to it fail.',
        '  db has the target 10.0.1.60:80, which is of the type m3.large, which cannot do that',
      ],
    },
  },
  ignores: {
    'addresses on premises that see the balancer': addresses(['192.168.1.1'], shop(), {}, {}),
    'an application load balancer': addresses(['192.168.1.1'], shop(), { Protocol: 'HTTP' }, {}),
    'a balancer as the target': shop().targetGroup(
      'db',
      { balancers: ['nlb'], targets: ['lb'] },
      { ...TCP, TargetType: 'alb' },
    ),
    'a group in no use': addresses(['192.168.1.1'], shop(), { LoadBalancerArns: [] }),
    'a group without targets': addresses([]),
  },
  unknown: {
    'interfaces that were not read': {
      given: addresses(['10.0.1.7']).unread('networkInterfaces'),
      says: ['db: what has the address 10.0.1.7 was not read'],
    },
    'peerings that were not read': {
      given: addresses(['10.1.5.5']).unread('vpcPeeringConnections'),
      says: ['db: the peerings of vpc-shop were not read'],
    },
    'a shared VPC, whose owner has the peerings': {
      given: addresses(
        ['10.1.5.5'],
        account().vpc('shop', {}, { OwnerId: '222222222222' }).loadBalancer('nlb', { type: 'network' }),
      ),
      says: ['db: the peerings of vpc-shop were not read'],
    },
    'a VPC that was not read': {
      given: addresses(['10.1.5.5']).unread('vpcs'),
      says: ['db: where 10.1.5.5 lies was not read'],
    },
    'instances that were not read': {
      given: instances('m7g.large').unread('instances'),
      says: ['db: the type of i-old was not read'],
    },
    'a protocol that is not in the answer': {
      given: shop().targetGroup(
        'db',
        { balancers: ['nlb'], targets: ['a'] },
        { Protocol: undefined, LoadBalancerArns: [account().balancerArn('nlb')], TargetType: undefined },
      ),
      says: ['db: whether it preserves client addresses is not known'],
    },
  },
})
