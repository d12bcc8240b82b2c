import rule from '../../../rules/peering/peering-edge-to-edge-routing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

const shopAndHub = (shop: Routes, hub: Routes = {}, options: object = {}): Account =>
  account()
    .vpc('shop', options)
    .subnet('app', { routes: shop })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: hub })
    .peering('hub', 'shop', 'hub')

const dropped = (destination: string, what = 'What its subnets send to the internet', meant = ''): string =>
  `rtb-app: ${what} by ${destination} is dropped at vpc-hub: pcx-hub carries packets to the addresses of that VPC only${meant}.`
const facts = (destination: string): string[] => [
  `  rtb-app routes ${destination} to pcx-hub`,
  '  pcx-hub leads to vpc-hub with 10.1.0.0/16',
]
const notOpen = (id: string): string => ` (${id} of vpc-hub is not open to peers)`

testRule(rule, {
  accepts: {
    "a route to the peer's block": shopAndHub({ '10.1.0.0/16': 'pcx-hub' }),
    'a route to one host of the peer': shopAndHub({ '10.1.5.7/32': 'pcx-hub' }),
    "a broad route that holds the peer's block": shopAndHub({ '10.0.0.0/8': 'pcx-hub' }),
    'a peer with a public block of its own': account()
      .vpc('shop')
      .subnet('app', { routes: { '52.94.0.0/16': 'pcx-hub' } })
      .vpc('hub', { cidr: '52.94.0.0/16' })
      .peering('hub', 'shop', 'hub'),
    'a block that was added to the peer since': account()
      .vpc('shop')
      .subnet('app', { routes: { '52.94.0.0/16': 'pcx-hub' } })
      .peering('hub', 'shop', 'hub', undefined, {
        AccepterVpcInfo: {
          VpcId: 'vpc-hub',
          OwnerId: '111111111111',
          Region: 'us-east-1',
          CidrBlock: '10.1.0.0/16',
        },
      })
      .vpc('hub', { cidr: '52.94.0.0/16' }),
    'a default route elsewhere': shopAndHub({ '0.0.0.0/0': 'nat-a', '10.1.0.0/16': 'pcx-hub' }),
    'a third VPC, which is the affair of another rule': shopAndHub({ '10.2.0.0/16': 'pcx-hub' }),
  },
  flags: {
    'a default route to a peer, and what was probably meant': {
      given: shopAndHub({ '0.0.0.0/0': 'pcx-hub' }, { '0.0.0.0/0': 'nat-hub', '172.16.0.0/12': 'vgw-hq' }),
      finds: [dropped('0.0.0.0/0', undefined, notOpen('nat-hub')), ...facts('0.0.0.0/0')],
    },
    'a default route in two halves': {
      given: shopAndHub({ '0.0.0.0/1': 'pcx-hub', '128.0.0.0/1': 'pcx-hub' }),
      finds: [dropped('0.0.0.0/1'), ...facts('0.0.0.0/1'), dropped('128.0.0.0/1'), ...facts('128.0.0.0/1')],
    },
    IPv6: {
      given: shopAndHub({ '::/0': 'pcx-hub' }),
      finds: [dropped('::/0'), ...facts('::/0')],
    },
    'a public range': {
      given: shopAndHub({ '203.0.113.0/24': 'pcx-hub' }, { '0.0.0.0/0': 'igw' }),
      finds: [dropped('203.0.113.0/24', undefined, notOpen('igw-hub')), ...facts('203.0.113.0/24')],
    },
    'the addresses of S3, towards a gateway endpoint': {
      given: shopAndHub({ 'pl-s3': 'pcx-hub' }, { 'pl-s3': 'vpce-s3' }).prefixList('pl-s3', [
        '52.216.0.0/15',
      ]),
      finds: [dropped('pl-s3', undefined, notOpen('vpce-s3')), ...facts('pl-s3')],
    },
    'premises behind the VPN of the peer': {
      given: shopAndHub({ '192.168.0.0/16': 'pcx-hub' }, { '192.168.0.0/16': 'vgw-hq' }),
      finds: [
        dropped('192.168.0.0/16', 'What its subnets send', notOpen('vgw-hq')),
        ...facts('192.168.0.0/16'),
      ],
    },
    'a proxy in the peer, which no route can choose': {
      given: shopAndHub({ '0.0.0.0/0': 'pcx-hub' }, { '0.0.0.0/0': 'eni-proxy' }),
      finds: [dropped('0.0.0.0/0'), ...facts('0.0.0.0/0')],
    },
    'a test environment, as information only': {
      given: shopAndHub({ '0.0.0.0/0': 'pcx-hub' }, {}, { tags: { env: 'dev' } }),
      finds: [`${dropped('0.0.0.0/0')} [info]`, ...facts('0.0.0.0/0')],
    },
  },
  ignores: {
    'a connection that is not active': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'pcx-hub' } })
      .peering('hub', 'shop', 'hub', undefined, { Status: { Code: 'deleted' } }),
    'a dead route': shopAndHub({ '0.0.0.0/0': '!pcx-hub' }),
    'a table that nothing uses': shopAndHub({}).routeTable('spare', { '0.0.0.0/0': 'pcx-hub' }),
  },
  unknown: {
    'a peer whose blocks were not read': {
      given: shopAndHub({ '203.0.113.0/24': 'pcx-hub' }).unread('vpcs'),
      says: ['rtb-app: where its routes over peering lead is not known: the blocks of vpc-hub were not read'],
    },
    'a prefix list that was not read': {
      given: shopAndHub({ 'pl-hub': 'pcx-hub' }).unread('prefixListEntries'),
      says: ['rtb-app: where its routes over peering lead is not known: the entries of pl-hub were not read'],
    },
    'a connection that is not in the answer': {
      given: shopAndHub({ '10.7.0.0/16': 'pcx-other' }),
      says: [
        'rtb-app: where its routes over peering lead is not known: the state or the VPCs of pcx-other are not in the answer',
      ],
    },
  },
})
