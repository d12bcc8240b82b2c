import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'client-vpn-connection-logging-disabled',
  title: 'Connections to a Client VPN endpoint are not logged',
  topic: 'client-vpn',
  pillar: 'security',
  severity: 'low',
  needs: ['clientVpnEndpoints'],
  why: `Only the connection log says who had which address at what time. Without it, what a flow log shows of a client's
address leads to nobody, and refused logins are not seen at all.`,
  fix: `Switch connection logging on, to a log group of CloudWatch Logs. It takes effect for new connections.`,
  check: `In the VPC console, open the Client VPN endpoint and read «Connection logging».`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html',

  *judge(inventory) {
    for (const endpoint of inventory.clientVpnEndpoints) {
      const state = endpoint.Status?.Code
      if (state !== undefined && !same(state, 'available', 'pending-associate')) continue
      const options = endpoint.ConnectionLogOptions
      if (state === undefined || options?.Enabled === undefined) {
        yield unknown(endpoint, 'its state or its log options are not in the answer')
      } else if (options.Enabled) yield pass(endpoint)
      else {
        yield fail(endpoint, {
          message:
            'Who connects to this endpoint, from where and with which address, is written down nowhere.',
          evidence: [
            [
              endpoint,
              'has connection logging disabled',
              {
                ClientVpnEndpointId: endpoint.id,
                Enabled: options.Enabled,
                CloudwatchLogGroup: options.CloudwatchLogGroup,
              },
            ],
          ],
          remediation: `aws ec2 modify-client-vpn-endpoint --client-vpn-endpoint-id ${endpoint.id} --connection-log-options Enabled=true,CloudwatchLogGroup=GROUP --region ${endpoint.region}`,
        })
      }
    }
  },
})
