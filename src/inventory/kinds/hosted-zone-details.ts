import type { GetHostedZoneResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { hostedZones } from './hosted-zones.ts'

/** The name servers of a public zone (`DelegationSet`), the VPCs of a private one (`VPCs`). */
export const hostedZoneDetails = defineKind({
  operation: 'route53:GetHostedZone',
  global: true,
  per: { param: 'Id', from: [from(hostedZones, (zone) => zone.id)] },
  items: ({ DelegationSet, VPCs, HostedZone }: Plain<GetHostedZoneResponse>, asked) => [
    {
      DelegationSet,
      VPCs,
      Name: HostedZone?.Name,
      HostedZoneId: String(asked['Id']).replace(/^\/hostedzone\//, ''),
    },
  ],
  identify: (item) => ({ type: 'AWS::Route53::HostedZone', id: item.HostedZoneId, name: item.Name }),
})
