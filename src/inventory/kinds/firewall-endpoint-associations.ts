import type { ListVpcEndpointAssociationsResponse } from '@aws-sdk/client-network-firewall'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Further endpoints of firewalls, in other VPCs or zones than the firewall's own. */
export const firewallEndpointAssociations = defineKind({
  operation: 'network-firewall:ListVpcEndpointAssociations',
  paging: nextToken(100),
  items: (page: Plain<ListVpcEndpointAssociationsResponse>) => page.VpcEndpointAssociations,
  identify: (item) =>
    item.VpcEndpointAssociationArn
      ? {
          type: 'AWS::NetworkFirewall::VpcEndpointAssociation',
          id: item.VpcEndpointAssociationArn,
          arn: item.VpcEndpointAssociationArn,
        }
      : undefined,
})
