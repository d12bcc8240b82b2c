import { principalOf } from '../../src/network/principals.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'endpoint-service-acceptance-not-required',
  title: 'Endpoint service accepts connections of other accounts by itself',
  topic: 'endpoint-service',
  pillar: 'security',
  severity: 'medium',
  needs: ['vpcEndpointServiceConfigurations', 'vpcEndpointServicePermissions'],
  consults: ['vpcEndpointConnections'],
  why: `Without acceptance, whoever is on the list of principals connects without anybody's knowing. An account that was
allowed once, and is another team's or another company's by now, still gets in.`,
  fix: `Require acceptance, and accept the endpoints that you know.`,
  check: `In the VPC console, open the endpoint service and look at «Acceptance required».`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',

  *judge(inventory) {
    const { region } = inventory.here
    for (const service of inventory.vpcEndpointServiceConfigurations) {
      if (same(service.ServiceState, 'deleted', 'deleting') || service.ManagesVpcEndpoints === true) continue
      const permissions = inventory.vpcEndpointServicePermissions.under(service.ServiceId)
      if (permissions?.length === 0) continue
      if (service.AcceptanceRequired === true) {
        yield pass(service)
        continue
      }
      if (!permissions || service.AcceptanceRequired === undefined) {
        yield unknown(service, 'who may connect, or whether somebody has to accept, was not read')
        continue
      }
      const principals = permissions.flatMap((one) => one.Principal ?? [])
      const foreign = permissions.filter((one) => {
        const principal = principalOf(one)
        return !principal || !('account' in principal) || principal.account !== service.account
      })
      if (foreign.length === 0) {
        yield pass(service)
        continue
      }
      if (!service.ServiceState || service.ManagesVpcEndpoints === undefined) {
        yield unknown(service, 'its state, or whether its owner makes the endpoints, is not in the answer')
        continue
      }
      // Accounts that are audited together belong together: there it is a convenience more than a risk.
      const own = foreign.every((one) => {
        const principal = principalOf(one)
        return (
          principal !== undefined &&
          'account' in principal &&
          inventory.vpcEndpointServiceConfigurations.readIn({ account: principal.account, region })
        )
      })
      const connections = inventory.vpcEndpointConnections.where('ServiceId', service.id)
      yield fail(service, {
        severity: own ? 'low' : undefined,
        message: `${foreign.map((one) => one.Principal).join(', ')} can connect to ${service.ServiceName} without anybody's accepting it.`,
        evidence: [
          [
            service,
            'has AcceptanceRequired false',
            {
              ServiceId: service.id,
              ServiceName: service.ServiceName,
              AcceptanceRequired: false,
              principals,
              connectionCount: connections.length,
            },
          ],
        ],
        remediation: `aws ec2 modify-vpc-endpoint-service-configuration --service-id ${service.id} --acceptance-required`,
      })
    }
  },
})
