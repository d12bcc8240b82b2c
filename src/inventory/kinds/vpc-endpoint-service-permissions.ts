import type { DescribeVpcEndpointServicePermissionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { vpcEndpointServiceConfigurations } from './vpc-endpoint-service-configurations.ts'

/** Who may connect to each endpoint service of the account: `under(ServiceId)`. */
export const vpcEndpointServicePermissions = defineKind({
  operation: 'ec2:DescribeVpcEndpointServicePermissions',
  paging: nextToken(1000),
  per: {
    param: 'ServiceId',
    from: [from(vpcEndpointServiceConfigurations, (service) => service.ServiceId)],
  },
  always: ['Principal'],
  items: (page: Plain<DescribeVpcEndpointServicePermissionsResult>, asked) =>
    page.AllowedPrincipals?.map((principal) => ({ ...principal, ServiceId: String(asked['ServiceId']) })),
  identify: (item, place) => ec2Identity('VPCEndpointService', 'vpc-endpoint-service', item.ServiceId, place),
})
