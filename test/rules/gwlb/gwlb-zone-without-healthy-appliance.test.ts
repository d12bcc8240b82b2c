import rule from '../../../rules/gwlb/gwlb-zone-without-healthy-appliance.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Attributes = Readonly<Record<string, string>>

const SERVICE = 'com.amazonaws.vpce.us-east-1.vpce-svc-firewall'
const GENEVE = { Protocol: 'GENEVE', TargetType: 'ip' } as const

/** A gateway load balancer in zones a and b, and one appliance for each line: `a healthy`. */
const firewall = (appliances: readonly string[], attributes: Attributes = {}, offered = true): Account => {
  const builder = account()
    .vpc('inspection')
    .subnet('public-a', { zone: 'a', empty: true })
    .subnet('public-b', { zone: 'b', empty: true })
    .loadBalancer('fw', { type: 'gateway', attributes })
    .targetGroup('fleet', { balancers: ['fw'], port: 6081 }, GENEVE)
  appliances.forEach((line, index) => {
    const [zone = '', state = ''] = line.split(' ')
    builder.target('fleet', `10.0.1.${index}`, { zone, state, port: 6081 })
  })
  if (offered) {
    builder.endpointService('firewall', [], {
      NetworkLoadBalancerArns: undefined,
      GatewayLoadBalancerArns: [builder.balancerArn('fw')],
      ServiceName: SERVICE,
    })
  }
  return builder
}
const endpoint = (builder: Account, zone: string, fields: Item<'vpcEndpoints'> = {}): Account =>
  builder
    .vpc('spoke', { cidr: '10.9.0.0/16' })
    .subnet(`gwlbe-${zone}`, { zone, empty: true })
    .firewallEndpoint(`fw-${zone}`, `gwlbe-${zone}`, { ServiceName: SERVICE, ...fields })
/** An account in which zone use1-az2, us-east-1b elsewhere, is called us-east-1f. */
const spoke = (): Account => {
  const other = account({ id: '222222222222' }).vpc('spoke', { cidr: '10.9.0.0/16' })
  return other
    .subnet('gwlbe', { empty: true }, { AvailabilityZone: 'us-east-1f', AvailabilityZoneId: 'use1-az2' })
    .firewallEndpoint('fw-there', 'gwlbe', { ServiceName: SERVICE })
}

const counts = '  fleet has healthy targets: 1 in us-east-1a, 0 in us-east-1b'
const off =
  '  fw has cross-zone load balancing off: the attribute load_balancing.cross_zone.enabled of fw is false'
const dropped = (who: string): string =>
  `fw: No appliance in us-east-1b is healthy and cross-zone load balancing is off: what ${who} hands over there is dropped.`

testRule(rule, {
  accepts: {
    'an appliance in each zone': firewall(['a healthy', 'b healthy']),
    'one of two that is unhealthy': firewall(['a healthy', 'b healthy', 'b unhealthy']),
    'cross-zone load balancing': firewall(['a healthy'], { 'load_balancing.cross_zone.enabled': 'true' }),
  },
  flags: {
    'a zone with an endpoint': {
      given: endpoint(firewall(['a healthy', 'b unhealthy']), 'b'),
      finds: [dropped('vpce-fw-b'), counts, off, '  vpce-fw-b sends to it from us-east-1b'],
    },
    'a zone with an endpoint of another account, which calls it otherwise': {
      given: [firewall(['a healthy']), spoke()],
      finds: [dropped('vpce-fw-there'), counts, off, '  vpce-fw-there sends to it from us-east-1b'],
    },
    'a zone in which no endpoint is known': {
      given: endpoint(firewall(['a healthy', 'b draining']), 'a'),
      finds: [`${dropped('any endpoint')} [high]`, counts, off],
    },
    'a zone whose endpoint is gone': {
      given: endpoint(firewall(['a healthy']), 'b', { State: 'Deleted' }),
      finds: [`${dropped('any endpoint')} [high]`, counts, off],
    },
    'both zones': {
      given: firewall(['a unhealthy']),
      finds: [
        'fw: No appliance in us-east-1a is healthy and cross-zone load balancing is off: what any endpoint hands over there is dropped. [high]',
        '  fleet has healthy targets: 0 in us-east-1a, 0 in us-east-1b',
        off,
        `${dropped('any endpoint')} [high]`,
        '  fleet has healthy targets: 0 in us-east-1a, 0 in us-east-1b',
        off,
      ],
    },
  },
  ignores: {
    'a balancer that no service offers': firewall(['a healthy'], {}, false),
    'a network load balancer': account()
      .vpc('shop')
      .loadBalancer('mail', { type: 'network' })
      .targetGroup('smtp', { balancers: ['mail'] }, { Protocol: 'TCP' }),
    'a zonal shift': firewall(['a healthy']).target(
      'fleet',
      '10.0.1.9',
      { zone: 'b' },
      { AdministrativeOverride: { State: 'zonal_shift_active' } },
    ),
  },
  unknown: {
    'an appliance that is being registered': {
      given: firewall(['a healthy', 'b initial']),
      says: ['fw: the appliances in us-east-1b are being registered'],
    },
    'health that AWS does not know': {
      given: firewall(['a healthy', 'b unavailable']),
      says: ['fw: the health of its target 10.0.1.1 is not known'],
    },
    'an answer without zones': {
      given: firewall(['a healthy'])
        .loadBalancer('fw-2', { type: 'gateway' }, { AvailabilityZones: undefined })
        .targetGroup('fleet-2', { balancers: ['fw-2'] }, GENEVE)
        .endpointService('two', [], {
          GatewayLoadBalancerArns: [account().loadBalancer('fw-2', { type: 'gateway' }).balancerArn('fw-2')],
        })
        .target('fleet', '10.0.1.8', { zone: 'b' }),
      says: ['fw-2: its zones are not in the answer'],
    },
  },
})
