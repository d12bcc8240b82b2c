import type { Item } from './facts-builder.ts'
import { HybridBuilder } from './hybrid-builder.ts'
import { ORGANISATION_ONLY } from './vpc-builder.ts'

/** Who may reach what, and what is written down of it: endpoints, endpoint services, flow logs. */
export class AccessBuilder extends HybridBuilder {
  /** A log of all traffic that is delivered, of a resource by its reference: `vpc-shop`, `subnet-app`. */
  flowLog(name: string, resource: string, fields: Item<'flowLogs'> = {}): this {
    return this.add('flowLogs', {
      FlowLogId: this.idOf('fl', name),
      FlowLogStatus: 'ACTIVE',
      ResourceId: this.ref(resource),
      TrafficType: 'ALL',
      DeliverLogsStatus: 'SUCCESS',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::larkspur-flow-logs',
      CreationTime: '2025-01-01T00:00:00.000Z',
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** An endpoint of AWS's for a service (`kms`) in these subnets, an interface each. */
  interfaceEndpoint(
    name: string,
    service: string,
    {
      subnets,
      groups = ['endpoints'],
    }: { readonly subnets: readonly string[]; readonly groups?: readonly string[] },
    fields: Item<'vpcEndpoints'> = {},
  ): this {
    for (const subnet of subnets) {
      this.eni(
        `${name}-${subnet}`,
        { subnet, groups },
        { InterfaceType: 'vpc_endpoint', RequesterManaged: true },
      )
    }
    return this.add('vpcEndpoints', {
      VpcEndpointId: this.idOf('vpce', name),
      VpcEndpointType: 'Interface',
      VpcId: this.vpcId(),
      OwnerId: this.id,
      State: 'Available',
      ServiceName: service.includes('.vpce.') ? service : `com.amazonaws.${this.region}.${service}`,
      SubnetIds: subnets.map((subnet) => this.idOf('subnet', subnet)),
      NetworkInterfaceIds: subnets.map((subnet) => this.idOf('eni', `${name}-${subnet}`)),
      Groups: groups.map((group) => ({ GroupId: this.idOf('sg', group), GroupName: group })),
      PrivateDnsEnabled: true,
      RequesterManaged: false,
      CreationTimestamp: '2025-01-01T00:00:00.000Z',
      PolicyDocument: ORGANISATION_ONLY,
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** A service of our own behind a network load balancer in two zones, for these principals. */
  endpointService(
    name: string,
    principals: readonly string[] = [],
    fields: Item<'vpcEndpointServiceConfigurations'> = {},
  ): this {
    const ServiceId = this.idOf('vpce-svc', name)
    for (const Principal of principals)
      this.add('vpcEndpointServicePermissions', { Principal }, { ServiceId })
    return this.add('vpcEndpointServiceConfigurations', {
      ServiceId,
      ServiceName: `com.amazonaws.vpce.${this.region}.${ServiceId}`,
      ServiceType: [{ ServiceType: 'Interface' }],
      ServiceState: 'Available',
      AcceptanceRequired: true,
      ManagesVpcEndpoints: false,
      AvailabilityZoneIds: ['a', 'b'].map((zone) => this.zone(zone).AvailabilityZoneId),
      AvailabilityZones: ['a', 'b'].map((zone) => this.zone(zone).AvailabilityZone),
      NetworkLoadBalancerArns: [],
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** The endpoint of a consumer at such a service. */
  endpointConnection(name: string, service: string, fields: Item<'vpcEndpointConnections'> = {}): this {
    return this.add('vpcEndpointConnections', {
      ServiceId: this.idOf('vpce-svc', service),
      VpcEndpointId: this.idOf('vpce', name),
      VpcEndpointOwner: '999999999999',
      VpcEndpointState: 'Available',
      CreationTimestamp: '2025-01-01T00:00:00.000Z',
      ...fields,
    })
  }
}
