import type { DescribeVpcEndpointAssociationResponse } from '@aws-sdk/client-network-firewall'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { firewallEndpointAssociations } from './firewall-endpoint-associations.ts'

/** Each further endpoint of a firewall: whose it is, and by zone which endpoint id and how it is. */
export const firewallEndpointAssociationStatuses = defineKind({
  operation: 'network-firewall:DescribeVpcEndpointAssociation',
  per: {
    param: 'VpcEndpointAssociationArn',
    from: [from(firewallEndpointAssociations, (one) => one.VpcEndpointAssociationArn)],
  },
  always: [
    'FirewallArn',
    'VpcEndpointAssociationStatus',
    'VpcEndpointAssociationStatus.AssociationSyncState',
  ],
  items: (page: Plain<DescribeVpcEndpointAssociationResponse>) =>
    page.VpcEndpointAssociation
      ? [{ ...page.VpcEndpointAssociation, VpcEndpointAssociationStatus: page.VpcEndpointAssociationStatus }]
      : [],
  identify: (item) =>
    item.VpcEndpointAssociationArn
      ? {
          type: 'AWS::NetworkFirewall::VpcEndpointAssociation',
          id: item.VpcEndpointAssociationArn,
          arn: item.VpcEndpointAssociationArn,
        }
      : undefined,
})
