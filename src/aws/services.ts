/** The services that are read: how their client is loaded, and how fast AWS lets an account ask. */
import { partitionOf } from '../inventory/kind.ts'

/** A token bucket as AWS documents it: so many requests at once, so many a second after that. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

export interface Service {
  readonly load: () => Promise<ServiceModule>
  /** The prefix of its IAM actions. */
  readonly iam: string
  readonly rate: Rate
  /** The share of that rate which is left to others: where one bucket serves production, too. */
  readonly left?: number
  /** What shares one bucket: each action by itself, or all that the service is asked in a region or an account. */
  readonly bucket: 'action' | 'region' | 'account'
  /** Global services answer in one region of each partition. */
  readonly globalRegion?: (anyRegion: string) => string
}

/** A generated module of src/aws/clients. */
export interface ServiceModule {
  // Each module's own client and command classes; what they have in common is used through AwsClient.
  readonly Client: new (config: never) => unknown
  readonly commands: Readonly<Record<string, new (input: never) => unknown>>
}

/** Where AWS documents no rate: slow enough not to be noticed. */
const UNDOCUMENTED: Rate = { burst: 10, perSecond: 5 }

const home = (region: string): string =>
  ({ 'aws-cn': 'cn-northwest-1', 'aws-us-gov': 'us-gov-west-1' })[partitionOf(region)] ?? 'us-east-1'

/**
 * Rates: EC2 and ELB API references, «Request throttling»; Route 53 Developer Guide, «Quotas»:
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/request-throttling.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests
 */
const services: Readonly<Record<string, Service>> = {
  ec2: {
    load: () => import('./clients/ec2.ts'),
    iam: 'ec2',
    rate: { burst: 50, perSecond: 20 },
    bucket: 'action',
  },
  elbv2: {
    load: () => import('./clients/elbv2.ts'),
    iam: 'elasticloadbalancing',
    rate: { burst: 40, perSecond: 10 },
    bucket: 'region',
  },
  elb: {
    load: () => import('./clients/elb.ts'),
    iam: 'elasticloadbalancing',
    rate: { burst: 40, perSecond: 10 },
    bucket: 'region',
  },
  autoscaling: {
    load: () => import('./clients/autoscaling.ts'),
    iam: 'autoscaling',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
  directconnect: {
    load: () => import('./clients/directconnect.ts'),
    iam: 'directconnect',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
  'network-firewall': {
    load: () => import('./clients/network-firewall.ts'),
    iam: 'network-firewall',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
  acm: {
    load: () => import('./clients/acm.ts'),
    iam: 'acm',
    rate: UNDOCUMENTED,
    bucket: 'region',
    globalRegion: home,
  },
  wafv2: {
    load: () => import('./clients/wafv2.ts'),
    iam: 'wafv2',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
  logs: {
    load: () => import('./clients/logs.ts'),
    iam: 'logs',
    rate: UNDOCUMENTED,
    bucket: 'action',
    globalRegion: home,
  },
  cloudwatch: {
    load: () => import('./clients/cloudwatch.ts'),
    iam: 'cloudwatch',
    rate: UNDOCUMENTED,
    bucket: 'region',
    globalRegion: home,
  },
  elasticbeanstalk: {
    load: () => import('./clients/elasticbeanstalk.ts'),
    iam: 'elasticbeanstalk',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
  route53resolver: {
    load: () => import('./clients/route53resolver.ts'),
    iam: 'route53resolver',
    rate: { burst: 5, perSecond: 5 },
    bucket: 'region',
  },
  servicequotas: {
    load: () => import('./clients/servicequotas.ts'),
    iam: 'servicequotas',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
  route53: {
    load: () => import('./clients/route53.ts'),
    iam: 'route53',
    rate: { burst: 50, perSecond: 10 },
    // Changes of records draw on the same bucket, which is the whole account's.
    left: 0.3,
    bucket: 'account',
    globalRegion: home,
  },
  cloudfront: {
    load: () => import('./clients/cloudfront.ts'),
    iam: 'cloudfront',
    rate: UNDOCUMENTED,
    bucket: 'account',
    globalRegion: home,
  },
  globalaccelerator: {
    load: () => import('./clients/globalaccelerator.ts'),
    iam: 'globalaccelerator',
    rate: UNDOCUMENTED,
    bucket: 'account',
    globalRegion: () => 'us-west-2',
  },
  route53domains: {
    load: () => import('./clients/route53domains.ts'),
    iam: 'route53domains',
    rate: UNDOCUMENTED,
    bucket: 'account',
    globalRegion: () => 'us-east-1',
  },
  iam: {
    load: () => import('./clients/iam.ts'),
    iam: 'iam',
    rate: UNDOCUMENTED,
    bucket: 'account',
    globalRegion: home,
  },
  s3: {
    load: () => import('./clients/s3.ts'),
    iam: 's3',
    rate: UNDOCUMENTED,
    bucket: 'account',
    globalRegion: home,
  },
  sts: {
    load: () => import('./clients/sts.ts'),
    iam: 'sts',
    rate: UNDOCUMENTED,
    bucket: 'region',
  },
}

export function serviceOf(operation: string): Service {
  const [prefix = ''] = operation.split(':')
  const service = services[prefix]
  if (!service) throw new Error(`src/aws/services.ts does not know the service of ${operation}.`)
  return service
}

/** How fast a service is asked. */
export const paceOf = ({ rate, left = 0 }: Service): Rate => ({
  burst: rate.burst * (1 - left),
  perSecond: rate.perSecond * (1 - left),
})

/** What AWS checks besides: Route 53 looks at the VPC on the caller's behalf. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  'route53:ListHostedZonesByVPC': ['ec2:DescribeVpcs'],
}

/** The IAM actions that allow an operation. */
export const iamActions = (operation: string): readonly string[] => [
  `${serviceOf(operation).iam}:${operation.split(':')[1] ?? ''}`,
  ...(BESIDES[operation] ?? []),
]
