import type { KindName } from '../../src/inventory/inventory.ts'

/** Policies stand beside who made them: `managed` or `custom`. */
const policies = (items: readonly object[], field: string): readonly object[] =>
  items.map((item) => {
    const { Managed, ...policy } = item as { Managed?: string }
    return { Type: Managed ?? 'custom', [field]: policy }
  })

/** How AWS wraps a list of items in an answer: the way back of each kind's `items`. */
export const wrap: Readonly<Record<KindName, (items: readonly object[]) => Record<string, unknown>>> = {
  anycastAddresses: ([AnycastIpList]) => (AnycastIpList ? { AnycastIpList } : {}),
  anycastIpLists: (Items) => ({
    AnycastIpLists: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: Items.length, Items },
  }),
  beanstalkEnvironments: (Environments) => ({ Environments }),
  // A bucket that nothing was said of exists, in us-east-1.
  bucketLocations: ([one]) => ({ ...one }),
  cachePolicies: (items) => ({
    CachePolicyList: { MaxItems: 100, Quantity: items.length, Items: policies(items, 'CachePolicy') },
  }),
  certificateDetails: ([Certificate]) => (Certificate ? { Certificate } : {}),
  certificates: (CertificateSummaryList) => ({ CertificateSummaryList }),
  deliveries: (list) => ({ deliveries: list }),
  deliverySources: (list) => ({ deliverySources: list }),
  distributionTenants: (DistributionTenantList) => ({ DistributionTenantList }),
  dnsFirewallAssociations: (FirewallRuleGroupAssociations) => ({ FirewallRuleGroupAssociations }),
  dnsFirewallConfigs: (FirewallConfigs) => ({ FirewallConfigs }),
  edgeCertificateDetails: ([Certificate]) => (Certificate ? { Certificate } : {}),
  edgeCertificates: (CertificateSummaryList) => ({ CertificateSummaryList }),
  edgeDeliveries: (list) => ({ deliveries: list }),
  edgeDeliverySources: (list) => ({ deliverySources: list }),
  healthCheckAlarms: (MetricAlarms) => ({ MetricAlarms, CompositeAlarms: [] }),
  hostedZoneDetails: ([one]) => {
    const { HostedZoneId, Name, ...rest } = { ...one } as Record<string, unknown>
    return { HostedZone: { Id: HostedZoneId, Name }, ...rest }
  },
  listenerAttributes: (Attributes) => ({ Attributes }),
  listenerCertificates: (Certificates) => ({ Certificates }),
  originAccessControls: (Items) => ({
    OriginAccessControlList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: Items.length, Items },
  }),
  originRequestPolicies: (items) => ({
    OriginRequestPolicyList: {
      MaxItems: 100,
      Quantity: items.length,
      Items: policies(items, 'OriginRequestPolicy'),
    },
  }),
  registeredDomainDetails: ([one]) => ({ ...one }),
  registeredDomains: (Domains) => ({ Domains }),
  resolverEndpointAddresses: (IpAddresses) => ({ IpAddresses }),
  resolverEndpoints: (ResolverEndpoints) => ({ ResolverEndpoints }),
  resolverRuleAssociations: (ResolverRuleAssociations) => ({ ResolverRuleAssociations }),
  resolverRules: (ResolverRules) => ({ ResolverRules }),
  reusableDelegationSets: (DelegationSets) => ({
    DelegationSets,
    IsTruncated: false,
    MaxItems: 100,
    Marker: '',
  }),
  serverCertificates: (ServerCertificateMetadataList) => ({
    ServerCertificateMetadataList,
    IsTruncated: false,
  }),
  unlistedHealthChecks: ([HealthCheck]) => (HealthCheck ? { HealthCheck } : {}),
  vpcOriginDetails: ([VpcOrigin]) => (VpcOrigin ? { VpcOrigin } : {}),
  webAclBalancers: (items) => ({
    ResourceArns: items.map((item) => (item as { LoadBalancerArn?: string }).LoadBalancerArn),
  }),
  webAcls: (WebACLs) => ({ WebACLs }),
  // A zone of which nothing was said is not signed.
  zoneSigning: ([one]) => ({ Status: { ServeSignature: 'NOT_SIGNING' }, KeySigningKeys: [], ...one }),
  accelerators: (Accelerators) => ({ Accelerators }),
  // What was added last is what the answer says.
  activeVpnTunnels: (items) => ({ ActiveVpnTunnelStatus: items.at(-1) }),
  addresses: (Addresses) => ({ Addresses }),
  autoScalingGroups: (AutoScalingGroups) => ({ AutoScalingGroups }),
  availabilityZones: (AvailabilityZones) => ({ AvailabilityZones }),
  classicInstanceHealth: (items) => ({ ...items.at(-1) }),
  classicLoadBalancerAttributes: (items) => ({
    LoadBalancerAttributes: Object.assign({}, ...items) as object,
  }),
  classicLoadBalancerPolicies: (PolicyDescriptions) => ({ PolicyDescriptions }),
  classicLoadBalancers: (LoadBalancerDescriptions) => ({ LoadBalancerDescriptions }),
  clientVpnAuthorizationRules: (AuthorizationRules) => ({ AuthorizationRules }),
  clientVpnEndpoints: (ClientVpnEndpoints) => ({ ClientVpnEndpoints }),
  clientVpnTargetNetworks: (ClientVpnTargetNetworks) => ({ ClientVpnTargetNetworks }),
  customRoutingAccelerators: (Accelerators) => ({ Accelerators }),
  directConnectAssociationsOfGateways: (directConnectGatewayAssociations) => ({
    directConnectGatewayAssociations,
  }),
  directConnectConnections: (connections) => ({ connections }),
  directConnectGatewayAssociations: (directConnectGatewayAssociations) => ({
    directConnectGatewayAssociations,
  }),
  directConnectGatewayAttachments: (directConnectGatewayAttachments) => ({ directConnectGatewayAttachments }),
  directConnectGateways: (directConnectGateways) => ({ directConnectGateways }),
  directConnectLags: (lags) => ({ lags }),
  distributionLogging: ([one]) => {
    const { Id, Logging } = { ...one } as { readonly Id?: string; readonly Logging?: object }
    const DistributionConfig = { Logging: Logging ?? { Enabled: false, Bucket: '', Prefix: '' } }
    return { Distribution: { Id, DistributionConfig } }
  },
  distributionConfigs: ([DistributionConfig]) => ({ DistributionConfig }),
  distributions: (Items) => ({
    DistributionList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: Items.length, Items },
  }),
  egressOnlyInternetGateways: (EgressOnlyInternetGateways) => ({ EgressOnlyInternetGateways }),
  firewallEndpointAssociations: (VpcEndpointAssociations) => ({ VpcEndpointAssociations }),
  firewallEndpointAssociationStatuses: ([one]) => {
    const { VpcEndpointAssociationStatus, ...VpcEndpointAssociation } = { ...one } as Record<string, unknown>
    return one ? { VpcEndpointAssociation, VpcEndpointAssociationStatus } : {}
  },
  firewallLoggingConfigurations: ([one]) => ({ ...one }),
  firewallPolicies: ([FirewallPolicy]) => ({ FirewallPolicy }),
  firewallStatuses: ([one]) => ({ ...one }),
  firewalls: (Firewalls) => ({ Firewalls }),
  healthCheckStatuses: ([one]) => ({ ...one }),
  healthChecks: (HealthChecks) => ({ HealthChecks, IsTruncated: false, MaxItems: 1000, Marker: '' }),
  hostedZonesByVpc: (HostedZoneSummaries) => ({ HostedZoneSummaries, MaxItems: '100' }),
  hostedZones: (HostedZones) => ({ HostedZones, IsTruncated: false, MaxItems: 100, Marker: '' }),
  images: (Images) => ({ Images }),
  instanceTypes: (InstanceTypes) => ({ InstanceTypes }),
  routeServerPeers: (RouteServerPeers) => ({ RouteServerPeers }),
  transitGatewayConnectPeers: (TransitGatewayConnectPeers) => ({ TransitGatewayConnectPeers }),
  byoipCidrs: (ByoipCidrs) => ({ ByoipCidrs }),
  instanceStatuses: (InstanceStatuses) => ({ InstanceStatuses }),
  instances: (items) => ({
    Reservations: items.map((item) => ({
      ReservationId: 'r-1',
      OwnerId: (item as { OwnerId?: string }).OwnerId,
      Instances: [item],
    })),
  }),
  launchConfigurations: (LaunchConfigurations) => ({ LaunchConfigurations }),
  launchTemplateVersions: (LaunchTemplateVersions) => ({ LaunchTemplateVersions }),
  listenerRules: (Rules) => ({ Rules }),
  listeners: (Listeners) => ({ Listeners }),
  loadBalancerAttributes: (Attributes) => ({ Attributes }),
  loadBalancers: (LoadBalancers) => ({ LoadBalancers }),
  managedPrefixLists: (PrefixLists) => ({ PrefixLists }),
  natGateways: (NatGateways) => ({ NatGateways }),
  networkAcls: (NetworkAcls) => ({ NetworkAcls }),
  networkInterfaces: (NetworkInterfaces) => ({ NetworkInterfaces }),
  placementGroups: (PlacementGroups) => ({ PlacementGroups }),
  prefixListEntries: (Entries) => ({ Entries }),
  resourceRecordSets: (ResourceRecordSets) => ({ ResourceRecordSets, IsTruncated: false, MaxItems: 300 }),
  routeTables: (RouteTables) => ({ RouteTables }),
  securityGroups: (SecurityGroups) => ({ SecurityGroups }),
  sslPolicies: (SslPolicies) => ({ SslPolicies }),
  subnets: (Subnets) => ({ Subnets }),
  targetGroupAttributes: (Attributes) => ({ Attributes }),
  targetGroups: (TargetGroups) => ({ TargetGroups }),
  targetHealth: (TargetHealthDescriptions) => ({ TargetHealthDescriptions }),
  transitGateways: (TransitGateways) => ({ TransitGateways }),
  transitGatewayAttachments: (TransitGatewayAttachments) => ({ TransitGatewayAttachments }),
  transitGatewayVpcAttachments: (TransitGatewayVpcAttachments) => ({ TransitGatewayVpcAttachments }),
  transitGatewayPeeringAttachments: (TransitGatewayPeeringAttachments) => ({
    TransitGatewayPeeringAttachments,
  }),
  transitGatewayConnects: (TransitGatewayConnects) => ({ TransitGatewayConnects }),
  transitGatewayRouteTables: (TransitGatewayRouteTables) => ({ TransitGatewayRouteTables }),
  transitGatewayAssociations: (Associations) => ({ Associations }),
  transitGatewayPropagations: (TransitGatewayRouteTablePropagations) => ({
    TransitGatewayRouteTablePropagations,
  }),
  transitGatewayNatConfigurations: ([item]) => ({
    ...(item ?? { NatGatewaySupport: 'disabled', NatGatewayRules: [] }),
  }),
  transitGatewayRoutes: (Routes) => ({ Routes }),
  internetGateways: (InternetGateways) => ({ InternetGateways }),
  carrierGateways: (CarrierGateways) => ({ CarrierGateways }),
  vpnGateways: (VpnGateways) => ({ VpnGateways }),
  customerGateways: (CustomerGateways) => ({ CustomerGateways }),
  virtualInterfaces: (virtualInterfaces) => ({ virtualInterfaces }),
  vpcBlockPublicAccessOptions: (items) => ({
    VpcBlockPublicAccessOptions: items[0] ?? { InternetGatewayBlockMode: 'off' },
  }),
  vpcEndpointServiceConfigurations: (ServiceConfigurations) => ({ ServiceConfigurations }),
  vpcEndpoints: (VpcEndpoints) => ({ VpcEndpoints }),
  vpcOrigins: (Items) => ({
    VpcOriginList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: Items.length, Items },
  }),
  vpcPeeringConnections: (VpcPeeringConnections) => ({ VpcPeeringConnections }),
  vpcRouteQuotas: ([Quota]) => ({ Quota }),
  vpcs: (Vpcs) => ({ Vpcs }),
  vpnConnections: (VpnConnections) => ({ VpnConnections }),
  vpnTunnelReplacements: (items) => ({ ...items.at(-1) }),
  dhcpOptions: (DhcpOptions) => ({ DhcpOptions }),
  flowLogs: (FlowLogs) => ({ FlowLogs }),
  staleSecurityGroups: (StaleSecurityGroupSet) => ({ StaleSecurityGroupSet }),
  vpcDnsHostnames: ([item]) => ({ EnableDnsHostnames: item ?? { Value: true } }),
  vpcDnsSupport: ([item]) => ({ EnableDnsSupport: item ?? { Value: true } }),
  vpcEndpointConnections: (VpcEndpointConnections) => ({ VpcEndpointConnections }),
  vpcEndpointServicePermissions: (AllowedPrincipals) => ({ AllowedPrincipals }),
  vpcEndpointServices: (ServiceDetails) => ({ ServiceDetails }),
}
