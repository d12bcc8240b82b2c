/** The stores' transit gateway, made in 2019 with every default, and what was attached to it since. */
import type { Account } from '../../test/support/account.ts'

export function transit(virginia: Account, _ireland: Account): void {
  // Anybody in the company may join, and whoever joins reaches everybody.
  virginia.transitGateway('stores', {
    Options: {
      AmazonSideAsn: 64_513,
      AutoAcceptSharedAttachments: 'enable',
      DefaultRouteTableAssociation: 'enable',
      AssociationDefaultRouteTableId: virginia.idOf('tgw-rtb', 'stores'),
      DefaultRouteTablePropagation: 'enable',
      PropagationDefaultRouteTableId: virginia.idOf('tgw-rtb', 'stores'),
      VpnEcmpSupport: 'enable',
      DnsSupport: 'enable',
      SecurityGroupReferencingSupport: 'disable',
      MulticastSupport: 'disable',
    },
  })
  const toStores = { '10.110.0.0/15': 'tgw-stores' }
  member(virginia, 'stores', '10.110', toStores)
  member(virginia, 'stores-test', '10.111', toStores, { env: 'test' })
  virginia.transitTable('stores', 'stores', {}, { '10.110.0.0/16': 'stores', '10.111.0.0/16': 'stores-test' })
}

/** A VPC with workloads in two zones, and a small subnet in each for its attachment to the stores' gateway. */
function member(
  virginia: Account,
  name: string,
  net: string,
  routes: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>> = { env: 'prod' },
): void {
  virginia
    .vpc(name, { cidr: `${net}.0.0/16`, tags })
    .securityGroup('default')
    .flowLog(name, `vpc-${name}`)
    .subnet(`${name}-a`, { zone: 'a', cidr: `${net}.10.0/24`, routes })
    .subnet(`${name}-b`, { zone: 'b', cidr: `${net}.11.0/24`, sharesTableOf: `${name}-a` })
    .subnet(`${name}-tgw-a`, { zone: 'a', cidr: `${net}.255.0/28`, routes: {}, empty: true })
    .subnet(`${name}-tgw-b`, {
      zone: 'b',
      cidr: `${net}.255.16/28`,
      sharesTableOf: `${name}-tgw-a`,
      empty: true,
    })
    .attach(name, {
      tgw: 'stores',
      vpc: name,
      subnets: [`${name}-tgw-a`, `${name}-tgw-b`],
      table: 'stores',
    })
}
