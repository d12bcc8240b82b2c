/** The random networks as AWS would describe them. */
import { type Account, account } from '../../support/account.ts'
import { addTransit } from './oracle-transit.ts'
import type { Entry, Network, Permission, Table, Target } from './oracle-model.ts'

const associated = { State: 'associated' } as const

export function factsOf(network: Network): Account {
  const story = account()
  for (const vpc of network.vpcs) {
    story.add('vpcs', {
      VpcId: `vpc-${vpc.name}`,
      OwnerId: story.id,
      State: 'available',
      CidrBlock: vpc.cidr,
      CidrBlockAssociationSet: [{ CidrBlock: vpc.cidr, CidrBlockState: associated }],
    })
    addTable(story, vpc.main, vpc, [{ Main: true, AssociationState: associated }])
    if (vpc.hasInternetGateway)
      story.add('internetGateways', {
        InternetGatewayId: `igw-${vpc.name}`,
        OwnerId: story.id,
        Attachments: [{ VpcId: `vpc-${vpc.name}`, State: 'attached' }],
      })
  }
  for (const { name, vpc, cidr, zone, table } of network.subnets) {
    const SubnetId = `subnet-${name}`
    story.add('subnets', {
      SubnetId,
      VpcId: `vpc-${vpc}`,
      OwnerId: story.id,
      CidrBlock: cidr,
      AvailabilityZone: `us-east-1${zone}`,
      AvailabilityZoneId: `use1-${zone}`,
    })
    const home = network.vpcs.find((one) => one.name === vpc)
    if (table && home) addTable(story, table, home, [{ SubnetId, AssociationState: associated }])
  }
  for (const { name, vpc, in: inbound, out } of network.acls) {
    const Associations = network.subnets
      .filter((one) => one.acl === name)
      .map((one) => ({ SubnetId: `subnet-${one.name}` }))
    story.add('networkAcls', {
      NetworkAclId: `acl-${name}`,
      VpcId: `vpc-${vpc}`,
      OwnerId: story.id,
      Associations,
      Entries: [...inbound.map((one) => entryOf(one, false)), ...out.map((one) => entryOf(one, true))],
    })
  }
  for (const { name, vpc, in: inbound, out } of network.groups) {
    story.add('securityGroups', {
      GroupId: `sg-${name}`,
      VpcId: `vpc-${vpc}`,
      OwnerId: story.id,
      IpPermissions: inbound.map(permissionOf),
      IpPermissionsEgress: out.map(permissionOf),
    })
  }
  for (const host of network.hosts) {
    addInterface(story, network, host, {
      Groups: host.groups.map((group) => ({ GroupId: `sg-${group}` })),
      Attachment: { InstanceId: `i-${host.name}`, DeviceIndex: 0 },
    })
    story.add('instances', {
      InstanceId: `i-${host.name}`,
      State: { Name: 'running' },
      PlatformDetails: 'Linux/UNIX',
    })
  }
  for (const nat of network.nats) {
    addInterface(story, network, nat, { InterfaceType: 'nat_gateway', Groups: [] })
    const NatGatewayAddresses = [
      {
        PrivateIp: nat.address,
        PublicIp: nat.publicAddress,
        NetworkInterfaceId: `eni-${nat.name}`,
        IsPrimary: true,
      },
    ]
    story.add('natGateways', {
      NatGatewayId: `nat-${nat.name}`,
      VpcId: `vpc-${vpcOf(network, nat.subnet)}`,
      SubnetId: `subnet-${nat.subnet}`,
      State: 'available',
      ConnectivityType: 'public',
      NatGatewayAddresses,
    })
  }
  for (const { name, sides } of network.peerings) {
    const [RequesterVpcInfo, AccepterVpcInfo] = sides.map((vpc) => {
      const CidrBlock = network.vpcs.find((one) => one.name === vpc)?.cidr
      return {
        VpcId: `vpc-${vpc}`,
        OwnerId: story.id,
        Region: story.region,
        ...(CidrBlock ? { CidrBlock } : {}),
      }
    })
    story.add('vpcPeeringConnections', {
      VpcPeeringConnectionId: `pcx-${name}`,
      Status: { Code: 'active' },
      ...(RequesterVpcInfo ? { RequesterVpcInfo } : {}),
      ...(AccepterVpcInfo ? { AccepterVpcInfo } : {}),
    })
  }
  if (network.transit) addTransit(story, network.transit)
  return story
}

const vpcOf = (network: Network, subnet: string): string =>
  network.subnets.find((one) => one.name === subnet)?.vpc ?? ''

function addInterface(
  story: Account,
  network: Network,
  {
    name,
    subnet,
    address,
    publicAddress,
  }: {
    readonly name: string
    readonly subnet: string
    readonly address: string
    readonly publicAddress?: string
  },
  more: object,
): void {
  const association = publicAddress ? { Association: { PublicIp: publicAddress } } : {}
  story.add('networkInterfaces', {
    NetworkInterfaceId: `eni-${name}`,
    SubnetId: `subnet-${subnet}`,
    VpcId: `vpc-${vpcOf(network, subnet)}`,
    OwnerId: story.id,
    InterfaceType: 'interface',
    Status: 'in-use',
    SourceDestCheck: true,
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true, ...association }],
    ...association,
    ...more,
  })
}

function addTable(
  story: Account,
  { name, routes }: Table,
  vpc: { readonly name: string; readonly cidr: string },
  Associations: readonly object[],
): void {
  const field = (by: Target): object => {
    if (by.kind === 'internet') return { GatewayId: `igw-${vpc.name}` }
    if (by.kind === 'nat') return { NatGatewayId: `nat-${by.name}` }
    if (by.kind === 'peering') return { VpcPeeringConnectionId: `pcx-${by.name}` }
    return by.kind === 'transit' ? { TransitGatewayId: 'tgw-hub' } : { NetworkInterfaceId: 'eni-gone' }
  }
  const all = routes.map(({ to, by }) => ({
    DestinationCidrBlock: to,
    Origin: 'CreateRoute' as const,
    State: by.kind === 'blackhole' ? ('blackhole' as const) : ('active' as const),
    ...field(by),
  }))
  const local = {
    DestinationCidrBlock: vpc.cidr,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  } as const
  story.add('routeTables', {
    RouteTableId: `rtb-${name}`,
    VpcId: `vpc-${vpc.name}`,
    OwnerId: story.id,
    Associations,
    Routes: [local, ...all],
  })
}

const entryOf = ({ number, allow, cidr, protocol, from, to }: Entry, Egress: boolean): object => ({
  RuleNumber: number,
  RuleAction: allow ? 'allow' : 'deny',
  Protocol: String(protocol),
  Egress,
  CidrBlock: cidr,
  ...(protocol === -1 ? {} : { PortRange: { From: from, To: to } }),
})

const permissionOf = ({ protocol, from, to, cidr, group }: Permission): object => ({
  IpProtocol: protocol === -1 ? '-1' : protocol === 6 ? 'tcp' : 'udp',
  ...(protocol === -1 ? {} : { FromPort: from, ToPort: to }),
  IpRanges: cidr ? [{ CidrIp: cidr }] : [],
  UserIdGroupPairs: group ? [{ GroupId: `sg-${group}` }] : [],
})
