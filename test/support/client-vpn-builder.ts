import { requestFor } from '../../src/inventory/inventory.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import { DirectConnectBuilder } from './direct-connect-builder.ts'
import type { Item } from './facts-builder.ts'

/** Where people's laptops enter a network. */
export class ClientVpnBuilder extends DirectConnectBuilder {
  /** An endpoint for users of a directory, logged, which enters its VPC by these subnets. */
  clientVpn(
    name: string,
    subnets: readonly string[],
    fields: Item<'clientVpnEndpoints'> = {},
    network: Item<'clientVpnTargetNetworks'> = {},
  ): this {
    const ClientVpnEndpointId = this.idOf('cvpn-endpoint', name)
    let VpcId: string | undefined
    for (const subnet of subnets) {
      const known = this.find('subnets', (item) => item.SubnetId === this.idOf('subnet', subnet))
      VpcId ??= known?.VpcId
      this.add(
        'clientVpnTargetNetworks',
        {
          AssociationId: this.idOf('cvpn-assoc', `${name}-${subnet}`),
          ClientVpnEndpointId,
          VpcId: known?.VpcId,
          TargetNetworkId: this.idOf('subnet', subnet),
          Status: { Code: 'associated' },
          ...network,
        },
        requestFor(kinds.clientVpnTargetNetworks, [ClientVpnEndpointId]),
      )
    }
    return this.add('clientVpnEndpoints', {
      ClientVpnEndpointId,
      Status: { Code: subnets.length > 0 ? 'available' : 'pending-associate' },
      CreationTime: '2025-01-01T00:00:00',
      ClientCidrBlock: '10.250.0.0/22',
      SplitTunnel: true,
      TransportProtocol: 'udp',
      VpcId: VpcId ?? this.vpcId(),
      AuthenticationOptions: [{ Type: 'federated-authentication' }],
      ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: 'client-vpn' },
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** Lets a group of users, or everyone (`*`), reach a destination by an endpoint. */
  authorizeClients(
    endpoint: string,
    group: string,
    DestinationCidr: string,
    fields: Item<'clientVpnAuthorizationRules'> = {},
  ): this {
    const ClientVpnEndpointId = this.idOf('cvpn-endpoint', endpoint)
    return this.add(
      'clientVpnAuthorizationRules',
      {
        DestinationCidr,
        AccessAll: group === '*',
        GroupId: group === '*' ? '' : group,
        Status: { Code: 'active' },
        ...fields,
      },
      requestFor(kinds.clientVpnAuthorizationRules, [ClientVpnEndpointId]),
    )
  }
}
