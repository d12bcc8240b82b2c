import { Facts } from '../../src/inventory/inventory.ts'
import type { Fact, ReadError } from '../../src/snapshot/fact.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'
import { CREATED } from './snapshot-files.ts'

export const ACCOUNT = '111111111111'
export const OTHER = '222222222222'
export const HERE = { account: ACCOUNT, region: 'us-east-1' }
export const WORLD = { account: ACCOUNT, region: 'global' }

/** A fact of the first account, in us-east-1 unless its service is global. */
export const fact = (operation: string, response: unknown, more: Partial<Fact> = {}): Fact => ({
  ...(/^(route53|cloudfront|globalaccelerator):/.test(operation) ? WORLD : HERE),
  operation,
  // Tests say what no type allows, too.
  response: response as Record<string, unknown>,
  ...more,
})

/** A read that failed. */
export const failed = (operation: string, error: Partial<ReadError> = {}, more: Partial<Fact> = {}): Fact => {
  const { response: _, ...rest } = fact(operation, {}, more)
  return { ...rest, error: { name: 'UnauthorizedOperation', message: 'not you', ...error } }
}

export const snapshotOf = (facts: readonly Fact[]): Snapshot => new Snapshot(CREATED, facts)

export const factsOf = (...facts: readonly Fact[]): Facts => new Facts(snapshotOf(facts))
