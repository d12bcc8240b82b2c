import type { Item } from './facts-builder.ts'
import { ClientVpnBuilder } from './client-vpn-builder.ts'

/** The resolvers of VPCs: where queries enter and leave, and the rules that they follow. */
export class ResolverBuilder extends ClientVpnBuilder {
  /** A VPC's id by its name; ids stay as they are. */
  protected vpcOf(vpc: string): string {
    return vpc.startsWith('vpc-') ? vpc : this.idOf('vpc', vpc)
  }

  endpointId(name: string): string {
    return this.idOf('rslvr', name)
  }

  /** An endpoint of the resolver in the last VPC; an address a line: `subnet address [status]`. */
  resolverEndpoint(
    name: string,
    Direction: 'INBOUND' | 'OUTBOUND',
    addresses: readonly string[] = ['dns-a 10.0.10.53', 'dns-b 10.0.11.53'],
    fields: Item<'resolverEndpoints'> = {},
  ): this {
    const ResolverEndpointId = this.endpointId(name)
    for (const [index, line] of addresses.entries()) {
      const [subnet = '', Ip = '', status = 'ATTACHED'] = line.split(' ')
      this.add(
        'resolverEndpointAddresses',
        {
          IpId: `rni-${name}-${index}`,
          SubnetId: this.idOf('subnet', subnet),
          ...(Ip.includes(':') ? { Ipv6: Ip } : { Ip }),
          Status: status as 'ATTACHED', // values of next year, too
          StatusMessage: 'This IP address is operational.',
        },
        { ResolverEndpointId },
      )
    }
    return this.add('resolverEndpoints', {
      Id: ResolverEndpointId,
      Arn: `arn:aws:route53resolver:${this.region}:${this.id}:resolver-endpoint/${ResolverEndpointId}`,
      Name: name,
      SecurityGroupIds: [this.idOf('sg', 'dns')],
      Direction,
      IpAddressCount: addresses.length,
      HostVPCId: this.vpcId(),
      Status: 'OPERATIONAL',
      StatusMessage: 'This Resolver Endpoint is operational.',
      ResolverEndpointType: 'IPV4',
      ...fields,
    })
  }

  ruleId(name: string): string {
    return this.idOf('rslvr-rr', name)
  }

  /** A rule that forwards a domain to these name servers by the endpoint `out`, associated with these VPCs. */
  resolverRule(
    name: string,
    DomainName: string,
    {
      targets = ['192.168.10.53', '192.168.20.53'],
      vpcs = [],
      endpoint = 'out',
    }: {
      readonly targets?: readonly string[]
      readonly vpcs?: readonly string[]
      readonly endpoint?: string
    } = {},
    fields: Item<'resolverRules'> = {},
  ): this {
    const Id = this.ruleId(name)
    for (const vpc of vpcs) this.associateRule(name, vpc)
    return this.add('resolverRules', {
      Id,
      Arn: `arn:aws:route53resolver:${this.region}:${this.id}:resolver-rule/${Id}`,
      Name: name,
      DomainName: `${DomainName}.`,
      Status: 'COMPLETE',
      RuleType: 'FORWARD',
      TargetIps: targets.map((address) =>
        address.includes(':') ? { Ipv6: address, Port: 53 } : { Ip: address, Port: 53 },
      ),
      ResolverEndpointId: this.endpointId(endpoint),
      OwnerId: this.id,
      ShareStatus: 'NOT_SHARED',
      ...fields,
    })
  }

  /** A VPC, by its name or id, follows a rule, by its name or id. */
  associateRule(rule: string, vpc: string, fields: Item<'resolverRuleAssociations'> = {}): this {
    return this.add('resolverRuleAssociations', {
      Id: this.idOf('rslvr-rrassoc', `${rule}-${vpc}`),
      ResolverRuleId: rule.startsWith('rslvr-rr-') ? rule : this.ruleId(rule),
      VPCId: this.vpcOf(vpc),
      Status: 'COMPLETE',
      ...fields,
    })
  }

  /** Both attributes of a VPC that DNS needs. */
  dnsAttributes(vpc: string, { support = true, hostnames = true } = {}): this {
    const VpcId = this.idOf('vpc', vpc)
    return this.add('vpcDnsSupport', { Value: support }, { VpcId, Attribute: 'enableDnsSupport' }).add(
      'vpcDnsHostnames',
      { Value: hostnames },
      { VpcId, Attribute: 'enableDnsHostnames' },
    )
  }
}
