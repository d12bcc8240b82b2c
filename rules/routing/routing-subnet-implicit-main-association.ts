import { associatedSubnets, egressOf, mainTableOf, targetOf } from '../../src/network/routing.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'routing-subnet-implicit-main-association',
  title: 'Subnet has no route table of its own',
  topic: 'routing',
  pillar: 'operations',
  severity: 'low',
  needs: ['subnets', 'routeTables', 'vpcs'],
  consults: ['networkInterfaces', 'prefixListEntries'],
  why: `A subnet without a route table of its own uses the main one of its VPC. Whoever changes that for one subnet changes
it for all of these, and nothing in the subnet says so.`,
  fix: `Associate each subnet with a route table, be it the one that it uses already.`,
  check: `In the VPC console, look through the subnets of the main route table for those «without explicit association».`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',

  *judge(inventory) {
    for (const subnet of inventory.subnets) {
      const isDefault = inventory.vpcs.get(subnet.VpcId)?.IsDefault
      if (isDefault === true) continue // AWS makes default subnets so
      if (inventory.routeTables.where(associatedSubnets, subnet.id).length > 0) {
        yield pass(subnet)
        continue
      }
      const [main] = inventory.routeTables.where(mainTableOf, subnet.VpcId)
      if (!main || isDefault === undefined) {
        yield unknown(subnet, `${main ? subnet.VpcId : 'its route table'} was not read`)
        continue
      }
      const egress = egressOf(subnet, 4, inventory)
      const [route] = 'routes' in egress ? egress.routes : []
      const defaultRouteTarget = route ? targetOf(route).id : null
      const isEmpty =
        inventory.networkInterfaces.readIn() &&
        inventory.networkInterfaces.where('SubnetId', subnet.id).length === 0
      yield fail(subnet, {
        message: `Whoever changes the main route table ${main.id} changes the routes of this subnet: it has no table of its own.`,
        severity: isEmpty ? 'info' : undefined,
        evidence: [
          [
            main,
            `is the main route table and leads ${defaultRouteTarget ? `to ${defaultRouteTarget}` : 'nowhere by default'}`,
            { SubnetId: subnet.id, VpcId: subnet.VpcId, mainRouteTableId: main.id, defaultRouteTarget },
          ],
        ],
        remediation: `aws ec2 associate-route-table --route-table-id ${main.id} --subnet-id ${subnet.id} (or with a table of its own)`,
      })
    }
  },
})
