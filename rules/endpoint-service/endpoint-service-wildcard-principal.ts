import { principalOf } from '../../src/network/principals.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'endpoint-service-wildcard-principal',
  title: 'Endpoint service may be connected to by every AWS account',
  topic: 'endpoint-service',
  pillar: 'security',
  severity: 'medium',
  needs: ['vpcEndpointServiceConfigurations', 'vpcEndpointServicePermissions'],
  why: `The principal * lets every AWS account ask for a connection. Where connections are accepted by themselves, too,
anyone who learns the service's name sends packets to what stands behind it.`,
  fix: `Name the accounts, roles or users that may connect.`,
  check: `In the VPC console, open the endpoint service and look at «Allow principals» for *.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',

  *judge(inventory) {
    for (const service of inventory.vpcEndpointServiceConfigurations) {
      if (same(service.ServiceState, 'deleted', 'deleting')) continue
      const permissions = inventory.vpcEndpointServicePermissions.under(service.ServiceId)
      if (!permissions) {
        yield unknown(service, 'who may connect was not read')
        continue
      }
      if (permissions.length === 0) continue
      const everyone = permissions.some((one) => {
        const principal = principalOf(one)
        return principal !== undefined && 'everyone' in principal
      })
      if (!everyone) {
        yield pass(service)
        continue
      }
      if (!service.ServiceState) {
        yield unknown(service, 'its state is not in the answer')
        continue
      }
      const { AcceptanceRequired } = service
      if (AcceptanceRequired === undefined) {
        yield unknown(
          service,
          'every account may ask to connect; whether somebody has to accept is not in the answer',
        )
        continue
      }
      yield fail(service, {
        severity: AcceptanceRequired ? undefined : 'high',
        message: AcceptanceRequired
          ? `Every AWS account may ask for a connection to ${service.ServiceName}: only the acceptance keeps them out.`
          : `Every AWS account can connect to ${service.ServiceName} at will: * is allowed, and connections are accepted by themselves.`,
        evidence: [
          [
            service,
            `allows the principal *, acceptance is ${AcceptanceRequired ? 'required' : 'not required'}`,
            {
              ServiceId: service.id,
              principals: permissions.map((one) => one.Principal),
              AcceptanceRequired,
            },
          ],
        ],
        remediation: `aws ec2 modify-vpc-endpoint-service-permissions --service-id ${service.id} --remove-allowed-principals '*' --add-allowed-principals arn:aws:iam::ACCOUNT:root`,
      })
    }
  },
})
