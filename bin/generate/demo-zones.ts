/** Who answers for Larkspur's names: zones and their keys, the resolvers between the VPCs and the head office. */
import type { Account } from '../../test/support/account.ts'
import type { Item } from '../../test/support/facts-builder.ts'

const a = (name: string, address = '203.0.113.41'): Item<'resourceRecordSets'> => ({
  Name: `${name}.`,
  Type: 'A',
  TTL: 300,
  ResourceRecords: [{ Value: address }],
})

export function demoZones(virginia: Account): void {
  resolvers(virginia)
  privateZones(virginia)
  publicZones(virginia)
  signedZones(virginia)
  certificates(virginia)
  virginia.completeZones()
}

/** All names of the head office pass one VPC. */
function resolvers(virginia: Account): void {
  const filters = (vpc: string): Item<'dnsFirewallAssociations'> => ({
    Id: virginia.idOf('rslvr-frgassoc', vpc),
    FirewallRuleGroupId: virginia.idOf('rslvr-frg', 'malware'),
    VpcId: virginia.idOf('vpc', vpc),
    Priority: 101,
    Status: 'COMPLETE',
  })
  const config = (vpc: string, FirewallFailOpen: 'ENABLED' | 'DISABLED'): Item<'dnsFirewallConfigs'> => ({
    Id: virginia.idOf('rslvr-fc', vpc),
    ResourceId: virginia.idOf('vpc', vpc),
    OwnerId: virginia.id,
    FirewallFailOpen,
  })
  virginia
    .vpc('names', { cidr: '10.140.0.0/16', tags: { env: 'prod' } })
    .flowLog('names', 'vpc-names')
    .securityGroup('default', [], { IpPermissionsEgress: [] })
    .subnet('dns-a', { zone: 'a', cidr: '10.140.0.0/24', routes: {}, empty: true })
    .subnet('dns-a2', { zone: 'a', cidr: '10.140.1.0/24', sharesTableOf: 'dns-a', empty: true })
    .subnet('dns-b', { zone: 'b', cidr: '10.140.2.0/24', sharesTableOf: 'dns-a', empty: true })
    .resolverEndpoint('branches', 'INBOUND', ['dns-a 10.140.0.53', 'dns-b 10.140.2.53'])
    .resolverEndpoint('head-office', 'OUTBOUND', ['dns-a 10.140.0.100', 'dns-b 10.140.2.100'])
    // Two subnets, and one zone.
    .resolverEndpoint('suppliers', 'OUTBOUND', ['dns-a 10.140.0.101', 'dns-a2 10.140.1.101'])
    // The interface of the third address was deleted with the appliances in spring.
    .resolverEndpoint('warehouse', 'INBOUND', [
      'dns-a 10.140.0.54',
      'dns-b 10.140.2.54',
      'dns-a2 10.140.1.54 FAILED_RESOURCE_GONE',
    ])
    .resolverRule('head-office', 'hq.larkspur.example', {
      endpoint: 'head-office',
      vpcs: ['names', 'shop'],
    })
    // The supplier has one name server.
    .resolverRule('supplier', 'parts.supplier.example', {
      endpoint: 'suppliers',
      targets: ['192.168.70.53'],
      vpcs: ['shop'],
    })
    // Of a merger that did not come about.
    .resolverRule('merger', 'corp.rosebay.example', { endpoint: 'head-office' })
    // Meant for the shop; the VPC of the endpoint itself follows it, too.
    .resolverRule('branches', 'branches.larkspur.example', {
      endpoint: 'head-office',
      targets: ['10.140.0.53', '10.140.2.53'],
      vpcs: ['names'],
    })
    // The stock was moved to AWS; the rule still sends its names to the head office.
    .resolverRule('stock', 'stock.larkspur.example', { endpoint: 'head-office', vpcs: ['data'] })
    .add('dnsFirewallAssociations', filters('shop'))
    .add('dnsFirewallConfigs', config('shop', 'DISABLED'))
    .add('dnsFirewallAssociations', filters('data'))
    .add('dnsFirewallConfigs', config('data', 'ENABLED'))
}

function privateZones(virginia: Account): void {
  virginia
    .privateZone('svc.larkspur.example', ['shop'], [a('cart.svc.larkspur.example', '10.20.10.30')])
    .privateZone('stock.larkspur.example', ['data'], [a('api.stock.larkspur.example', '10.30.1.20')])
    // Amazon's resolver was turned off in the VPC when it came from the data centre.
    .privateZone('ledger.larkspur.example', ['legacy'], [a('db.ledger.larkspur.example', '10.40.1.20')])
    // Made for one name, and it hides all others.
    .privateZone('larkspur.example', ['reports'], [a('figures.larkspur.example', '10.80.1.20')])
}

function publicZones(virginia: Account): void {
  const servers = (zone: string): string[] => virginia.nameServers(zone)
  virginia
    .domain('larkspur.example')
    .publicZone('larkspur-stores.example', [
      a('www.larkspur-stores.example'),
      virginia.nsRecord('north.larkspur-stores.example', servers('north.larkspur-stores.example')),
      // The zone was deleted by mistake and made again, with other servers.
      virginia.nsRecord('south.larkspur-stores.example', servers('south-2021')),
    ])
    .publicZone('north.larkspur-stores.example', [a('tills.north.larkspur-stores.example')])
    .publicZone('south.larkspur-stores.example', [a('tills.south.larkspur-stores.example')])
    .domain('larkspur-stores.example')
    // Two teams made the same zone.
    .publicZone('larkspur-events.example', [a('www.larkspur-events.example')])
    .publicZone('larkspur-events.example', [a('www.larkspur-events.example', '203.0.113.43')], {
      id: 'larkspur-events.example-2',
    })
    .domain('larkspur-events.example')
    // The zone was made anew; the registration has the servers of the first one.
    .publicZone('larkspur-gifts.example', [a('www.larkspur-gifts.example')])
    .domain('larkspur-gifts.example', { servers: servers('larkspur-gifts-2019') })
    // A campaign that nobody remembers.
    .publicZone('larkspur-summer.example')
}

function signedZones(virginia: Account): void {
  virginia
    .publicZone('larkspur-id.example', [a('login.larkspur-id.example')])
    .signing('larkspur-id.example', ['ksk2024 20824 ACTIVE'])
    .domain('larkspur-id.example', { keys: [20824] })
    // A clean-up of unused keys in KMS took this one, too.
    .publicZone('larkspur-pay.example', [
      a('www.larkspur-pay.example'),
      virginia.validationCname('www.larkspur-pay.example'),
      // Written when another authority issued all certificates.
      {
        Name: 'larkspur-pay.example.',
        Type: 'CAA',
        TTL: 3600,
        ResourceRecords: [{ Value: '0 issue "letsencrypt.org"' }],
      },
    ])
    .signing('larkspur-pay.example', ['ksk2023 31415 ACTION_NEEDED'], 'ACTION_NEEDED')
    .domain('larkspur-pay.example', { keys: [31415] })
    // Signing was turned off before the key was taken from the registry.
    .publicZone('larkspur-mail.example', [a('mx.larkspur-mail.example')])
    .domain('larkspur-mail.example', { keys: [27182] })
}

function certificates(virginia: Account): void {
  virginia
    .certificate('5f0c2a7e-0000-4000-8000-000000000021', ['www.larkspur-pay.example'])
    // Its CNAME looked like a left-over.
    .certificate('5f0c2a7e-0000-4000-8000-000000000022', ['www.larkspur-stores.example'])
}
