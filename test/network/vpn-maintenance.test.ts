import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { endpointOf } from '../../src/network/vpn-maintenance.ts'
import { account } from '../support/account.ts'
import { HERE } from '../support/facts.ts'

const DATE = '2026-12-01T08:00:00.000Z'

function due(details: { PendingMaintenance?: string; MaintenanceAutoAppliedAfter?: string }): unknown {
  const given = account().vpn('hq', ['UP', 'DOWN']).replacement('hq', 0, details)
  const inventory = new Facts(given.snapshot()).at(HERE)
  const connection = inventory.vpnConnections.get('vpn-hq')
  if (!connection) throw new Error('There is no connection.')
  const { due: time, isVague } = endpointOf(connection, { OutsideIpAddress: '203.0.113.20' }, inventory)
  return [time, isVague]
}

test.each([
  [
    'a plan and its date',
    { PendingMaintenance: 'Available', MaintenanceAutoAppliedAfter: DATE },
    true,
    false,
  ],
  ['a date of who knows what', { MaintenanceAutoAppliedAfter: DATE }, false, true],
  ['nothing', {}, false, false],
  [
    'a date that is not pending',
    { PendingMaintenance: 'false', MaintenanceAutoAppliedAfter: DATE },
    false,
    false,
  ],
  ['a plan without its date', { PendingMaintenance: 'true' }, false, true],
  ['a date that is none', { PendingMaintenance: 'true', MaintenanceAutoAppliedAfter: 'soon' }, false, true],
])('%s', (_, details, isDue, isVague) =>
  expect(due(details)).toEqual([isDue ? Date.parse(DATE) : undefined, isVague]),
)
