import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { trafficSourcesOf } from '../../src/network/scaling-groups.ts'
import { isUnhealthy, targetLabel } from '../../src/network/target-states.ts'
import { type Evidence, type Inventory, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

type ScalingGroup = RowOf<'autoScalingGroups'>

export default defineRule({
  id: 'target-group-asg-ignores-elb-health',
  title: 'Auto Scaling group behind a load balancer does not use its health checks',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['autoScalingGroups'],
  consults: ['targetHealth'],
  why: `By itself, Auto Scaling replaces an instance only when EC2 finds the machine broken. One whose application hangs
stays, unhealthy for its load balancer and without requests, for ever: the group is smaller than it says.`,
  fix: `Turn on the load balancer's health checks for the group, with a grace period as long as an instance takes to start.`,
  check: `In the EC2 console, open the Auto Scaling group and see «Health check type» under Details.`,
  reference: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',

  *judge(inventory) {
    for (const group of inventory.autoScalingGroups) {
      const { balancers, lattice } = trafficSourcesOf(group)
      if (group.Status !== undefined || group.MaxSize === 0) continue // on its way out, or out of use
      if (balancers.length + lattice.length === 0) continue
      const { HealthCheckType: type, MaxSize: most, SuspendedProcesses: suspended = [] } = group
      if (type === undefined || most === undefined) {
        yield unknown(group, 'its health check type or its size is not in the answer')
        continue
      }
      const checks = type.split(',').map((check) => check.trim())
      const missing = [
        ...(balancers.length > 0 && !checks.some((check) => same(check, 'ELB')) ? ['ELB'] : []),
        ...(lattice.length > 0 && !checks.some((check) => same(check, 'VPC_LATTICE')) ? ['VPC_LATTICE'] : []),
      ]
      const halted = suspended.flatMap(({ ProcessName: name }) =>
        same(name, 'ReplaceUnhealthy', 'HealthCheck') ? [name ?? ''] : [],
      )
      if (missing.length === 0 && halted.length === 0) {
        yield isComplete(group)
          ? pass(group)
          : unknown(group, 'its traffic sources or suspended processes are not all in the answer')
        continue
      }
      const name = `--auto-scaling-group-name ${shellWord(group.id)}`
      const wanted = [...new Set(['EC2', ...checks, ...missing])].join(',')
      yield fail(group, {
        // Whatever the type: nothing is replaced while the process is suspended, which people do on purpose.
        severity: halted.length > 0 ? 'info' : undefined,
        message:
          halted.length > 0
            ? `${halted.join(' and ')} ${halted.length === 1 ? 'is' : 'are'} suspended: instances that ${sources(balancers, lattice)} find unhealthy are not replaced.`
            : `It checks health by ${type} only: instances that ${sources(balancers, lattice)} find unhealthy stay for ever.`,
        evidence: [
          [
            group,
            `has health check type ${type}${halted.length > 0 ? ` and ${halted.join(', ')} suspended` : ''}`,
            {
              AutoScalingGroupName: group.id,
              HealthCheckType: type,
              HealthCheckGracePeriod: group.HealthCheckGracePeriod,
              SuspendedProcesses: halted,
              trafficSources: [...balancers, ...lattice],
            },
          ],
          ...unhealthyNow(group, balancers, inventory),
        ],
        remediation:
          halted.length > 0
            ? `aws autoscaling resume-processes ${name} --scaling-processes ${halted.join(' ')}`
            : `aws autoscaling update-auto-scaling-group ${name} --health-check-type ${wanted} --health-check-grace-period ${group.HealthCheckGracePeriod || 300}`,
      })
    }
  },
})

const isComplete = ({ SuspendedProcesses: suspended, TrafficSources: traffic }: ScalingGroup): boolean =>
  suspended !== undefined &&
  traffic !== undefined &&
  suspended.every((one) => one.ProcessName !== undefined) &&
  traffic.every((one) => one.Identifier !== undefined)

function sources(balancers: readonly string[], lattice: readonly string[]): string {
  if (balancers.length === 0) return 'its VPC Lattice services'
  return lattice.length === 0 ? 'its load balancers' : 'its load balancers and VPC Lattice services'
}

/** What it should replace and does not. */
function unhealthyNow(
  group: ScalingGroup,
  arns: readonly string[],
  inventory: Inventory<'targetHealth'>,
): readonly Evidence[] {
  const unhealthy = arns.flatMap((arn) => (inventory.targetHealth.under(arn) ?? []).filter(isUnhealthy))
  if (unhealthy.length === 0) return []
  const targets = unhealthy.map(targetLabel)
  return [[group, `keeps ${targets.join(', ')}, unhealthy now`, { unhealthyTargets: targets }]]
}
