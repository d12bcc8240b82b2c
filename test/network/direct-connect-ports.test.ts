import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { interfacesOnPort, portsIn } from '../../src/network/direct-connect-ports.ts'
import { account } from '../support/account.ts'

const given = account()
  .directConnect('a', 'EqDC2')
  .directConnect('b', 'EqDC2', { loaIssueTime: undefined })
  .lag('hq', ['a', 'b'])
  .directConnect('dc', 'CS32A', { connectionState: 'down' })
  .virtualInterface('hq', { on: 'dxlag-hq' })
  .virtualInterface('dc', { on: 'dxcon-dc' })
  .virtualInterface('old', { on: 'dxcon-dc' }, { virtualInterfaceState: 'deleted' })
const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })

test('connections and LAGs in one list', () => {
  const said = portsIn(inventory).map(({ row, noun, state, lagId }) => [row.id, noun, state, lagId])
  expect(said).toEqual([
    ['dxcon-a', 'connection', 'available', 'dxlag-hq'],
    ['dxcon-b', 'connection', 'available', 'dxlag-hq'],
    ['dxcon-dc', 'connection', 'down', undefined],
    ['dxlag-hq', 'LAG', 'available', undefined],
  ])
})

test('the letters of a LAG are those of its links', () =>
  expect(portsIn(inventory).map((port) => port.letters.length)).toEqual([1, 1, 1, 2]))

test('interfaces lie on the LAG, not on its links', () => {
  const said = portsIn(inventory).map((port) => interfacesOnPort(port, inventory).map((one) => one.id))
  expect(said).toEqual([[], [], ['dxvif-dc'], ['dxvif-hq']])
})

test('commands and evidence name what it is', () => {
  const [first, , , lag] = portsIn(inventory)
  expect(first?.cli).toBe('connection --connection-id dxcon-a --region us-east-1')
  expect(lag?.cli).toBe('lag --lag-id dxlag-hq --region us-east-1')
  expect(first?.fields).toMatchObject({ connectionId: 'dxcon-a', location: 'EqDC2', bandwidth: '10Gbps' })
  expect(lag?.fields).toMatchObject({ lagId: 'dxlag-hq', connectionsBandwidth: '10Gbps' })
})
