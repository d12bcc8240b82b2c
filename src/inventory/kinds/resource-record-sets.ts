import type { ListResourceRecordSetsResponse, ResourceRecordSet } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { hostedZones } from './hosted-zones.ts'

/** With the zone, which `added` gives: the answer does not say whose records these are. */
type Owned = Plain<ResourceRecordSet> & { readonly HostedZoneId: string }

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
  // There may be a million of them: each is copied once, and its id is put together without a list.
  items: (page: Plain<ListResourceRecordSetsResponse>) =>
    page.ResourceRecordSets as readonly Owned[] | undefined,
  added: (asked) => ({ HostedZoneId: String(asked['HostedZoneId']).replace(/^\/hostedzone\//, '') }),
  identify: ({ Name, Type, SetIdentifier, HostedZoneId }) =>
    Name && Type
      ? {
          type: 'AWS::Route53::RecordSet',
          id: `${HostedZoneId}/${Name}/${Type}${SetIdentifier ? `/${SetIdentifier}` : ''}`,
          name: Name,
        }
      : undefined,
})
