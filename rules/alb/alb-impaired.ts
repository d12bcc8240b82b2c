import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'alb-impaired',
  title: 'Load balancer could not be built, or cannot grow (state failed or active_impaired)',
  topic: 'alb',
  pillar: 'reliability',
  severity: 'critical',
  needs: ['loadBalancers'],
  consults: ['subnets'],
  settings: { provisioningHours: 1 },
  why: `A load balancer that is active_impaired still passes traffic, but has not what it needs to grow: it drops
requests on the busiest day. One that failed was never built and answers nobody. AWS says so in the API and nowhere
else: no alarm and no event comes with it.`,
  fix: `Do what State.Reason says. Most often the subnets have too few free addresses: free some, or give the load
balancer larger subnets. One that failed must be made anew.`,
  check: `In the EC2 console, open the load balancer and read its status.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',

  *judge(inventory, { now, settings }) {
    for (const balancer of inventory.loadBalancers) {
      const code = balancer.State?.Code
      if (same(code, 'active')) {
        yield pass(balancer)
        continue
      }
      const age = now - Date.parse(balancer.CreatedTime ?? '')
      const isNew = same(code, 'provisioning') && age < settings.provisioningHours * HOUR
      if (isNew) continue
      const wrong = wrongBy(code)
      if (!wrong || (same(code, 'provisioning') && Number.isNaN(age))) {
        yield unknown(balancer, 'its state (State.Code), or since when it has it, is not in the answer')
        continue
      }
      const reason = balancer.State?.Reason
      yield fail(balancer, {
        message: `It ${wrong}${reason ? `: AWS says «${reason}»` : ''}.`,
        severity: same(code, 'active_impaired') ? undefined : 'high',
        evidence: [
          [
            balancer,
            `is ${code}, and was made on ${balancer.CreatedTime?.slice(0, 10) ?? 'an unknown day'}`,
            {
              LoadBalancerArn: balancer.id,
              'State.Code': code,
              'State.Reason': reason,
              CreatedTime: balancer.CreatedTime,
            },
          ],
          ...subnetsOf(balancer, inventory),
        ],
        remediation: same(code, 'active_impaired')
          ? `aws elbv2 set-subnets --load-balancer-arn ${balancer.id} --subnets LARGER_SUBNETS, where addresses are what it lacks`
          : `aws elbv2 delete-load-balancer --load-balancer-arn ${balancer.id}, then make it anew with what State.Reason asks for`,
      })
    }
  },
})

/** Undefined for states of next year. */
function wrongBy(code: string | undefined): string | undefined {
  if (same(code, 'active_impaired')) return 'passes traffic, but lacks what it needs to grow'
  if (same(code, 'failed')) return 'could not be built and answers nobody'
  return same(code, 'provisioning') ? 'is still being built, long after it was asked for' : undefined
}

const subnetsOf = (
  { AvailabilityZones }: RowOf<'loadBalancers'>,
  { subnets }: Inventory<'subnets'>,
): readonly Evidence[] =>
  (AvailabilityZones ?? []).flatMap(({ SubnetId }): readonly Evidence[] => {
    const subnet = subnets.get(SubnetId)
    if (!subnet) return []
    const { CidrBlock, AvailableIpAddressCount: free } = subnet
    return [
      [
        subnet,
        `has ${free ?? 'an unknown number of'} free addresses in ${CidrBlock}`,
        { SubnetId, CidrBlock, AvailableIpAddressCount: free },
      ],
    ]
  })
