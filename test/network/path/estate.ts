import type { Account } from '../../support/account.ts'
import { BOTH, open } from './asking.ts'

const ALL = ['allow all all 0.0.0.0/0']

/** Everything that a path may meet, in two regions. */
export function estate(): readonly [Account, Account] {
  const [here, there] = [open({ region: 'us-east-1' }), open({ region: 'eu-west-1' })]
  here
    .prefixList('pl-s3', ['52.216.0.0/15'])
    .prefixList('pl-office', ['198.51.100.0/24'])
    .prefixList('pl-dead', ['172.20.0.0/16'])
    .securityGroup('alb', ['tcp 443 0.0.0.0/0'])
    .securityGroup('web', ['tcp 8080 sg-alb', 'tcp 443 sg-app', 'tcp 22 pl-office'])
    .securityGroup('app', ['tcp 443 10.0.0.0/8'])
    .transitGateway('hub', { Options: { SecurityGroupReferencingSupport: 'enable' } })
  shop(here)
  neighbours(here)
  far(here, there)
  return [here, there]
}

function shop(here: Account): void {
  here
    .vpc('shop', { cidr: '10.0.0.0/16', ipv6: '2600:1f18:0:100::/56' })
    .vpnGateway('hq', 'shop')
    .staticVpn('hq', 'hq', ['192.168.1.0/24'])
    .acl('both', BOTH)
    .acl('half', { in: ['allow tcp 443 0.0.0.0/0'], out: ['allow tcp 443 0.0.0.0/0'] })
    .subnet('public-a', { zone: 'a', cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('a', { in: 'public-a', publicIp: '203.0.113.77' })
    .subnet('firewall', { zone: 'a', cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .firewallEndpoint('fw', 'firewall')
    .subnet('guarded', { zone: 'a', cidr: '10.0.7.0/24', routes: { '0.0.0.0/0': 'vpce-fw' }, empty: true })
    .instance('guarded', { subnet: 'guarded', publicIp: '203.0.113.70' })
    .gatewayTable('igw', { '10.0.7.0/24': 'vpce-fw' })
    .subnet('app', {
      zone: 'a',
      cidr: '10.0.1.0/24',
      ipv6: '2600:1f18:0:101::/64',
      acl: 'both',
      empty: true,
      routes: {
        '0.0.0.0/0': 'nat-a',
        '::/0': 'eigw-shop',
        '10.1.0.0/16': 'pcx-lab',
        '10.2.0.0/16': 'pcx-lab',
        '10.3.0.0/16': 'tgw-hub',
        '10.4.0.0/16': 'tgw-hub',
        '192.168.0.0/16': 'vgw-hq',
        '172.16.0.0/16': 'eni-appliance',
        'pl-s3': 'vpce-s3',
        'pl-dead': '!pcx-dead',
      },
    })
    .instance(
      'app',
      { subnet: 'app', groups: ['app'], ipv6: '2600:1f18:0:101::10' },
      {},
      { Groups: [{ GroupId: 'sg-app' }, { GroupId: 'sg-default' }] },
    )
    .instance('web', { subnet: 'app', groups: ['web'] })
    .instance('stopped', { subnet: 'app' }, { State: { Code: 80, Name: 'stopped' } })
    .instance('bastion', { subnet: 'public-a', groups: ['web'], publicIp: '203.0.113.22' })
    .instance('appliance', { subnet: 'public-a' })
    .gatewayEndpoint('s3', ['app'])
    .subnet('half', { zone: 'a', cidr: '10.0.3.0/24', acl: 'half' })
    .loadBalancer('shop', { zones: ['a'], nodes: true }, { SecurityGroups: ['sg-alb'] })
    .listener('shop', 443, 'HTTPS')
    .targetGroup('web', { port: 8080, balancers: ['shop'], targets: ['web'] })
    .loadBalancer('net', { type: 'network', zones: ['a'], nodes: true }, { SecurityGroups: ['sg-alb'] })
    .listener('net', 443, 'TCP', {
      DefaultActions: [{ Type: 'forward', TargetGroupArn: here.groupArn('tcp') }],
    })
    .targetGroup('tcp', { port: 443, balancers: ['net'], targets: ['guarded'] }, { Protocol: 'TCP' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
}

function neighbours(here: Account): void {
  here
    .vpc('lab', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'pcx-lab', '10.2.0.0/16': 'pcx-third' } })
    .subnet('lab', { zone: 'a', cidr: '10.1.1.0/24', empty: true })
    .instance('lab', { subnet: 'lab', groups: ['web'] })
    .vpc('third', { cidr: '10.2.0.0/16' })
    .subnet('third', { zone: 'a', cidr: '10.2.1.0/24' })
    .peering('lab', 'shop', 'lab')
    .peering('third', 'lab', 'third')
    .acl('data', { in: ALL, out: ALL })
    .vpc('data', { cidr: '10.3.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
    .subnet('data', { zone: 'a', cidr: '10.3.1.0/24', empty: true })
    .instance('data', { subnet: 'data', groups: ['web'] })
    .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['data'], table: 'all' })
}

function far(here: Account, there: Account): void {
  there
    .transitGateway('far')
    .vpc('far', { cidr: '10.4.0.0/16', routes: { '10.0.0.0/16': 'tgw-far' } })
    .subnet('far', { cidr: '10.4.1.0/24' })
    .attach('far', { tgw: 'far', vpc: 'far', subnets: ['far'], table: 'far' })
  here
    .peerTransitGateways('ocean', { tgw: 'hub', table: 'all' }, there, { tgw: 'far', table: 'far' })
    .transitTable('all', 'hub', { '10.4.0.0/16': 'ocean' }, { '10.0.0.0/16': 'shop', '10.3.0.0/16': 'data' })
  there.transitTable('far', 'far', { '10.0.0.0/16': 'ocean' }, { '10.4.0.0/16': 'far' })
}
