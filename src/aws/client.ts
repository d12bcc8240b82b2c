import { plain } from '../snapshot/plain.ts'
import { isThrottling } from './errors.ts'
import { isDeclaredRead } from './read-only.ts'
import { type Rate, type Service, paceOf, serviceOf } from './services.ts'
import { TokenBucket } from './token-bucket.ts'

export interface ClientOptions {
  readonly endpoint?: string | undefined
  readonly profile?: string | undefined
  readonly credentials?: unknown
  readonly requestTimeout?: number | undefined
  /** The endpoint is our own, as for the demo: no account's rates are used up. */
  readonly isOwn?: boolean | undefined
}

/** Sockets to one host: more only cost handshakes (bench/README.md). */
const SOCKETS = 10
const CONNECT_TIMEOUT = 3000
const REQUEST_TIMEOUT = 20_000
const ATTEMPTS = 5

/** More than one machine can ask. */
const UNLIMITED: Rate = { burst: 1_000_000, perSecond: 1_000_000 }

/** What is used of the SDK's clients. */
interface SdkClient {
  send(command: unknown): Promise<object>
  destroy(): void
  readonly config: { readonly region: () => Promise<string> }
  readonly middlewareStack: {
    add(middleware: Middleware, options: object): void
    addRelativeTo(middleware: Middleware, options: object): void
  }
}

type Next = (args: object) => Promise<{ readonly response: unknown }>
type Middleware = (next: Next, context: { readonly commandName?: string }) => Next

/** Its client is of 2024 (the registry has no newer one) and knows neither `profile` nor today's ways to sign in. */
const OLD_CLIENTS = new Set(['route53resolver'])

async function ownChain(prefix: string, profile: string | undefined): Promise<unknown> {
  if (!OLD_CLIENTS.has(prefix)) return undefined
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain(profile ? { profile } : {})
}

/** Sends reads: one SDK client a service and region, every attempt paid to the bucket that AWS keeps for it. */
export class AwsClient {
  readonly #options: ClientOptions
  readonly #clients = new Map<string, Promise<SdkClient>>()
  readonly #buckets = new Map<string, TokenBucket>()
  /** How many requests were answered, and how many AWS throttled. */
  readonly counts = { sent: 0, throttled: 0 }

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** One page. The answer is plain: dates are ISO texts, secrets are gone. */
  async send(operation: string, region: string, input: object): Promise<Record<string, unknown>> {
    const client = await this.#client(operation, region)
    const { commands } = await serviceOf(operation).load()
    const Command = commands[operation.split(':')[1] ?? '']
    if (!Command) throw new Error(`src/aws/clients has no command for ${operation}: run npm run generate.`)
    const answer = await client.send(new Command(input as never))
    // plain() of an object is the object.
    return plain(answer) as Record<string, unknown>
  }

  /** The region of the environment or the profile, if there is one. */
  async defaultRegion(): Promise<string | undefined> {
    const named = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']
    if (named) return named
    const client = await this.#make('sts:GetCallerIdentity', undefined)
    return client.config.region().catch(() => undefined)
  }

  destroy(): void {
    for (const client of this.#clients.values()) void client.then((made) => made.destroy()).catch(() => {})
  }

  #client(operation: string, region: string): Promise<SdkClient> {
    const key = `${operation.split(':')[0]}/${region}`
    const known = this.#clients.get(key) ?? this.#make(operation, region)
    this.#clients.set(key, known)
    return known
  }

  async #make(operation: string, region: string | undefined): Promise<SdkClient> {
    const service = serviceOf(operation)
    const prefix = operation.split(':')[0] ?? ''
    const { Client } = await service.load()
    const { endpoint, profile, requestTimeout = REQUEST_TIMEOUT } = this.#options
    const credentials = this.#options.credentials ?? (await ownChain(prefix, profile))
    const agent = { maxSockets: SOCKETS, keepAlive: true }
    const client = new Client({
      ...(region ? { region } : {}),
      ...(endpoint ? { endpoint } : {}),
      ...(profile ? { profile } : {}),
      ...(credentials ? { credentials } : {}),
      // S3 alone knows this: the bucket in the path is valid under every endpoint and for every name.
      forcePathStyle: true,
      ...(process.env['AWS_MAX_ATTEMPTS'] ? {} : { maxAttempts: ATTEMPTS }),
      // Without an `info` method the SDK builds no log record for each answer.
      logger: { debug() {}, warn() {}, error() {} },
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT,
        requestTimeout,
        socketTimeout: requestTimeout,
        throwOnRequestTimeout: true,
        httpAgent: agent,
        httpsAgent: agent,
      },
    } as never) as SdkClient // every client of the SDK is one; SdkClient names what is used of it
    this.#guard(client, prefix)
    this.#meter(client, prefix, region ?? '')
    return client
  }

  /** Before anything is signed: only reads that a kind declares leave the house. */
  #guard(client: SdkClient, prefix: string): void {
    const guard: Middleware = (next, context) => (args) => {
      const operation = `${prefix}:${(context.commandName ?? '').replace(/Command$/, '')}`
      if (!isDeclaredRead(operation))
        throw new Error(`Refused: ${operation} is not a read that awsnet declares.`)
      return next(args)
    }
    client.middlewareStack.add(guard, { step: 'initialize', priority: 'high', name: 'awsnetReadOnly' })
  }

  /** After the retry middleware, so that each attempt pays. */
  #meter(client: SdkClient, prefix: string, region: string): void {
    const meter: Middleware = (next, context) => async (args) => {
      const bucket = this.#bucket(prefix, context.commandName ?? '', region)
      await bucket.take()
      this.counts.sent++
      try {
        return await next(args)
      } catch (error) {
        if (isThrottling(error)) {
          this.counts.throttled++
          bucket.throttled()
        }
        throw error
      }
    }
    const place = { name: 'awsnetRate', relation: 'after', toMiddleware: 'retryMiddleware' }
    client.middlewareStack.addRelativeTo(meter, place)
  }

  /** How fast a service is asked. */
  paceOf(service: Service): Rate {
    return this.#options.isOwn ? UNLIMITED : paceOf(service)
  }

  #bucket(prefix: string, command: string, region: string): TokenBucket {
    const service = serviceOf(`${prefix}:`)
    const key = { action: `${prefix}/${region}/${command}`, region: `${prefix}/${region}`, account: prefix }[
      service.bucket
    ]
    const known = this.#buckets.get(key) ?? new TokenBucket(this.paceOf(service))
    this.#buckets.set(key, known)
    return known
  }
}
