import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/network/path/hops.ts'
import { QuestionError } from '../../../src/network/path/question.ts'
import { PATH_KINDS } from '../../../src/network/path/world.ts'
import { DENIED, type Account } from '../../support/account.ts'
import { type Asked, verdict } from './asking.ts'
import { estate } from './estate.ts'

const SIX = { family: 6 } as const
const SSH = { port: 22 }

/** What is asked, and what is true. */
const QUESTIONS: readonly (readonly [from: string, to: string, asked: Asked, truth: Verdict])[] = [
  ['internet', 'shop', {}, 'delivered'],
  ['internet', 'shop', { port: 444 }, 'dropped'],
  ['internet', 'net', {}, 'delivered'],
  ['internet', 'i-bastion', SSH, 'delivered'],
  ['internet', 'i-bastion', {}, 'dropped'],
  ['internet', '203.0.113.77', {}, 'dropped'],
  ['internet', 'i-guarded', {}, 'delivered'],
  ['i-guarded', 'internet', {}, 'delivered'],
  ['i-app', 'internet', {}, 'delivered'],
  ['i-app', '8.8.8.8', {}, 'exits-network'],
  ['i-app', '203.0.113.70', {}, 'delivered'],
  ['i-app', 'i-half', {}, 'dropped'],
  ['i-app', 'i-web', {}, 'delivered'],
  ['i-app', 'i-web', { port: 8443 }, 'dropped'],
  ['i-app', 'i-stopped', {}, 'dropped'],
  ['i-stopped', 'i-app', {}, 'dropped'],
  ['i-app', 'i-lab', {}, 'delivered'],
  ['i-app', 'i-third', {}, 'dropped'],
  ['i-app', 'i-data', {}, 'delivered'],
  ['i-app', 'i-far', {}, 'delivered'],
  ['i-far', 'i-app', SSH, 'delivered'],
  ['i-app', '52.216.0.1', {}, 'delivered'],
  ['i-app', '172.20.0.1', {}, 'dropped'],
  ['i-app', '172.16.0.1', {}, 'dropped'],
  ['i-app', '192.168.1.1', {}, 'exits-network'],
  ['i-app', '192.168.2.1', {}, 'dropped'],
  ['vgw-hq', 'i-app', {}, 'delivered'],
  ['i-app', 'internet', SIX, 'delivered'],
  ['internet', 'i-app', SIX, 'dropped'],
]

const name = ([from, to, asked]: (typeof QUESTIONS)[number]): string =>
  `${from} to ${to} ${JSON.stringify(asked)}`

/** An end that cannot be found is no answer. */
function answer(
  story: readonly Account[],
  [from, to, asked]: (typeof QUESTIONS)[number],
): Verdict | 'no answer' {
  try {
    return verdict(story, from, to, asked)
  } catch (error) {
    if (error instanceof QuestionError) return 'no answer'
    throw error
  }
}

test.each(QUESTIONS.map((question) => [name(question), question] as const))(
  'with everything read: %s',
  (_, question) => {
    expect(answer(estate(), question)).toBe(question[3])
  },
)

describe.each(PATH_KINDS)('without %s an answer stays or becomes unknown', (kind) => {
  const [here, there] = estate()
  test.each([
    ['refused', [here, there], DENIED],
    ['never asked for', [here, there], undefined],
    ['refused in one region', [here], DENIED],
    ['refused in the other', [there], DENIED],
  ] as const)('%s', (_, builders, error) => {
    for (const builder of builders) builder.unread(kind, error)
    const changed = QUESTIONS.map(
      (question) => [name(question), question[3], answer([here, there], question)] as const,
    )
    for (const builder of builders) builder.read(kind)
    expect(
      changed.filter(([, truth, said]) => said !== truth && said !== 'unknown' && said !== 'no answer'),
    ).toEqual([])
  })
})

test('a region that was not read at all is where facts end', () => {
  expect(answer([estate()[0]], ['i-app', '10.4.1.10', {}, 'delivered'])).toBe('exits-network')
})
