/**
 * A fact is one answer of AWS, word for word, or the reason why there is none.
 * Everything else in the house is made from facts.
 */

/** Where something was read: an account id and an AWS region, or `global` for Route 53, CloudFront and their like. */
export interface Place {
  readonly account: string
  readonly region: string
}

export const GLOBAL = 'global'

/** Where the services that CloudFront and Route 53 rest on keep what is theirs: certificates, alarms, deliveries. */
export const EDGE_REGION = 'us-east-1'

/** What a request asked, in the API's own field names; page tokens and page sizes are left out. */
export type Params = Readonly<Record<string, unknown>>

export interface ReadError {
  /** The API's error code: `UnauthorizedOperation`, `RequestLimitExceeded` … */
  readonly name: string
  readonly message: string
}

/** One page of an answer, or the error that took its place. `operation` is `ec2:DescribeVpcs` and the like. */
export interface Fact extends Place {
  readonly operation: string
  readonly params?: Params
  readonly response?: Readonly<Record<string, unknown>>
  readonly error?: ReadError
}

export const placeKey = (place: Place): string => `${place.account}/${place.region}`
