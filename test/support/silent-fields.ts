import type { KindName } from '../../src/inventory/inventory.ts'

/**
 * Fields that AWS leaves out of an answer to say «none», so that their absence is a fact: as a path from the answer's
 * list on, with what lies below; `A.*` are the entries of a map. Everything else is always there, and a row without it says nothing.
 */
const SILENT: Partial<Record<KindName, readonly string[]>> = {
  addresses: ['CarrierIp', 'CustomerOwnedIp', 'ServiceManaged'],
  autoScalingGroups: [
    'PlacementGroup',
    'LaunchTemplate',
    'LaunchConfigurationName',
    // Said of a group that is being deleted only.
    'Status',
    'MixedInstancesPolicy',
    'DesiredCapacityType',
    'VPCZoneIdentifier',
    // Only while it is being deleted.
    'Status',
  ],
  // Meant for partners only: others may not see it.
  directConnectLags: ['allowsHostedConnections'],
  // Groups from before the choice by media quality do not say how they choose.
  distributions: [
    'CacheBehaviors.Items',
    'OriginGroups.Items.SelectionCriteria',
    'RealtimeLogConfigArn',
    'OriginRequestPolicyId',
  ],
  // What a tenant has of its distribution, it does not say again.
  distributionTenants: ['Customizations'],
  // Until a renewal begins, nothing is said of it.
  certificateDetails: ['RenewalSummary'],
  edgeCertificateDetails: ['RenewalSummary'],
  firewallEndpointAssociationStatuses: ['AssociationSyncState.*'],
  firewallStatuses: ['SyncStates.*'],
  firewallPolicies: ['TLSInspectionConfigurationArn'],
  healthChecks: ['LinkedService'],
  hostedZones: ['LinkedService'],
  images: ['SriovNetSupport'],
  instances: [
    'OutpostArn',
    'Platform',
    'SriovNetSupport',
    'ProductCodes',
    'VpcId',
    'Placement.GroupName',
    'Placement.GroupId',
  ],
  launchTemplateVersions: ['LaunchTemplateData.Placement', 'LaunchTemplateData.InstanceRequirements'],
  // A value of a query string without a key is for any key.
  listenerRules: ['RedirectConfig.Host', 'RedirectConfig.Port', 'QueryStringConfig.Values.Key'],
  // Network load balancers that were made without security groups have no such field.
  loadBalancers: ['AvailabilityZones.OutpostId', 'SecurityGroups'],
  natGateways: ['NatGatewayAddresses.AllocationId', 'AvailabilityMode'],
  networkInterfaces: [
    'Association',
    'Attachment',
    'Description',
    'Ipv4Prefixes',
    'Ipv6Prefixes',
    'Ipv6Addresses',
    'Operator',
    'OutpostArn',
  ],
  placementGroups: ['Operator', 'GroupId', 'GroupArn'],
  resourceRecordSets: [
    'SetIdentifier',
    'HealthCheckId',
    'GeoLocation',
    'CidrRoutingConfig',
    'GeoProximityLocation',
  ],
  // Names are optional; endpoints in a region are on no Outpost.
  resolverEndpoints: ['OutpostArn', 'Name'],
  routeTables: ['Associations.AssociationState'],
  // There while a zonal shift takes the target out.
  targetHealth: ['AdministrativeOverride'],
  subnets: ['BlockPublicAccessStates', 'OutpostArn', 'Ipv6Native', 'DefaultForAz'],
  activeVpnTunnels: ['Phase1IntegrityAlgorithm', 'Phase2IntegrityAlgorithm', 'Phase2DHGroup'],
  customerGateways: ['BgpAsn', 'BgpAsnExtended', 'CertificateArn'],
  // A service is behind balancers of one kind.
  vpcEndpointServiceConfigurations: ['NetworkLoadBalancerArns', 'GatewayLoadBalancerArns'],
  // Answers from before November 2026, when gateways did not translate, have no NatGatewaySupport.
  transitGatewayAttachments: ['Association', 'NatGatewaySupport'],
  transitGatewayRoutes: ['TransitGatewayAttachments', 'PrefixListId'],
  vpcs: ['Ipv6CidrBlockAssociationSet'],
  vpcEndpoints: ['RequesterManaged', 'NetworkInterfaceIds'],
  // A list that nobody restricted is left out; the console shows it with all that AWS offers.
  vpnConnections: [
    'IkeVersions',
    'Phase1IntegrityAlgorithms',
    'Phase2IntegrityAlgorithms',
    'Phase1DHGroupNumbers',
    'Phase2DHGroupNumbers',
    'VpnConcentratorId',
  ],
  vpnTunnelReplacements: ['PendingMaintenance'],
}

/** Tags are never there to be missed. Owners, too: files written by hand leave them out, and mean their own. */
const EVERYWHERE = new Set(['Tags', 'TagSet', 'tags', 'OwnerId', 'ownerAccount'])

/** Whether the field, or one that it lies in, may be missing for nothing to say. `field` begins at the answer. */
export function saysBySilence(kind: KindName, field: string): boolean {
  const steps = field.split('.')
  if (steps.some((step) => EVERYWHERE.has(step))) return true
  return (SILENT[kind] ?? []).some((path) => {
    const wanted = path.split('.')
    return path.endsWith('.*')
      ? steps.length > 1 && steps.at(-2) === wanted.at(-2)
      : steps.some((_, at) => wanted.every((step, offset) => steps[at + offset] === step))
  })
}
