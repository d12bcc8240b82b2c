import { EDGE_REGION, type Fact, GLOBAL, type Place } from '../snapshot/fact.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { Refusal } from './errors.ts'
import type { Fields } from './schema.ts'

/** Credentials name their account: an account id itself, or the key that AssumeRole gave. */
export function accountOf(accessKeyId: string | undefined, accounts: readonly string[]): string {
  const named = /^(?:ASIA)?(\d{12})$/.exec(accessKeyId ?? '')?.[1]
  const account = named !== undefined && accounts.includes(named) ? named : accounts[0]
  if (account === undefined) throw new Refusal('notHeld', 'The snapshot holds no account.')
  return account
}

/** The facts of an operation there, and of the few that a reader needs before it can read anything, made up where missing. */
export function factsOf(snapshot: Snapshot, place: Place, operation: string): readonly Fact[] {
  const facts = snapshot.of(place, operation)
  if (facts.length > 0) return facts
  if (operation === 'sts:GetCallerIdentity')
    return [{ ...place, operation, response: callerIdentity(place.account) }]
  if (operation === 'ec2:DescribeRegions') return regionsOf(snapshot, place)
  // CloudFront's certificates and the like: asked of that region, kept with the account.
  if (place.region === EDGE_REGION) return snapshot.of({ account: place.account, region: GLOBAL }, operation)
  return facts
}

const callerIdentity = (account: string): Fields => ({
  UserId: 'AIDAREPLAY',
  Account: account,
  Arn: `arn:aws:iam::${account}:user/replay`,
})

/** Every region answers this alike, so it does not matter which one was asked when the snapshot was made. */
function regionsOf(snapshot: Snapshot, place: Place): readonly Fact[] {
  const operation = 'ec2:DescribeRegions'
  for (const region of snapshot.regions) {
    const facts = snapshot.of({ account: place.account, region }, operation)
    if (facts.length > 0) return facts
  }
  const Regions = snapshot.regions.map((RegionName) => ({
    RegionName,
    Endpoint: `ec2.${RegionName}.amazonaws.com`,
    OptInStatus: 'opt-in-not-required',
  }))
  return [{ ...place, operation, response: { Regions } }]
}

const HOUR = 3_600_000

/** Any role of an account in the snapshot may be assumed; the key that comes back speaks for that account. */
export function assumeRole(params: Fields, accounts: readonly string[]): Fields {
  const arn = String(params['RoleArn'])
  const [, partition, account, role] =
    /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn) ?? []
  if (account === undefined) throw new Refusal('badParameter', 'RoleArn is not the ARN of a role.')
  if (!accounts.includes(account)) {
    throw new Refusal(
      'denied',
      `Not authorized to perform sts:AssumeRole on ${arn}: the snapshot holds no account ${account}.`,
    )
  }
  const session = typeof params['RoleSessionName'] === 'string' ? params['RoleSessionName'] : 'replay'
  return {
    Credentials: {
      AccessKeyId: `ASIA${account}`,
      SecretAccessKey: 'replay',
      SessionToken: 'replay',
      Expiration: new Date(Date.now() + HOUR).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROAREPLAY:${session}`,
      Arn: `arn:${partition}:sts::${account}:assumed-role/${role}/${session}`,
    },
  }
}
