import { plainName } from './record-names.ts'

/** The AWS resource that a DNS name means, as far as the name alone says it. */
export type AwsName =
  /** An application or a classic load balancer, which name themselves alike, or a network one. */
  | { readonly kind: 'load-balancer'; readonly host: string; readonly region: string }
  | { readonly kind: 'vpc-endpoint'; readonly id: string; readonly region: string }
  | { readonly kind: 'accelerator'; readonly host: string }
  | { readonly kind: 'distribution'; readonly host: string }
  /** One that this tool does not list: an API, say. */
  | { readonly kind: 'other'; readonly service: string }

const SUFFIX = String.raw`amazonaws\.(?:com|com\.cn|eu)$`
const REGION = '([a-z]{2,}(?:-[a-z]+)+-[0-9]+)'

/** Labels in front (`dualstack.`, `ipv6.`, a zone's name) pick some addresses of the same balancer. */
const APPLICATION_OR_CLASSIC = new RegExp(String.raw`([^.]+)\.${REGION}\.elb\.${SUFFIX}`)
const NETWORK = new RegExp(String.raw`([^.]+)\.elb\.${REGION}\.${SUFFIX}`)
const VPC_ENDPOINT = new RegExp(
  String.raw`(?:^|\.)(vpce-[0-9a-f]+)-[^.]+\.(?:.+\.)?${REGION}\.vpce\.${SUFFIX}`,
)

const OTHERS: readonly (readonly [pattern: RegExp, service: string])[] = [
  [new RegExp(String.raw`(?:^|\.)d-[^.]+\.execute-api\.${REGION}\.${SUFFIX}`), 'API Gateway'],
  [/\.appsync-api\.[^.]+\.amazonaws\.com$/, 'AppSync'],
  [/\.amazoncognito\.com$/, 'Cognito'],
  [/\.amplifyapp\.com$/, 'Amplify'],
]

/**
 * What a record's target is, where it is the name of an AWS endpoint with a random part in it. Buckets, regional
 * service endpoints and names outside of AWS give undefined.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export function awsNameOf(target: string | undefined): AwsName | undefined {
  const name = plainName(target)
  if (/\.cloudfront\.(?:net|cn)$/.test(name)) return { kind: 'distribution', host: lastLabels(name, 3) }
  if (name.endsWith('.awsglobalaccelerator.com'))
    return { kind: 'accelerator', host: name.replace('.dualstack.', '.') }
  const balancer = APPLICATION_OR_CLASSIC.exec(name) ?? NETWORK.exec(name)
  if (balancer) return { kind: 'load-balancer', host: balancer[0], region: balancer[2] ?? '' }
  const endpoint = VPC_ENDPOINT.exec(name)
  if (endpoint) return { kind: 'vpc-endpoint', id: endpoint[1] ?? '', region: endpoint[2] ?? '' }
  const other = OTHERS.find(([pattern]) => pattern.test(name))
  return other && { kind: 'other', service: other[1] }
}

/** The name by which a balancer, an accelerator or a distribution is found: without the labels in front. */
export function hostOf(dnsName: string | undefined): string | undefined {
  const name = awsNameOf(dnsName)
  return name && 'host' in name ? name.host : undefined
}

const lastLabels = (name: string, count: number): string => name.split('.').slice(-count).join('.')
