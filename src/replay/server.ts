import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { UserError } from '../user-error.ts'
import { answer, placeOf, refuseWrites } from './answer.ts'
import { Refusal, refused } from './errors.ts'
import { type Fault, type Faults, faulty, type Faulty } from './faults.ts'
import { accountOf } from './identity.ts'
import { callOf, protocolOf, serviceOf } from './request.ts'
import { type Reply, respond } from './respond.ts'
import type { Fields } from './schema.ts'
import type { Service } from './services.ts'
import { readWire, signatureOf, type Wire } from './wire.ts'

/** A request as it was answered. */
export interface Answered {
  readonly account: string
  readonly region: string
  /** `ec2:DescribeVpcs`; empty where the request did not tell. */
  readonly operation: string
  readonly params: Fields
  readonly status: number
}

export interface ReplayOptions {
  /** Any free one by default. */
  readonly port?: number
  /** This machine only by default. */
  readonly host?: string
  /** At most so many items a page, so that small snapshots page too. */
  readonly pageSize?: number
  readonly faults?: Faults
  readonly onRequest?: (request: Answered) => void
}

export interface Replay {
  readonly url: string
  readonly port: number
  /** How many requests were answered, by operation. */
  readonly requests: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** Serves a snapshot as a read-only AWS endpoint, on which the SDKs and the AWS CLI can be pointed. */
export async function startReplay(snapshot: Snapshot, options: ReplayOptions = {}): Promise<Replay> {
  const requests = new Map<string, number>()
  const onRequest = (request: Answered): void => {
    requests.set(request.operation, (requests.get(request.operation) ?? 0) + 1)
    options.onRequest?.(request)
  }
  const handle = handler(snapshot, { ...options, onRequest }, faulty(options.faults ?? {}))
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy()) // the client is gone: there is nobody to tell
  })
  server.keepAliveTimeout = 0 // a client's idle connection must not be closed just as it asks again
  const host = options.host ?? '127.0.0.1'
  const port = await listen(server, host, options.port ?? 0)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(new UserError(`Cannot serve on ${host}, port ${port}: ${message}`)),
    )
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

interface Handling extends ReplayOptions {
  readonly onRequest: (request: Answered) => void
}

function handler(snapshot: Snapshot, options: Handling, faultOf: Faulty) {
  const { accounts } = snapshot
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const told = { account: '', region: '', operation: '', params: {} as Fields }
    const requestId = randomUUID()
    let wire: Wire | undefined
    let service: Service | undefined
    let fault: Fault | undefined
    let reply: Reply
    try {
      wire = await readWire(request)
      service = await serviceOf(wire)
      const call = callOf(service, wire)
      told.operation = `${service.prefix}:${call.name}`

      const signature = signatureOf(wire)
      const region = signature?.region ?? 'us-east-1'
      const place = placeOf(service, accountOf(signature?.accessKeyId, accounts), region)
      Object.assign(told, place)

      fault = faultOf(told.operation, `${place.account}/${region}`)
      if (options.faults?.latencyMs) await sleep(options.faults.latencyMs)
      refuseFor(fault, told.operation)
      refuseWrites(service, call)
      if (call.known === undefined)
        throw new Refusal('unknownOperation', `There is no operation ${told.operation}.`)
      const { operation, params } = call.known
      told.params = params()
      const paging = { pageSize: options.pageSize, repeatToken: fault === 'repeatToken' }
      const body = answer(snapshot, place, service, operation, told.params, paging)
      reply = respond(service, operation, body, requestId)
    } catch (error) {
      reply = refused(refusalOf(error), service?.protocol ?? protocolOf(wire), requestId)
    }
    options.onRequest({ ...told, status: reply.status })
    send(response, reply, requestId, fault)
  }
}

/** The faults that are answers of the service. */
function refuseFor(fault: Fault | undefined, operation: string): void {
  if (fault === 'throttle') throw new Refusal('throttled', 'Request limit exceeded.')
  if (fault === 'deny') throw new Refusal('denied', `You are not authorized to perform ${operation}.`)
  if (fault === 'fail') throw new Refusal('internal', 'An internal error has occurred.')
}

/** What is no refusal is a defect of the endpoint: it stays up, and the client learns what it was. */
const refusalOf = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('internal', `The replay endpoint failed: ${String(error)}`)

const GARBAGE = '<html>\u0000 {"this is": neither XML nor JSON'

/** Sends the reply, or what is left of it after the faults of the wire. */
function send(response: ServerResponse, reply: Reply, requestId: string, fault: Fault | undefined): void {
  if (fault === 'stall') return
  const body = Buffer.from(fault === 'garble' ? GARBAGE : reply.body)
  response.writeHead(fault === 'garble' ? 200 : reply.status, {
    ...reply.headers,
    'content-length': body.length,
    'x-amzn-requestid': requestId,
    ...(reply.status === 413 ? { connection: 'close' } : {}),
  })
  if (fault !== 'cut') response.end(body)
  else response.write(body.subarray(0, body.length >> 1), () => response.destroy())
}
