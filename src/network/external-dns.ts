import type { Inventory } from '../inventory/inventory.ts'
import { type RecordSet, recordGroup } from './record-groups.ts'
import { plainName } from './record-names.ts'

/**
 * Whether ExternalDNS, which keeps records for a Kubernetes cluster, has made a record: it says so in a text record of
 * the same name, or of one with the type in front.
 * https://kubernetes-sigs.github.io/external-dns/latest/docs/registry/txt/
 */
export function isByExternalDns(record: RecordSet, inventory: Inventory<'resourceRecordSets'>): boolean {
  const name = plainName(record.Name)
  return ['', `${record.Type?.toLowerCase()}-`, 'cname-'].some((prefix) =>
    recordGroup(record.HostedZoneId, `${prefix}${name}`, 'TXT', inventory).some((text) =>
      text.ResourceRecords?.some((one) => one.Value?.includes('heritage=external-dns')),
    ),
  )
}
