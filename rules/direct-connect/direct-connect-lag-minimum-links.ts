import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type InterfaceKinds, gatewayOf, interfacesBeside, isUp } from '../../src/network/direct-connect.ts'
import { interfacesOnPort } from '../../src/network/direct-connect-ports.ts'
import { same } from '../../src/network/same.ts'
import { ec2Tags } from '../../src/network/tags.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Lag = RowOf<'directConnectLags'>

export default defineRule({
  id: 'direct-connect-lag-minimum-links',
  title: 'Minimum links of a LAG are none or all',
  topic: 'direct-connect',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['directConnectLags'],
  consults: ['virtualInterfaces', 'directConnectGatewayAttachments'],
  why: `A LAG goes down, and its traffic elsewhere, when fewer links than its minimum are up. With 0, the default, it is
called up with no link left, and BGP finds out only when its timers run out; with all of them, one lost link of four takes
the other three along.`,
  fix: `Set the minimum to the number of links that can carry the traffic, at least one and fewer than all.`,
  check: `In the Direct Connect console, open the LAG and compare «Minimum links» with its connections.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html',

  *judge(inventory, { nonProduction }) {
    for (const lag of inventory.directConnectLags) {
      if (lag.lagState !== undefined && !same(lag.lagState, 'available')) continue
      const { connections, minimumLinks } = lag
      if (connections?.length === 0) continue
      if (!lag.lagState || !connections || minimumLinks === undefined) {
        yield unknown(lag, 'its state, its connections or its minimum links are not in the answer')
        continue
      }
      const isMinor = nonProduction(ec2Tags(lag.tags))
      if (minimumLinks === 0) {
        yield fail(lag, {
          message: `This LAG counts as up with none of its ${count(connections.length)} up: traffic is lost until BGP times out, and only then goes elsewhere.`,
          severity: isMinor ? 'info' : undefined,
          ...proof(lag, []),
        })
        continue
      }
      const alone =
        connections.length > 1 && minimumLinks >= connections.length ? gatewaysOnlyBy(lag, inventory) : []
      if ('unknown' in alone) yield unknown(lag, alone.unknown)
      else if (alone.length === 0) yield pass(lag)
      else {
        yield fail(lag, {
          message: `One lost link takes all ${count(connections.length)} of this LAG down, and with them the only way to ${alone.join(', ')}.`,
          severity: isMinor ? 'info' : 'low',
          ...proof(lag, alone),
        })
      }
    }
  },
})

const count = (links: number): string => (links === 1 ? '1 link' : `${links} links`)

/** The gateways that are reached by no interface but those of this LAG. */
function gatewaysOnlyBy(
  lag: Lag,
  inventory: Inventory<InterfaceKinds>,
): readonly string[] | { readonly unknown: string } {
  if (!inventory.virtualInterfaces.readIn()) return { unknown: 'the virtual interfaces on it were not read' }
  const alone = new Set<string>()
  for (const one of interfacesOnPort({ row: lag }, inventory)) {
    if (same(one.virtualInterfaceType, 'public') || isUp(one) === false) continue
    const gateway = gatewayOf(one)
    const { interfaces, unread } = interfacesBeside(one, inventory)
    const others = interfaces.filter((other) => other.connectionId !== lag.id)
    if (others.some(isUp)) continue
    const vague = [one, ...others].find((other) => isUp(other) === undefined)
    if (!gateway || vague)
      return { unknown: `the gateway or the state of ${vague?.id ?? one.id} is not in the answer` }
    const [reason] = unread
    if (reason) return { unknown: reason }
    alone.add(gateway)
  }
  return [...alone]
}

function proof(lag: Lag, gateways: readonly string[]): Pick<Failure, 'evidence' | 'remediation'> {
  const live = (lag.connections ?? []).filter((one) => same(one.connectionState, 'available'))
  const total = lag.connections?.length ?? 0
  return {
    evidence: [
      [
        lag,
        `has ${total} connections, ${live.length} of them up, and minimum links ${lag.minimumLinks}`,
        {
          lagId: lag.id,
          numberOfConnections: lag.numberOfConnections,
          minimumLinks: lag.minimumLinks,
          liveMembers: live.map((one) => one.connectionId),
          gateways,
        },
      ],
    ],
    remediation: `aws directconnect update-lag --lag-id ${lag.id} --minimum-links ${Math.max(1, Math.ceil(total / 2))} --region ${lag.region}`,
  }
}
