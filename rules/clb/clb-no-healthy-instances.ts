import type { RowOf } from '../../src/inventory/inventory.ts'
import { hostOf } from '../../src/network/aws-names.ts'
import { type InstanceState, classicInstances } from '../../src/network/classic-balancers.ts'
import {
  type Evidence,
  type Failure,
  type Inventory,
  defineRule,
  fail,
  pass,
  shellWord,
  unknown,
} from '../../src/rule.ts'

type ClassicLoadBalancer = RowOf<'classicLoadBalancers'>

const MINUTE = 60_000

export default defineRule({
  id: 'clb-no-healthy-instances',
  title: 'Classic Load Balancer has no instance in service, or a single one',
  topic: 'clb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['classicLoadBalancers'],
  consults: ['classicInstanceHealth', 'resourceRecordSets'],
  settings: { graceMinutes: 10 },
  why: `Without an instance in service a balancer answers with errors (503 for HTTP), and is charged all the same. With a
single one, a restart or the failure of that instance is an outage.`,
  fix: `Repair the instances or the health check, register more of them, or delete a balancer that nobody uses.`,
  check: `In the EC2 console, open the load balancer and read the status of each instance under «Target instances».`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html',

  *judge(inventory, { now, settings }) {
    for (const balancer of inventory.classicLoadBalancers) {
      const instances = classicInstances(balancer, inventory)
      if ('unknown' in instances) {
        yield unknown(balancer, instances.unknown)
        continue
      }
      const { inService, coming, out } = instances
      if (inService.length > 1) {
        yield pass(balancer)
        continue
      }
      const created = Date.parse(String(balancer.CreatedTime))
      if (created > now - settings.graceMinutes * MINUTE) continue
      if (Number.isNaN(created)) {
        yield unknown(balancer, 'since when it is there is not in the answer')
        continue
      }
      if (coming.length > 0) {
        yield unknown(
          balancer,
          `instances are being registered: ${coming.map((one) => one.InstanceId).join(', ')}`,
        )
        continue
      }
      const [only] = inService
      yield only ? single(balancer, only, out) : none(balancer, out, inventory)
    }
  },
})

function single(
  balancer: ClassicLoadBalancer,
  { InstanceId }: InstanceState,
  out: readonly InstanceState[],
): Failure {
  return fail(balancer, {
    message: `${InstanceId} is its only instance in service: when that fails or restarts, every request fails.`,
    severity: 'medium',
    evidence: [
      [balancer, `has one instance in service, ${InstanceId}`, { InstanceId, State: 'InService' }],
      ...reasons(balancer, out),
    ],
    remediation:
      out.length > 0
        ? repair(balancer)
        : `aws elb register-instances-with-load-balancer --load-balancer-name ${shellWord(balancer.id)} --instances SECOND_INSTANCE`,
  })
}

function none(
  balancer: ClassicLoadBalancer,
  out: readonly InstanceState[],
  inventory: Inventory<'resourceRecordSets'>,
): Failure {
  const records = inventory.resourceRecordSets.where(targetsOf, hostOf(balancer.DNSName))
  const registered = balancer.Instances?.length ?? 0
  const isIdle = registered === 0
  return fail(balancer, {
    message: isIdle
      ? 'No instance is registered with it: every request to it fails.'
      : `${registered === 1 ? 'Its only registered instance is not' : `None of its ${registered} registered instances is`} in service: every request to it fails.`,
    // Without instances and names it is one that nobody uses.
    severity: isIdle && records.length === 0 ? 'low' : undefined,
    evidence: [
      ...(isIdle ? [[balancer, 'has no registered instance', { Instances: [] }] as const] : []),
      ...reasons(balancer, out),
      ...(!isIdle && out.length === 0
        ? [
            [
              balancer,
              'has only instances that are being deregistered',
              { Instances: balancer.Instances },
            ] as const,
          ]
        : []),
      ...records.map(
        (record) =>
          [record, `leads to ${balancer.DNSName}`, { Name: record.Name, Type: record.Type }] as const,
      ),
    ],
    remediation: isIdle
      ? `aws elb register-instances-with-load-balancer --load-balancer-name ${shellWord(balancer.id)} --instances INSTANCES, or, where nobody uses it, aws elb delete-load-balancer --load-balancer-name ${shellWord(balancer.id)}`
      : repair(balancer),
  })
}

const repair = ({ id, HealthCheck }: ClassicLoadBalancer): string =>
  `aws elb describe-instance-health --load-balancer-name ${shellWord(id)}, and have the instances answer ${HealthCheck?.Target ?? 'the health check'}, or correct it with aws elb configure-health-check`

/** Instances that are out for the same reason, together: there may be hundreds. */
function reasons(balancer: ClassicLoadBalancer, out: readonly InstanceState[]): readonly Evidence[] {
  const byReason = groupsOf(out)
  return [...byReason].map(([Description, states]) => [
    balancer,
    `has ${states.length} out of service: ${Description}`,
    {
      instances: states.map((one) => one.InstanceId),
      State: 'OutOfService',
      ReasonCode: [...new Set(states.map((one) => one.ReasonCode))].join(', '),
      Description,
      'HealthCheck.Target': balancer.HealthCheck?.Target,
    },
  ])
}

/** The load balancers' names that a record answers with. */
const targetsOf = ({
  AliasTarget,
  ResourceRecords,
  Type,
}: RowOf<'resourceRecordSets'>): readonly (string | undefined)[] =>
  AliasTarget
    ? [hostOf(AliasTarget.DNSName)]
    : Type === 'CNAME'
      ? (ResourceRecords ?? []).map(({ Value }) => hostOf(Value))
      : []

function groupsOf(out: readonly InstanceState[]): ReadonlyMap<string, readonly InstanceState[]> {
  const groups = new Map<string, InstanceState[]>()
  for (const state of out) {
    const reason = state.Description ?? ''
    groups.set(reason, [...(groups.get(reason) ?? []), state])
  }
  return groups
}
