import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { isUsed, targetOf, useOf, usersOf } from '../../src/network/health-check-use.ts'
import { type Account, DENIED, account } from '../support/account.ts'

const record = {
  Name: 'www.example.com.',
  Type: 'A' as const,
  TTL: 60,
  ResourceRecords: [{ Value: '203.0.113.1' }],
  HealthCheckId: 'hc-1',
}
const useIn = (given: Account) => {
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: 'global' })
  const check = inventory.healthChecks.get('hc-1')
  if (!check) throw new Error('the story has the check')
  return { check, use: useOf(check, inventory) }
}

test('a record and a calculated check use it', () => {
  const parent = { Type: 'CALCULATED', ChildHealthChecks: ['hc-1'], HealthThreshold: 1 } as const
  const { use } = useIn(
    account()
      .healthCheck('hc-1')
      .healthCheck('hc-all', { HealthCheckConfig: parent })
      .hostedZone('example.com', [record]),
  )
  expect(use && usersOf(use)).toBe('www.example.com (A), health check hc-all')
})

test('nothing uses it', () => {
  const { use } = useIn(account().healthCheck('hc-1').hostedZone('example.com'))
  expect(use && isUsed(use)).toBe(false)
})

test('whether anything uses it is open where records were not read', () => {
  const given = account().healthCheck('hc-1').hostedZone('example.com', [record])
  expect(useIn(given.unread('resourceRecordSets', DENIED)).use).toBeUndefined()
})

test.each([
  [{ Type: 'TCP', IPAddress: '203.0.113.1', Port: 25 } as const, 'tcp://203.0.113.1:25'],
  [
    { Type: 'HTTP_STR_MATCH', FullyQualifiedDomainName: 'a.example', ResourcePath: '/up' } as const,
    'http://a.example/up',
  ],
])('names what it asks: %j', (HealthCheckConfig, target) => {
  expect(targetOf(useIn(account().healthCheck('hc-1', { HealthCheckConfig })).check)).toBe(target)
})
