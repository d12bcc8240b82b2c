import { routesToNat } from '../../src/network/nat-use.ts'
import { destinationOf, routeFields } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'nat-gateway-failed-state',
  title: 'NAT gateway or one of its addresses failed',
  topic: 'nat',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['natGateways', 'routeTables'],
  consults: ['vpcs'],
  why: `A NAT gateway that could not be created carries nothing and never recovers by itself; AWS shows it for about an
hour and then forgets it, while the routes stay. An address that failed on a working gateway is capacity, or a zone, that
somebody counts on and that is not there.`,
  fix: `Read the failure code, put its cause right (free addresses in the subnet, an internet gateway, the Elastic IP),
create a new gateway and point the routes at it.`,
  check: `In the VPC console, look at State and «State message» of NAT gateways, and at their secondary addresses.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.natGateways) {
      const { State, FailureCode, FailureMessage, NatGatewayAddresses } = gateway
      if (State === undefined) {
        yield unknown(gateway, 'its State is not in the answer')
        continue
      }
      const failed = same(State, 'failed')
      if (!failed && !same(State, 'available')) continue
      const addresses = (NatGatewayAddresses ?? []).filter((address) => same(address.Status, 'failed'))
      if (!failed && addresses.length === 0) {
        yield NatGatewayAddresses?.every((address) => address.Status)
          ? pass(gateway)
          : unknown(gateway, 'the Status of its addresses is not in the answer')
        continue
      }

      const routes = failed ? routesToNat(gateway, inventory) : []
      const routesPointingHere = routes.map(({ table, route }) => `${table.id} ${destinationOf(route)}`)
      const failedAddresses = addresses.map(
        (one) => one.PublicIp ?? one.PrivateIp ?? one.AllocationId ?? 'unnamed',
      )
      const serious = failed && routes.length > 0 ? 'high' : undefined
      const reason = FailureCode ? ` (${FailureCode})` : ''
      const tables = [...new Set(routes.map(({ table }) => table.id))].join(', ')
      const replace = routes.map(
        ({ table, route }) =>
          `aws ec2 replace-route --route-table-id ${table.id} --destination-cidr-block ${destinationOf(route)} --nat-gateway-id NEW_NAT_GATEWAY`,
      )
      yield fail(gateway, {
        message: failed
          ? `This NAT gateway failed${reason} and carries nothing${tables ? `: what ${tables} sends to it is dropped` : ''}.`
          : `This NAT gateway works without ${failedAddresses.join(', ')}, which failed: it has fewer connections to give than planned.`,
        severity: nonProduction(gateway, inventory.vpcs.get(gateway.VpcId)) ? 'info' : serious,
        evidence: [
          [
            gateway,
            failed
              ? `has State failed${FailureMessage ? `: ${FailureMessage}` : ''}`
              : `has ${failedAddresses.length} of ${NatGatewayAddresses?.length} addresses with Status failed`,
            {
              NatGatewayId: gateway.id,
              State,
              FailureCode,
              FailureMessage,
              failedAddresses,
              routesPointingHere,
            },
          ],
          ...routes.map(({ table, route }): Evidence => [
            table,
            `routes ${destinationOf(route)} to ${gateway.id}`,
            routeFields(route),
          ]),
        ],
        remediation: failed
          ? [
              `aws ec2 create-nat-gateway --subnet-id ${gateway.SubnetId ?? 'SUBNET'} --allocation-id EIPALLOC (once the cause is put right)`,
              ...replace,
              `aws ec2 delete-nat-gateway --nat-gateway-id ${gateway.id}`,
            ].join('; ')
          : `aws ec2 associate-nat-gateway-address --nat-gateway-id ${gateway.id} --allocation-ids EIPALLOC (once the cause is put right)`,
      })
    }
  },
})
