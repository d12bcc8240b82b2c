import rule from '../../../rules/direct-connect/direct-connect-gateway-association-incomplete.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['associateDirectConnect']>[3]
type Line = Parameters<Account['virtualInterface']>[2]

const line = (given: Account, fields: Line = {}): Account =>
  given.directConnect('hq', 'EqDC2').virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' }, fields)
/** A VPC behind a transit gateway, and a line to it. */
const hub = (prefixes: readonly string[], fields: Fields = {}): Account =>
  line(account().directConnectGateway('corp'))
    .vpc('shop', { cidr: '10.20.0.0/16' })
    .subnet('app', { cidr: '10.20.1.0/24' })
    .transitGateway('hub')
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'] })
    .associateDirectConnect('corp', 'tgw-hub', prefixes, fields)
const peeredHub = (): Account => {
  const far = account({ region: 'eu-west-1' }).transitGateway('far')
  return hub(['10.60.0.0/16']).peerTransitGateways('atlantic', { tgw: 'hub', table: 'hub' }, far, {
    tgw: 'far',
    table: 'far',
  })
}
const inTwoRegions = (): readonly [Account, Account] => {
  const ireland = account({ region: 'eu-west-1' })
  const virginia = line(account().sharesDirectConnectWith(ireland).directConnectGateway('corp'))
  ireland.transitGateway('hub').associateDirectConnect('corp', 'tgw-hub', [])
  return [virginia, ireland]
}

const id = 'dxassoc-corp-tgw-hub'
const empty = `${id}: The sites learn no route to tgw-hub: the list of allowed prefixes of its association is empty. [high]`

testRule(rule, {
  accepts: {
    'the prefix of the VPC': hub(['10.20.0.0/16']),
    'a summary': hub(['10.0.0.0/8']),
    'a part of the VPC only': hub(['10.20.1.0/24', '10.99.0.0/16']),
    'prefixes of VPCs behind a peered transit gateway': peeredHub(),
    'a transit gateway without VPCs': line(account().directConnectGateway('corp'))
      .transitGateway('hub')
      .associateDirectConnect('corp', 'tgw-hub'),
    'a virtual private gateway, whose list only filters': line(account().directConnectGateway('corp'))
      .vpc('shop')
      .vpnGateway('shop', 'shop')
      .associateDirectConnect('corp', 'vgw-shop', []),
    'a core network, which has no list': line(account().directConnectGateway('corp')).associateDirectConnect(
      'corp',
      'core',
      [],
      { associatedGateway: undefined, associatedCoreNetwork: { id: 'core-network-1' } },
    ),
    'interfaces that join sites by SiteLink': line(account().directConnectGateway('corp'), {
      siteLinkEnabled: true,
    }),
  },
  flags: {
    'a list without prefixes': {
      given: hub([]),
      finds: [empty, `  ${id} is associated with tgw-hub, allowed prefixes none`],
    },
    'a list without prefixes, seen from two regions, once': {
      given: inTwoRegions(),
      finds: [empty, `  ${id} is associated with tgw-hub, allowed prefixes none`],
    },
    'a list that holds none of the VPCs': {
      given: hub(['10.21.0.0/16']),
      finds: [
        `${id}: The sites learn 10.21.0.0/16 and no route to the VPCs behind tgw-hub, 10.20.0.0/16: none of them is in the allowed prefixes. [high]`,
        `  ${id} is associated with tgw-hub, allowed prefixes 10.21.0.0/16`,
      ],
    },
    'an association that is stuck': {
      given: hub(['10.20.0.0/16'], {
        associationState: 'associating',
        stateChangeError: 'The ASN is in use.',
      }),
      finds: [
        `${id}: The association with tgw-hub is stuck at associating: The ASN is in use.`,
        `  ${id} is associating with tgw-hub, allowed prefixes 10.20.0.0/16`,
      ],
    },
    'interfaces that lead nowhere, mildly': {
      given: line(account().directConnectGateway('corp'), { siteLinkEnabled: false }),
      finds: [
        'dxgw-corp: Its virtual interface leads nowhere: no gateway is associated with it. [low]',
        '  dxgw-corp has 1 virtual interfaces and 0 associations',
      ],
    },
    'a gateway that no interface is attached to, mildly': {
      given: account()
        .directConnectGateway('corp')
        .transitGateway('hub')
        .associateDirectConnect('corp', 'tgw-hub'),
      finds: [
        'dxgw-corp: No site reaches what is behind it: no virtual interface is attached to it. [low]',
        '  dxgw-corp has 0 virtual interfaces and 1 associations',
      ],
    },
  },
  ignores: {
    'a gateway that nobody uses yet': account().directConnectGateway('corp'),
    'a gateway that is being deleted': line(
      account().directConnectGateway('corp', { directConnectGatewayState: 'deleting' }),
    ),
  },
  unknown: {
    'a transit gateway of an account that was not read': {
      given: line(account().directConnectGateway('corp')).associateDirectConnect(
        'corp',
        'tgw-hub',
        undefined,
        {
          associatedGateway: {
            id: 'tgw-hub',
            type: 'transitGateway',
            ownerAccount: '222222222222',
            region: 'us-east-1',
          },
        },
      ),
      says: [`${id}: the VPCs behind tgw-hub were not read`],
    },
    'a VPC of an account that was not read': {
      given: hub(['10.21.0.0/16']).unread('vpcs'),
      says: [`${id}: the addresses of vpc-shop were not read`],
    },
    'an answer without the list': {
      given: hub([], { allowedPrefixesToDirectConnectGateway: undefined }),
      says: [`${id}: its allowed prefixes are not in the answer`],
    },
    'an answer without the state': {
      given: hub([], { associationState: undefined }),
      says: [`${id}: its state or its gateway is not in the answer`],
    },
    'interfaces of which it is not known whether they join sites': {
      given: line(account().directConnectGateway('corp')).unread('virtualInterfaces'),
      says: ['dxgw-corp: nothing is behind it, and whether it joins sites by SiteLink was not read'],
    },
  },
})
