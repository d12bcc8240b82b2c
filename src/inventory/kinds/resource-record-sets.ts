import type { ListResourceRecordSetsResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { hostedZones } from './hosted-zones.ts'

/** The records of each hosted zone; `HostedZoneId` is added to each. */
export const resourceRecordSets = defineKind({
  operation: 'route53:ListResourceRecordSets',
  global: true,
  paging: {
    next: {
      StartRecordName: 'NextRecordName',
      StartRecordType: 'NextRecordType',
      StartRecordIdentifier: 'NextRecordIdentifier',
    },
    more: 'IsTruncated',
    size: ['MaxItems', 300],
  },
  per: { param: 'HostedZoneId', from: [from(hostedZones, (zone) => zone.id)] },
  always: [
    'AliasTarget.DNSName',
    'AliasTarget.HostedZoneId',
    'AliasTarget|ResourceRecords|TrafficPolicyInstanceId',
    'ResourceRecords.Value',
  ],
  items: (page: Plain<ListResourceRecordSetsResponse>, asked) =>
    page.ResourceRecordSets?.map((record) => ({
      ...record,
      HostedZoneId: String(asked['HostedZoneId']).replace(/^\/hostedzone\//, ''),
    })),
  identify: (item) =>
    item.Name && item.Type
      ? {
          type: 'AWS::Route53::RecordSet',
          id: [item.HostedZoneId, item.Name, item.Type, item.SetIdentifier].filter(Boolean).join('/'),
          name: item.Name,
        }
      : undefined,
})
