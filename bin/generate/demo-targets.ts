import type { Account } from '../../test/support/account.ts'
import type { Item } from '../../test/support/facts-builder.ts'

/** What stands behind the load balancers: the services of the shop, each of which forgot something else. */
export function demoTargets(virginia: Account, ireland: Account): void {
  servicesVirginia(virginia)
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
