import type { GetDNSSECResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { hostedZones } from './hosted-zones.ts'

/** DNSSEC of the public zones: whether they are signed, and by which keys. */
export const zoneSigning = defineKind({
  operation: 'route53:GetDNSSEC',
  global: true,
  per: {
    param: 'HostedZoneId',
    from: [from(hostedZones, (zone) => (zone.Config?.PrivateZone === false ? zone.id : undefined))],
  },
  items: ({ Status, KeySigningKeys }: Plain<GetDNSSECResponse>, asked) => [
    {
      Status,
      KeySigningKeys,
      HostedZoneId: String(asked['HostedZoneId']).replace(/^\/hostedzone\//, ''),
    },
  ],
  identify: (item) => ({ type: 'AWS::Route53::DNSSEC', id: item.HostedZoneId }),
})
