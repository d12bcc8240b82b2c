import { operations } from '../inventory/operations.ts'

/** Asked before the audit begins: who we are, and which regions there are. */
const SCOPE_READS = ['sts:GetCallerIdentity', 'ec2:DescribeRegions']

const declared = new Set([...operations.map(({ operation }) => operation), ...SCOPE_READS])

/** Whether an operation is a read, and one that a kind declares. */
export const isDeclaredRead = (operation: string): boolean =>
  /^[a-z0-9-]+:(Describe|Get|List|Search)[A-Z]/.test(operation) && declared.has(operation)
