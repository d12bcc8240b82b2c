import { GLOBAL, type Place, placeKey } from '../snapshot/fact.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { canonical } from './canonical.ts'
import { Refusal } from './errors.ts'
import { assumeRole, factsOf } from './identity.ts'
import { listingOf } from './listing.ts'
import { pageOf } from './pages.ts'
import type { Call } from './request.ts'
import type { Fields, Operation } from './schema.ts'
import { select } from './select.ts'
import type { Service } from './services.ts'

const READS = /^(Describe|Get|List|Search)[A-Z]/

export const placeOf = (service: Service, account: string, region: string): Place => ({
  account,
  region: service.global ? GLOBAL : region,
})

/** The response of an operation, in the API's own field names; what cannot be answered truly is refused. */
export function answer(
  snapshot: Snapshot,
  place: Place,
  service: Service,
  operation: Operation,
  params: Fields,
  paging: { readonly pageSize: number | undefined; readonly repeatToken: boolean },
): Fields {
  const name = `${service.prefix}:${operation.name}`
  if (name === 'sts:AssumeRole') return assumeRole(params, snapshot.accounts)

  const facts = factsOf(snapshot, place, name)
  if (facts.length === 0) {
    throw new Refusal('notHeld', `The snapshot does not hold ${name} in ${placeKey(place)}.`)
  }
  const listing = listingOf(operation)
  const { tokens, limit } = listing
  const asked = Object.entries(params).filter(
    ([key]) => key !== limit && !tokens.some(({ into }) => into === key),
  )
  return pageOf(select(name, facts, params, listing), listing, {
    ...paging,
    params,
    identity: `${placeKey(place)} ${name} ${canonical(Object.fromEntries(asked))}`,
  })
}

/** The endpoint has nothing to change, and says so rather than pretend. */
export function refuseWrites(service: Service, { name }: Call): void {
  if (READS.test(name) || (service.prefix === 'sts' && name === 'AssumeRole')) return
  throw new Refusal('denied', `${service.prefix}:${name} is refused: the replay endpoint is read-only.`)
}
