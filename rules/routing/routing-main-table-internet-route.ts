import { isWorkload } from '../../src/network/interfaces.ts'
import { deleteRoute } from '../../src/network/route-removal.ts'
import {
  associatedSubnets,
  destinationOf,
  egressOf,
  isActive,
  mainTableOf,
  routeFields,
  subnetsRoutedBy,
  targetOf,
} from '../../src/network/routing.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'routing-main-table-internet-route',
  title: 'Main route table leads to the internet',
  topic: 'routing',
  pillar: 'security',
  severity: 'medium',
  needs: ['routeTables', 'vpcs'],
  consults: ['subnets', 'networkInterfaces', 'prefixListEntries'],
  why: `A subnet without a route table of its own uses the main one of its VPC. With the internet route there, each subnet
that somebody creates is public from its first minute, without anyone having decided so.`,
  fix: `Make a public route table, associate the public subnets with it, then delete the route from the main table.`,
  check: `In the VPC console, open the main route table of each VPC and look for 0.0.0.0/0 or ::/0 to an igw-.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',

  *judge(inventory) {
    for (const vpc of inventory.vpcs) {
      if (vpc.IsDefault === true) continue // public by design
      const egress = ([4, 6] as const).map((family) => egressOf(vpc, family, inventory))
      const routes = egress
        .flatMap((one) => ('routes' in one ? one.routes : []))
        .filter((route) => targetOf(route).kind === 'internet-gateway' && isActive(route) !== false)
      const [table] = inventory.routeTables.where(mainTableOf, vpc.id)
      const doubt = egress.find((one) => 'unknown' in one)
      if (!table || (doubt && routes.length === 0)) {
        yield unknown(vpc, doubt && 'unknown' in doubt ? doubt.unknown : 'its main route table was not read')
        continue
      }
      if (routes.length === 0) {
        yield pass(table)
        continue
      }
      if (vpc.IsDefault === undefined || routes.some((route) => isActive(route) === undefined)) {
        yield unknown(
          table,
          'whether its VPC is the default one, or the state of its route, is not in the answer',
        )
        continue
      }

      const explicit = associatedSubnets(table)
      const implicit = subnetsRoutedBy(table, inventory).filter((subnet) => !explicit.includes(subnet.id))
      const busy = implicit.filter((subnet) =>
        inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload),
      )
      const destinations = routes.map(destinationOf)
      const now =
        busy.length > 0
          ? `, as ${busy.length === 1 ? 'one with workloads is' : `${busy.length} with workloads are`} today`
          : ''
      yield fail(table, {
        message: `Each subnet of ${vpc.id} without a route table of its own is public${now}: this main table leads to ${targetOf(routes[0] ?? {}).id}.`,
        severity: busy.length > 0 ? 'high' : undefined,
        evidence: [
          ...routes.map((route): Evidence => [
            table,
            `is the main table and routes ${destinationOf(route)} to ${targetOf(route).id}`,
            {
              VpcId: vpc.id,
              RouteTableId: table.id,
              internetRoutes: destinations,
              implicitSubnetIds: implicit.map((subnet) => subnet.id),
              ...routeFields(route),
            },
          ]),
          ...busy.map((subnet): Evidence => [
            subnet,
            'has no route table of its own, and workloads',
            { SubnetId: subnet.id },
          ]),
        ],
        remediation: [
          `aws ec2 create-route-table --vpc-id ${vpc.id}, with these routes, and aws ec2 associate-route-table for each public subnet`,
          ...routes.map((route) => deleteRoute(table, route)),
        ].join('; '),
      })
    }
  },
})
