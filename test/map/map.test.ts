import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { type MapOptions, networkMap } from '../../src/map/build.ts'
import { dot } from '../../src/map/dot.ts'
import { mermaid } from '../../src/map/mermaid.ts'
import type { MapNode, NetworkMap } from '../../src/map/model.ts'
import { painted } from '../../src/map/paint.ts'
import { svg } from '../../src/map/svg.ts'
import { type Account, account } from '../support/account.ts'
import { landscape } from '../support/landscape.ts'
import { bad, reportOn, ruleOf } from '../support/judging.ts'

const factsOf = (...given: readonly [Account, ...(readonly Account[])]): Facts => {
  const [first, ...others] = given
  return new Facts(first.snapshot(...others))
}
function mapOf(given: Account, options: MapOptions = {}): NetworkMap {
  const map = networkMap(factsOf(given), options)
  if (!map) throw new Error('There is nothing to draw.')
  return map
}
const node = (map: NetworkMap, id: string): MapNode | undefined => map.nodes.find((one) => one.id === id)
const lines = (map: NetworkMap): readonly string[] =>
  map.edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`).toSorted()

const PUBLIC = { '0.0.0.0/0': 'igw' }
const shop = (): Account =>
  account()
    .vpc('shop')
    .subnet('public-a', { zone: 'a', routes: PUBLIC })
    .natGateway('a', { in: 'public-a' })
    .subnet('app-a', { zone: 'a', routes: { '0.0.0.0/0': 'nat-a' } })
    .subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-a' } })
    .subnet('data-a', { zone: 'a' })

describe('subnets', () => {
  test('are public, private or isolated by where their routes really lead', () => {
    const map = mapOf(shop())
    const tones = ['public-a', 'app-a', 'data-a'].map((name) => node(map, `subnet-${name}`)?.tone)
    expect(tones).toEqual(['public', 'private', 'isolated'])
  })

  test('of which the routes were not read are of no tone', () => {
    expect(node(mapOf(shop().unread('routeTables')), 'subnet-app-a')?.tone).toBe('unknown')
  })

  test('that leave alike are one, with the zones by their ids', () => {
    const map = mapOf(shop(), { collapse: true })
    expect(
      map.nodes.filter(({ kind }) => kind === 'subnet').map(({ sort, name }) => `${sort}: ${name}`),
    ).toEqual(['2 private subnets: app', 'isolated subnet: data-a', 'public subnet: public-a'])
    expect(node(map, 'subnet-app-a')?.lines).toContain('use1-az1, use1-az2')
    expect(map.standsFor.get('subnet-app-b')).toBe('subnet-app-a')
  })

  test('lie in their zones where they are drawn one by one', () => {
    expect(node(mapOf(shop()), 'subnet-app-b')?.parent).toBe('vpc-shop/use1-az2')
  })
})

describe('lines', () => {
  test('follow the effective routes, to the gateway and out', () => {
    expect(lines(mapOf(shop()))).toEqual([
      'igw-shop route internet',
      'nat-a route igw-shop',
      'subnet-app-a route nat-a',
      'subnet-app-b route nat-a',
      'subnet-public-a route igw-shop',
    ])
  })

  test('of a dead route lead to what is gone', () => {
    const map = mapOf(
      account()
        .vpc('shop')
        .subnet('app', { routes: { '0.0.0.0/0': '!nat-gone' } }),
    )
    expect(map.edges.map(({ kind, to }) => [kind, to])).toEqual([['dead', 'missing/nat-gone']])
  })

  test('join VPCs by peering connections and transit gateways', () => {
    const map = mapOf(
      account()
        .vpc('shop')
        .vpc('data', { cidr: '10.1.0.0/16' })
        .peering('pair', 'shop', 'data')
        .transitGateway('hub')
        .subnet('app', { routes: { '10.1.0.0/16': 'pcx-pair' } })
        .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'] }),
    )
    expect(lines(map)).toEqual(['subnet-app attachment tgw-hub', 'subnet-app peering pcx-pair'])
    expect(node(map, 'pcx-pair')?.joins).toEqual(['vpc-shop', 'vpc-data'])
  })
})

describe('a map', () => {
  test('draws no host', () => {
    const map = mapOf(shop().instance('web', { subnet: 'app-a' }))
    expect(map.nodes.map(({ id }) => id)).not.toContain('i-web')
    expect(map.standsFor.get('i-web')).toBe('subnet-app-a')
  })

  test('of one VPC has that one only, by its id or its name', () => {
    const two = (): Account => shop().vpc('bank', { cidr: '10.9.0.0/16' })
    expect(mapOf(two(), { vpcs: ['vpc-bank'] }).boxes.map(({ id }) => id)).toEqual([
      '111111111111/us-east-1',
      'vpc-bank',
    ])
    expect(mapOf(two(), { vpcs: ['nothing'] }).boxes).toEqual([])
  })

  test('of twenty VPCs and three hundred subnets has a box for what is alike', () => {
    const map = mapOf(landscape(20))
    const subnets = map.nodes.filter(({ kind }) => kind === 'subnet')
    expect(subnets.length).toBe(60)
    expect(map.nodes.length).toBeLessThan(130)
  })
})

describe('findings', () => {
  test('are painted on what they concern, the worst colour outward', () => {
    const rule = ruleOf([])
    const { findings } = reportOn([
      rule,
      bad('subnet-app-b', { severity: 'high' }),
      bad('rtb-app-a', { severity: 'low' }),
      bad('nat-a', { severity: 'info' }),
    ])
    const map = painted(mapOf(shop()), findings)
    expect(node(map, 'subnet-app-b')?.painted).toEqual({ worst: 'high', counts: { high: 1 } })
    expect(node(map, 'subnet-app-a')?.painted).toEqual({ worst: 'low', counts: { low: 1 } })
    const box = (id: string) => map.boxes.find((one) => one.id === id)?.painted
    expect(box('vpc-shop')).toEqual({ worst: 'high', counts: {} })
    expect(box('vpc-shop/use1-az1')?.worst).toBe('low')
    expect(box('111111111111/us-east-1')?.worst).toBe('high')
  })
})

describe('a picture', () => {
  const evil = `"]<script>alert(1)</script>\\n\u0000\u202e\ud800;--> {x} #quot; \u001b[2J${'y'.repeat(5000)}`
  const hostile = (): Account =>
    account()
      .vpc('shop', { tags: { Name: evil } })
      .subnet('a', { routes: PUBLIC, tags: { Name: evil } })

  test('is well-formed and the same each time', async () => {
    const facts = factsOf(landscape(5))
    const report = makeReport(run(facts, rules), {
      version: '0',
      scope: { accounts: [], regions: [], source: 'demo' },
      startedAt: '',
      finishedAt: '',
    })
    const draw = (): NetworkMap => painted(networkMap(facts) ?? mapOf(shop()), report.findings)
    const [once, twice] = [await svg(draw()), await svg(draw())]
    expect(once).toBe(twice)
    expect(XMLValidator.validate(once)).toBe(true)
    expect([dot(draw()), mermaid(draw())]).toEqual([dot(draw()), mermaid(draw())])
  })

  test('does not hang on the order in which AWS lists things', async () => {
    const other = account()
      .vpc('shop')
      .subnet('data-a', { zone: 'a', cidr: '10.0.3.0/24' })
      .subnet('app-a', { zone: 'a', cidr: '10.0.1.0/24' })
    const one = account()
      .vpc('shop')
      .subnet('app-a', { zone: 'a', cidr: '10.0.1.0/24' })
      .subnet('data-a', { zone: 'a', cidr: '10.0.3.0/24' })
    expect(await svg(mapOf(one))).toBe(await svg(mapOf(other)))
  })

  test('takes hostile names for text, and not for more of it than fits', async () => {
    const map = mapOf(hostile())
    const picture = await svg(map)
    expect(XMLValidator.validate(picture)).toBe(true)
    for (const text of [picture, dot(map), mermaid(map)]) {
      // oxlint-disable-next-line no-control-regex -- that there is none is what is tested
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|[\ud800-\udfff](?![\udc00-\udfff])/)
      expect(text).not.toContain('<script>')
      expect(text.length).toBeLessThan(20_000)
    }
  })
})
