import type { OutgoingHttpHeaders } from 'node:http'
import { type Fields, isRecord, members, type Operation, type Schema, structure, TEXT } from './schema.ts'
import type { Service } from './services.ts'
import { anyText, shaped, xmlText } from './shape.ts'

/** What goes over the wire. */
export interface Reply {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: string | Buffer
}

/** A response in the service's own protocol, written by the SDK's codec for it. */
export function respond(service: Service, operation: Operation, response: Fields, requestId: string): Reply {
  const text = service.protocol === 'json' ? anyText : xmlText
  const typed = shaped(operation.output, response, text)
  const output = isRecord(typed) ? typed : {} // an operation without any output
  const layout = layoutOf(service, operation)
  const headers = Object.fromEntries(
    layout.headers.flatMap(([member, header]) =>
      output[member] === undefined ? [] : [[header, line(output[member])]],
    ),
  )
  return {
    status: operation.http?.[2] ?? 200,
    headers: { ...headers, 'content-type': CONTENT_TYPES[service.protocol] },
    body: layout.body === undefined ? '' : write(service, layout.body, layout.wrap(output, requestId)),
  }
}

const CONTENT_TYPES: Readonly<Record<Service['protocol'], string>> = {
  ec2: 'text/xml;charset=UTF-8',
  query: 'text/xml',
  'rest-xml': 'text/xml',
  json: 'application/x-amz-json-1.1',
}

function write(service: Service, schema: Schema, value: unknown): string | Buffer {
  const serializer = service.codec.createSerializer()
  serializer.write(schema, value)
  const body = serializer.flush()
  // Not Buffer.from(): the JSON codec's bytes pose as a string too, and warn when they are asked for it.
  if (typeof body !== 'string') return Buffer.concat([body])
  return service.protocol === 'json' ? body : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
}

/** Where the members of an output go: into headers, and into which body. */
interface Layout {
  readonly headers: readonly (readonly [member: string, header: string])[]
  readonly body: Schema | undefined
  readonly wrap: (output: Fields, requestId: string) => unknown
}

const layouts = new WeakMap<Operation, Layout>()

function layoutOf(service: Service, operation: Operation): Layout {
  const layout = layouts.get(operation) ?? LAYOUTS[service.protocol](operation)
  layouts.set(operation, layout)
  return layout
}

const METADATA = structure('ResponseMetadata', { RequestId: TEXT })

const LAYOUTS: Readonly<Record<Service['protocol'], (operation: Operation) => Layout>> = {
  ec2: ({ name, output }) => ({
    headers: [],
    body: structure(`${name}Response`, { requestId: TEXT, ...Object.fromEntries(members(output)) }),
    wrap: (fields, requestId) => ({ ...fields, requestId }),
  }),

  query: ({ name, output }) => ({
    headers: [],
    body: structure(`${name}Response`, {
      ...(output.isUnitSchema() ? {} : { [`${name}Result`]: output }),
      ResponseMetadata: METADATA,
    }),
    wrap: (fields, requestId) => ({ [`${name}Result`]: fields, ResponseMetadata: { RequestId: requestId } }),
  }),

  json: ({ output }) => ({
    headers: [],
    body: output.isUnitSchema() ? structure('Empty', {}) : output,
    wrap: (fields) => fields,
  }),

  'rest-xml': ({ output }) => {
    const all = [...members(output)]
    const headers = all.flatMap(([name, member]) => {
      const { httpHeader } = member.getMergedTraits()
      return httpHeader === undefined ? [] : [[name, httpHeader] as const]
    })
    const payload = all.find(([, member]) => member.getMergedTraits().httpPayload)
    if (payload) return { headers, body: payload[1], wrap: (fields) => fields[payload[0]] ?? {} }

    const bound = new Set(headers.map(([name]) => name))
    const rest = all.filter(([name]) => !bound.has(name))
    if (rest.length === 0) return { headers, body: undefined, wrap: () => undefined }
    return {
      headers,
      body: structure(output.getName() ?? 'Response', Object.fromEntries(rest)),
      wrap: (fields) => fields,
    }
  },
}

/** A header's value: no line breaks, and nothing that HTTP does not carry. */
function line(value: unknown): string {
  const text =
    value instanceof Date ? value.toUTCString() : Array.isArray(value) ? value.join(', ') : String(value)
  return text.replace(/[^\x20-\x7E]/g, '?')
}
