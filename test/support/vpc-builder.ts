import { FactsBuilder, type Item } from './facts-builder.ts'

/** Destination => target, by the target's prefix: `igw`, `nat-a`, `pcx-hub`, `eni-fw`, `vgw-hq`, `local` … `!` is a blackhole. */
export type Routes = Readonly<Record<string, string>>

type Tags = { readonly tags?: Readonly<Record<string, string>> }

export interface VpcOptions extends Tags {
  readonly cidr?: string
  readonly ipv6?: string
  /** Of the main route table. */
  readonly routes?: Routes
}

export interface SubnetOptions extends Tags {
  readonly vpc?: string
  /** `a` is us-east-1a, use1-az1. */
  readonly zone?: string
  readonly cidr?: string
  readonly ipv6?: string
  /** Gives it a route table of its own; without, it uses the main one. */
  readonly routes?: Routes
  /** A table that several subnets share, by the name of the subnet that it was made for. */
  readonly sharesTableOf?: string
  /** A network ACL made by `acl`; without, the default one. */
  readonly acl?: string
  /** Nothing runs in it. Otherwise a Linux instance does. */
  readonly empty?: boolean
}

/** `allow|deny protocol ports cidr`, numbered in order: 100, 110 …; or with a number in front. */
export interface AclOptions {
  readonly vpc?: string
  readonly in: readonly string[]
  readonly out: readonly string[]
}

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { all: '-1', tcp: '6', udp: '17', icmp: '1' }

const TARGET_FIELDS: Readonly<Record<string, string>> = {
  eigw: 'EgressOnlyInternetGatewayId',
  eni: 'NetworkInterfaceId',
  i: 'InstanceId',
  nat: 'NatGatewayId',
  pcx: 'VpcPeeringConnectionId',
  tgw: 'TransitGatewayId',
}

/** Lets the organisation in and nobody else. */
export const ORGANISATION_ONLY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-larkspur' } },
    },
  ],
})

export class VpcBuilder extends FactsBuilder {
  #vpc = ''
  #address = 10

  tags(name: string, more: Readonly<Record<string, string>> = {}): { Key: string; Value: string }[] {
    return Object.entries({ Name: name, ...more }).map(([Key, Value]) => ({ Key, Value }))
  }

  /** `us-east-1a` and `use1-az1` for `a`; a longer name is a zone in full: `us-east-1-bos-1a`. */
  zone(letter = 'a'): { AvailabilityZone: string; AvailabilityZoneId: string } {
    const [area = '', direction = '', number = ''] = this.region.split('-')
    const index = letter.charCodeAt(letter.length - 1) - 96
    if (letter.length > 1) {
      return {
        AvailabilityZone: letter,
        AvailabilityZoneId: `${area}${direction[0]}${number}-bos1-az${index}`,
      }
    }
    return {
      AvailabilityZone: `${this.region}${letter}`,
      AvailabilityZoneId: `${area}${direction[0]}${number}-az${index}`,
    }
  }

  protected vpcId(name = this.#vpc): string {
    return this.idOf('vpc', name)
  }

  /** A VPC with its main route table and its default ACL, which lets all through; what follows is in it. */
  vpc(
    name: string,
    { cidr = '10.0.0.0/16', ipv6, routes = {}, tags }: VpcOptions = {},
    fields: Item<'vpcs'> = {},
  ): this {
    this.#vpc = name
    const VpcId = this.vpcId()
    const state = { State: 'associated' } as const
    this.add('vpcs', {
      VpcId,
      State: 'available',
      CidrBlock: cidr,
      OwnerId: this.id,
      IsDefault: false,
      DhcpOptionsId: this.#amazonDns(),
      CidrBlockAssociationSet: [
        { AssociationId: this.idOf('vpc-cidr-assoc', name), CidrBlock: cidr, CidrBlockState: state },
      ],
      Ipv6CidrBlockAssociationSet: ipv6
        ? [
            {
              AssociationId: this.idOf('vpc-cidr-assoc', `${name}-6`),
              Ipv6CidrBlock: ipv6,
              Ipv6CidrBlockState: state,
            },
          ]
        : [],
      Tags: this.tags(name, tags),
      ...fields,
    })
    const all = ['100 allow all all 0.0.0.0/0', ...(ipv6 ? ['101 allow all all ::/0'] : [])]
    this.routeTable(`main-${name}`, routes, { Associations: [{ Main: true, AssociationState: state }] })
    return this.add('networkAcls', {
      NetworkAclId: this.idOf('acl', `default-${name}`),
      VpcId,
      OwnerId: this.id,
      IsDefault: true,
      Associations: [],
      Entries: [...this.#entries(all, false), ...this.#entries(all, true)],
      Tags: [],
    })
  }

  /** A route table with the local routes of its VPC and these. */
  /** The DHCP options that AWS makes for each region. */
  #amazonDns(): string {
    const DhcpOptionsId = this.idOf('dopt', 'amazon')
    if (!this.find('dhcpOptions', (item) => item.DhcpOptionsId === DhcpOptionsId)) {
      const DhcpConfigurations = [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }]
      this.add('dhcpOptions', { DhcpOptionsId, OwnerId: this.id, DhcpConfigurations, Tags: [] })
    }
    return DhcpOptionsId
  }

  routeTable(name: string, routes: Routes = {}, fields: Item<'routeTables'> = {}): this {
    const vpc = this.find('vpcs', (item) => item.VpcId === this.vpcId())
    const local = [
      vpc?.CidrBlock,
      ...(vpc?.Ipv6CidrBlockAssociationSet ?? []).map((one) => one.Ipv6CidrBlock),
    ]
    return this.add('routeTables', {
      RouteTableId: this.idOf('rtb', name),
      VpcId: this.vpcId(),
      OwnerId: this.id,
      Associations: [],
      PropagatingVgws: [],
      Routes: [
        ...local.flatMap((cidr) => (cidr ? [this.#route(cidr, 'local', 'CreateRouteTable')] : [])),
        ...Object.entries(routes).map(([destination, target]) => this.#route(destination, target)),
      ],
      Tags: this.tags(name),
      ...fields,
    })
  }

  #route(destination: string, target: string, origin = 'CreateRoute'): object {
    const blackhole = target.startsWith('!')
    const name = target.replace('!', '')
    const [prefix = ''] = name.split('-')
    const field = TARGET_FIELDS[prefix] ?? 'GatewayId'
    const id = name === 'igw' ? this.#internetGateway() : this.ref(name)
    if (prefix === 'eigw') this.#egressOnlyGateway(id)
    const to = destination.startsWith('pl-')
      ? { DestinationPrefixListId: destination }
      : destination.includes(':')
        ? { DestinationIpv6CidrBlock: destination }
        : { DestinationCidrBlock: destination }
    return { ...to, [field]: id, Origin: origin, State: blackhole ? 'blackhole' : 'active' }
  }

  /** The VPC's internet gateway, attached when a route first leads to it. */
  #internetGateway(): string {
    const InternetGatewayId = this.idOf('igw', this.#vpc)
    if (!this.find('internetGateways', (item) => item.InternetGatewayId === InternetGatewayId)) {
      const Attachments = [{ VpcId: this.vpcId(), State: 'available' }]
      // EC2 says `available` of an attached internet gateway, which the SDK's type does not list.
      this.add('internetGateways', {
        InternetGatewayId,
        OwnerId: this.id,
        Attachments: Attachments as never,
        Tags: [],
      })
    }
    return InternetGatewayId
  }

  #egressOnlyGateway(EgressOnlyInternetGatewayId: string): void {
    const known = this.find(
      'egressOnlyInternetGateways',
      (item) => item.EgressOnlyInternetGatewayId === EgressOnlyInternetGatewayId,
    )
    if (known) return
    const Attachments = [{ VpcId: this.vpcId(), State: 'attached' as const }]
    this.add('egressOnlyInternetGateways', { EgressOnlyInternetGatewayId, Attachments, Tags: [] })
  }

  subnet(name: string, options: SubnetOptions = {}, fields: Item<'subnets'> = {}): this {
    const {
      vpc = this.#vpc,
      zone,
      cidr = `10.0.${this.#address++}.0/24`,
      ipv6,
      routes,
      sharesTableOf,
      acl,
      empty,
      tags,
    } = options
    this.#vpc = vpc
    const SubnetId = this.idOf('subnet', name)
    this.add('subnets', {
      SubnetId,
      VpcId: this.vpcId(),
      OwnerId: this.id,
      State: 'available',
      CidrBlock: cidr,
      AvailableIpAddressCount: 200,
      MapPublicIpOnLaunch: false,
      DefaultForAz: false,
      Ipv6Native: false,
      Ipv6CidrBlockAssociationSet: ipv6
        ? [
            {
              AssociationId: this.idOf('subnet-cidr-assoc', name),
              Ipv6CidrBlock: ipv6,
              Ipv6CidrBlockState: { State: 'associated' },
            },
          ]
        : [],
      SubnetArn: `arn:aws:ec2:${this.region}:${this.id}:subnet/${SubnetId}`,
      Tags: this.tags(name, tags),
      ...this.zone(zone),
      ...fields,
    })
    if (routes) this.routeTable(name, routes)
    if (routes || sharesTableOf) this.#associate(SubnetId, this.idOf('rtb', sharesTableOf ?? name))
    this.#useAcl(SubnetId, this.idOf('acl', acl ?? `default-${vpc}`))
    return empty
      ? this
      : this.instance(name, { subnet: name, ...(ipv6 ? { ipv6: ipv6.replace(/::\/\d+$/, '::10') } : {}) })
  }

  #associate(SubnetId: string, RouteTableId: string): void {
    const table = this.find('routeTables', (item) => item.RouteTableId === RouteTableId)
    if (!table)
      throw new Error(`There is no route table ${RouteTableId} yet: make the subnet that it is for first.`)
    const association = {
      RouteTableId,
      SubnetId,
      Main: false,
      AssociationState: { State: 'associated' as const },
    }
    this.replace('routeTables', table, {
      ...table,
      Associations: [...(table.Associations ?? []), association],
    })
  }

  #useAcl(SubnetId: string, NetworkAclId: string): void {
    const acl = this.find('networkAcls', (item) => item.NetworkAclId === NetworkAclId)
    if (!acl)
      throw new Error(`There is no network ACL ${NetworkAclId} yet: make it before the subnet that uses it.`)
    this.replace('networkAcls', acl, {
      ...acl,
      Associations: [...(acl.Associations ?? []), { NetworkAclId, SubnetId }],
    })
  }

  acl(
    name: string,
    { vpc = this.#vpc, in: inbound, out }: AclOptions,
    fields: Item<'networkAcls'> = {},
  ): this {
    return this.add('networkAcls', {
      NetworkAclId: this.idOf('acl', name),
      VpcId: this.vpcId(vpc),
      OwnerId: this.id,
      IsDefault: false,
      Associations: [],
      Entries: [...this.#entries(inbound, false), ...this.#entries(out, true)],
      Tags: this.tags(name),
      ...fields,
    })
  }

  #entries(lines: readonly string[], Egress: boolean): object[] {
    const entries = lines.map((line, index) => {
      const words = line.split(/\s+/)
      const numbered = /^\d+$/.test(words[0] ?? '')
      const [action = '', protocol = '', ports = '', cidr = ''] = numbered ? words.slice(1) : words
      const [From = 0, To = From] = ports === 'all' ? [0, 65_535] : ports.split('-').map(Number)
      return {
        RuleNumber: numbered ? Number(words[0]) : 100 + index * 10,
        RuleAction: action,
        Protocol: PROTOCOL_NUMBERS[protocol] ?? protocol,
        Egress,
        ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
        ...(protocol === 'tcp' || protocol === 'udp' ? { PortRange: { From, To } } : {}),
      }
    })
    return [
      ...entries,
      { RuleNumber: 32_767, RuleAction: 'deny', Protocol: '-1', Egress, CidrBlock: '0.0.0.0/0' },
    ]
  }

  /** A zonal, public NAT gateway with its interface, or, without `in`, a regional one. */
  natGateway(
    name: string,
    { in: subnet, publicIp = '203.0.113.10' }: { readonly in?: string; readonly publicIp?: string } = {},
    fields: Item<'natGateways'> = {},
  ): this {
    const NatGatewayId = this.idOf('nat', name)
    const SubnetId = subnet && this.idOf('subnet', subnet)
    if (subnet) {
      this.eni(`nat-${name}`, { subnet, publicIp }, { InterfaceType: 'natGateway', RequesterManaged: true })
    }
    const eni = this.find(
      'networkInterfaces',
      (item) => item.NetworkInterfaceId === this.idOf('eni', `nat-${name}`),
    )
    return this.add('natGateways', {
      NatGatewayId,
      VpcId: this.vpcId(),
      State: 'available',
      ConnectivityType: 'public',
      AvailabilityMode: subnet ? 'zonal' : 'regional',
      ...(SubnetId ? { SubnetId } : {}),
      NatGatewayAddresses: [
        {
          ...(fields.ConnectivityType === 'private' ? {} : { PublicIp: publicIp }),
          IsPrimary: true,
          Status: 'succeeded',
          ...(eni ? { PrivateIp: eni.PrivateIpAddress, NetworkInterfaceId: eni.NetworkInterfaceId } : {}),
        },
      ],
      CreateTime: '2025-01-01T00:00:00.000Z',
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** An interface that is in use. Its security group is `default` unless others are named. */
  eni(
    name: string,
    {
      subnet,
      groups = ['default'],
      instance,
      publicIp,
      ipv6,
    }: {
      readonly subnet: string
      readonly groups?: readonly string[]
      readonly instance?: string
      readonly publicIp?: string
      readonly ipv6?: string
    },
    fields: Item<'networkInterfaces'> = {},
  ): this {
    const home = this.find('subnets', (item) => item.SubnetId === this.idOf('subnet', subnet))
    if (!home) throw new Error(`There is no subnet ${subnet} yet: make it before the interface ${name}.`)
    const address = `${home.CidrBlock?.split('.').slice(0, 3).join('.')}.${this.#address++ % 250}`
    return this.add('networkInterfaces', {
      NetworkInterfaceId: this.idOf('eni', name),
      SubnetId: home.SubnetId,
      VpcId: home.VpcId,
      OwnerId: this.id,
      AvailabilityZone: home.AvailabilityZone,
      AvailabilityZoneId: home.AvailabilityZoneId,
      InterfaceType: 'interface',
      Status: 'in-use',
      SourceDestCheck: true,
      RequesterManaged: false,
      Description: '',
      PrivateIpAddress: address,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
      Ipv6Addresses: ipv6 ? [{ Ipv6Address: ipv6 }] : [],
      Groups: groups.map((group) => ({ GroupId: this.idOf('sg', group), GroupName: group })),
      ...(instance
        ? { Attachment: { InstanceId: this.idOf('i', instance), DeviceIndex: 0, Status: 'attached' } }
        : {}),
      ...(publicIp ? { Association: { PublicIp: publicIp, IpOwnerId: this.id } } : {}),
      TagSet: [],
      ...fields,
    })
  }

  /** A running Linux instance with one interface, `eni-<name>`. */
  instance(
    name: string,
    {
      subnet,
      ...network
    }: {
      readonly subnet: string
      readonly groups?: readonly string[]
      readonly publicIp?: string
      readonly ipv6?: string
    },
    fields: Item<'instances'> = {},
    eniFields: Item<'networkInterfaces'> = {},
  ): this {
    this.eni(name, { subnet, instance: name, ...network }, eniFields)
    const home = this.find('subnets', (item) => item.SubnetId === this.idOf('subnet', subnet))
    const { zone } = { zone: home?.AvailabilityZone }
    return this.add('instances', {
      InstanceId: this.idOf('i', name),
      InstanceType: 'm7g.large',
      ImageId: 'ami-0123456789abcdef0',
      PlatformDetails: 'Linux/UNIX',
      State: { Code: 16, Name: 'running' },
      LaunchTime: '2026-01-01T00:00:00.000Z',
      SubnetId: home?.SubnetId,
      VpcId: home?.VpcId,
      Placement: {
        AvailabilityZone: zone,
        AvailabilityZoneId: home?.AvailabilityZoneId,
        Tenancy: 'default',
        GroupName: '',
      },
      NetworkInterfaces: [
        { NetworkInterfaceId: this.idOf('eni', name), Attachment: { DeviceIndex: 0, Status: 'attached' } },
      ],
      SecurityGroups: [],
      ProductCodes: [],
      OwnerId: this.id,
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** The status checks of an instance: `ok`, `impaired`, `initializing`. */
  instanceStatus(
    name: string,
    { system = 'ok', instance = 'ok' }: { readonly system?: string; readonly instance?: string } = {},
  ): this {
    return this.add('instanceStatuses', {
      InstanceId: this.idOf('i', name),
      InstanceState: { Code: 16, Name: 'running' },
      SystemStatus: { Status: system as 'ok' }, // values of next year, too
      InstanceStatus: { Status: instance as 'ok' },
    })
  }

  /** Inbound permissions as `protocol ports source`: `tcp 443 0.0.0.0/0`, `all all pl-office`, `tcp 5432 sg-app`. */
  securityGroup(name: string, inbound: readonly string[] = [], fields: Item<'securityGroups'> = {}): this {
    return this.add('securityGroups', {
      GroupId: this.idOf('sg', name),
      GroupName: name,
      Description: name,
      VpcId: this.vpcId(),
      OwnerId: this.id,
      IpPermissions: inbound.map((line) => this.#permission(line)),
      IpPermissionsEgress: [this.#permission('all all 0.0.0.0/0')],
      Tags: [],
      ...fields,
    })
  }

  #permission(line: string): object {
    const [protocol = '', ports = '', source = ''] = line.split(/\s+/)
    const [FromPort = 0, ToPort = FromPort] = ports.split('-').map(Number)
    return {
      IpProtocol: protocol === 'all' ? '-1' : protocol,
      ...(protocol === 'all' ? {} : ports === 'all' ? { FromPort: 0, ToPort: 65_535 } : { FromPort, ToPort }),
      IpRanges: /^\d/.test(source) ? [{ CidrIp: source }] : [],
      Ipv6Ranges: source.includes(':') ? [{ CidrIpv6: source }] : [],
      PrefixListIds: source.startsWith('pl-') ? [{ PrefixListId: source }] : [],
      UserIdGroupPairs: source.startsWith('sg-') ? [{ GroupId: this.ref(source), UserId: this.id }] : [],
    }
  }

  /** The entries of a prefix list (`pl-office`) that a route or a group names. */
  prefixList(id: string, cidrs: readonly string[]): this {
    for (const Cidr of cidrs) this.add('prefixListEntries', { Cidr, PrefixListId: id }, { PrefixListId: id })
    return this
  }

  /** A peering between two VPCs of this account, or with `peer` of another builder's. */
  peering(
    name: string,
    requester: string,
    accepter: string,
    peer: VpcBuilder = this,
    fields: Item<'vpcPeeringConnections'> = {},
  ): this {
    const side = (builder: VpcBuilder, vpc: string): object => {
      const found = builder.find('vpcs', (item) => item.VpcId === builder.idOf('vpc', vpc))
      return {
        VpcId: builder.idOf('vpc', vpc),
        OwnerId: builder.id,
        Region: builder.region,
        CidrBlock: found?.CidrBlock,
        CidrBlockSet: found?.CidrBlockAssociationSet?.map(({ CidrBlock }) => ({ CidrBlock })) ?? [],
        Ipv6CidrBlockSet:
          found?.Ipv6CidrBlockAssociationSet?.map(({ Ipv6CidrBlock }) => ({ Ipv6CidrBlock })) ?? [],
        PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
      }
    }
    const connection = {
      VpcPeeringConnectionId: this.idOf('pcx', name),
      Status: { Code: 'active' as const, Message: 'Active' },
      RequesterVpcInfo: side(this, requester),
      AccepterVpcInfo: side(peer, accepter),
      Tags: this.tags(name),
      ...fields,
    }
    if (peer !== this) peer.add('vpcPeeringConnections', connection)
    return this.add('vpcPeeringConnections', connection)
  }

  gatewayEndpoint(
    service: 's3' | 'dynamodb',
    tables: readonly string[],
    fields: Item<'vpcEndpoints'> = {},
  ): this {
    return this.add('vpcEndpoints', {
      VpcEndpointId: this.idOf('vpce', service),
      VpcEndpointType: 'Gateway',
      VpcId: this.vpcId(),
      OwnerId: this.id,
      State: 'Available',
      ServiceName: `com.amazonaws.${this.region}.${service}`,
      RouteTableIds: tables.map((table) => this.idOf('rtb', table)),
      PolicyDocument: ORGANISATION_ONLY,
      Tags: [],
      ...fields,
    })
  }

  elasticIp(name: string, fields: Item<'addresses'> = {}): this {
    return this.add('addresses', {
      AllocationId: this.idOf('eipalloc', name),
      PublicIp: '198.51.100.7',
      Domain: 'vpc',
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: this.region,
      Tags: this.tags(name),
      ...fields,
    })
  }

  placementGroup(
    GroupName: string,
    Strategy: 'cluster' | 'spread' | 'partition',
    fields: Item<'placementGroups'> = {},
  ): this {
    return this.add('placementGroups', {
      GroupName,
      GroupId: this.idOf('pg', GroupName),
      State: 'available',
      Strategy,
      ...(Strategy === 'spread' ? { SpreadLevel: 'rack' } : {}),
      Tags: [],
      ...fields,
    })
  }
}
