/** Whom we ask as, where, and with which rights: what every client has in common. */
import { partitionOf } from '../inventory/kind.ts'
import { nearest } from '../nearest.ts'
import { UserError } from '../user-error.ts'
import { AwsClient, type ClientOptions } from './client.ts'
import { userErrorOf } from './errors.ts'

export interface SessionOptions {
  readonly profile?: string | undefined
  readonly roleArn?: string | undefined
  readonly externalId?: string | undefined
  readonly endpointUrl?: string | undefined
  readonly regions?: readonly string[]
  readonly excludeRegions?: readonly string[]
  readonly allRegions?: boolean
  /** How long one attempt may take, in milliseconds. */
  readonly requestTimeout?: number
  /** Credentials that are known already, as for the demo. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** The endpoint is our own: nobody's rates are used up. */
  readonly isOwn?: boolean
}

export interface Session {
  readonly account: string
  readonly regions: readonly string[]
  /** Sends reads; every request of the audit goes through it. */
  readonly client: AwsClient
}

const DEFAULT_HOME = 'us-east-1'

/** Finds out who asks and which regions are meant. Throws a UserError when that cannot be. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const endpoint = options.endpointUrl
  const client = new AwsClient(await clientOptions(options))
  try {
    const wanted = await confirmRegions(client, await wantedRegions(options, client))
    const home = wanted[0] ?? (await client.defaultRegion()) ?? DEFAULT_HOME
    const [account, regions] = await Promise.all([
      identity(client, home),
      options.allRegions ? listRegions(client, home, false) : wanted,
    ])
    const excluded = new Set(options.excludeRegions)
    const chosen = regions.filter((region) => !excluded.has(region))
    if (chosen.length === 0) throw new UserError('Every region is excluded: nothing is left to read.')
    return { account, regions: chosen, client }
  } catch (error) {
    client.destroy()
    throw (
      userErrorOf(error, {
        endpoint: endpoint ?? process.env['AWS_ENDPOINT_URL'],
        profile: options.profile,
      }) ?? error
    )
  }
}

async function clientOptions(options: SessionOptions): Promise<ClientOptions> {
  const { endpointUrl, profile, roleArn, externalId } = options
  expectAddress('--endpoint-url', endpointUrl)
  expectAddress('AWS_ENDPOINT_URL', process.env['AWS_ENDPOINT_URL'] || undefined)
  const { requestTimeout, isOwn } = options
  const base = { endpoint: endpointUrl, profile, requestTimeout, isOwn }
  if (options.credentials) return { ...base, credentials: options.credentials }
  if (!roleArn) return base
  if (!/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(roleArn)) {
    throw new UserError(
      `--role-arn must look like arn:aws:iam::123456789012:role/NAME, and "${roleArn}" does not.`,
    )
  }
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const credentials = fromTemporaryCredentials({
    masterCredentials: fromNodeProviderChain(profile ? { profile } : {}),
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'awsnet',
      ...(externalId ? { ExternalId: externalId } : {}),
    },
    clientConfig: {
      region: options.regions?.[0] ?? process.env['AWS_REGION'] ?? DEFAULT_HOME,
      ...(endpointUrl ? { endpoint: endpointUrl } : {}),
    },
  })
  return { ...base, credentials }
}

function expectAddress(where: string, address: string | undefined): void {
  if (address === undefined || (/^https?:\/\/\S+$/.test(address) && URL.canParse(address))) return
  throw new UserError(`${where} must be an http or https address, and "${address}" is not.`)
}

async function wantedRegions(options: SessionOptions, client: AwsClient): Promise<readonly string[]> {
  if (options.regions && options.regions.length > 0) return [...new Set(options.regions)]
  if (options.allRegions) return []
  const region = await client.defaultRegion()
  if (region) return [region]
  throw new UserError(
    "No region was given: use --region or --all-regions, or set AWS_REGION or the profile's region.",
  )
}

async function identity(client: AwsClient, region: string): Promise<string> {
  const answer = await client.send('sts:GetCallerIdentity', region, {})
  const account = answer['Account']
  if (typeof account !== 'string')
    throw new UserError('AWS did not say which account these credentials belong to.')
  return account
}

/** Regions that need no asking. AWS opens others all the time: those are looked up, not refused. */
const KNOWN_REGIONS: readonly string[] =
  `us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1
sa-east-1 eu-central-1 eu-central-2 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 eu-south-2 ap-northeast-1
ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-7
ap-south-1 ap-south-2 ap-east-1 ap-east-2 me-south-1 me-central-1 il-central-1 af-south-1 cn-north-1 cn-northwest-1
us-gov-east-1 us-gov-west-1`.split(/\s+/)

async function confirmRegions(client: AwsClient, regions: readonly string[]): Promise<readonly string[]> {
  const strange = regions.filter((region) => !KNOWN_REGIONS.includes(region))
  if (strange.length === 0) return regions
  const listed = await listRegions(client, DEFAULT_HOME, true).catch(() => undefined)
  for (const region of strange) {
    if (listed?.includes(region)) continue
    const hint = nearest(region, listed ?? KNOWN_REGIONS)
    // AWS could not be asked: a name that is near none that is known may be one of its newer regions.
    if (!listed && !hint && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) continue
    throw new UserError(`There is no region "${region}".${hint}`)
  }
  return regions
}

/** The regions of the partition: those that are enabled in the account, or all. */
async function listRegions(client: AwsClient, home: string, all: boolean): Promise<readonly string[]> {
  const answer = await client.send('ec2:DescribeRegions', home, { AllRegions: all })
  const regions: unknown = answer['Regions']
  if (!Array.isArray(regions))
    throw new UserError('AWS did not say which regions there are: give them with --region.')
  return regions
    .map((region: { RegionName?: unknown }) => String(region.RegionName))
    .filter((region) => partitionOf(region) === partitionOf(home))
    .sort()
}
