import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/**
 * The metric alarms of us-east-1: Route 53 sends what its health checks find to that region only.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
 */
export const healthCheckAlarms = defineKind({
  operation: 'cloudwatch:DescribeAlarms',
  global: true,
  edge: true,
  paging: nextToken(100, 'MaxRecords'),
  items: (page: Plain<DescribeAlarmsOutput>) => page.MetricAlarms,
  identify: (item) =>
    item.AlarmName
      ? { type: 'AWS::CloudWatch::Alarm', id: item.AlarmName, arn: item.AlarmArn, name: item.AlarmName }
      : undefined,
})
