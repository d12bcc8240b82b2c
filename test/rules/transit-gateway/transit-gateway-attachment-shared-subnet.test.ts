import rule from '../../../rules/transit-gateway/transit-gateway-attachment-shared-subnet.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (cidr = '10.0.255.0/28', empty = true): Account =>
  account().transitGateway('hub').vpc('shop').subnet('app').subnet('tgw', { cidr, empty })
const attached = (given: Account, subnets: readonly string[] = ['tgw'], fields: object = {}): Account =>
  given.attach('shop', { tgw: 'hub', vpc: 'shop', subnets }, fields)

/** The VPC's account uses the gateway of another. */
function shared(): readonly [Account, Account] {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account()
    .vpc('shop')
    .subnet('app')
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], owner })
  return [user, owner]
}

const mixed =
  'tgw-attach-shop: Workloads run in subnet-app of this attachment: their route table and network ACL also decide on all that tgw-hub brings into vpc-shop.'

testRule(rule, {
  accepts: {
    'a /28 of its own': attached(shop()),
    'a /26 of its own': attached(shop('10.0.255.0/26')),
    'a subnet with interfaces of gateways and endpoints': attached(
      shop()
        .eni('tgw', { subnet: 'tgw' }, { InterfaceType: 'transit_gateway' })
        .eni('fw', { subnet: 'tgw' }, { InterfaceType: 'gateway_load_balancer_endpoint' }),
    ),
    'an interface that nothing uses': attached(
      shop().eni('spare', { subnet: 'tgw' }, { Status: 'available' }),
    ),
  },
  flags: {
    'a subnet with workloads': {
      given: attached(shop(), ['app']),
      finds: [mixed, "  subnet-app is the attachment's, and holds 1 network interface in use"],
    },
    'a small subnet with workloads, beside a wide one without': {
      given: attached(
        shop('10.0.0.0/17').subnet('b', { cidr: '10.0.255.16/28' }).instance('more', { subnet: 'b' }),
        ['tgw', 'b'],
      ),
      finds: [
        mixed.replace('subnet-app', 'subnet-b'),
        "  subnet-b is the attachment's, and holds 2 network interfaces in use",
      ],
    },
    "a VPC's attachment to another account's gateway, once": {
      given: shared(),
      finds: [mixed, "  subnet-app is the attachment's, and holds 1 network interface in use"],
    },
    'a wide subnet of its own, as information only': {
      given: attached(shop('10.0.254.0/24')),
      finds: [
        'tgw-attach-shop: The attachment needs one address in each zone, and has all of 10.0.254.0/24 (subnet-tgw) to itself. [info]',
        "  subnet-tgw is the attachment's alone, and has 10.0.254.0/24",
      ],
    },
    'a /28, where smaller is wanted': {
      given: attached(shop()),
      settings: { dedicatedPrefixLength: 29 },
      finds: [
        'tgw-attach-shop: The attachment needs one address in each zone, and has all of 10.0.255.0/28 (subnet-tgw) to itself. [info]',
        "  subnet-tgw is the attachment's alone, and has 10.0.255.0/28",
      ],
    },
  },
  ignores: {
    'an attachment that is being deleted': attached(shop(), ['app'], { State: 'deleting' }),
    'an attachment that is still to be accepted': attached(shop(), ['app'], { State: 'pendingAcceptance' }),
  },
  unknown: {
    'a VPC of an account that is not audited': {
      given: shared().slice(1),
      says: ['tgw-attach-shop: vpc-shop in account 111111111111 was not read'],
    },
    'an attachment without its subnets': {
      given: attached(shop(), ['tgw'], { SubnetIds: undefined }),
      says: ['tgw-attach-shop: its subnets are not in the answer'],
    },
    'a subnet that is not in the answer': {
      given: attached(shop(), ['tgw', 'gone']),
      says: ['tgw-attach-shop: its subnets are not in the answer'],
    },
    'a subnet without an IPv4 block': {
      given: attached(shop().subnet('odd', { empty: true }, { CidrBlock: undefined, Ipv6Native: true }), [
        'odd',
      ]),
      says: ['tgw-attach-shop: the size of its subnets is not in the answer'],
    },
  },
})
