import type { Inventory } from '../../src/inventory/inventory.ts'
import { type Port, interfacesOnPort, portsIn } from '../../src/network/direct-connect-ports.ts'
import { same } from '../../src/network/same.ts'
import { ec2Tags } from '../../src/network/tags.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Tables = Inventory<'directConnectLags' | 'virtualInterfaces'>

const DAY = 86_400_000

export default defineRule({
  id: 'direct-connect-connection-not-available',
  title: 'Direct Connect connection or LAG is down, or was never finished',
  topic: 'direct-connect',
  pillar: 'reliability',
  severity: 'high',
  needs: ['directConnectConnections', 'directConnectLags'],
  consults: ['virtualInterfaces'],
  settings: { pendingDays: 14 },
  why: `A redundant link that is down shows in its state and nowhere else until the other one fails, too. A connection
that stays pending is an order which somebody believes to be fulfilled.`,
  fix: `Have the facility or the partner look at the cross connect and the optics; delete what is not wanted any more.`,
  check: `In the Direct Connect console, read the state of each connection and LAG.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/Troubleshooting.html',

  *judge(inventory, { now, settings, nonProduction }) {
    for (const port of portsIn(inventory)) {
      const { row, state } = port
      const mild = nonProduction(ec2Tags(row.tags)) ? 'info' : undefined
      if (same(state, 'available')) yield pass(row)
      else if (same(state, 'down')) {
        yield fail(row, {
          message: `This ${port.noun} in ${port.location} is down: ${consequence(port, inventory)}.`,
          severity: mild,
          ...proof(port, inventory),
        })
      } else if (state === undefined || same(state, 'unknown')) {
        yield unknown(row, 'its state is not in the answer')
      } else if (same(state, 'pending')) {
        const since = lastLetter(port)
        if (!since || Date.parse(since) > now - settings.pendingDays * DAY) continue
        yield fail(row, {
          message: `This ${port.noun} in ${port.location} is pending since its letter of authorization was fetched on ${since.slice(0, 10)}: what was ordered is not there.`,
          severity: mild ?? 'low',
          ...proof(port, inventory),
        })
      }
    }
  },
})

/** AWS says of no connection when it was ordered; hosted ones have no letter. */
const lastLetter = ({ letters }: Port): string | undefined =>
  letters.includes(undefined)
    ? undefined
    : letters
        .flatMap((letter) => letter ?? [])
        .toSorted()
        .at(-1)

/** What is missing with it: interfaces are on the LAG, not on its members. */
function consequence(port: Port, inventory: Tables): string {
  const lag = inventory.directConnectLags.get(port.lagId)
  if (lag && same(lag.lagState, 'available')) {
    const up = lag.connections?.filter((member) => same(member.connectionState, 'available'))
    return `${lag.id} goes on with ${up?.length ?? 'some'} of ${lag.connections?.length ?? 'its'} links`
  }
  if (port.lagId) return `${port.lagId}, which it is a part of, is ${lag?.lagState ?? 'without it'}`
  const carried = interfacesOnPort(port, inventory)
  if (carried.length === 0) return 'nothing passes it'
  return `${carried.map((one) => one.id).join(', ')} on it carr${carried.length === 1 ? 'ies' : 'y'} nothing`
}

const proof = (port: Port, inventory: Tables): Pick<Failure, 'evidence' | 'remediation'> => ({
  evidence: [
    [
      port.row,
      `is ${port.state}`,
      { ...port.fields, vifsOnIt: interfacesOnPort(port, inventory).map((one) => one.id) },
    ],
  ],
  remediation: `Have the cross connect of ${port.row.id} in ${port.location} repaired, or, where it is not wanted, aws directconnect delete-${port.cli}`,
})
