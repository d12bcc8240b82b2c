import { type Port, interfacesOnPort, portsIn } from '../../src/network/direct-connect-ports.ts'
import { same } from '../../src/network/same.ts'
import { ec2Tags, isTaggedWith } from '../../src/network/tags.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

/** A line that is kept for the day on which it is needed. */
const SPARE = ['spare', 'reserve', 'standby']

export default defineRule({
  id: 'direct-connect-connection-without-vif',
  title: 'Direct Connect connection is paid for and carries no virtual interface',
  topic: 'direct-connect',
  pillar: 'cost',
  severity: 'medium',
  needs: ['directConnectConnections', 'directConnectLags', 'virtualInterfaces'],
  settings: { pendingDays: 14 },
  why: `Port hours are billed from the day on which a connection is available. Without a virtual interface it carries
nothing: a link that was meant to be the redundant one may have been forgotten half-way.`,
  fix: `Create the virtual interface that was meant to be there, or delete the connection; tag one that is kept in reserve.`,
  check: `In the Direct Connect console, open the connection or LAG: it lists its virtual interfaces.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html',

  *judge(inventory, { now, settings }) {
    for (const port of portsIn(inventory)) {
      const { row, state } = port
      if (state !== undefined && !same(state, 'available', 'unknown')) continue
      if (isElsewhere(port) || isTaggedWith(ec2Tags(row.tags).Tags, SPARE)) continue
      const interfaces = interfacesOnPort(port, inventory)
      const vague = interfaces.find((one) => one.virtualInterfaceState === undefined)
      if (interfaces.some((one) => one.virtualInterfaceState !== undefined)) {
        yield pass(row)
        continue
      }
      const reason = vague
        ? `the state of ${vague.id} is not in the answer`
        : !same(state, 'available')
          ? 'its state is not in the answer'
          : port.letters.length === 0 || port.letters.includes(undefined)
            ? 'it has no virtual interface, and since when it is there is not in the answer'
            : undefined
      if (reason) {
        yield unknown(row, reason)
        continue
      }
      const latest =
        port.letters
          .flatMap((letter) => letter ?? [])
          .toSorted()
          .at(-1) ?? ''
      if (Date.parse(latest) > now - settings.pendingDays * DAY) continue
      yield fail(row, {
        message: `This ${port.noun} in ${port.location} is billed by the hour and carries nothing: it has no virtual interface.`,
        evidence: [
          [
            row,
            `is available, its letter of authorization is of ${latest.slice(0, 10)}, and no virtual interface is on it`,
            port.fields,
          ],
        ],
        remediation: `Create its virtual interface, or aws directconnect delete-${port.cli}`,
      })
    }
  },
})

/** What it carries lies on its LAG, or is sold to others on a partner's LAG. */
const isElsewhere = ({ row, lagId }: Port): boolean =>
  lagId !== undefined || ('allowsHostedConnections' in row && row.allowsHostedConnections === true)
