import { expect, test } from 'vitest'
import { Facts } from '../../../src/inventory/inventory.ts'
import { askPath } from '../../../src/network/path/question.ts'
import type { World } from '../../../src/network/path/world.ts'
import { HERE } from '../../support/facts.ts'
import { Dice } from './dice.ts'
import { Oracle } from './oracle.ts'
import { factsOf } from './oracle-facts.ts'
import type { Host, Network } from './oracle-model.ts'
import { networkOf } from './oracle-networks.ts'

const RUNS = Number(process.env['AWSNET_ORACLE_RUNS'] ?? 1500)
const FIRST = Number(process.env['AWSNET_ORACLE_SEED'] ?? 0)
const QUESTIONS = 6

interface Asked {
  readonly from: Host | 'stranger'
  readonly to: Host | string
  readonly protocol: number
  readonly port: number
}

/** Mostly between hosts; by private address, by public address, from and to strangers. */
function questionOf(dice: Dice, { hosts, nats }: Network): Asked {
  const all = hosts as [Host, ...Host[]] // every random network has some
  const [from, to] = [dice.pick(all), dice.pick(all)]
  const traffic = { protocol: dice.pick([6, 6, 17]), port: dice.pick([443, 443, 22, 8080]) }
  const sort = dice.below(10)
  if (sort < 5) return { from, to, ...traffic }
  if (sort < 7) return { from, to: to.publicAddress ?? nats[0]?.publicAddress ?? '8.8.4.4', ...traffic }
  return sort < 8
    ? { from, to: '8.8.8.8', ...traffic }
    : { from: 'stranger', to: to.publicAddress ?? nats[0]?.publicAddress ?? '198.51.100.250', ...traffic }
}

function engineSays(world: World, { from, to, protocol, port }: Asked): string {
  const [source, target] = [
    from === 'stranger' ? '8.8.8.8' : `i-${from.name}`,
    typeof to === 'string' ? to : `i-${to.name}`,
  ]
  const answer = askPath({ from: source, to: target, protocol, port }, world)
  const [way] = answer.ways
  const hops = [way?.forward.hops, way?.return?.hops].map((leg) =>
    leg?.map((hop) => `${hop.decision} ${hop.resource.id}: ${hop.because}`).join('\n    '),
  )
  return `${answer.verdict}\n    ${hops.join('\n  back\n    ')}`
}

test(`the engine agrees with a slow second one on ${RUNS} random networks`, { timeout: 1_200_000 }, () => {
  const told = { delivered: 0, dropped: 0, 'exits-network': 0 }
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const dice = new Dice(seed)
    const network = networkOf(dice)
    const world = new Facts(factsOf(network).snapshot()).at(HERE)
    const oracle = new Oracle(network)
    for (let index = 0; index < QUESTIONS; index++) {
      const asked = questionOf(dice, network)
      if (asked.from === asked.to) continue
      const truth = oracle.answer(asked.from, asked.to, asked.protocol, asked.port)
      const said = engineSays(world, asked)
      if (said.split('\n')[0] !== truth)
        throw new Error(
          `Seed ${seed}: the oracle says ${truth} of ${JSON.stringify(asked)}, and the engine ${said}\n${JSON.stringify(network, undefined, 1)}`,
        )
      told[truth]++
    }
  }
  const all = told.delivered + told.dropped + told['exits-network']
  expect(told.delivered / all).toBeGreaterThan(0.1)
  expect(told.dropped / all).toBeGreaterThan(0.2)
  expect(told['exits-network'] / all).toBeGreaterThan(0.01)
})
