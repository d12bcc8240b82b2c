import type { RowOf } from '../../src/inventory/inventory.ts'
import { amongCodes, codesOf } from '../../src/network/health-codes.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>

export default defineRule({
  id: 'target-group-health-check-matcher-too-broad',
  title: 'Health check accepts error codes as healthy',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['targetGroups'],
  why: `A matcher such as 200-499 silences a failing health check and keeps broken targets in service: one that answers
every request with an error counts as healthy.`,
  fix: `Let the check ask for a path that answers 200 when the target can serve, and accept that only.`,
  check: `In the EC2 console, read «Success codes» under Health checks of the target group.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',

  *judge(inventory) {
    for (const group of inventory.targetGroups) {
      if (!group.LoadBalancerArns?.length || group.HealthCheckEnabled === false) continue
      if (group.HealthCheckEnabled === undefined || !group.HealthCheckProtocol) {
        yield unknown(group, 'how its health is checked is not in the answer')
        continue
      }
      if (!same(group.HealthCheckProtocol, 'HTTP', 'HTTPS')) continue
      const accepted = acceptedBy(group)
      if (!accepted) {
        yield unknown(group, 'the codes that its health check accepts are not in the answer')
        continue
      }
      const { field, matcher, errors, refusals, ok } = accepted
      if (errors.length === 0) {
        yield pass(group)
        continue
      }
      const areRefusals = errors.every((code) => refusals.includes(code))
      yield fail(group, {
        message: areRefusals
          ? `Its health check takes ${errors.join(', ')} for healthy: a target that refuses everybody stays in service.`
          : `Its health check takes ${errors.join(', ')} for healthy: targets that answer with errors stay in service.`,
        severity: areRefusals ? 'info' : undefined,
        evidence: [
          [
            group,
            `accepts ${matcher} from ${group.HealthCheckPath ?? 'its health check'}`,
            { TargetGroupArn: group.id, Matcher: group.Matcher, HealthCheckPath: group.HealthCheckPath },
          ],
        ],
        remediation: `aws elbv2 modify-target-group --target-group-arn ${group.id} --matcher ${field}=${ok}`,
      })
    }
  },
})

/** A target whose health page asks who calls answers 401 or 403, or the like in gRPC, and works. */
const HTTP = { field: 'HttpCode', refusals: ['401', '403'], ok: '200' } as const
const GRPC = { field: 'GrpcCode', refusals: ['7', '16'], ok: '0' } as const

interface Accepted {
  readonly field: string
  readonly matcher: string
  readonly errors: readonly string[]
  readonly refusals: readonly string[]
  readonly ok: string
}

/** gRPC answers 0 when all is well, and 12 where there is no such method, as AWS's own default takes for healthy. */
function acceptedBy({ Matcher: matcher }: TargetGroup): Accepted | undefined {
  const [kind, text, isError] =
    matcher?.GrpcCode === undefined
      ? ([HTTP, matcher?.HttpCode, (code: number) => code >= 400] as const)
      : ([GRPC, matcher.GrpcCode, (code: number) => code !== 0 && code !== 12] as const)
  const codes = text === undefined ? undefined : codesOf(text)
  return codes && text !== undefined
    ? { ...kind, matcher: `${kind.field} ${text}`, errors: amongCodes(codes, isError) }
    : undefined
}
