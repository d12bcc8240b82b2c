import { structure, TEXT } from './schema.ts'
import type { Protocol } from './services.ts'
import { XmlCodec } from '@aws-sdk/core/protocols'
import { xmlText } from './shape.ts'
import type { Reply } from './respond.ts'

/** An error that is answered over the wire, in the service's own words where it has some. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: Code | { readonly verbatim: string }

  constructor(code: Code | { readonly verbatim: string }, message: string) {
    super(message)
    this.code = code
  }
}

export type Code =
  | 'denied'
  | 'throttled'
  | 'internal'
  | 'notHeld'
  | 'unknownOperation'
  | 'badParameter'
  | 'badToken'
  | 'malformed'
  | 'tooLarge'

/** The code that each protocol's services use for the same thing. */
const NAMES: Readonly<Record<Code, string | Readonly<Record<Protocol, string>>>> = {
  denied: {
    ec2: 'UnauthorizedOperation',
    query: 'AccessDenied',
    'rest-xml': 'AccessDenied',
    json: 'AccessDeniedException',
  },
  throttled: {
    ec2: 'RequestLimitExceeded',
    query: 'Throttling',
    'rest-xml': 'Throttling',
    json: 'ThrottlingException',
  },
  internal: {
    ec2: 'InternalError',
    query: 'InternalFailure',
    'rest-xml': 'InternalError',
    json: 'InternalServerError',
  },
  notHeld: 'UnsupportedOperation',
  unknownOperation: 'InvalidAction',
  badParameter: 'InvalidParameterValue',
  badToken: 'InvalidNextToken',
  malformed: 'MalformedRequest',
  tooLarge: 'RequestEntityTooLarge',
}

const nameOf = (code: Refusal['code'], protocol: Protocol): string => {
  if (typeof code === 'object') return code.verbatim
  const name = NAMES[code]
  return typeof name === 'string' ? name : name[protocol]
}

const DENIED =
  /AccessDenied|Unauthorized|NotAuthorized|ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch/
const THROTTLED = /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown/
const INTERNAL = /^Internal(Error|Failure|ServerError|ServiceError)|^ServiceUnavailable/

/** JSON services answer 400 whatever the client did wrong; the others have a status for it. */
function statusOf(name: string, protocol: Protocol): number {
  if (INTERNAL.test(name)) return 500
  if (name === NAMES.tooLarge) return 413
  if (protocol === 'json') return 400
  if (THROTTLED.test(name)) return 503
  return DENIED.test(name) ? 403 : 400
}

/** The error as the protocol's clients read it. */
export function refused({ code, message }: Refusal, protocol: Protocol, requestId: string): Reply {
  const name = nameOf(code, protocol)
  const status = statusOf(name, protocol)
  if (protocol === 'json') {
    const body = JSON.stringify({ __type: name, message, Message: message })
    return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body }
  }
  const type = status < 500 ? 'Sender' : 'Receiver'
  const error = { Type: type, Code: xmlText(name), Message: xmlText(message) }
  const serializer = codec.createSerializer()
  if (protocol === 'ec2') serializer.write(EC2_ERROR, { Errors: { Error: error }, RequestID: requestId })
  else serializer.write(ERROR, { Error: error, RequestId: requestId })
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: String(serializer.flush()) }
}

const codec = new XmlCodec({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: false,
  xmlNamespace: '',
  serviceNamespace: 'replay',
})
const DETAIL = structure('Error', { Type: TEXT, Code: TEXT, Message: TEXT })
const ERROR = structure('ErrorResponse', { Error: DETAIL, RequestId: TEXT })
const EC2_ERROR = structure('Response', { Errors: structure('Errors', { Error: DETAIL }), RequestID: TEXT })
