import { isCached } from '../../src/network/caching.ts'
import {
  type Behavior,
  type Distribution,
  configuredDistributions,
  listed,
  pathOf,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import {
  type Origin,
  type OriginGroup,
  isSameServer,
  membersOf,
  originUses,
  readTimeoutOf,
} from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-origin-failover-ineffective',
  title: 'Origin group exists but cannot fail over as intended',
  topic: 'cloudfront',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['distributions'],
  consults: ['distributionConfigs', 'cachePolicies'],
  settings: { seconds: 30 },
  why: `An origin group helps only where a behavior leads to it, where its second member is not the first again, and
where the statuses that mean «down» (502, 503, 504) are among those that make CloudFront go on to it. It also has to go
on in time: by default CloudFront tries to connect for 30 seconds first.`,
  fix: `Let behaviors lead to the group's id, give it a different second origin, let it fail over on 500, 502, 503 and
504, and lower the connection attempts and timeout of the first origin.`,
  check: `In the CloudFront console, open the Origins tab: read the origin group's members and failover criteria, and
on the Behaviors tab which behaviors lead to it.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',

  *judge(inventory, { settings }) {
    for (const distribution of configuredDistributions(inventory)) {
      for (const group of listed(distribution.OriginGroups) ?? []) {
        // Both members serve at once there; the better picture is shown.
        if (same(group.SelectionCriteria, 'media-quality-based')) continue
        const found = problemsOf(group, distribution, settings.seconds, inventory)
        const [first] = found.problems
        if (!first) {
          yield found.doubt === undefined
            ? pass(distribution, group.Id)
            : unknown(distribution, `of its origin group ${group.Id ?? ''}, ${found.doubt}`, group.Id)
          continue
        }
        yield fail(distribution, {
          key: group.Id ?? '',
          message: `The origin group ${group.Id} does not help as it should: ${found.problems.map((one) => one.text).join('; ')}.`,
          severity: unlessDisabled(
            distribution,
            found.problems.some((one) => one.severity === undefined) ? undefined : first.severity,
          ),
          evidence: [
            [
              distribution,
              `has the origin group ${group.Id} of ${membersOf(group)?.join(', ') ?? 'unknown members'}`,
              {
                Id: distribution.id,
                group: group.Id,
                members: membersOf(group),
                StatusCodes: listed(group.FailoverCriteria?.StatusCodes),
                behaviors: found.behaviors.map(pathOf),
                ...found.timeouts,
              },
            ],
          ],
          remediation: reconfigured(distribution.id, found.problems.map((one) => one.change).join(', ')),
        })
      }
    }
  },
})

interface Problem {
  readonly text: string
  readonly change: string
  readonly severity?: Severity
}

interface Found {
  readonly problems: readonly Problem[]
  readonly behaviors: readonly Behavior[]
  /** Why nothing can be said, where there is no problem. */
  readonly doubt?: string | undefined
  readonly timeouts?: object
}

function problemsOf(
  group: OriginGroup,
  distribution: Distribution,
  seconds: number,
  inventory: Inventory<'cachePolicies'>,
): Found {
  const uses = originUses(distribution)
  const members = membersOf(group)
  if (typeof uses === 'string' || !group.Id || !members)
    return {
      problems: [],
      behaviors: [],
      doubt: typeof uses === 'string' ? uses : 'its members are not in the answer',
    }
  const all = uses.flatMap((use) => use.behaviors)
  const behaviors = [...new Set(all)].filter((behavior) => behavior.TargetOriginId === group.Id)
  if (behaviors.length === 0) return ofUnused(group.Id, all)
  const [primary, second] = members.map((id) => uses.find((use) => use.origin.Id === id)?.origin)
  if (!primary || !second) return { problems: [], behaviors, doubt: 'its members are not in the answer' }
  const alike = isSameServer(primary, second)
  const codes = listed(group.FailoverCriteria?.StatusCodes)
  const slow = slowness(primary, behaviors, seconds, inventory)
  const problems: Problem[] = []
  if (alike === true)
    problems.push({
      text: `both members are ${primary.DomainName}${primary.OriginPath}`,
      change: `give the group ${group.Id} a different second origin`,
    })
  if (codes && !codes.some((code) => DOWN.has(code))) problems.push(ofCodes(codes))
  if (slow === true) problems.push(ofSlowness(primary))
  return {
    problems,
    behaviors,
    doubt: alike === undefined || !codes || slow === undefined ? NOT_KNOWN : undefined,
    timeouts: {
      ConnectionAttempts: primary.ConnectionAttempts,
      ConnectionTimeout: primary.ConnectionTimeout,
      OriginReadTimeout: readTimeoutOf(primary),
    },
  }
}

const DOWN = new Set([502, 503, 504])
const NOT_KNOWN =
  'its failover criteria, or the addresses and timeouts of its members, or how long responses are kept, are not in the answer'

/** Functions choose origins by their ids. */
function ofUnused(id: string, behaviors: readonly Behavior[]): Found {
  const mayBeChosen = behaviors.some(
    ({ FunctionAssociations, LambdaFunctionAssociations }) =>
      listed(FunctionAssociations)?.length !== 0 || listed(LambdaFunctionAssociations)?.length !== 0,
  )
  if (mayBeChosen)
    return {
      problems: [],
      behaviors: [],
      doubt: 'to which no behavior leads, a function at the edge may choose it',
    }
  const text = 'no behavior leads to it, so nothing fails over'
  return {
    problems: [{ text, change: `set TargetOriginId of the behaviors that it is meant for to ${id}` }],
    behaviors: [],
  }
}

/** Only the statuses of what is missing: it finds files in a second place, but does not bridge an outage. */
function ofCodes(codes: readonly number[]): Problem {
  const text = `it does not go on to the second origin when the first answers 502, 503 or 504 (only on ${codes.join(', ')})`
  const change = 'add 500, 502, 503 and 504 to FailoverCriteria.StatusCodes'
  return codes.every((code) => code < 500) ? { text, change, severity: 'low' } : { text, change }
}

const ofSlowness = ({ Id, ConnectionAttempts, ConnectionTimeout }: Origin): Problem => ({
  text: `viewers wait ${(ConnectionAttempts ?? 0) * (ConnectionTimeout ?? 0)} seconds for each response while the first origin cannot be reached`,
  change: `lower ConnectionAttempts and ConnectionTimeout of the origin ${Id}`,
  severity: 'low',
})

/** Whether viewers of what is never kept wait at the first origin for long. */
function slowness(
  primary: Origin,
  behaviors: readonly Behavior[],
  seconds: number,
  inventory: Inventory<'cachePolicies'>,
): boolean | undefined {
  const { ConnectionAttempts: attempts, ConnectionTimeout: timeout } = primary
  const reading = readTimeoutOf(primary)
  if (attempts === undefined || timeout === undefined || reading === undefined) return undefined
  if (attempts * timeout < seconds || reading < seconds) return false
  const cached = behaviors.map((behavior) => isCached(behavior, inventory))
  if (cached.includes(false)) return true
  return cached.includes(undefined) ? undefined : false
}
