/** Exposure of a large account, and a path in it: `npx tsx bench/exposure.ts`. */
import { Facts } from '../src/inventory/inventory.ts'
import { InternetExposure } from '../src/network/exposure/exposure.ts'
import { PATH_KINDS } from '../src/network/path/world.ts'
import { askPath } from '../src/network/path/question.ts'
import { LARGE, largeAccount } from './large-account.ts'

const clock = <T>(work: () => T): readonly [T, number] => {
  const began = performance.now()
  const result = work()
  return [result, performance.now() - began]
}

const facts = new Facts(largeAccount())
const world = facts.at({ account: '123456789012', region: 'us-east-1' })
const [exposed, first] = clock(() => new InternetExposure(world).of(world.networkInterfaces.everywhere))
console.log(
  `${LARGE.interfaces} interfaces, ${LARGE.groups} groups: ${exposed.exposures.length} exposures in ${first.toFixed(0)} ms with rows and indexes`,
)
const [, again] = clock(() => new InternetExposure(world).of(world.networkInterfaces.everywhere))
console.log(`again, with indexes made: ${again.toFixed(0)} ms`)

// Loading is making the rows and their ids; what a question itself costs comes after that.
for (const kind of PATH_KINDS) world[kind].get('none')
const [from, to] = [world.networkInterfaces.everywhere[1], world.networkInterfaces.everywhere[1 + LARGE.vpcs]]
const ask = (): unknown => askPath({ from: from?.id ?? '', to: to?.id ?? '', protocol: 6, port: 8001 }, world)
const [, cold] = clock(ask)
const warm = Array.from({ length: 50 }, () => clock(ask)[1]).toSorted((a, b) => a - b)[25] ?? 0
console.log(`a path: ${cold.toFixed(1)} ms the first time, ${warm.toFixed(2)} ms after that`)
console.log(
  `heap ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB, resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`,
)
