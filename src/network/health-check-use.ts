import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Row } from '../inventory/kind.ts'
import { plainName } from './record-names.ts'

type HealthCheck = RowOf<'healthChecks'>

/** What turns on a health check: records, and calculated checks that it is a child of. */
export interface HealthCheckUse {
  readonly records: readonly RowOf<'resourceRecordSets'>[]
  readonly parents: readonly HealthCheck[]
}

/** Undefined where nothing that was read uses it, but not all records were read. */
export function useOf(
  check: HealthCheck,
  inventory: Inventory<'healthChecks' | 'resourceRecordSets'>,
): HealthCheckUse | undefined {
  const records = inventory.resourceRecordSets.where('HealthCheckId', check.id)
  const parents = inventory.healthChecks.where(childrenOf, check.id)
  const isKnown = inventory.resourceRecordSets.complete && inventory.healthChecks.complete
  return records.length + parents.length > 0 || isKnown ? { records, parents } : undefined
}

const childrenOf = ({ HealthCheckConfig }: HealthCheck): readonly string[] =>
  HealthCheckConfig?.ChildHealthChecks ?? []

export const isUsed = ({ records, parents }: HealthCheckUse): boolean => records.length + parents.length > 0

type Fact = readonly [seenOn: Row, fact: string, fields: Readonly<Record<string, unknown>>]

/** Who uses it, as evidence of a finding. */
export const useEvidence = (check: HealthCheck, { records, parents }: HealthCheckUse): readonly Fact[] => [
  ...records.map(
    (record) =>
      [
        record,
        `has the health check ${check.id}`,
        {
          Name: record.Name,
          Type: record.Type,
          SetIdentifier: record.SetIdentifier,
          HealthCheckId: check.id,
        },
      ] as const,
  ),
  ...parents.map(
    (parent) =>
      [
        parent,
        `counts it among its ${parent.HealthCheckConfig?.ChildHealthChecks?.length} children`,
        { HealthCheckId: parent.id, ChildHealthChecks: parent.HealthCheckConfig?.ChildHealthChecks },
      ] as const,
  ),
]

/** `www.example.com (A)`, `health check 3a9b…`: who uses it, for a sentence. */
export const usersOf = ({ records, parents }: HealthCheckUse): string =>
  [
    ...new Set(records.map((record) => `${plainName(record.Name)} (${record.Type})`)),
    ...parents.map((parent) => `health check ${parent.id}`),
  ].join(', ')

/** `https://www.example.com:443/health`, as far as the answer says it. */
export function targetOf({ HealthCheckConfig }: HealthCheck): string {
  const { Type = '', FullyQualifiedDomainName, IPAddress, Port, ResourcePath = '' } = HealthCheckConfig ?? {}
  const protocol = Type.toLowerCase().split('_')[0]
  return `${protocol}://${IPAddress ?? FullyQualifiedDomainName}${Port === undefined ? '' : `:${Port}`}${ResourcePath}`
}
