import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Failure,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type FlowLog = RowOf<'flowLogs'>
type Vpc = RowOf<'vpcs'>
type Known = Inventory<'flowLogs' | 'networkInterfaces'>

export default defineRule({
  id: 'flow-logs-vpc-missing',
  title: 'VPC in use records no rejected traffic',
  topic: 'flow-logs',
  pillar: 'security',
  severity: 'medium',
  needs: ['flowLogs', 'vpcs', 'networkInterfaces'],
  why: `Flow logs are the only record of who talked to whom, and of what security groups and network ACLs turned away.
After an incident, or when a connection does not come about, there is nothing to look at unless they were on before.`,
  fix: `Create a flow log for the VPC that records all traffic, or at least what is rejected.`,
  check: `In the VPC console, look at the «Flow logs» tab of the VPC, and of its subnets if that is empty.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',

  *judge(inventory) {
    for (const vpc of inventory.vpcs) {
      const enis = inventory.networkInterfaces.where('VpcId', vpc.id).filter(isWorkload)
      if (enis.length > 0) yield judge(vpc, enis, inventory)
    }
  },
})

function judge(vpc: Vpc, enis: readonly RowOf<'networkInterfaces'>[], inventory: Known): Judgement {
  const ofVpc = inventory.flowLogs.where('ResourceId', vpc.id)
  if (ofVpc.some(isUsable)) return pass(vpc)
  const logs = new Set<FlowLog>(ofVpc)
  const uncovered = new Set<string>()
  for (const eni of enis) {
    const own = [eni.SubnetId, eni.id].flatMap((id) => inventory.flowLogs.where('ResourceId', id))
    for (const log of own) logs.add(log)
    if (!own.some(isUsable)) uncovered.add(eni.SubnetId ?? eni.id)
  }
  if (uncovered.size === 0) return pass(vpc)
  const silent = [...logs].find((log) => !log.FlowLogStatus || (isActive(log) && !saysItsUse(log)))
  if (silent)
    return unknown(vpc, `the status, the traffic type or the delivery of ${silent.id} is not in the answer`)
  return finding(vpc, [...logs], [...uncovered].toSorted())
}

const isActive = (log: FlowLog): boolean => same(log.FlowLogStatus, 'active')
const isDelivered = (log: FlowLog): boolean => isActive(log) && !same(log.DeliverLogsStatus, 'failed')
const isUsable = (log: FlowLog): boolean =>
  isDelivered(log) && saysItsUse(log) && same(log.TrafficType, 'all', 'reject')
/** Whether a log of accepted traffic is delivered changes nothing. */
const saysItsUse = (log: FlowLog): boolean =>
  same(log.TrafficType, 'accept') || (log.TrafficType !== undefined && log.DeliverLogsStatus !== undefined)

function finding(vpc: Vpc, logs: readonly FlowLog[], uncoveredSubnetIds: readonly string[]): Failure {
  const onlyAccepted = logs.some((log) => isDelivered(log) && log.ResourceId === vpc.id)
  const where = `${uncoveredSubnetIds.length} ${uncoveredSubnetIds.length === 1 ? 'subnet' : 'subnets'} with workloads`
  return fail(vpc, {
    severity: onlyAccepted ? 'low' : undefined,
    message: onlyAccepted
      ? `What is turned away in ${where} is not recorded: the flow log of this VPC keeps accepted traffic only.`
      : `Nobody can say afterwards what was sent to or turned away from ${where}: no flow log that works covers them.`,
    evidence: [
      [
        vpc,
        `has no flow log that records rejected traffic in ${uncoveredSubnetIds.join(', ')}`,
        {
          VpcId: vpc.id,
          flowLogs: logs.map((log) => log.id),
          uncoveredSubnetIds,
          trafficTypes: logs.map((log) => log.TrafficType),
        },
      ],
      ...logs.map((log): Evidence => [log, describe(log), { ...log }]),
    ],
    remediation: `aws ec2 create-flow-logs --resource-type VPC --resource-ids ${vpc.id} --traffic-type ALL --log-destination-type cloud-watch-logs --log-group-name LOG_GROUP --deliver-logs-permission-arn ROLE_ARN`,
  })
}

const describe = (log: FlowLog): string =>
  `of ${log.ResourceId} is ${log.FlowLogStatus} for ${log.TrafficType} traffic, delivery ${log.DeliverLogsStatus ?? 'unknown'}`
