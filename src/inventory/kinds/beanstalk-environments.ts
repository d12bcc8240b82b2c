import type { EnvironmentDescriptionsMessage } from '@aws-sdk/client-elastic-beanstalk'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Elastic Beanstalk environments, for the names that they hold (`CNAME`). */
export const beanstalkEnvironments = defineKind({
  operation: 'elasticbeanstalk:DescribeEnvironments',
  params: { IncludeDeleted: false },
  // AWS gives all of them at once unless MaxRecords asks for pages.
  paging: { next: { NextToken: 'NextToken' } },
  items: (page: Plain<EnvironmentDescriptionsMessage>) => page.Environments,
  identify: (item) =>
    item.EnvironmentId
      ? {
          type: 'AWS::ElasticBeanstalk::Environment',
          id: item.EnvironmentId,
          arn: item.EnvironmentArn,
          name: item.EnvironmentName,
        }
      : undefined,
})
