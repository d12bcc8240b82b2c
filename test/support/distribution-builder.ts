import type { Behavior } from '../../src/network/distributions.ts'
import type { Origin, OriginGroup } from '../../src/network/origins.ts'
import { BalancerBuilder } from './balancer-builder.ts'
import { type Item, NOW } from './facts-builder.ts'

/** What a story says of a distribution beside fields: its origins, its groups, and its behaviors by path pattern. */
interface Site {
  readonly origins?: readonly Origin[]
  readonly groups?: readonly OriginGroup[]
  /** What the default behavior has that others have not. */
  readonly default?: Partial<Behavior>
  readonly paths?: Readonly<Record<string, Partial<Behavior>>>
}

type EndpointConfig = NonNullable<Item<'vpcOriginDetails'>['VpcOriginEndpointConfig']>

const SIGNER = 'E2QWRUHAPOMQZL'
/** AWS's own, of which every account has the same id. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6'
export const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'

/** An empty list comes without its items, which some types do not say. */
const counted = <One>(items: readonly One[]): { readonly Quantity: number; readonly Items: One[] } =>
  (items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: [...items] }) as {
    Quantity: number
    Items: One[]
  }

/** A web server that CloudFront asks over HTTPS, with TLS 1.2, and by its own name. */
export const webOrigin = (
  DomainName: string,
  config: Partial<NonNullable<Origin['CustomOriginConfig']>> = {},
  fields: Partial<Origin> = {},
): Origin => ({
  Id: 'web',
  DomainName,
  OriginPath: '',
  CustomHeaders: { Quantity: 0 },
  CustomOriginConfig: {
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy: 'https-only',
    OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
    OriginReadTimeout: 30,
    OriginKeepaliveTimeout: 5,
    ...config,
  },
  ConnectionAttempts: 3,
  ConnectionTimeout: 10,
  OriginShield: { Enabled: false },
  OriginAccessControlId: '',
  ...fields,
})

/** A bucket to which CloudFront signs its requests. */
export const bucketOrigin = (bucket: string, fields: Partial<Origin> = {}): Origin => ({
  ...webOrigin(`${bucket}.s3.us-east-1.amazonaws.com`),
  Id: bucket,
  CustomOriginConfig: undefined,
  S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 30 },
  OriginAccessControlId: SIGNER,
  ...fields,
})

/** A load balancer that CloudFront reaches by a VPC origin. */
export const vpcOrigin = (VpcOriginId: string, DomainName: string, fields: Partial<Origin> = {}): Origin => ({
  ...webOrigin(DomainName),
  Id: VpcOriginId,
  CustomOriginConfig: undefined,
  VpcOriginConfig: { VpcOriginId, OriginReadTimeout: 30, OriginKeepaliveTimeout: 5 },
  ...fields,
})

/** A group that goes on to its second member where the first cannot answer. */
export const originGroup = (
  Id: string,
  members: readonly string[],
  codes: readonly number[] = [500, 502, 503, 504],
  fields: Partial<OriginGroup> = {},
): OriginGroup => ({
  Id,
  FailoverCriteria: { StatusCodes: counted(codes) },
  Members: counted(members.map((OriginId) => ({ OriginId }))),
  SelectionCriteria: 'default',
  ...fields,
})

/** What CloudFront serves, and from where. */
export class DistributionBuilder extends BalancerBuilder {
  /** An enabled distribution for one alias with a certificate of its own, TLS 1.2, HTTPS only, and a web ACL. */
  distribution(Id: string, fields: Item<'distributions'> = {}): this {
    return this.add('distributions', {
      Id,
      ARN: `arn:aws:cloudfront::${this.id}:distribution/${Id}`,
      Status: 'Deployed',
      LastModifiedTime: '2026-01-01T00:00:00.000Z',
      DomainName: `${Id.toLowerCase()}.cloudfront.net`,
      Aliases: { Quantity: 1, Items: ['www.example.com'] },
      Origins: { Quantity: 1, Items: [webOrigin('origin.example.com')] },
      OriginGroups: { Quantity: 0 },
      DefaultCacheBehavior: this.#behavior('web'),
      CacheBehaviors: { Quantity: 0 },
      CustomErrorResponses: { Quantity: 0 },
      Comment: '',
      PriceClass: 'PriceClass_100',
      Enabled: true,
      ViewerCertificate: {
        ACMCertificateArn: `arn:aws:acm:us-east-1:${this.id}:certificate/1`,
        SSLSupportMethod: 'sni-only',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
      Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
      WebACLId: `arn:aws:wafv2:us-east-1:${this.id}:global/webacl/edge/6f9c2d1e-0000-4000-8000-000000000001`,
      HttpVersion: 'http2and3',
      IsIPV6Enabled: true,
      Staging: false,
      ConnectionMode: 'direct',
      ...fields,
    })
  }

  /** A distribution by what it serves from where. Behaviors lead to the first origin unless they say another. */
  site(
    Id: string,
    { origins = [webOrigin('origin.example.com')], groups = [], default: first = {}, paths = {} }: Site,
    fields: Item<'distributions'> = {},
  ): this {
    const target = origins[0]?.Id ?? 'web'
    return this.distribution(Id, {
      Origins: counted(origins),
      OriginGroups: counted(groups),
      DefaultCacheBehavior: { ...this.#behavior(target), ...first },
      CacheBehaviors: counted(
        Object.entries(paths).map(([PathPattern, more]) => ({
          ...this.#behavior(target),
          PathPattern,
          ...more,
        })),
      ),
      ...fields,
    })
  }

  #behavior(TargetOriginId: string): Behavior & { readonly TargetOriginId: string } {
    return {
      TargetOriginId,
      ViewerProtocolPolicy: 'redirect-to-https',
      AllowedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] },
      Compress: true,
      LambdaFunctionAssociations: { Quantity: 0 },
      FunctionAssociations: { Quantity: 0 },
      CachePolicyId: CACHING_OPTIMIZED,
    }
  }

  /** The way by which CloudFront signs what it asks of buckets; `SigningBehavior` is always, never or no-override. */
  originAccessControl(SigningBehavior: 'always' | 'never' | 'no-override' = 'always', Id = SIGNER): this {
    return this.add('originAccessControls', {
      Id,
      Name: `signs-${SigningBehavior}`,
      Description: '',
      SigningProtocol: 'sigv4',
      SigningBehavior,
      OriginAccessControlOriginType: 's3',
    })
  }

  /** What behaviors cache by, and for how long at most. */
  cachePolicy(
    Id: string,
    MaxTTL = 31_536_000,
    parameters: {
      readonly headers?: 'none' | 'whitelist'
      readonly cookies?: 'none' | 'whitelist' | 'allExcept' | 'all'
      readonly queryStrings?: 'none' | 'whitelist' | 'allExcept' | 'all'
    } = {},
  ): this {
    const { headers = 'none', cookies = 'none', queryStrings = 'none' } = parameters
    return this.add('cachePolicies', {
      Id,
      LastModifiedTime: '2026-01-01T00:00:00.000Z',
      CachePolicyConfig: {
        Name: Id,
        MinTTL: Math.min(1, MaxTTL),
        DefaultTTL: Math.min(86_400, MaxTTL),
        MaxTTL,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: true,
          HeadersConfig: { HeaderBehavior: headers },
          CookiesConfig: { CookieBehavior: cookies },
          QueryStringsConfig: { QueryStringBehavior: queryStrings },
        },
      },
    })
  }

  /** A distribution writes into a bucket itself, the older way. */
  logsInto(Id: string, bucket: string): this {
    const Logging = { Enabled: true, IncludeCookies: false, Bucket: `${bucket}.s3.amazonaws.com`, Prefix: Id }
    return this.add('distributionLogging', { Id, Logging }, { Id })
  }

  /** The logs of a distribution go by way of CloudWatch Logs, to where the deliveries of a source lead. */
  logSource(Id: string, name: string, fields: Item<'edgeDeliverySources'> = {}): this {
    // Lower-case fields of AWS have the names of our own here.
    const source = {
      name,
      arn: `arn:aws:logs:us-east-1:${this.id}:delivery-source:${name}`,
      resourceArns: [`arn:aws:cloudfront::${this.id}:distribution/${Id}`],
      service: 'cloudfront',
      logType: 'ACCESS_LOGS',
      ...fields,
    }
    return this.add('edgeDeliverySources', source)
  }

  /** A delivery of a source into a bucket. */
  logDelivery(deliverySourceName: string, id = `delivery-${deliverySourceName}`): this {
    const delivery = {
      id,
      arn: `arn:aws:logs:us-east-1:${this.id}:delivery:${id}`,
      deliverySourceName,
      deliveryDestinationArn: `arn:aws:logs:us-east-1:${this.id}:delivery-destination:logs`,
      deliveryDestinationType: 'S3' as const,
    }
    return this.add('edgeDeliveries', delivery)
  }

  /** A certificate that ACM issued in us-east-1 for a name, uses and renews, until so many days from now. */
  edgeCertificate(
    Id: string,
    DomainName: string,
    days = 150,
    fields: Item<'edgeCertificates'> = {},
    renewal?: Item<'edgeCertificateDetails'>['RenewalSummary'],
  ): this {
    const CertificateArn = `arn:aws:acm:us-east-1:${this.id}:certificate/${Id}`
    const certificate: Item<'edgeCertificates'> = {
      CertificateArn,
      DomainName,
      SubjectAlternativeNameSummaries: [DomainName],
      HasAdditionalSubjectAlternativeNames: false,
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      KeyAlgorithm: 'RSA_2048',
      InUse: true,
      RenewalEligibility: 'ELIGIBLE',
      NotAfter: new Date(Date.parse(NOW) + days * 86_400_000).toISOString(),
      ...fields,
    }
    if (certificate.Type !== 'IMPORTED') {
      const detail = { CertificateArn, DomainName, ...(renewal ? { RenewalSummary: renewal } : {}) }
      this.add('edgeCertificateDetails', detail, { CertificateArn })
    }
    return this.add('edgeCertificates', certificate)
  }

  /** A listener shows a certificate of ACM's for some names; the first that is added is its default. */
  listenerCertificate(
    balancer: string,
    port: number,
    names: readonly string[],
    fields: Item<'certificates'> = {},
  ): this {
    const CertificateArn = `arn:aws:acm:${this.region}:${this.id}:certificate/${this.idOf('acm', `${balancer}-${names[0]}`)}`
    this.add('listenerCertificates', { CertificateArn }, { ListenerArn: this.listenerArn(balancer, port) })
    const [DomainName = ''] = names
    this.add('certificateDetails', { CertificateArn, DomainName }, { CertificateArn })
    return this.add('certificates', {
      CertificateArn,
      DomainName,
      SubjectAlternativeNameSummaries: [...names],
      HasAdditionalSubjectAlternativeNames: false,
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      InUse: true,
      RenewalEligibility: 'ELIGIBLE',
      NotAfter: '2099-01-01T00:00:00.000Z',
      ...fields,
    })
  }

  /** Which headers of viewers an origin gets besides: all of them, some, or all but some. */
  originRequestPolicy(
    Id: string,
    HeaderBehavior: 'none' | 'whitelist' | 'allViewer' | 'allViewerAndWhitelistCloudFront' | 'allExcept',
    headers: readonly string[] = [],
  ): this {
    return this.add('originRequestPolicies', {
      Id,
      LastModifiedTime: '2026-01-01T00:00:00.000Z',
      OriginRequestPolicyConfig: {
        Name: Id,
        HeadersConfig: { HeaderBehavior, ...(headers.length > 0 ? { Headers: counted(headers) } : {}) },
        CookiesConfig: { CookieBehavior: 'all' },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
      },
    })
  }

  /** AWS's own policies that the stories name. */
  managedPolicies(): this {
    return this.cachePolicy(CACHING_OPTIMIZED).cachePolicy(CACHING_DISABLED, 0)
  }

  /** A VPC origin that leads to a load balancer, by its ARN. */
  vpcOrigin(Id: string, OriginEndpointArn: string, config: Partial<EndpointConfig> = {}): this {
    const Arn = `arn:aws:cloudfront::${this.id}:vpcorigin/${Id}`
    this.add('vpcOriginDetails', vpcOriginDetail(Id, Arn, OriginEndpointArn, config), { Id })
    return this.add('vpcOrigins', { Id, Name: Id, Status: 'Deployed', Arn, OriginEndpointArn })
  }
}

const vpcOriginDetail = (
  Id: string,
  Arn: string,
  endpoint: string,
  config: Partial<EndpointConfig>,
): Item<'vpcOriginDetails'> => ({
  Id,
  Arn,
  Status: 'Deployed',
  VpcOriginEndpointConfig: {
    Name: Id,
    Arn: endpoint,
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy: 'https-only',
    OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
    ...config,
  },
})
