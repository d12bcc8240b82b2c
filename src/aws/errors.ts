import type { ReadError } from '../snapshot/fact.ts'
import { UserError } from '../user-error.ts'

const THROTTLED =
  /Throttl|RequestLimitExceeded|TooManyRequests|BandwidthLimitExceeded|PriorRequestNotComplete/i
const NO_CREDENTIALS = /CredentialsProviderError|TokenProviderError|NoCredentials/
const EXPIRED = /ExpiredToken|RequestExpired|TokenRefreshRequired/
const REFUSED =
  /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId|IncompleteSignature/
const DENIED = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/i
const UNREACHABLE =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError|EPIPE|CERT|EPROTO/

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'Error'
  const code: unknown = 'code' in error ? error.code : undefined
  // Node calls a refused connection to several addresses an AggregateError, without a message.
  return /^(Aggregate)?Error$/.test(error.name) && typeof code === 'string' ? code : error.name
}

/** The HTTP status that the SDK noted on an error. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const { httpStatusCode } = (error.$metadata ?? {}) as { readonly httpStatusCode?: number }
  return httpStatusCode
}

export const isThrottling = (error: unknown): boolean => THROTTLED.test(nameOf(error))

/** An error as a fact: what AWS called it and said. Authorization messages carry an encoded part that says nothing. */
export function readErrorOf(error: unknown): ReadError {
  const message = error instanceof Error ? error.message : String(error)
  const status = statusOf(error)
  if (/XML parse error|Unexpected token .*JSON|not valid JSON/.test(message)) {
    const name = status === undefined ? 'NoAnswer' : `HTTP ${status}`
    return { name, message: 'the body is not an answer of AWS' }
  }
  return {
    name: nameOf(error),
    message: message.replace(/\s*Encoded authorization failure message: \S+/, '').trim(),
  }
}

/** What the person at the keyboard can do about an error that came before anything was read. */
export function userErrorOf(
  error: unknown,
  { endpoint, profile }: { endpoint?: string | undefined; profile?: string | undefined },
): UserError | undefined {
  if (error instanceof UserError) return error
  const name = nameOf(error)
  const { message } = readErrorOf(error)
  const known = `${name} ${message}`
  if (EXPIRED.test(known)) {
    return new UserError(
      `The AWS credentials have expired: sign in again (aws sso login, or new session credentials).`,
    )
  }
  if (NO_CREDENTIALS.test(name)) {
    const where = profile ? ` for the profile "${profile}"` : ''
    return new UserError(
      `No AWS credentials were found${where}: run aws configure or aws sso login, set AWS_PROFILE, or give --profile. (${firstLine(message)})`,
    )
  }
  if (REFUSED.test(name)) {
    return new UserError(
      `AWS does not accept these credentials (${name}): check the profile and the access key.`,
    )
  }
  if (UNREACHABLE.test(known)) {
    const what = endpoint ? `the endpoint ${endpoint}` : 'AWS'
    return new UserError(
      `Cannot reach ${what} (${firstLine(message) || name}): check the address and the network.`,
    )
  }
  if (DENIED.test(name)) return new UserError(`AWS refused (${name}): ${firstLine(message)}`)
  if (statusOf(error) !== undefined) {
    return new UserError(
      `${endpoint ? `The endpoint ${endpoint}` : 'AWS'} answered ${name}: ${firstLine(message)}.`,
    )
  }
  return undefined
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''
