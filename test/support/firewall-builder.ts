import { AccessBuilder } from './access-builder.ts'
import type { Item } from './facts-builder.ts'

interface FirewallOptions {
  readonly subnets: readonly string[]
  readonly logs?: readonly ('ALERT' | 'FLOW' | 'TLS')[]
  readonly policy?: Item<'firewallPolicies'>
  /** Of the endpoint in a subnet: FAILED, say. */
  readonly statuses?: Readonly<Record<string, string>>
  readonly status?: object
}

/** AWS Network Firewall. */
export class FirewallBuilder extends AccessBuilder {
  firewallArn(name: string): string {
    return `arn:aws:network-firewall:${this.region}:${this.id}:firewall/${name}`
  }

  /** A firewall with an endpoint in each subnet (`vpce-NAME-SUBNET`), that logs alerts and flows. */
  networkFirewall(
    name: string,
    { subnets, logs = ['ALERT', 'FLOW'], policy, statuses = {}, status = {} }: FirewallOptions,
    fields: object = {},
  ): this {
    const FirewallArn = this.firewallArn(name)
    const FirewallPolicyArn = `arn:aws:network-firewall:${this.region}:${this.id}:firewall-policy/${name}`
    for (const subnet of subnets) this.firewallEndpoint(`${name}-${subnet}`, subnet)
    const states = subnets.map((subnet) => {
      const SubnetId = this.idOf('subnet', subnet)
      const { AvailabilityZone = '' } = this.find('subnets', (item) => item.SubnetId === SubnetId) ?? {}
      const EndpointId = this.idOf('vpce', `${name}-${subnet}`)
      return [
        AvailabilityZone,
        { Attachment: { SubnetId, EndpointId, Status: statuses[subnet] ?? 'READY' }, Config: {} },
      ]
    })
    this.add('firewalls', { FirewallName: name, FirewallArn })
    this.add(
      'firewallStatuses',
      {
        Firewall: {
          FirewallName: name,
          FirewallArn,
          FirewallId: `fw-${name}`,
          FirewallPolicyArn,
          VpcId: this.vpcId(),
          SubnetMappings: subnets.map((subnet) => ({ SubnetId: this.idOf('subnet', subnet) })),
          Tags: this.tags(name),
          ...fields,
        },
        // What AWS answers is wider than what its types say.
        FirewallStatus: {
          Status: 'READY',
          ConfigurationSyncStateSummary: 'IN_SYNC',
          SyncStates: Object.fromEntries(states) as Record<string, object>,
          ...status,
        },
      },
      { FirewallArn },
    )
    this.add(
      'firewallLoggingConfigurations',
      {
        LoggingConfiguration: {
          LogDestinationConfigs: logs.map((LogType) => ({
            LogType,
            LogDestinationType: 'S3' as const,
            LogDestination: { bucketName: 'larkspur-firewall-logs' },
          })),
        },
      },
      { FirewallArn },
    )
    return this.add(
      'firewallPolicies',
      policy ?? {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        StatefulRuleGroupReferences: [{ ResourceArn: `${FirewallPolicyArn}-rules` }],
      },
      { FirewallPolicyArn },
    )
  }

  /** One more endpoint of a firewall, in a subnet of another VPC or zone. */
  firewallEndpointAssociation(name: string, firewall: string, subnet: string): this {
    const VpcEndpointAssociationArn = `arn:aws:network-firewall:${this.region}:${this.id}:vpc-endpoint-association/${name}`
    const SubnetId = this.idOf('subnet', subnet)
    const { AvailabilityZone = '' } = this.find('subnets', (item) => item.SubnetId === SubnetId) ?? {}
    const Attachment = { SubnetId, EndpointId: this.idOf('vpce', name), Status: 'READY' as const }
    this.firewallEndpoint(name, subnet)
    return this.add('firewallEndpointAssociations', { VpcEndpointAssociationArn }).add(
      'firewallEndpointAssociationStatuses',
      {
        VpcEndpointAssociationArn,
        FirewallArn: this.firewallArn(firewall),
        VpcId: this.vpcId(),
        SubnetMapping: { SubnetId },
        VpcEndpointAssociationStatus: {
          Status: 'READY',
          AssociationSyncState: { [AvailabilityZone]: { Attachment } },
        },
      },
      { VpcEndpointAssociationArn },
    )
  }
}
