import type { ListHostedZonesByVPCResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { vpcEndpoints } from './vpc-endpoints.ts'

/** What a VPC is called in this kind: Route 53 takes its region beside its id. */
export const vpcKey = (region: string, vpc: string): string => `${region}/${vpc}`

/**
 * The private hosted zones that a VPC resolves, of other accounts, too: asked only where an endpoint for a service of
 * AWS's leaves the name of the service to such a zone.
 */
export const hostedZonesByVpc = defineKind({
  operation: 'route53:ListHostedZonesByVPC',
  global: true,
  paging: { next: { NextToken: 'NextToken' }, size: ['MaxItems', 100] },
  per: {
    param: 'VPCId',
    with: (key) => ({ VPCRegion: key.split('/')[0], VPCId: key.split('/')[1] }),
    from: [
      from(vpcEndpoints, ({ VpcEndpointType, PrivateDnsEnabled, VpcId, region }) =>
        VpcEndpointType === 'Interface' && PrivateDnsEnabled === false && VpcId
          ? vpcKey(region, VpcId)
          : undefined,
      ),
    ],
  },
  always: ['Name'],
  items: (page: Plain<ListHostedZonesByVPCResponse>, asked) =>
    page.HostedZoneSummaries?.map((zone) => ({
      ...zone,
      Vpc: vpcKey(String(asked['VPCRegion']), String(asked['VPCId'])),
    })),
  identify: (item) =>
    item.HostedZoneId
      ? { type: 'AWS::Route53::HostedZone', id: item.HostedZoneId, name: item.Name }
      : undefined,
})
