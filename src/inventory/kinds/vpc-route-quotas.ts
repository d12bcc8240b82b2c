import type { GetServiceQuotaResponse } from '@aws-sdk/client-service-quotas'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** How many static routes a route table may have here, for IPv4 and IPv6 each: the quota «Routes per route table». */
export const vpcRouteQuotas = defineKind({
  operation: 'servicequotas:GetServiceQuota',
  params: { ServiceCode: 'vpc', QuotaCode: 'L-93826ACB' },
  items: ({ Quota }: Plain<GetServiceQuotaResponse>) => (Quota ? [Quota] : []),
  identify: (item) =>
    item.QuotaCode
      ? { type: 'AWS::ServiceQuotas::Quota', id: item.QuotaCode, arn: item.QuotaArn }
      : undefined,
})
