import { routesToNat } from '../../src/network/nat-use.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'nat-gateway-unused',
  title: 'NAT gateway that no route leads to',
  topic: 'nat',
  pillar: 'cost',
  severity: 'medium',
  needs: ['natGateways', 'routeTables'],
  settings: { graceHours: 24, standbyTags: ['standby', 'stand-by', 'spare', 'failover'] },
  why: `A NAT gateway is charged by the hour, a regional one for each of its zones, and its public addresses besides. One
that no route leads to gets no packet: it is what a migration left behind, or someone forgot the route.`,
  fix: `Delete the gateway and release its addresses, or add the route that was forgotten; tag it «standby» if it waits for
a failover.`,
  check: `In the VPC console, search the route tables of the VPC for the id of the NAT gateway.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html',

  *judge(inventory, { now, settings }) {
    for (const gateway of inventory.natGateways) {
      if (!same(gateway.State, 'available') || isTaggedWith(gateway.Tags, settings.standbyTags)) continue
      if (routesToNat(gateway, inventory).length > 0) {
        yield pass(gateway)
        continue
      }
      const created = Date.parse(String(gateway.CreateTime))
      if (Number.isNaN(created)) {
        yield unknown(gateway, 'no route leads to it, but since when it exists is not in the answer')
        continue
      }
      if (created > now - settings.graceHours * HOUR) continue
      const { VpcId, CreateTime, AvailabilityMode, NatGatewayAddresses = [] } = gateway
      const publicIps = NatGatewayAddresses.flatMap((address) => address.PublicIp ?? [])
      const release = NatGatewayAddresses.flatMap((address) =>
        address.AllocationId ? [`aws ec2 release-address --allocation-id ${address.AllocationId}`] : [],
      )
      yield fail(gateway, {
        message: `This NAT gateway is paid for and carries nothing: no route table of ${VpcId} leads to it.`,
        evidence: [
          [
            gateway,
            `is available since ${new Date(created).toISOString().slice(0, 10)} and is in no route`,
            { NatGatewayId: gateway.id, VpcId, CreateTime, publicIps, AvailabilityMode },
          ],
        ],
        remediation: [`aws ec2 delete-nat-gateway --nat-gateway-id ${gateway.id}`, ...release].join('; '),
      })
    }
  },
})
