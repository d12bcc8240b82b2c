import { afterAll, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { type Replay, startReplay } from '../../src/replay/server.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'
import { account } from '../support/account.ts'
import { DENIED } from '../support/facts-builder.ts'
import { HERE } from '../support/facts.ts'
import { read, sessionOf } from '../support/reading.ts'

const given = account()
  .vpn('hq', ['UP', 'DOWN'])
  .negotiated('hq', 0, { IkeVersion: 'ikev1' })
  .vpn('depot', ['UP', 'UP'])
  .vpn('old', ['UP', 'UP'], { State: 'deleted' })
let replay: Replay | undefined

afterAll(() => replay?.close())

test('a tunnel is asked about by its connection and its address, and found under both', async () => {
  replay = await startReplay(given.snapshot())
  const facts = await read(await sessionOf(replay), ['activeVpnTunnels', 'vpnTunnelReplacements'])
  expect(
    facts
      .filter((fact) => fact.operation === 'ec2:GetActiveVpnTunnelStatus')
      .map((fact) => Object.values(fact.params ?? {}).join(' '))
      .sort(),
  ).toEqual(['vpn-depot 203.0.113.20', 'vpn-depot 203.0.113.21', 'vpn-hq 203.0.113.20'])
  expect(
    facts.filter((fact) => fact.operation === 'ec2:GetVpnTunnelReplacementStatus').map((fact) => fact.params),
  ).toHaveLength(4)

  const { activeVpnTunnels, vpnTunnelReplacements } = new Facts(new Snapshot('', facts)).at(HERE)
  expect(activeVpnTunnels.under('vpn-hq/203.0.113.20')?.map((row) => row.IkeVersion)).toEqual(['ikev1'])
  expect(activeVpnTunnels.under('vpn-depot/203.0.113.20')?.map((row) => row.IkeVersion)).toEqual(['ikev2'])
  expect(activeVpnTunnels.under('vpn-hq/203.0.113.21')).toBeUndefined()
  expect(vpnTunnelReplacements.under('vpn-hq/203.0.113.21')?.[0]).toMatchObject({
    id: 'vpn-hq',
    MaintenanceDetails: { LastMaintenanceApplied: '2026-05-01T08:00:00.000Z' },
  })
})

test('one tunnel that was refused leaves the others known', () => {
  const facts = given.facts().map((fact) => {
    if (fact.params?.['VpnConnectionId'] !== 'vpn-hq') return fact
    const { response: _, ...asked } = fact
    return { ...asked, error: DENIED }
  })
  const inventory = new Facts(new Snapshot('', facts)).at(HERE)
  expect(inventory.activeVpnTunnels.under('vpn-hq/203.0.113.20')).toBeUndefined()
  expect(inventory.activeVpnTunnels.under('vpn-depot/203.0.113.20')).toHaveLength(1)
  expect(inventory.vpnTunnelReplacements.under('vpn-depot/203.0.113.21')).toHaveLength(1)
})
