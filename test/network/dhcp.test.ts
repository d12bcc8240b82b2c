import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { dnsServersOf, isAmazonResolver } from '../../src/network/dhcp.ts'
import { account } from '../support/account.ts'

const given = account().add('dhcpOptions', {
  DhcpOptionsId: 'dopt-ad',
  DhcpConfigurations: [
    { Key: 'domain-name', Values: [{ Value: 'corp.example' }] },
    { Key: 'domain-name-servers', Values: [{ Value: '10.0.0.5' }, { Value: 'AmazonProvidedDNS' }] },
  ],
})
const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })

test.each([
  ['dopt-ad', ['10.0.0.5', 'AmazonProvidedDNS']],
  ['default', []],
  ['dopt-other', undefined],
  [undefined, undefined],
])('the servers of %s', (DhcpOptionsId, servers) =>
  expect(dnsServersOf({ DhcpOptionsId }, inventory)).toEqual(servers),
)

test.each([
  ['AmazonProvidedDNS', true],
  ['169.254.169.253', true],
  ['10.0.0.2', false],
])('%s is the resolver of Amazon: %s', (server, expected) => expect(isAmazonResolver(server)).toBe(expected))
