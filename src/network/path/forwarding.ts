import { deliverTo } from './delivery.ts'
import { throughAcl, throughGroups } from './filters.ts'
import { idleness } from './receiver.ts'
import {
  type State,
  type Steps,
  type Way,
  destinationLabel,
  doubt,
  drop,
  filtered,
  nameless,
} from './walk.ts'
import { type Subnet, eniAt } from './world.ts'

/**
 * A route to an interface: an instance that forwards for others. It is handed only what is for itself, unless its
 * source/destination check is off. What its software does is not AWS's to tell.
 * https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html#EIP_Disable_SrcDestCheck
 */
export function throughInterface(
  id: string,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { world, packet } = state
  const eni = world.networkInterfaces.get(id)
  const home = world.subnets.get(eni?.SubnetId)
  if (!eni || !home)
    return doubt(state, nameless('NetworkInterface', id, from ?? state.world.here), `${id} was not read`)
  const own = eniAt(home, packet.family, packet.destination, world) === eni
  const enter = (next: State): readonly Way[] => {
    if (own) return deliverTo(eni, home, steps, next)
    if (eni.SourceDestCheck === undefined) return doubt(next, eni, 'its SourceDestCheck is not in the answer')
    if (eni.SourceDestCheck) {
      const remedy = `aws ec2 modify-network-interface-attribute --network-interface-id ${eni.id} --no-source-dest-check`
      return drop(
        next,
        eni,
        `its source/destination check drops what is not for itself (${destinationLabel(next)})`,
        remedy,
      )
    }
    const idle = idleness(eni, world)
    if (idle) return drop(next, idle.where, idle.because, idle.remedy)
    const handed = (passed: State): readonly Way[] =>
      doubt(
        passed,
        eni,
        `${eni.Attachment?.InstanceId ?? eni.id} is handed the packets; what its software does with them cannot be read`,
      )
    if (next.answers) return handed(next)
    return filtered(next, throughGroups(eni, 'inbound', next.packet, next.origin, world), handed)
  }
  return from?.id === home.id
    ? enter(state)
    : filtered(state, throughAcl(home, 'inbound', packet, world), enter)
}
