import { expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { ask, decided, open, verdict } from './asking.ts'

const shop = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .subnet('app', { cidr: '10.0.1.0/24' })
    .subnet('db', { cidr: '10.0.2.0/24' })

test('a stopped instance neither answers nor sends', () => {
  const story = shop().instance('off', { subnet: 'db' }, { State: { Code: 80, Name: 'stopped' } })
  expect(decided(story, 'i-app', 'i-off')).toBe('drops i-off i-off is stopped: it neither sends nor answers')
  expect(verdict(story, 'i-off', 'i-app')).toBe('dropped')
})

test('an interface that is attached to nothing neither answers nor sends', () => {
  const story = shop().eni('spare', { subnet: 'db' }, { Status: 'available' })
  expect(decided(story, 'i-app', 'eni-spare')).toBe('drops eni-spare eni-spare is attached to nothing')
  expect(verdict(story, 'eni-spare', 'i-app')).toBe('dropped')
})

test('a function is called by no address', () => {
  const story = shop().eni('function', { subnet: 'db' }, { InterfaceType: 'lambda' })
  expect(decided(story, 'i-app', 'eni-function')).toContain('it is the interface of a Lambda function')
  expect(verdict(story, 'eni-function', 'i-app')).toBe('delivered')
})

test('secondary addresses and delegated prefixes are an interface’s own', () => {
  const story = shop().eni(
    'node',
    { subnet: 'db' },
    {
      PrivateIpAddress: '10.0.2.50',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.2.50' }, { PrivateIpAddress: '10.0.2.51' }],
      Ipv4Prefixes: [{ Ipv4Prefix: '10.0.2.64/28' }],
    },
  )
  for (const address of ['10.0.2.51', '10.0.2.70']) expect(verdict(story, 'i-app', address)).toBe('delivered')
  expect(verdict(story, 'i-app', '10.0.2.80')).toBe('dropped')
})

test('an address that interfaces of two VPCs have is asked back', () => {
  const story = shop()
    .eni(
      'one',
      { subnet: 'app' },
      { PrivateIpAddress: '10.0.1.77', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.77' }] },
    )
    .vpc('copy', { cidr: '10.0.0.0/16' })
    .subnet('copy', { cidr: '10.0.1.0/24', empty: true })
    .eni(
      'two',
      { subnet: 'copy' },
      { PrivateIpAddress: '10.0.1.77', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.77' }] },
    )
  expect(() => ask(story, 'i-db', '10.0.1.77')).toThrow(
    '2 network interfaces have the address 10.0.1.77 (eni-one, eni-two): give the id of one.',
  )
  expect(verdict(story, 'i-db', 'eni-one')).toBe('delivered')
  expect(verdict(story, 'i-db', 'eni-two')).toBe('dropped')
})

/** A route to an instance that forwards for others. */
const appliance = (SourceDestCheck: boolean | undefined, groups: readonly string[] = ['default']): Account =>
  open()
    .securityGroup('shut', [])
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('fw', { in: ['deny tcp 22 0.0.0.0/0', 'allow all all 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] })
    .subnet('fw', { cidr: '10.0.9.0/24', acl: 'fw', empty: true })
    .instance('fw', { subnet: 'fw', groups }, {}, { SourceDestCheck })
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '172.16.0.0/12': 'eni-fw', '10.0.9.0/24': 'eni-fw' } })

test('the source/destination check drops what a forwarding instance is handed', () => {
  expect(decided(appliance(true), 'i-app', '172.16.0.1')).toBe(
    'drops eni-fw its source/destination check drops what is not for itself (172.16.0.1)',
  )
})

test('without the check an instance is handed the packets, and what it does with them is not known', () => {
  expect(decided(appliance(false), 'i-app', '172.16.0.1')).toContain(
    'unknown eni-fw i-fw is handed the packets',
  )
  expect(verdict(appliance(undefined), 'i-app', '172.16.0.1')).toBe('unknown')
})

test('a forwarding instance sits behind its ACL and its security groups', () => {
  expect(decided(appliance(false), 'i-app', '172.16.0.1', { port: 22 })).toContain(
    'drops acl-fw inbound rule 100',
  )
  expect(decided(appliance(false, ['shut']), 'i-app', '172.16.0.1')).toContain(
    'drops eni-fw no inbound rule of sg-shut',
  )
})

test('what is for the instance itself passes the check', () => {
  expect(verdict(appliance(true), 'i-app', 'i-fw')).toBe('delivered')
})
