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
  const routes = { '10.110.0.0/15': 'tgw-stores', '10.112.0.0/16': 'tgw-stores' }
  // The outlets were sold; of the way to them, both ends are still there.
  member(virginia, 'stores', {
    net: '10.110',
    routes: { ...routes, '10.113.0.0/16': 'tgw-stores', '10.114.0.0/16': 'tgw-stores' },
  })
  member(virginia, 'stores-test', {
    net: '10.111',
    routes: { ...routes, '10.114.0.0/16': 'tgw-stores' },
    env: 'test',
  })
  // It was tried with the test environment, and went live with its routes.
  member(virginia, 'vouchers', { net: '10.114', routes: { '10.111.0.0/16': 'tgw-stores' } })
  // Its second zone came after the attachment.
  member(virginia, 'pickup', { net: '10.112', routes, attached: ['a'] })
  virginia.transitTable(
    'stores',
    'stores',
    { '10.113.0.0/16': '!' },
    {
      '10.110.0.0/16': 'stores',
      '10.111.0.0/16': 'stores-test',
      '10.112.0.0/16': 'pickup',
      '10.114.0.0/16': 'vouchers',
    },
  )
  // Bought with a bakery, and numbered by somebody who had the same idea.
  member(virginia, 'bakery', { net: '10.112', routes: { '10.110.0.0/16': 'tgw-stores' } })
  virginia.propagateTo('stores', 'bakery')
  inspectionVirginia(virginia)
  routersVirginia(virginia)
  // Somebody wanted to try something with the stores' data, and then did not.
  virginia
    .attach('lab', { tgw: 'stores', vpc: 'lab', subnets: ['lab-b'], table: 'stores' })
    .transitRoutes('stores', {}, { '10.50.0.0/16': 'lab' })
}

/** Before there were transit gateways: what these say to the old systems, a router there passes on. */
function routersVirginia(virginia: Account): void {
  const CustomerGatewayId = virginia.idOf('cgw', 'legacy-router')
  virginia.add('customerGateways', {
    CustomerGatewayId,
    State: 'available',
    Type: 'ipsec.1',
    BgpAsn: '65020',
    IpAddress: '203.0.113.43',
    Tags: virginia.tags('legacy-router'),
  })
  for (const name of ['pickup', 'vouchers']) {
    virginia
      .vpnGateway(name, name)
      .propagate(`${name}-a`, '10.40.0.0/16', name)
      .vpn(`${name}-legacy`, ['UP', 'UP'], {
        CustomerGatewayId,
        VpnGatewayId: virginia.idOf('vgw', name),
      })
  }
}

/** One VPC with firewalls for both gateways: when the stores came to it, appliance mode was forgotten. */
function inspectionVirginia(virginia: Account): void {
  virginia
    .vpc('inspection', { cidr: '10.119.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .flowLog('inspection', 'vpc-inspection')
    .routeTable('inspection-back', { '10.20.0.0/16': 'tgw-hub', '10.110.0.0/15': 'tgw-stores' })
  for (const [index, zone] of (['a', 'b'] as const).entries()) {
    virginia
      .subnet(`inspection-fw-${zone}`, {
        zone,
        cidr: `10.119.0.${16 * index}/28`,
        sharesTableOf: 'inspection-back',
        empty: true,
      })
      .firewallEndpoint(`inspection-${zone}`, `inspection-fw-${zone}`)
      .subnet(`inspection-tgw-${zone}`, {
        zone,
        cidr: `10.119.1.${16 * index}/28`,
        routes: { '10.0.0.0/8': `vpce-inspection-${zone}` },
        empty: true,
      })
  }
  const doors = { vpc: 'inspection', subnets: ['inspection-tgw-a', 'inspection-tgw-b'] }
  virginia
    .attach(
      'inspection-hub',
      { ...doors, tgw: 'hub', table: 'hub' },
      { Options: { DnsSupport: 'enable', ApplianceModeSupport: 'enable' } },
    )
    .transitRoutes('hub', {}, { '10.119.0.0/16': 'inspection-hub' })
    .attach('inspection-stores', { ...doors, tgw: 'stores', table: 'stores' })
    .transitRoutes('stores', {}, { '10.119.0.0/16': 'inspection-stores' })
}

interface Member {
  /** The first two numbers of its addresses. */
  readonly net: string
  readonly routes: Readonly<Record<string, string>>
  readonly env?: string
  /** The zones in which the attachment has a subnet. */
  readonly attached?: readonly ('a' | 'b')[]
}

/** A VPC with workloads in two zones, and a small subnet for each zone of its attachment to the stores' gateway. */
function member(
  virginia: Account,
  name: string,
  { net, routes, env = 'prod', attached = ['a', 'b'] }: Member,
): void {
  virginia
    .vpc(name, { cidr: `${net}.0.0/16`, tags: { env } })
    .securityGroup('default')
    .flowLog(name, `vpc-${name}`)
    .subnet(`${name}-a`, { zone: 'a', cidr: `${net}.10.0/24`, routes })
    .subnet(`${name}-b`, { zone: 'b', cidr: `${net}.11.0/24`, sharesTableOf: `${name}-a` })
    .routeTable(`${name}-tgw`)
  for (const [index, zone] of attached.entries()) {
    virginia.subnet(`${name}-tgw-${zone}`, {
      zone,
      cidr: `${net}.255.${16 * index}/28`,
      sharesTableOf: `${name}-tgw`,
      empty: true,
    })
  }
  const subnets = attached.map((zone) => `${name}-tgw-${zone}`)
  virginia.attach(name, { tgw: 'stores', vpc: name, subnets, table: 'stores' })
}
