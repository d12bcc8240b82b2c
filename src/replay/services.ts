import { XmlCodec } from '@aws-sdk/core/protocols'
import { isRecord, members, type Operation, operationOf, type Schema } from './schema.ts'

export type Protocol = 'ec2' | 'query' | 'rest-xml' | 'json'

/** What is written by a snapshot's prefix; all else is asked of the client package. */
interface Entry {
  readonly prefix: string
  /** The service's name in the scope of a signature; two services may share one. */
  readonly signingName: string
  /** Its facts lie in the region `global`, whichever region signs the request. */
  readonly global?: true
  readonly load: () => Promise<object>
}

const ENTRIES: readonly Entry[] = [
  { prefix: 'ec2', signingName: 'ec2', load: () => import('@aws-sdk/client-ec2') },
  {
    prefix: 'elbv2',
    signingName: 'elasticloadbalancing',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  },
  {
    prefix: 'elb',
    signingName: 'elasticloadbalancing',
    load: () => import('@aws-sdk/client-elastic-load-balancing'),
  },
  { prefix: 'autoscaling', signingName: 'autoscaling', load: () => import('@aws-sdk/client-auto-scaling') },
  {
    prefix: 'directconnect',
    signingName: 'directconnect',
    load: () => import('@aws-sdk/client-direct-connect'),
  },
  {
    prefix: 'network-firewall',
    signingName: 'network-firewall',
    load: () => import('@aws-sdk/client-network-firewall'),
  },
  {
    prefix: 'servicequotas',
    signingName: 'servicequotas',
    load: () => import('@aws-sdk/client-service-quotas'),
  },
  { prefix: 'acm', signingName: 'acm', load: () => import('@aws-sdk/client-acm') },
  { prefix: 'wafv2', signingName: 'wafv2', load: () => import('@aws-sdk/client-wafv2') },
  { prefix: 'logs', signingName: 'logs', load: () => import('@aws-sdk/client-cloudwatch-logs') },
  { prefix: 'cloudwatch', signingName: 'monitoring', load: () => import('@aws-sdk/client-cloudwatch') },
  {
    prefix: 'elasticbeanstalk',
    signingName: 'elasticbeanstalk',
    load: () => import('@aws-sdk/client-elastic-beanstalk'),
  },
  {
    prefix: 'route53domains',
    signingName: 'route53domains',
    global: true,
    load: () => import('@aws-sdk/client-route-53-domains'),
  },
  { prefix: 'iam', signingName: 'iam', global: true, load: () => import('@aws-sdk/client-iam') },
  { prefix: 's3', signingName: 's3', global: true, load: () => import('@aws-sdk/client-s3') },
  { prefix: 'route53resolver', signingName: 'route53resolver', load: () => import('./route53resolver.ts') },
  { prefix: 'route53', signingName: 'route53', global: true, load: () => import('@aws-sdk/client-route-53') },
  {
    prefix: 'cloudfront',
    signingName: 'cloudfront',
    global: true,
    load: () => import('@aws-sdk/client-cloudfront'),
  },
  { prefix: 'sts', signingName: 'sts', global: true, load: () => import('@aws-sdk/client-sts') },
  {
    prefix: 'globalaccelerator',
    signingName: 'globalaccelerator',
    global: true,
    load: () => import('@aws-sdk/client-global-accelerator'),
  },
]

/** The SDK's own codecs, as much of them as is used. */
export interface Codec {
  createSerializer(): { write(schema: Schema, value: unknown): void; flush(): string | Uint8Array }
  createDeserializer(): { read(schema: Schema, bytes: Uint8Array): unknown }
}

export interface Service {
  readonly prefix: string
  readonly global: boolean
  readonly protocol: Protocol
  readonly version: string
  /** What `X-Amz-Target` begins with, in JSON protocols. */
  readonly target: string
  readonly codec: Codec
  readonly operations: ReadonlyMap<string, Operation>
}

const loaded = new Map<string, Promise<Service>>()

/** The services whose requests are signed by that name, or all of them. Client packages load on first use. */
export function servicesSignedAs(signingName: string | undefined): Promise<readonly Service[]> {
  const entries = ENTRIES.filter((entry) => signingName === undefined || entry.signingName === signingName)
  return Promise.all(entries.map(load))
}

function load(entry: Entry): Promise<Service> {
  const service = loaded.get(entry.prefix) ?? entry.load().then((client) => serviceOf(entry, client))
  loaded.set(entry.prefix, service)
  return service
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  'aws.protocols#ec2Query': 'ec2',
  'aws.protocols#awsQuery': 'query',
  'aws.protocols#restXml': 'rest-xml',
  'aws.protocols#awsJson1_0': 'json',
  'aws.protocols#awsJson1_1': 'json',
}

interface ClientConfig {
  readonly protocol: { getShapeId(): string; getPayloadCodec(): Codec }
  readonly protocolSettings: {
    readonly defaultNamespace: string
    readonly version: string
    readonly serviceTarget: string
    readonly xmlNamespace?: string
  }
}

function serviceOf(entry: Entry, client: object): Service {
  const { protocol: own, protocolSettings: settings } = configOf(client)
  const protocol = PROTOCOLS[own.getShapeId()]
  if (protocol === undefined)
    throw new Error(`${entry.prefix} speaks ${own.getShapeId()}, which replay does not`)

  const operations = Object.values(client).flatMap((exported) => operationOf(exported) ?? [])
  return {
    prefix: entry.prefix,
    global: entry.global ?? false,
    protocol,
    version: settings.version,
    target: settings.serviceTarget,
    codec: protocol === 'ec2' || protocol === 'query' ? queryCodec(settings) : own.getPayloadCodec(),
    operations: new Map(
      operations.map((operation) => [
        operation.name,
        entry.prefix === 's3' ? pathStyle(operation) : operation,
      ]),
    ),
  }
}

/** S3's schemas leave the bucket to the host name; who asks a bare address puts it first in the path. */
function pathStyle(operation: Operation): Operation {
  if (!operation.http || !members(operation.input).has('Bucket')) return operation
  const [method, path, status] = operation.http
  return { ...operation, http: [method, `/{Bucket}${path}`, status] }
}

/** A client that is never sent with: its configuration knows its protocol, namespaces and version. */
function configOf(client: object): ClientConfig {
  const Client: unknown = Object.entries(client).find(([name]) => /^[A-Z]\w*Client$/.test(name))?.[1]
  if (!isClient(Client)) throw new Error('The package exports no client')
  const { config } = new Client({ region: 'us-east-1' })
  if (!isConfig(config)) throw new Error('The client tells no protocol')
  return config
}

const isClient = (exported: unknown): exported is new (settings: object) => { readonly config: unknown } =>
  typeof exported === 'function'

const isConfig = (config: unknown): config is ClientConfig =>
  isRecord(config) && isRecord(config['protocol']) && isRecord(config['protocolSettings'])

/** The settings with which AwsQueryProtocol makes its deserializer; unlike the others it has no codec to lend. */
const queryCodec = (settings: ClientConfig['protocolSettings']): Codec =>
  new XmlCodec({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace: settings.xmlNamespace ?? '',
    serviceNamespace: settings.defaultNamespace,
  })
