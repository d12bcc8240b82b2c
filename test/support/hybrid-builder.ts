import type { Item } from './facts-builder.ts'
import type { Routes } from './vpc-builder.ts'
import { VpnBuilder } from './vpn-builder.ts'

/** Where packets leave a VPC for other than transit gateways: private gateways, firewalls, NAT within. */
export class HybridBuilder extends VpnBuilder {
  /** A route that a virtual private gateway wrote into a table. */
  propagate(table: string, destination: string, gateway: string): this {
    const known = this.find('routeTables', (item) => item.RouteTableId === this.idOf('rtb', table))
    if (!known)
      throw new Error(`There is no route table ${table} yet: make it before routes are propagated to it.`)
    const route = {
      DestinationCidrBlock: destination,
      GatewayId: this.idOf('vgw', gateway),
      Origin: 'EnableVgwRoutePropagation',
      State: 'active',
    } as const
    return this.replace('routeTables', known, { ...known, Routes: [...(known.Routes ?? []), route] })
  }

  /** A Gateway Load Balancer endpoint in a subnet, behind which a firewall looks at what is routed to it. */
  firewallEndpoint(name: string, subnet: string, fields: Item<'vpcEndpoints'> = {}): this {
    return this.add('vpcEndpoints', {
      VpcEndpointId: this.idOf('vpce', name),
      VpcEndpointType: 'GatewayLoadBalancer',
      VpcId: this.vpcId(),
      OwnerId: this.id,
      State: 'Available',
      ServiceName: `com.amazonaws.vpce.${this.region}.vpce-svc-firewall`,
      SubnetIds: [this.idOf('subnet', subnet)],
      Tags: [],
      ...fields,
    })
  }

  /** The route table of a gateway (`igw`, `vgw-hq`, `nat-regional`), which steers what enters by it. */
  gatewayTable(gateway: string, routes: Routes): this {
    const GatewayId = gateway === 'igw' ? this.vpcId().replace('vpc-', 'igw-') : this.ref(gateway)
    const association = { GatewayId, Main: false, AssociationState: { State: 'associated' as const } }
    return this.routeTable(`of-${gateway}`, routes, { Associations: [association] })
  }

  /** A NAT gateway without a public address. */
  privateNat(name: string, subnet: string): this {
    this.eni(`nat-${name}`, { subnet }, { InterfaceType: 'natGateway', RequesterManaged: true, Groups: [] })
    const eni = this.find(
      'networkInterfaces',
      (item) => item.NetworkInterfaceId === this.idOf('eni', `nat-${name}`),
    )
    return this.add('natGateways', {
      NatGatewayId: this.idOf('nat', name),
      VpcId: this.vpcId(),
      SubnetId: this.idOf('subnet', subnet),
      State: 'available',
      ConnectivityType: 'private',
      AvailabilityMode: 'zonal',
      NatGatewayAddresses: [
        {
          ...(eni?.PrivateIpAddress ? { PrivateIp: eni.PrivateIpAddress } : {}),
          NetworkInterfaceId: this.idOf('eni', `nat-${name}`),
          IsPrimary: true,
          Status: 'succeeded',
        },
      ],
      Tags: this.tags(name),
    })
  }

  blockPublicAccess(
    mode: 'block-ingress' | 'block-bidirectional',
    exclusions: 'allowed' | 'not-allowed' = 'not-allowed',
  ): this {
    return this.add('vpcBlockPublicAccessOptions', {
      InternetGatewayBlockMode: mode,
      ExclusionsAllowed: exclusions,
      State: 'update-complete',
    })
  }

  /** Lets every VPC so far do what Block Public Access forbids the others. */
  excludeFromBlock(): this {
    return this.change('subnets', (subnet) => ({
      ...subnet,
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' as const },
    }))
  }
}
