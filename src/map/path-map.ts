/** A packet's way, drawn on the part of the map that it crosses. */
import type { Facts } from '../inventory/inventory.ts'
import type { Hop } from '../network/path/hops.ts'
import type { AnsweredWay, PathAnswer } from '../network/path/question.ts'
import { networkMap } from './build.ts'
import type { NetworkMap } from './model.ts'
import { svg } from './svg.ts'
import type { Step } from './trail.ts'

const PROTOCOL: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' }

/** The first way that ends as the answer does, as SVG; undefined where no VPC that was read is on it. */
export async function pathSvg(answer: PathAnswer, facts: Facts): Promise<string | undefined> {
  const whole = networkMap(facts, { collapse: false })
  const way = answer.ways.find(({ verdict }) => verdict === answer.verdict)
  if (!whole || !way) return undefined
  const steps = stepsOf(way, whole)
  const part = partAround(whole, new Set(steps.flatMap(({ place }) => place ?? [])))
  if (part.boxes.length === 0) return undefined
  const { from, to, protocol, port } = answer.question
  const title = `${answer.verdict.toUpperCase()}  ${from} to ${to}, ${PROTOCOL[protocol] ?? `protocol ${protocol}`} ${port}`
  return svg(part, { trail: { title, steps } })
}

function stepsOf({ forward, return: back }: AnsweredWay, map: NetworkMap): readonly Step[] {
  const legSteps = (leg: Step['leg'], hops: readonly Hop[]): readonly Step[] =>
    hops.map((hop, index) => ({
      place: placeOf(hop, hops.slice(index + 1), hops.slice(0, index).toReversed(), map),
      leg,
      text: `${leg === 'back' ? 'back: ' : ''}${hop.decision}  ${nameOf(hop)}: ${hop.because}`,
      drops: hop.decision === 'drops',
    }))
  return [...legSteps('there', forward.hops), ...legSteps('back', back?.hops ?? [])]
}

const nameOf = ({ resource: { id, name } }: Hop): string => (name && name !== id ? `${name} (${id})` : id)

/** Many subnets may have one ACL, and many interfaces one security group: where the packet met it, its neighbours say. */
function placeOf(
  hop: Hop,
  next: readonly Hop[],
  before: readonly Hop[],
  map: NetworkMap,
): string | undefined {
  if (!isFilter(hop)) return map.standsFor.get(hop.resource.id)
  const subnet = /\bsubnet-[\w-]+/.exec(hop.because)?.[0]
  const known = subnet && map.standsFor.get(subnet)
  if (known) return known
  const neighbour = [...next, ...before].find((one) => !isFilter(one) && map.standsFor.has(one.resource.id))
  return map.standsFor.get((neighbour ?? hop).resource.id)
}

const isFilter = ({ resource }: Hop): boolean => /::(NetworkAcl|SecurityGroup)$/.test(resource.type)

/** The VPCs that are crossed, with what is crossed in them and their gateways; what joins them, if it is crossed. */
function partAround(map: NetworkMap, places: ReadonlySet<string>): NetworkMap {
  const boxes = new Map(map.boxes.map((box) => [box.id, box]))
  const kept = new Set<string>()
  const keep = (id: string | undefined): void => {
    for (let box = boxes.get(id ?? ''); box; box = boxes.get(box.parent ?? '')) kept.add(box.id)
  }
  const vpcs = new Set<string>()
  for (const node of map.nodes) {
    if (!places.has(node.id)) continue
    keep(node.parent)
    for (let box = boxes.get(node.parent ?? ''); box; box = boxes.get(box.parent ?? ''))
      if (box.kind === 'vpc') vpcs.add(box.id)
  }
  const isGateway = (kind: string): boolean => kind === 'internet-gateway' || kind === 'nat'
  const nodes = map.nodes.filter((node) => {
    if (places.has(node.id)) return true
    const home = node.parent?.split('/')[0] ?? ''
    return isGateway(node.kind) && vpcs.has(home)
  })
  for (const node of nodes) keep(node.parent)
  const own = new Set(nodes.map(({ id }) => id))
  return {
    ...map,
    nodes,
    boxes: map.boxes.filter(({ id }) => kept.has(id)),
    edges: map.edges.filter(({ from, to }) => own.has(from) && own.has(to)),
  }
}
