import { plain } from '../snapshot/plain.ts'
import { Refusal } from './errors.ts'
import { queryParams } from './query-params.ts'
import { type Route, restParams, routeOf } from './rest-params.ts'
import { type Fields, isRecord, members, type Operation } from './schema.ts'
import { anyText, shaped } from './shape.ts'
import { type Protocol, type Service, servicesSignedAs } from './services.ts'
import { signatureOf, type Wire } from './wire.ts'

/** The service that a request is for: by the scope of its signature, then by what it says itself. */
export async function serviceOf(wire: Wire): Promise<Service> {
  const signingName = signatureOf(wire)?.signingName
  const services = await servicesSignedAs(signingName)
  if (services.length === 0)
    throw new Refusal('notHeld', `The replay endpoint does not know the service ${signingName}.`)
  const [only] = services
  const service = services.length === 1 ? only : services.find((each) => speaks(each, wire))
  if (service === undefined)
    throw new Refusal('malformed', 'The request does not tell which service it is for.')
  return service
}

const speaks = (service: Service, wire: Wire): boolean =>
  service.protocol === 'json'
    ? targetOf(wire).startsWith(`${service.target}.`)
    : service.protocol === 'rest-xml'
      ? routeOf(service, wire) !== undefined
      : formOf(wire).get('Version') === service.version

/** How to word an error before the service is known. */
export const protocolOf = (wire: Wire | undefined): Protocol =>
  wire !== undefined && targetOf(wire) !== '' ? 'json' : 'query'

const targetOf = ({ headers }: Wire): string => String(headers['x-amz-target'] ?? '')

/** Query requests carry their parameters in the body, or in the URL. */
const formOf = ({ method, query, body }: Wire): URLSearchParams =>
  method === 'GET' ? query : new URLSearchParams(body.toString('utf8'))

/** An operation by name, with what the SDK knows of it, and a reader for its parameters that may refuse them. */
export interface Call {
  readonly name: string
  readonly known?: { readonly operation: Operation; readonly params: () => Fields }
}

/** The operation that a request asks for. */
export function callOf(service: Service, wire: Wire): Call {
  if (service.protocol === 'rest-xml') return restCall(service, wire, routeOf(service, wire))

  if (service.protocol === 'json') {
    const name = targetOf(wire).split('.').at(-1) ?? ''
    return named(service, name, (operation) => jsonParams(wire.body, operation))
  }

  const form = formOf(wire)
  return named(service, form.get('Action') ?? '', (operation) =>
    queryParams(form, operation.input, service.protocol === 'ec2'),
  )
}

/** In JSON, parameters have the API's own names already. */
function jsonParams(body: Buffer, { input }: Operation): Fields {
  const params = parsed(body.toString('utf8') || '{}')
  if (!isRecord(params)) throw new Refusal('malformed', 'The body is no JSON object.')
  const known = members(input)
  const stranger = Object.keys(params).find((name) => !known.has(name))
  if (stranger !== undefined) {
    throw new Refusal('badParameter', `The parameter ${stranger.slice(0, 80)} is not known.`)
  }
  const dated = plain(shaped(input, params, anyText)) // seconds become the ISO strings that facts hold
  return isRecord(dated) ? dated : {}
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new Refusal('malformed', 'The body is no JSON.')
  }
}

function restCall(service: Service, wire: Wire, route: Route | undefined): Call {
  if (route === undefined) {
    throw new Refusal(
      'unknownOperation',
      `${service.prefix} has no operation ${wire.method} ${wire.path.slice(0, 200)}.`,
    )
  }
  const { operation } = route
  return { name: operation.name, known: { operation, params: () => restParams(service, route, wire) } }
}

function named(service: Service, name: string, read: (operation: Operation) => Fields): Call {
  if (!/^\w{1,100}$/.test(name)) throw new Refusal('malformed', 'The request names no operation.')
  const operation = service.operations.get(name)
  return operation === undefined ? { name } : { name, known: { operation, params: () => read(operation) } }
}
