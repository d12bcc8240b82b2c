import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Refusal } from './errors.ts'

/** An HTTP request, read whole. */
export interface Wire {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** No reading request of AWS comes near it. */
const MAX_BODY = 1024 * 1024

export async function readWire(request: IncomingMessage): Promise<Wire> {
  const { pathname, searchParams } = urlOf(request.url ?? '/')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BODY) throw new Refusal('tooLarge', `A request body may have ${MAX_BODY} bytes.`)
    chunks.push(bytes)
  }
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  }
}

function urlOf(target: string): URL {
  // Joined, not resolved: a target such as `//host/x` is a path here.
  const url = `http://replay${target.startsWith('/') ? '' : '/'}${target}`
  if (!URL.canParse(url)) throw new Refusal('malformed', 'The request target is not a URL.')
  return new URL(url)
}

export interface Signature {
  readonly accessKeyId: string
  readonly region: string
  readonly signingName: string
}

const CREDENTIAL = /Credential=([\w-]{1,128})\/\d{8}\/([\w-]+)\/([\w-]+)\/aws4_request/

/** Who asks, which region and which service: the scope of the signature, which is not verified. */
export function signatureOf({ headers }: Wire): Signature | undefined {
  const { authorization } = headers
  if (authorization === undefined) return undefined
  const [, accessKeyId, region, signingName] = CREDENTIAL.exec(authorization) ?? []
  if (accessKeyId === undefined || region === undefined || signingName === undefined)
    throw new Refusal('malformed', 'The Authorization header is no AWS Signature Version 4.')
  return { accessKeyId, region, signingName }
}
