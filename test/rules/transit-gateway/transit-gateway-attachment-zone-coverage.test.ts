import rule from '../../../rules/transit-gateway/transit-gateway-attachment-zone-coverage.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const TO_HUB = { '10.9.0.0/16': 'tgw-hub' }

/** Workloads in zones a and b, which both route to the hub; attached by these of the subnets `tgw-a` and `tgw-b`. */
function shop(
  subnets: readonly string[],
  { routes = TO_HUB, vpc = {}, attachment = {}, b = {}, given = account() }: Given = {},
): Account {
  return given
    .transitGateway('hub')
    .vpc('shop', vpc)
    .subnet('app-a', { zone: 'a', routes: TO_HUB })
    .subnet('app-b', { zone: 'b', routes, ...b })
    .subnet('tgw-a', { zone: 'a', empty: true })
    .subnet('tgw-b', { zone: 'b', empty: true })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets }, attachment)
}
interface Given {
  readonly routes?: Record<string, string>
  readonly vpc?: object
  readonly attachment?: object
  readonly b?: object
  readonly given?: Account
}

/** The VPC's account uses the gateway of another. */
function shared(subnets: readonly string[]): readonly [Account, Account] {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account()
    .vpc('shop')
    .subnet('app-a', { zone: 'a', routes: {} })
    .subnet('app-b', { zone: 'b', routes: { '10.9.0.0/16': 'tgw-hub' } })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets, owner })
  return [user, owner]
}

const dropped =
  'tgw-attach-shop: What subnet-app-b sends to tgw-hub is dropped: the attachment has no subnet in us-east-1b (use1-az2).'
const facts = [
  '  tgw-attach-shop has subnets in use1-az1 only',
  '  subnet-app-b in us-east-1b (use1-az2) routes 10.9.0.0/16 to tgw-hub',
]

testRule(rule, {
  accepts: {
    'a subnet in each zone': shop(['tgw-a', 'tgw-b']),
    'a subnet in each zone with other letters': shop(['tgw-a', 'tgw-c']).subnet(
      'tgw-c',
      { zone: 'b', empty: true },
      { AvailabilityZone: 'us-east-1f' },
    ),
    'a zone where nothing runs': shop(['tgw-a'], { b: { empty: true } }),
    'a Local Zone, which goes by its parent zone': shop(['tgw-a'], {
      b: { zone: 'us-east-1-bos-1a' },
    }),
    'two zones, and a third that has no route there': shop(['tgw-a', 'tgw-b']).subnet('app-c', {
      zone: 'c',
      routes: {},
    }),
    'two zones, and a third whose route there is a blackhole': shop(['tgw-a', 'tgw-b']).subnet('app-c', {
      zone: 'c',
      routes: { '10.9.0.0/16': '!tgw-hub' },
    }),
    'two zones, and a third that sends to another gateway': shop(['tgw-a', 'tgw-b']).subnet('app-c', {
      zone: 'c',
      routes: { '10.9.0.0/16': 'tgw-other' },
    }),
    'a zone with a NAT gateway only': shop(['tgw-a'], { b: { empty: true } }).natGateway('b', {
      in: 'app-b',
    }),
    "another account's gateway, where the VPC's owner judges": shared(['app-a', 'app-b']),
  },
  flags: {
    'a zone that sends there without a subnet': { given: shop(['tgw-a']), finds: [dropped, ...facts] },
    'a zone that sends there by the main table': {
      given: shop(['tgw-a'], { vpc: { routes: TO_HUB } }).subnet('more-b', { zone: 'b' }),
      finds: [
        'tgw-attach-shop: What subnet-app-b, subnet-more-b send to tgw-hub is dropped: the attachment has no subnet in us-east-1b (use1-az2).',
        ...facts,
        '  subnet-more-b in us-east-1b (use1-az2) routes 10.9.0.0/16 to tgw-hub',
      ],
    },
    "a zone of another account's VPC, once": { given: shared(['app-a']), finds: [dropped, ...facts] },
    'an attachment that is being modified': {
      given: shop(['tgw-a'], { attachment: { State: 'modifying' } }),
      finds: [dropped, ...facts],
    },
    'a single zone for workloads in two': {
      given: shop(['tgw-a'], { routes: {} }),
      finds: [
        'tgw-attach-shop: If us-east-1a (use1-az1) fails, vpc-shop is cut off from tgw-hub: workloads are in 2 zones, and the attachment has a subnet in that one only. [medium]',
        '  tgw-attach-shop has subnets in use1-az1 only',
      ],
    },
    'a test environment, as information only': {
      given: shop(['tgw-a'], { vpc: { tags: { env: 'dev' } } }),
      finds: [`${dropped} [info]`, ...facts],
    },
  },
  ignores: {
    'an attachment that is being deleted': shop(['tgw-a'], { attachment: { State: 'deleting' } }),
    'an attachment that nobody accepted yet': shop(['tgw-a'], { attachment: { State: 'pendingAcceptance' } }),
  },
  unknown: {
    'a VPC of an account that is not audited': {
      given: shared(['app-a']).slice(1),
      says: ['tgw-attach-shop: vpc-shop in account 111111111111 was not read'],
    },
    'an attachment without its subnets': {
      given: shop(['tgw-a'], { attachment: { SubnetIds: undefined } }),
      says: ['tgw-attach-shop: its subnets, or their zones, are not in the answer'],
    },
    'a route whose state is not in the answer': {
      given: shop(['tgw-a', 'tgw-b'])
        .subnet('app-c', { zone: 'c' })
        .routeTable(
          'c',
          {},
          {
            Associations: [{ SubnetId: 'subnet-app-c', AssociationState: { State: 'associated' } }],
            Routes: [{ DestinationCidrBlock: '10.9.0.0/16', TransitGatewayId: 'tgw-hub' }],
          },
        ),
      says: ['tgw-attach-shop: whether something in other zones sends to it is not in the answer'],
    },
    'a subnet without its zone': {
      given: shop(['tgw-a', 'tgw-b']).subnet('odd', {}, { AvailabilityZoneId: undefined }),
      says: ['tgw-attach-shop: the zones of the subnets with workloads are not in the answer'],
    },
    'an attachment without the owner of its VPC': {
      given: shop(['tgw-a'], { attachment: { VpcOwnerId: undefined } }),
      says: ['tgw-attach-shop: its state or the owner of its VPC is not in the answer'],
    },
  },
})
