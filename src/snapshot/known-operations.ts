/** What reading a snapshot must know of the operations in it; the inventory's kinds say so (src/inventory/operations.ts). */
export interface KnownOperation {
  /** `ec2:DescribeVpcs` */
  readonly operation: string
  /** Belongs to the account and to no region. */
  readonly global: boolean
  /** Request fields that only page: two requests that differ in nothing else ask for the same. */
  readonly pageFields: readonly string[]
}
