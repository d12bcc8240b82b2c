import { beforeAll, describe, expect, test } from 'vitest'
import { demoAccount } from '../../src/cli/package-root.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { operations } from '../../src/inventory/operations.ts'
import { type PathAnswer, type Question, askPath } from '../../src/network/path/question.ts'
import type { World } from '../../src/network/path/world.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'
import { account } from '../support/account.ts'

let world: World

beforeAll(async () => {
  const facts = new Facts(await readSnapshot(demoAccount, operations))
  world = facts.at({ account: '123456789012', region: 'us-east-1' })
})

const virginia = account({ id: '123456789012', region: 'us-east-1', realIds: true })
const ireland = account({ id: '123456789012', region: 'eu-west-1', realIds: true })
const instance = (name: string, region = virginia): string => region.idOf('i', name)

const ask = (question: Partial<Question> & Pick<Question, 'from' | 'to'>): PathAnswer =>
  askPath({ protocol: 6, port: 443, ...question }, world)

/** What stops the first way, and on which leg. */
const dropOf = ({ ways }: PathAnswer): string | undefined => {
  const [way] = ways
  const back = way?.return?.droppedAt
  return back ? `back: ${back.because}` : way?.forward.droppedAt?.because
}

const reaches = ({ ways }: PathAnswer): readonly string[] => [
  ...new Set(ways.map((way) => way.forward.hops.at(-1)?.resource.id ?? '')),
]

describe('in the demo account', () => {
  test('the internet reaches the shop by its balancer, and each of its targets', () => {
    const answer = ask({ from: 'internet', to: 'shop' })
    expect(answer.verdict).toBe('delivered')
    const targets = ['web-1', 'web-2', 'web-3', 'web-4'].map((name) => virginia.idOf('eni', name))
    expect(reaches(answer).toSorted()).toEqual(targets.toSorted())
  })

  test("checkout's answers are stopped by an ACL without all of the ephemeral ports", () => {
    const answer = ask({ from: 'internet', to: '203.0.113.41' })
    expect(answer.verdict).toBe('dropped')
    expect(dropOf(answer)).toMatch(/^back: outbound rule \* denies TCP 32768-65535 to 192\.0\.2\.1/)
  })

  test('the lab does not reach the data VPC through the shop: peering is not transitive', () => {
    const answer = ask({ from: instance('lab-b'), to: instance('warehouse-a'), port: 5432 })
    expect(answer.verdict).toBe('dropped')
    expect(dropOf(answer)).toContain('peering is not transitive')
  })

  test('the shop reaches its sister in Ireland through two transit gateways, and is answered', () => {
    const answer = ask({ from: instance('app-a'), to: instance('web-1', ireland), port: 8443 })
    expect(answer.verdict).toBe('delivered')
    const gateways = answer.ways[0]?.forward.hops.filter((hop) => hop.resource.type.includes('TransitGateway'))
    expect(gateways?.map((hop) => hop.resource.region)).toEqual(expect.arrayContaining(['us-east-1', 'eu-west-1']))
    expect(answer.ways[0]?.return?.verdict).toBe('delivered')
  })

  test('IPv6 leaves by the egress-only gateway, and nobody enters by it', () => {
    expect(ask({ from: instance('app-a'), to: 'internet', family: 6 }).verdict).toBe('delivered')
    expect(ask({ from: instance('labels'), to: 'internet', family: 6 }).verdict).toBe('delivered')
    const inward = ask({ from: 'internet', to: instance('labels'), family: 6 })
    expect(inward.verdict).toBe('dropped')
    expect(dropOf(inward)).toBe('back: an egress-only gateway passes nothing that began outside')
  })

  test('the lab reaches S3 by the gateway endpoint', () => {
    const answer = ask({ from: instance('lab-b'), to: '52.216.10.1' })
    expect(answer.verdict).toBe('delivered')
    expect(reaches(answer)).toEqual([virginia.idOf('vpce', 's3')])
  })
})
