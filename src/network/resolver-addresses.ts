import type { RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Address = RowOf<'resolverEndpointAddresses'>

/** It does not serve, and nobody works on that: the network interface is gone, or could not be made or changed. */
export const hasFailed = ({ Status }: Address): boolean =>
  same(Status, 'FAILED_CREATION', 'FAILED_RESOURCE_GONE', 'DELETE_FAILED_FAS_EXPIRED', 'UPDATE_FAILED')

/**
 * Route 53 is at work on it, or says of it what no page explains (ISOLATED, states of next year): what it will be is
 * not known.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_IpAddressResponse.html
 */
export const isBeingChanged = (address: Address): boolean =>
  !same(address.Status, 'ATTACHED', 'DETACHING', 'DELETING') && !hasFailed(address)

/** On its way out. */
export const isLeaving = ({ Status }: Address): boolean => same(Status, 'DETACHING', 'DELETING')
