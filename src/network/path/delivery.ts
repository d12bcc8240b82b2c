/** The last step: to the interface that has the address, and what is behind it. */
import { isLambdaInterface, isNatGatewayInterface } from '../interfaces.ts'
import { throughGroups } from './filters.ts'
import { at } from './hops.ts'
import { backThroughNat } from './nat.ts'
import { idleness, isRunningKnown } from './receiver.ts'
import { type State, type Steps, type Way, destinationLabel, doubt, drop, filtered, finish } from './walk.ts'
import { type Eni, type Subnet, eniAt, wasRead } from './world.ts'

export function deliver(subnet: Subnet, steps: Steps, state: State): readonly Way[] {
  const { packet, world } = state
  const eni = eniAt(subnet, packet.family, packet.destination, world)
  if (eni) return deliverTo(eni, subnet, steps, state)
  return wasRead('networkInterfaces', subnet, world)
    ? drop(state, subnet, `no network interface in ${subnet.id} has the address ${destinationLabel(state)}`)
    : doubt(state, subnet, `the network interfaces of ${subnet.id} were not read`)
}

export function deliverTo(eni: Eni, subnet: Subnet, steps: Steps, state: State): readonly Way[] {
  const { world } = state
  if (isNatGatewayInterface(eni)) return backThroughNat(eni, subnet, state, steps)
  const idle = idleness(eni, world)
  if (idle) return drop(state, idle.where, idle.because, idle.remedy)
  const end = { kind: 'interface', eni, subnet } as const
  const what = eni.Attachment?.InstanceId ?? (eni.Description || eni.id)
  if (state.answers)
    return finish(
      state,
      'delivered',
      at(eni, 'delivers', `${what}: security groups remember the connection`),
      end,
    )
  if (isLambdaInterface(eni))
    return drop(state, eni, 'it is the interface of a Lambda function, which calls and is not called')
  return filtered(state, throughGroups(eni, 'inbound', state.packet, state.origin, world), (next) =>
    isRunningKnown(eni, world)
      ? finish(
          next,
          'delivered',
          at(eni, 'delivers', `${what} has the address ${destinationLabel(next)}`),
          end,
        )
      : doubt(next, eni, `whether ${eni.Attachment?.InstanceId} runs was not read`),
  )
}
