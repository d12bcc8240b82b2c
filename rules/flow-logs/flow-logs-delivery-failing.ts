import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'flow-logs-delivery-failing',
  title: 'Flow log is active, but its records do not arrive',
  topic: 'flow-logs',
  pillar: 'operations',
  severity: 'medium',
  needs: ['flowLogs'],
  settings: { graceHours: 24 },
  why: `A flow log stays ACTIVE when its role, bucket policy or key no longer lets it write. Compliance tools show green, and
the records that are wanted after an incident do not exist.`,
  fix: `Repair the role, the bucket policy or the key policy that the error points to, or create the flow log anew.`,
  check: `In the VPC console, look at the «Flow logs» tab of the VPC, subnet or interface for a delivery error.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html',

  *judge(inventory, { now, settings }) {
    for (const log of inventory.flowLogs) {
      if (log.FlowLogStatus !== undefined && !same(log.FlowLogStatus, 'active')) continue
      if (log.FlowLogStatus !== undefined && same(log.DeliverLogsStatus, 'failed')) {
        const error = log.DeliverLogsErrorMessage ?? 'AWS gives no reason'
        yield fail(log, {
          message: `No record of ${log.ResourceId} arrives: the flow log is active and its delivery fails (${error}).`,
          evidence: [
            [
              log,
              `has DeliverLogsStatus ${log.DeliverLogsStatus}`,
              {
                FlowLogId: log.id,
                ResourceId: log.ResourceId,
                DeliverLogsErrorMessage: log.DeliverLogsErrorMessage,
                LogDestinationType: log.LogDestinationType,
                LogDestination: log.LogDestination ?? log.LogGroupName,
                CreationTime: log.CreationTime,
              },
            ],
          ],
          remediation: `Let ${log.DeliverLogsPermissionArn ?? 'the delivery service'} write to ${log.LogDestination ?? log.LogGroupName ?? 'its destination'}; or aws ec2 delete-flow-logs --flow-log-ids ${log.id} and create it anew (aws ec2 create-flow-logs)`,
        })
      } else if (same(log.DeliverLogsStatus, 'success')) yield pass(log)
      else if (now - Date.parse(String(log.CreationTime)) < settings.graceHours * HOUR) yield pass(log)
      else yield unknown(log, 'whether its records arrive is not in the answer (DeliverLogsStatus)')
    }
  },
})
