import { type Route, type RouteTable, destinationOf } from './routing.ts'

/** The command that takes a route out of its table. */
export function deleteRoute(table: RouteTable, route: Route): string {
  const flag =
    route.DestinationPrefixListId !== undefined
      ? '--destination-prefix-list-id'
      : route.DestinationIpv6CidrBlock !== undefined
        ? '--destination-ipv6-cidr-block'
        : '--destination-cidr-block'
  return `aws ec2 delete-route --route-table-id ${table.id} ${flag} ${destinationOf(route)}`
}
