import { join } from 'node:path'
import type { Kind } from '../../src/inventory/kind.ts'
import { HEADER } from './kinds.ts'

/** The SDK's package and client class of each service that a kind reads. */
const PACKAGES: Readonly<Record<string, readonly [packageName: string, client: string]>> = {
  acm: ['client-acm', 'ACMClient'],
  autoscaling: ['client-auto-scaling', 'AutoScalingClient'],
  cloudfront: ['client-cloudfront', 'CloudFrontClient'],
  cloudwatch: ['client-cloudwatch', 'CloudWatchClient'],
  directconnect: ['client-direct-connect', 'DirectConnectClient'],
  ec2: ['client-ec2', 'EC2Client'],
  elasticbeanstalk: ['client-elastic-beanstalk', 'ElasticBeanstalkClient'],
  elb: ['client-elastic-load-balancing', 'ElasticLoadBalancingClient'],
  elbv2: ['client-elastic-load-balancing-v2', 'ElasticLoadBalancingV2Client'],
  globalaccelerator: ['client-global-accelerator', 'GlobalAcceleratorClient'],
  iam: ['client-iam', 'IAMClient'],
  logs: ['client-cloudwatch-logs', 'CloudWatchLogsClient'],
  'network-firewall': ['client-network-firewall', 'NetworkFirewallClient'],
  route53: ['client-route-53', 'Route53Client'],
  route53domains: ['client-route-53-domains', 'Route53DomainsClient'],
  route53resolver: ['client-route53resolver', 'Route53ResolverClient'],
  s3: ['client-s3', 'S3Client'],
  servicequotas: ['client-service-quotas', 'ServiceQuotasClient'],
  sts: ['client-sts', 'STSClient'],
  wafv2: ['client-wafv2', 'WAFV2Client'],
}

/** Reads that are not of a kind: who we are, and which regions there are. */
const SCOPE_OPERATIONS = ['sts:GetCallerIdentity', 'ec2:DescribeRegions']

/** One module a service with just the commands that are used, named so that a bundler can leave the rest out. */
export async function clientFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const { kinds } = (await import(join(root, 'src/inventory/kinds/index.ts'))) as {
    kinds: Record<string, Kind>
  }
  const operations = new Set([...Object.values(kinds).map((kind) => kind.operation), ...SCOPE_OPERATIONS])
  const services = new Map<string, string[]>()
  for (const operation of [...operations].sort()) {
    const [service = '', name = ''] = operation.split(':')
    services.set(service, [...(services.get(service) ?? []), name])
  }
  return new Map(
    [...services].map(([service, names]) => {
      const [packageName, client] = PACKAGES[service] ?? []
      if (!packageName || !client)
        throw new Error(`bin/generate/clients.ts knows no SDK package for ${service}.`)
      return [`src/aws/clients/${service}.ts`, clientFile(packageName, client, names)]
    }),
  )
}

const clientFile = (
  packageName: string,
  client: string,
  names: readonly string[],
): string => `${HEADER}import {
${[...names.map((name) => `${name}Command`), client].map((name) => `  ${name},`).join('\n')}
} from '@aws-sdk/${packageName}'

export const Client = ${client}

export const commands = {
${names.map((name) => `  ${name}: ${name}Command,`).join('\n')}
}
`
