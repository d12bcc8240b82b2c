import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { policyVerdict } from '../../src/network/endpoint-policy.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>

/** By these, data leaves or credentials are made. */
const SENSITIVE = ['s3', 'dynamodb', 'sts', 'secretsmanager', 'kms', 'execute-api', 'ecr.api', 'ecr.dkr']

export default defineRule({
  id: 'endpoint-policy-full-access',
  title: 'VPC endpoint lets everyone do everything with the service',
  topic: 'endpoint',
  pillar: 'security',
  severity: 'low',
  needs: ['vpcEndpoints'],
  consults: ['vpcEndpointServices'],
  why: `An endpoint's default policy allows all principals all actions on all resources: also stolen credentials of another
company, towards that company's own buckets. Data then leaves without touching the internet path that is watched.`,
  fix: `Allow only principals and resources of your organisation, by conditions such as aws:PrincipalOrgID and
aws:ResourceOrgID.`,
  check: `In the VPC console, open the endpoint and read its «Policy».`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',

  *judge(inventory) {
    for (const endpoint of inventory.vpcEndpoints) {
      if (same(endpoint.State, 'deleting', 'deleted', 'failed', 'rejected', 'expired')) continue
      const service = serviceOf(endpoint)
      if (service === undefined) continue
      const supported = supportsPolicies(endpoint, inventory)
      if (supported === false) continue
      const verdict = policyVerdict(endpoint.PolicyDocument)
      if (!verdict) yield unknown(endpoint, 'its policy is not in the answer, or is none')
      else if (verdict.restricted) yield pass(endpoint)
      else if (!endpoint.State) yield unknown(endpoint, 'its state is not in the answer')
      else if (supported === undefined)
        yield unknown(endpoint, `whether ${service} supports endpoint policies was not read`)
      else {
        yield fail(endpoint, {
          severity: SENSITIVE.includes(service) ? 'medium' : undefined,
          message: `Any credentials, of any account, can use ${service} from ${endpoint.VpcId} without restriction: the endpoint has the policy that allows everything.`,
          evidence: [
            [
              endpoint,
              'allows all principals all actions on all resources',
              {
                VpcEndpointId: endpoint.id,
                ServiceName: endpoint.ServiceName,
                VpcId: endpoint.VpcId,
                offendingStatement: verdict.statement,
              },
            ],
          ],
          remediation: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.id} --policy-document file://policy.json, with conditions on aws:PrincipalOrgID and aws:ResourceOrgID`,
        })
      }
    }
  },
})

/** `s3` of `com.amazonaws.us-east-1.s3`; undefined for other kinds of endpoints, and for services of others. */
function serviceOf(endpoint: Endpoint): string | undefined {
  if (!same(endpoint.VpcEndpointType, 'Gateway', 'Interface')) return undefined
  const [, service] = /^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(endpoint.ServiceName ?? '') ?? []
  return endpoint.ServiceName?.includes('.vpce.') ? undefined : service
}

/** Gateway endpoints always do; of the others AWS says it, and gives those that do not the same default policy. */
function supportsPolicies(
  endpoint: Endpoint,
  inventory: Inventory<'vpcEndpointServices'>,
): boolean | undefined {
  if (same(endpoint.VpcEndpointType, 'Gateway')) return true
  return inventory.vpcEndpointServices
    .where('ServiceName', endpoint.ServiceName)
    .find((one) => one.region === endpoint.region)?.VpcEndpointPolicySupported
}
