import rule from '../../../rules/vpn/vpn-gateway-unattached.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const used = (): Account => account().vpnGateway('hq', 'shop').vpn('hq')
const HQ = { VpnGatewayId: 'vgw-hq' }
const lonely = account().vpn('hq', ['DOWN', 'DOWN'], {
  VpnGatewayId: undefined,
  GatewayAssociationState: 'not-associated',
})
const interfaceTo = (given: Account, to: string): Account =>
  given.directConnect('dc', 'EqDC2').virtualInterface('dc', { on: 'dxcon-dc', to })
const idle =
  'vgw-hq: It is attached to no VPC, and neither VPN nor Direct Connect reaches it: nobody uses it.'

testRule(rule, {
  accepts: {
    'a gateway with a VPC and a connection': used(),
    'a gateway without a VPC that joins two sites': account()
      .vpnGateway('hq')
      .vpn('hq')
      .vpn('depot', ['UP', 'UP'], HQ),
    'a gateway without a VPC that has a virtual interface': interfaceTo(account().vpnGateway('hq'), 'vgw-hq'),
    'a gateway of a VPC to which Direct Connect leads': interfaceTo(
      account().vpnGateway('hq', 'shop'),
      'vgw-hq',
    ),
    "a gateway that another account's Direct Connect gateway leads to": account()
      .vpnGateway('hq', 'shop')
      .associateDirectConnect('world', 'vgw-hq', [], {}, account({ id: '222222222222' })),
    'a gateway that is about to be attached': account()
      .vpnGateway('hq', undefined, {
        VpcAttachments: [{ VpcId: 'vpc-shop', State: 'attaching' }],
      })
      .vpn('hq'),
    'a connection to a transit gateway': account().transitGateway('hub').transitVpn('hq', { tgw: 'hub' }),
    'a site of a VPN concentrator': account().vpn('hq', ['UP', 'UP'], {
      VpnGatewayId: undefined,
      VpnConcentratorId: 'vcn-1',
      GatewayAssociationState: undefined,
    }),
    'a customer gateway whose connection is being made': used().vpn('depot', [], { State: 'pending' }),
  },
  flags: {
    'a connection without a gateway': {
      given: lonely,
      finds: [
        "vpn-hq: This connection has no gateway on AWS's side: nothing passes, and it is paid for by the hour. [medium]",
        '  vpn-hq is not associated with a gateway',
      ],
    },
    'a gateway that nobody uses': {
      given: account().vpnGateway('hq'),
      finds: [idle, '  vgw-hq has no attachment, and has no connection'],
    },
    'a gateway that was detached': {
      given: account().vpnGateway('hq', undefined, {
        VpcAttachments: [{ VpcId: 'vpc-shop', State: 'detached' }],
      }),
      finds: [idle, '  vgw-hq has no attachment, and has no connection'],
    },
    'a connection whose gateway has no VPC': {
      given: account().vpnGateway('hq').vpn('hq'),
      finds: [
        'vgw-hq: It is attached to no VPC: vpn-hq leads nowhere.',
        '  vgw-hq has no attachment, and has connection vpn-hq',
      ],
    },
    'an attached gateway that nothing reaches, as information only': {
      given: account().vpnGateway('hq', 'shop').vpn('hq', ['UP', 'UP'], { State: 'deleted' }),
      finds: [
        'vgw-hq: It is attached to vpc-shop, and neither VPN nor Direct Connect reaches it: routes to it lead nowhere. [info]',
        '  vgw-hq is attached to vpc-shop, and has no connection',
        'cgw-hq: No VPN connection uses this customer gateway (192.0.2.1): it leads nowhere. [info]',
        '  cgw-hq has no VPN connection',
      ],
    },
  },
  ignores: {
    'what is deleted, and listed for a while': account()
      .vpnGateway('hq', undefined, { State: 'deleted' })
      .customerGateway('hq', { State: 'deleted' }),
    'a connection that is on its way out': account()
      .customerGateway('hq', { State: 'deleting' })
      .vpn('hq', [], {
        State: 'deleting',
      }),
  },
  unknown: {
    'a gateway whose attachments are not in the answer': {
      given: account().vpnGateway('hq', undefined, { VpcAttachments: undefined }),
      says: ['vgw-hq: the VPC that it is attached to (VpcAttachments) is not in the answer'],
    },
    'a gateway whose Direct Connect was not read': {
      given: account().vpnGateway('hq').unread('virtualInterfaces'),
      says: ['vgw-hq: the virtual interfaces of account 111111111111 in us-east-1 were not read'],
    },
    'a connection whose gateway is changing': {
      given: account().vpn('hq', ['UP', 'UP'], {
        VpnGatewayId: undefined,
        GatewayAssociationState: 'associating',
      }),
      says: ['vpn-hq: whether it has a gateway (GatewayAssociationState) is not in the answer, or changes'],
    },
    'a connection that may be on this gateway': {
      given: account().vpnGateway('hq', 'shop').vpn('hq', ['UP', 'UP'], { VpnGatewayId: undefined }),
      says: ['vgw-hq: the gateway of vpn-hq is not in the answer'],
    },
  },
})
