/** What joins the VPCs of the large account to each other and to sites, in numbers that large companies have. */
import { requestFor } from '../src/inventory/inventory.ts'
import type { Kind } from '../src/inventory/kind.ts'
import { type KindName, kinds } from '../src/inventory/kinds/index.ts'
import type { Fact } from '../src/snapshot/fact.ts'
import { wrap } from '../test/support/answers.ts'
import type { Size } from './large-account.ts'

const PLACE = { account: '123456789012', region: 'us-east-1' }
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4']

const id = (prefix: string, index: number): string => `${prefix}-${index.toString(16).padStart(17, '0')}`
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** An answer as AWS wraps it; with a key, the answer for one parent. */
function answer(name: KindName, items: readonly object[], key?: string): Fact {
  const kind = kinds[name] as unknown as Kind
  const place = kind.global ? { ...PLACE, region: 'global' } : PLACE
  const params = key === undefined ? kind.params : requestFor(kind, [key])
  return { ...place, operation: kind.operation, ...(params ? { params } : {}), response: wrap[name](items) }
}

export function hybrid(size: Size): Fact[] {
  return [...transit(size), ...vpn(size), ...directConnect(size), ...firewalls(size), ...others(size)]
}

/** Every VPC on one transit gateway, and everything propagates into one table. */
function transit(size: Size): Fact[] {
  const gateway = id('tgw', 1)
  const table = id('tgw-rtb', 1)
  const attachment = (index: number): object => ({
    TransitGatewayAttachmentId: id('tgw-attach', index),
    TransitGatewayId: gateway,
    TransitGatewayOwnerId: PLACE.account,
    ResourceOwnerId: PLACE.account,
    ResourceId: id('vpc', index),
    ResourceType: 'vpc',
    State: 'available',
    CreationTime: '2025-01-01T00:00:00.000Z',
    Association: { TransitGatewayRouteTableId: table, State: 'associated' },
  })
  const of = (index: number): object => ({
    TransitGatewayAttachmentId: id('tgw-attach', index),
    ResourceId: id('vpc', index),
    ResourceType: 'vpc',
    State: 'enabled',
  })
  return [
    answer('transitGateways', [
      {
        TransitGatewayId: gateway,
        OwnerId: PLACE.account,
        State: 'available',
        Options: {
          AmazonSideAsn: 64_512,
          AutoAcceptSharedAttachments: 'disable',
          DefaultRouteTableAssociation: 'enable',
          AssociationDefaultRouteTableId: table,
          DefaultRouteTablePropagation: 'enable',
          PropagationDefaultRouteTableId: table,
        },
      },
    ]),
    answer('transitGatewayAttachments', times(size.vpcs, attachment)),
    answer(
      'transitGatewayVpcAttachments',
      times(size.vpcs, (index) => ({
        ...attachment(index),
        VpcId: id('vpc', index),
        VpcOwnerId: PLACE.account,
        SubnetIds: times(3, (at) => id('subnet', index + at * size.vpcs)),
        Options: { ApplianceModeSupport: 'disable' },
      })),
    ),
    answer('transitGatewayRouteTables', [
      {
        TransitGatewayRouteTableId: table,
        TransitGatewayId: gateway,
        State: 'available',
        DefaultAssociationRouteTable: true,
        DefaultPropagationRouteTable: true,
      },
    ]),
    answer('transitGatewayAssociations', times(size.vpcs, of), table),
    answer('transitGatewayPropagations', times(size.vpcs, of), table),
    answer(
      'transitGatewayRoutes',
      times(size.vpcs, (index) => ({
        DestinationCidrBlock: `10.${index}.0.0/16`,
        Type: 'propagated',
        State: 'active',
        TransitGatewayAttachments: [of(index)],
      })),
      table,
    ),
  ]
}

/** A private gateway for every second VPC, with a connection of two tunnels. */
function vpn(size: Size): Fact[] {
  const count = size.vpcs / 2
  const tunnels = ['203.0.113.1', '203.0.113.2']
  const connections = times(count, (index) => ({
    VpnConnectionId: id('vpn', index),
    State: 'available',
    CustomerGatewayId: id('cgw', index),
    VpnGatewayId: id('vgw', index),
    GatewayAssociationState: 'associated',
    Options: {
      StaticRoutesOnly: false,
      TunnelOptions: tunnels.map((OutsideIpAddress) => ({
        OutsideIpAddress,
        IkeVersions: [{ Value: 'ikev2' }],
      })),
    },
    Routes: [],
    VgwTelemetry: tunnels.map((OutsideIpAddress) => ({
      OutsideIpAddress,
      Status: 'UP',
      AcceptedRouteCount: 20,
      LastStatusChange: '2026-11-01T00:00:00.000Z',
    })),
  }))
  return [
    answer('vpnConnections', connections),
    answer(
      'vpnGateways',
      times(count, (index) => ({
        VpnGatewayId: id('vgw', index),
        State: 'available',
        AmazonSideAsn: 64_512,
        VpcAttachments: [{ VpcId: id('vpc', index), State: 'attached' }],
      })),
    ),
    answer(
      'customerGateways',
      times(count, (index) => ({
        CustomerGatewayId: id('cgw', index),
        State: 'available',
        BgpAsn: '65000',
        IpAddress: `192.0.2.${index}`,
      })),
    ),
    ...times(count, (index) => answer('directConnectAssociationsOfGateways', [], id('vgw', index))),
    answer('directConnectAssociationsOfGateways', [], id('tgw', 1)),
    ...connections.flatMap((connection) =>
      tunnels.flatMap((address) => [
        answer(
          'activeVpnTunnels',
          [{ IkeVersion: 'ikev2', Phase1DHGroup: 20, Phase2DHGroup: 20, ProvisioningStatus: 'available' }],
          `${connection.VpnConnectionId}/${address}`,
        ),
        answer(
          'vpnTunnelReplacements',
          [{ VpnConnectionId: connection.VpnConnectionId, VpnTunnelOutsideIpAddress: address }],
          `${connection.VpnConnectionId}/${address}`,
        ),
      ]),
    ),
  ]
}

/** Fifty gateways with two interfaces each, which is as many as an account may have lines for. */
function directConnect(_size: Size): Fact[] {
  const gateways = times(50, (index) => ({
    directConnectGatewayId: id('dxgw', index),
    amazonSideAsn: 64_600,
    ownerAccount: PLACE.account,
    directConnectGatewayState: 'available',
  }))
  const virtualInterface = (index: number): object => ({
    virtualInterfaceId: id('dxvif', index),
    ownerAccount: PLACE.account,
    virtualInterfaceType: 'private',
    virtualInterfaceState: 'available',
    connectionId: id('dxcon', index),
    location: `EqDC${index % 3}`,
    asn: 65_001,
    amazonSideAsn: 64_600,
    directConnectGatewayId: id('dxgw', index % 50),
    virtualGatewayId: '',
    bgpPeers: [{ bgpPeerState: 'available', bgpStatus: 'up', addressFamily: 'ipv4' }],
  })
  return [
    answer('directConnectGateways', gateways),
    answer('virtualInterfaces', times(100, virtualInterface)),
    answer(
      'directConnectConnections',
      times(100, (index) => ({
        connectionId: id('dxcon', index),
        connectionState: 'available',
        location: `EqDC${index % 3}`,
        bandwidth: '10Gbps',
        macSecCapable: false,
        loaIssueTime: '2025-01-01T00:00:00.000Z',
      })),
    ),
    ...gateways.flatMap(({ directConnectGatewayId: key }, index) => [
      answer(
        'directConnectGatewayAttachments',
        [index, index + 50].map((one) => ({
          directConnectGatewayId: key,
          virtualInterfaceId: id('dxvif', one),
          virtualInterfaceRegion: PLACE.region,
          virtualInterfaceOwnerAccount: PLACE.account,
          attachmentState: 'attached',
        })),
        key,
      ),
      answer(
        'directConnectGatewayAssociations',
        [
          {
            associationId: id('dxassoc', index),
            associationState: 'associated',
            directConnectGatewayId: key,
            associatedGateway: { id: id('vgw', index), type: 'virtualPrivateGateway', region: PLACE.region },
            allowedPrefixesToDirectConnectGateway: [{ cidr: '10.0.0.0/8' }],
          },
        ],
        key,
      ),
    ]),
  ]
}

/** A firewall in every tenth VPC, and a Client VPN endpoint. */
function firewalls(size: Size): Fact[] {
  const vpcs = times(size.vpcs / 10, (index) => index * 10)
  const arn = (vpc: number): string => `arn:aws:network-firewall:us-east-1:123456789012:firewall/f${vpc}`
  const policy = 'arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/p'
  return [
    answer(
      'firewalls',
      vpcs.map((vpc) => ({ FirewallArn: arn(vpc), FirewallName: `f${vpc}` })),
    ),
    ...vpcs.map((vpc) =>
      answer(
        'firewallStatuses',
        [
          {
            Firewall: {
              FirewallArn: arn(vpc),
              FirewallName: `f${vpc}`,
              FirewallPolicyArn: policy,
              VpcId: id('vpc', vpc),
            },
            FirewallStatus: {
              Status: 'READY',
              ConfigurationSyncStateSummary: 'IN_SYNC',
              SyncStates: Object.fromEntries(
                ZONES.map((zone, at) => [
                  zone,
                  {
                    Attachment: {
                      SubnetId: id('subnet', vpc + at * size.vpcs),
                      EndpointId: id('vpce', vpc * 3 + at),
                      Status: 'READY',
                    },
                  },
                ]),
              ),
            },
          },
        ],
        arn(vpc),
      ),
    ),
    ...vpcs.map((vpc) => answer('firewallLoggingConfigurations', [], arn(vpc))),
    answer('firewallPolicies', [{ StatelessDefaultActions: ['aws:forward_to_sfe'] }], policy),
    answer(
      'vpcEndpoints',
      vpcs.flatMap((vpc) =>
        ZONES.map((_, at) => ({
          VpcEndpointId: id('vpce', vpc * 3 + at),
          VpcEndpointType: 'GatewayLoadBalancer',
          VpcId: id('vpc', vpc),
          State: 'available',
          ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-f',
          SubnetIds: [id('subnet', vpc + at * size.vpcs)],
        })),
      ),
    ),
    answer('clientVpnEndpoints', [
      {
        ClientVpnEndpointId: id('cvpn-endpoint', 1),
        VpcId: id('vpc', 1),
        Status: { Code: 'available' },
        ConnectionLogOptions: { Enabled: false },
      },
    ]),
  ]
}

function others(size: Size): Fact[] {
  return [
    answer('vpcRouteQuotas', [{ QuotaCode: 'L-93826ACB', Value: 500 }]),
    answer('dhcpOptions', [
      {
        DhcpOptionsId: 'dopt-1',
        DhcpConfigurations: [
          { Key: 'domain-name-servers', Values: [{ Value: '192.168.1.10' }, { Value: '192.168.2.10' }] },
        ],
      },
    ]),
    answer(
      'flowLogs',
      times(size.vpcs, (index) => ({
        FlowLogId: id('fl', index),
        ResourceId: id('vpc', index),
        FlowLogStatus: 'ACTIVE',
        DeliverLogsStatus: 'SUCCESS',
        TrafficType: 'ALL',
      })),
    ),
    ...times(size.vpcs, (index) => id('vpc', index)).flatMap((vpc) => [
      answer('vpcDnsSupport', [{ Value: true }], vpc),
      answer('vpcDnsHostnames', [{ Value: true }], vpc),
      answer('staleSecurityGroups', [], vpc),
    ]),
  ]
}

/** An empty answer of every kind that is asked once a place and of which there is nothing yet. */
export function empty(facts: readonly Fact[]): Fact[] {
  const answered = new Set(facts.map((fact) => fact.operation))
  return (Object.keys(kinds) as KindName[])
    .filter((name) => !(kinds[name] as unknown as Kind).per && !answered.has(kinds[name].operation))
    .map((name) => answer(name, []))
}
