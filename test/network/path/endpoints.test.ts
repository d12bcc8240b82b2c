import { expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { ask, decided, open, places, verdict } from './asking.ts'

const S3 = '52.216.0.1'
const ALL = ['allow all all 0.0.0.0/0']

const shop = (inbound: readonly string[] = ALL): Account =>
  open()
    .prefixList('pl-s3', ['52.216.0.0/15'])
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('app', { in: inbound, out: ALL })
    .subnet('app', { cidr: '10.0.1.0/24', acl: 'app', routes: { 'pl-s3': 'vpce-s3' } })
    .gatewayEndpoint('s3', ['app'])

test('a gateway endpoint is a route to a prefix list', () => {
  const answer = ask(shop(), 'i-app', S3)
  expect(answer.verdict).toBe('delivered')
  expect(places(answer).slice(-2)).toEqual(['rtb-app', 'vpce-s3'])
  expect(decided(shop(), 'i-app', '8.8.8.8')).toContain('no route')
})

test('answers by a gateway endpoint meet the network ACL', () => {
  expect(decided(shop(['allow all all 10.0.0.0/8']), 'i-app', S3)).toContain('back: drops acl-app inbound')
})

test('a gateway endpoint serves nobody who comes from another VPC', () => {
  const story = open()
    .prefixList('pl-s3', ['52.216.0.0/15'])
    .transitGateway('hub')
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .subnet('door', { cidr: '10.0.1.0/24', routes: { 'pl-s3': 'vpce-s3' }, empty: true })
    .gatewayEndpoint('s3', ['door'])
    .vpc('spoke', { cidr: '10.1.0.0/16', routes: { '0.0.0.0/0': 'tgw-hub' } })
    .subnet('spoke', { cidr: '10.1.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['door'], table: 'all' })
    .attach('spoke', { tgw: 'hub', vpc: 'spoke', subnets: ['spoke'], table: 'all' })
    .transitTable('all', 'hub', { '0.0.0.0/0': 'shop' })
  expect(decided(story, 'i-spoke', S3)).toBe(
    'drops vpce-s3 a gateway endpoint serves its own VPC (vpc-shop) only',
  )
})

test('an endpoint that is not available carries nothing', () => {
  const story = open()
    .prefixList('pl-s3', ['52.216.0.0/15'])
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .subnet('app', { cidr: '10.0.1.0/24', routes: { 'pl-s3': 'vpce-s3' } })
    .gatewayEndpoint('s3', ['app'], { State: 'Deleting' })
  expect(decided(story, 'i-app', S3)).toBe('drops vpce-s3 vpce-s3 is Deleting')
})

test('an interface endpoint is an interface with security groups', () => {
  const story = (source: string): Account =>
    account()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .securityGroup('app')
      .securityGroup('endpoint', [`tcp 443 ${source}`])
      .subnet('app', { cidr: '10.0.1.0/24', empty: true })
      .instance('app', { subnet: 'app', groups: ['app'] })
      .eni(
        'sqs',
        { subnet: 'app', groups: ['endpoint'] },
        { InterfaceType: 'vpc_endpoint' as 'interface', Description: 'VPC Endpoint Interface vpce-sqs' },
      )
  expect(verdict(story('10.0.0.0/16'), 'i-app', 'eni-sqs')).toBe('delivered')
  expect(verdict(story('10.9.0.0/16'), 'i-app', 'eni-sqs')).toBe('dropped')
})

test('a Gateway Load Balancer endpoint is a route target: packets go on by the routes of its subnet', () => {
  const story = (acl: readonly string[]): Account =>
    open()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .acl('firewall', { in: acl, out: ALL })
      .subnet('firewall', {
        cidr: '10.0.9.0/24',
        acl: 'firewall',
        routes: { '0.0.0.0/0': 'igw' },
        empty: true,
      })
      .firewallEndpoint('fw', 'firewall')
      .subnet('web', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'vpce-fw' }, empty: true })
      .instance('web', { subnet: 'web', publicIp: '203.0.113.9' })
      .gatewayTable('igw', { '10.0.1.0/24': 'vpce-fw' })
  expect(places(ask(story(ALL), 'i-web', 'internet'))).toContain('rtb-firewall')
  expect(verdict(story(ALL), 'i-web', 'internet')).toBe('delivered')
  expect(decided(story([]), 'i-web', 'internet')).toContain('drops acl-firewall inbound')
})
