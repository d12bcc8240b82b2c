import rule from '../../../rules/route53/route53-record-hardcodes-unstable-ip.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { type RecordItem, ZONE, address, alias, elb } from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const shop = (builder = account(), name = 'shop', cidr = '10.0.0.0/16'): Account =>
  builder.vpc(name, { cidr }).subnet('public-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' }, empty: true })
const own = {
  PrivateIpAddress: '10.0.0.77',
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.0.77' }],
}
const node = (Description: string, builder = shop()): Account =>
  builder.eni(
    'node',
    { subnet: 'public-a', publicIp: '203.0.113.1', ipv6: '2001:db8::a' },
    {
      Description,
      RequesterManaged: true,
      ...own,
    },
  )
const ALB = 'ELB app/web/50dc6c495c0c9188'
const names = (builder: Account, ...records: readonly RecordItem[]): Account =>
  builder.hostedZone('example.com', records)
const automatic = { Association: { PublicIp: '203.0.113.1', IpOwnerId: 'amazon' } }
const instance = (fields = {}): Account =>
  shop().instance('web', { subnet: 'public-a', publicIp: '203.0.113.1' }, {}, fields)
const toBalancer = `${id}: www.example.com (A) names 203.0.113.1, a node of the load balancer web, which is replaced when it scales: its users then reach nobody, or somebody else.`

testRule(rule, {
  accepts: {
    'an Elastic IP address of an instance': names(instance(), address('203.0.113.1')),
    'an address that was allocated, of the pool of Amazon': names(
      instance({
        Association: { PublicIp: '203.0.113.1', IpOwnerId: 'amazon', AllocationId: 'eipalloc-1' },
      }),
      address('203.0.113.1'),
    ),
    'a node of a network load balancer': names(
      shop().eni(
        'node',
        { subnet: 'public-a', publicIp: '203.0.113.1' },
        { Description: 'ELB net/mail/50dc6c495c0c9188', InterfaceType: 'network_load_balancer' },
      ),
      address('203.0.113.1'),
    ),
  },
  flags: {
    'a node of an application load balancer': {
      given: names(node(ALB), address('203.0.113.1')),
      finds: [toBalancer, '  eni-node has 203.0.113.1'],
    },
    'a node of a Classic Load Balancer, in another account': {
      given: [names(shop(account({ id: '222222222222' })), address('203.0.113.1')), node('ELB web')],
      finds: [toBalancer, '  eni-node has 203.0.113.1'],
    },
    'its IPv6 address': {
      given: names(node(ALB), address('2001:DB8::a', { Type: 'AAAA' })),
      finds: [
        `${id}AAA: www.example.com (AAAA) names 2001:db8::a, a node of the load balancer web, which is replaced when it scales: its users then reach nobody, or somebody else.`,
        '  eni-node has 2001:db8::a',
      ],
    },
    'an address that EC2 assigned to an instance': {
      given: names(instance(automatic), address('203.0.113.1')),
      finds: [
        `${id}: www.example.com (A) names 203.0.113.1, an address that instance i-web loses when it stops: its users then reach nobody, or somebody else.`,
        '  eni-web has 203.0.113.1',
      ],
    },
    'the private address of a node, in a zone that its VPC resolves': {
      given: node(ALB).privateZone('example.com', ['shop'], [address('10.0.0.77')], { id: 'example.com' }),
      finds: [
        `${id}: www.example.com (A) names 10.0.0.77, a node of the load balancer web, which is replaced when it scales: its users then reach nobody, or somebody else.`,
        '  eni-node has 10.0.0.77',
      ],
    },
    'a record that ExternalDNS keeps, mildly': {
      given: names(instance(automatic), address('203.0.113.1'), {
        Name: 'a-www.example.com.',
        Type: 'TXT',
        TTL: 300,
        ResourceRecords: [{ Value: '"heritage=external-dns,external-dns/owner=eks"' }],
      }),
      finds: [
        `${id}: www.example.com (A) names 203.0.113.1, an address that instance i-web loses when it stops: its users then reach nobody, or somebody else, until ExternalDNS, which keeps the record, has changed it. [info]`,
        '  eni-web has 203.0.113.1',
      ],
    },
  },
  ignores: {
    'an address that nothing read has': names(node(ALB), address('203.0.113.9')),
    'an alias to the load balancer': names(node(ALB), alias(elb('web'))),
    'a text with the address': names(node(ALB), { ...address('203.0.113.1'), Type: 'TXT' }),
    'a private address in a zone of another VPC, where it is somebody else': node(ALB)
      .vpc('other', { cidr: '10.0.0.0/16' })
      .privateZone('example.com', ['other'], [address('10.0.0.77')], { id: 'example.com' }),
    'a zone that a service manages': node(ALB).hostedZone('example.com', [address('203.0.113.1')], {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
  unknown: {
    'a private address in a public zone': {
      given: names(node(ALB), address('10.0.0.77')),
      says: [`${id}: 10.0.0.77 may be that of eni-node: a public zone is asked from anywhere`],
    },
    'a private zone whose VPCs were not read': {
      given: node(ALB)
        .privateZone('example.com', ['shop'], [address('10.0.0.77')], { id: 'example.com' })
        .unread('hostedZoneDetails', DENIED),
      says: [`${id}: 10.0.0.77 may be that of eni-node: in which VPCs the zone is resolved was not read`],
    },
    'a private address that two VPCs of the zone have': {
      given: shop(node(ALB), 'copy')
        .eni('server', { subnet: 'public-a' }, own)
        .privateZone('example.com', ['shop', 'copy'], [address('10.0.0.77')], { id: 'example.com' }),
      says: [`${id}: 10.0.0.77 is that of eni-node and eni-server, in VPCs that resolve the zone`],
    },
  },
})
