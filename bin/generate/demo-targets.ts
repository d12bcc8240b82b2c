import type { Account } from '../../test/support/account.ts'
import type { Item } from '../../test/support/facts-builder.ts'

/** What stands behind the load balancers: the services of the shop, each of which forgot something else. */
export function demoTargets(virginia: Account, ireland: Account): void {
  servicesVirginia(virginia)
  backendVirginia(virginia)
  inspectionVirginia(virginia)
  ireland.scalingGroup('web', ['web'])
}

/** One internal load balancer for all services of the shop, with a rule for each. */
function servicesVirginia(virginia: Account): void {
  const VpcId = virginia.idOf('vpc', 'shop')
  const services = ['search', 'reviews', 'returns', 'images', 'vouchers'] as const
  virginia
    .securityGroup('services-alb', ['tcp 443 10.20.0.0/16'], { VpcId })
    .securityGroup('services', ['tcp 8080 sg-services-alb'], { VpcId })
    .loadBalancer(
      'services',
      { nodes: true },
      { VpcId, Scheme: 'internal', SecurityGroups: [virginia.idOf('sg', 'services-alb')] },
    )
    .listener(
      'services',
      443,
      'HTTPS',
      { DefaultActions: [NOT_FOUND] },
      services.map((service, index) => ({
        RuleArn: `${virginia.listenerArn('services', 443)}/${index + 1}`,
        Priority: String((index + 1) * 10),
        IsDefault: false,
        Conditions: [
          { Field: 'host-header', HostHeaderConfig: { Values: [`${service}.services.larkspur.example`] } },
        ],
        Actions: [{ Type: 'forward', TargetGroupArn: virginia.groupArn(service), Order: 1 }],
      })),
    )
  const service = (
    name: string,
    targets: readonly string[],
    attributes: Readonly<Record<string, string>> = {},
    fields: Item<'targetGroups'> = {},
  ): Account =>
    virginia.targetGroup(
      name,
      { port: 8080, balancers: ['services'], targets, attributes },
      { VpcId, ...fields },
    )
  const instances = (name: string): Account =>
    virginia
      .instance(`${name}-1`, { subnet: 'app-a', groups: ['services'] })
      .instance(`${name}-2`, { subnet: 'app-b', groups: ['services'] })

  // Moved to port 9200 on a Friday; the security group still says 8080.
  instances('search')
  service('search', [])
    .target('search', 'search-1', { state: 'unhealthy', reason: 'Target.Timeout', port: 9200 })
    .target('search', 'search-2', { state: 'unhealthy', reason: 'Target.Timeout', port: 9200 })

  // Half of it ran out of disk.
  instances('reviews')
  service('reviews', ['reviews-1']).target('reviews', 'reviews-2', {
    state: 'unhealthy',
    reason: 'Target.ResponseCodeMismatch',
    port: 8080,
  })

  // The stack behind it was deleted last year, the rule was forgotten.
  service('returns', [])

  // Closed for the season by taking its rule away. Auto Scaling goes on for nobody.
  instances('loyalty')
  virginia
    .targetGroup('loyalty', { port: 8080 }, { VpcId })
    .target('loyalty', 'loyalty-1', { state: 'unused', reason: 'Target.NotInUse', port: 8080 })
    .target('loyalty', 'loyalty-2', { state: 'unused', reason: 'Target.NotInUse', port: 8080 })
    .scalingGroup('loyalty', ['loyalty'])

  // Stopped on a Sunday to save a few dollars, and never started again.
  instances('images').instance(
    'images-3',
    { subnet: 'app-b', groups: ['services'] },
    { State: { Code: 80, Name: 'stopped' } },
  )
  service('images', ['images-1', 'images-2']).target('images', 'images-3', {
    state: 'unused',
    reason: 'Target.InvalidState',
    port: 8080,
  })

  // Written by a team that wanted quick deployments and a quiet pager, and got both.
  instances('vouchers')
  service(
    'vouchers',
    ['vouchers-1', 'vouchers-2'],
    { 'deregistration_delay.timeout_seconds': '0' },
    { Matcher: { HttpCode: '200-499' } },
  ).scalingGroup('vouchers', ['vouchers'], { HealthCheckType: 'EC2' })
}

const NOT_FOUND = {
  Type: 'fixed-response' as const,
  Order: 1,
  FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain' },
}

/** What speaks no HTTP: an internal network load balancer, onto which one thing after another was put. */
function backendVirginia(virginia: Account): void {
  const VpcId = virginia.idOf('vpc', 'shop')
  const forwardsTo = (group: string): Item<'listeners'> => ({
    DefaultActions: [{ Type: 'forward', TargetGroupArn: virginia.groupArn(group), Order: 1 }],
  })
  const tcp = { VpcId, Protocol: 'TCP' } as const
  const tax = { port: 7002, balancers: ['backend'], targets: ['tax-1', 'tax-2'] }
  virginia
    .securityGroup('backend-nlb', ['tcp 7000-7009 10.20.0.0/16'], { VpcId })
    .securityGroup('tax', ['tcp 7002 sg-backend-nlb'], { VpcId })
    .loadBalancer(
      'backend',
      { type: 'network' },
      { VpcId, Scheme: 'internal', SecurityGroups: [virginia.idOf('sg', 'backend-nlb')] },
    )
    .instance('tax-1', { subnet: 'app-a', groups: ['tax'] })
    .instance('tax-2', { subnet: 'app-b', groups: ['tax'] })
    // The new listener passes the client's address by Proxy Protocol. The old one stayed, on the same port.
    .listener('backend', 7002, 'TCP', forwardsTo('tax'))
    .listener('backend', 7003, 'TCP', forwardsTo('tax-v2'))
    .targetGroup('tax', tax, tcp)
    .targetGroup('tax-v2', { ...tax, attributes: { 'proxy_protocol_v2.enabled': 'true' } }, tcp)
    // The ERP stayed at headquarters, behind the VPN, and wanted to see who calls.
    .listener('backend', 7004, 'TCP', forwardsTo('erp-hq'))
    .targetGroup(
      'erp-hq',
      { port: 8443, balancers: ['backend'], attributes: { 'preserve_client_ip.enabled': 'true' } },
      { ...tcp, TargetType: 'ip' },
    )
    .target('erp-hq', '192.168.10.20', { zone: 'all', port: 8443 })
    .target('erp-hq', '192.168.10.21', { zone: 'all', port: 8443 })
}

/** Firewalls that other teams hand their traffic to. Nobody looks at them while they are quiet. */
function inspectionVirginia(virginia: Account): void {
  const [a, b] = [virginia.zone('a').AvailabilityZone, virginia.zone('b').AvailabilityZone]
  const SERVICE = virginia.idOf('vpce-svc', 'inspection')
  virginia
    .vpc('inspection', { cidr: '10.94.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default', [], { IpPermissionsEgress: [] })
    .securityGroup('appliances', ['udp 6081 10.94.0.0/16', 'tcp 80 10.94.0.0/16'])
    .flowLog('inspection', 'vpc-inspection')
    .subnet('appliances-a', { zone: 'a', cidr: '10.94.0.0/24', routes: {}, empty: true })
    .subnet('appliances-b', { zone: 'b', cidr: '10.94.1.0/24', sharesTableOf: 'appliances-a', empty: true })
    .instance('firewall-a', { subnet: 'appliances-a', groups: ['appliances'] })
    .instance('firewall-b', { subnet: 'appliances-b', groups: ['appliances'] })
    .loadBalancer(
      'inspection',
      { type: 'gateway' },
      {
        Scheme: undefined,
        AvailabilityZones: [
          { ZoneName: a, SubnetId: virginia.idOf('subnet', 'appliances-a') },
          { ZoneName: b, SubnetId: virginia.idOf('subnet', 'appliances-b') },
        ],
      },
    )
    .listener('inspection', 6081, 'UDP', {
      Port: undefined,
      Protocol: undefined,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: virginia.groupArn('appliances'), Order: 1 }],
    })
    .targetGroup(
      'appliances',
      { port: 6081, balancers: ['inspection'], targets: ['firewall-a'] },
      { Protocol: 'GENEVE', HealthCheckPort: '80' },
    )
    .target('appliances', 'firewall-b', {
      state: 'unhealthy',
      reason: 'Target.FailedHealthChecks',
      port: 6081,
    })
    .endpointService('inspection', [`arn:aws:iam::${virginia.id}:root`], {
      NetworkLoadBalancerArns: undefined,
      GatewayLoadBalancerArns: [virginia.balancerArn('inspection')],
      ServiceType: [{ ServiceType: 'GatewayLoadBalancer' }],
    })
    .subnet('inspect-b', { vpc: 'shop', zone: 'b', cidr: '10.20.21.16/28', routes: {}, empty: true })
    .firewallEndpoint('inspect-b', 'inspect-b', {
      ServiceName: `com.amazonaws.vpce.${virginia.region}.${SERVICE}`,
    })
}
