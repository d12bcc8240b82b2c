import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { type Changes, changesOfReports, changesOfSnapshots } from '../../src/changes/changes.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { changesJson, changesMarkdown, changesTable } from '../../src/reporters/changes.ts'
import type { Judgement } from '../../src/rule.ts'
import { type Account, account } from '../support/account.ts'
import { bad, good, reportOn, ruleOf, unsure } from '../support/judging.ts'

const judged = (given: Account) => {
  const facts = new Facts(given.snapshot())
  const report = makeReport(run(facts, rules), {
    version: '0',
    scope: { accounts: facts.accounts, regions: facts.snapshot.regions, source: 'snapshot' },
    startedAt: '2026-11-22T08:00:00Z',
    finishedAt: '2026-11-22T08:00:00Z',
  })
  return { facts, report }
}
const changes = (before: Account, after: Account): Changes =>
  changesOfSnapshots(judged(before), judged(after))
/** The lines of some parts, in words. */
const said = (of: Changes, ...titles: readonly string[]): readonly string[] => {
  const parts = changesTable(of, { color: false, width: 400 }).trimEnd().split('\n\n')
  return parts
    .filter((part) => titles.some((title) => part.startsWith(`${title}\n`)))
    .flatMap((part) => part.split('\n').slice(1))
}
const NOW_REACHED = 'The internet can now reach'
const NO_LONGER = 'The internet no longer reaches'
const WAYS_OUT = 'Ways out of a VPC'

const PUBLIC = { '0.0.0.0/0': 'igw' }
const web = (inbound: readonly string[], more: (given: Account) => Account = (given) => given): Account =>
  more(
    account()
      .vpc('shop')
      .securityGroup('web', inbound)
      .subnet('public', { routes: PUBLIC, empty: true })
      .instance('web', { subnet: 'public', groups: ['web'], publicIp: '203.0.113.5' }),
  )
const HTTPS = 'tcp 443 0.0.0.0/0'

describe('what the internet can reach', () => {
  test('a port that was opened, and one that was closed, with the way that packets take', () => {
    const opened = changes(web([HTTPS]), web([HTTPS, 'tcp 22 0.0.0.0/0']))
    expect(said(opened, NOW_REACHED)).toEqual([
      '! eni-web at 203.0.113.5 on TCP 22 from the internet, by igw-shop, acl-default-shop, sg-web',
    ])
    expect(said(opened, NO_LONGER)).toEqual([])
    expect(said(changes(web([HTTPS, 'tcp 22 0.0.0.0/0']), web([HTTPS])), NO_LONGER, NOW_REACHED)).toEqual([
      '- eni-web at 203.0.113.5 on TCP 22 from the internet, by igw-shop, acl-default-shop, sg-web',
    ])
  })

  test('more strangers than before on the same port; fewer are none that are new', () => {
    const some = 'tcp 443 198.51.100.0/24'
    expect(said(changes(web([some]), web([HTTPS])), NOW_REACHED)).toHaveLength(1)
    expect(said(changes(web([HTTPS]), web([some])), NOW_REACHED)).toEqual([])
  })

  test('a security group that is open behind a closed way has opened nothing', () => {
    const isolated = (inbound: readonly string[]) =>
      account()
        .vpc('shop')
        .securityGroup('web', inbound)
        .subnet('inner', { empty: true })
        .instance('web', { subnet: 'inner', groups: ['web'], publicIp: '203.0.113.5' })
    expect(said(changes(isolated([]), isolated([HTTPS])), NOW_REACHED)).toEqual([])
  })

  test('a host that is new is said; nothing is said where nothing changed', () => {
    const more = web([HTTPS], (given) =>
      given.instance('admin', { subnet: 'public', groups: ['web'], publicIp: '203.0.113.6' }),
    )
    expect(said(changes(web([HTTPS]), more), NOW_REACHED)).toHaveLength(1)
    const same = changes(web([HTTPS]), web([HTTPS]))
    expect(changesTable(same, { color: false, width: 80 })).toContain(
      'Nothing changed: 0 findings came, 0 went',
    )
  })

  test('the nodes of a load balancer that were replaced are no change', () => {
    const balanced = (id: string) =>
      account()
        .vpc('shop')
        .securityGroup('shop', [HTTPS])
        .subnet('public-a', { zone: 'a', routes: PUBLIC, empty: true })
        .loadBalancer('shop', { zones: ['a'] })
        .listener('shop', 443, 'HTTPS')
        .eni(
          id,
          { subnet: 'public-a', publicIp: `203.0.113.${id.length}` },
          {
            Description: 'ELB app/shop/50dc6c495c0c9188',
            RequesterManaged: true,
            Groups: [{ GroupId: 'sg-shop' }],
          },
        )
    expect(said(changes(balanced('node'), balanced('node-two')), NOW_REACHED, NO_LONGER)).toEqual([])
  })

  test('is not compared where the interfaces were not read', () => {
    const of = changes(web([HTTPS]), web([HTTPS, 'tcp 22 0.0.0.0/0']).unread('networkInterfaces'))
    expect(of.exposure).toBeUndefined()
    expect(said(of, 'Not compared').join('\n')).toContain(
      'what the internet reaches in 111111111111, us-east-1: the newer snapshot does not hold its network interfaces',
    )
  })
})

describe('ways out', () => {
  const app = (
    routes: Readonly<Record<string, string>>,
    more: (given: Account) => Account = (given) => given,
  ) =>
    more(
      account()
        .vpc('shop')
        .subnet('public', { routes: PUBLIC, empty: true })
        .natGateway('a', { in: 'public' }),
    ).subnet('app', { routes })

  test('lost with its route, got with one, and changed with another', () => {
    const natted = { '0.0.0.0/0': 'nat-a' }
    expect(said(changes(app(natted), app({})), WAYS_OUT)).toEqual([
      '! subnet-app lost its way out by nat-a and igw-shop: it has no default route',
    ])
    expect(said(changes(app({}), app(natted)), WAYS_OUT)).toEqual([
      '+ subnet-app got a way out by nat-a and igw-shop',
    ])
    expect(said(changes(app(natted), app(PUBLIC)), WAYS_OUT)).toEqual([
      '~ subnet-app leaves by igw-shop, and no longer by nat-a and igw-shop',
    ])
  })

  test('a subnet that is new, or whose routes were not read, is no loss', () => {
    const without = account()
      .vpc('shop')
      .subnet('public', { routes: PUBLIC, empty: true })
      .natGateway('a', { in: 'public' })
    expect(said(changes(without, app({})), WAYS_OUT)).toEqual([])
    expect(said(changes(app({ '0.0.0.0/0': 'nat-a' }), app({}).unread('routeTables')), WAYS_OUT)).toEqual([])
  })
})

describe('resources', () => {
  const two = () => account().vpc('shop').vpc('bank')

  test('come and go; what was not read has done neither', () => {
    const of = changes(account().vpc('shop'), two())
    expect(said(of, 'Resources that came').filter((line) => line.includes('::VPC '))).toEqual([
      '+ vpc-bank AWS::EC2::VPC in 111111111111, us-east-1',
    ])
    expect(
      said(changes(two(), account().vpc('shop').unread('vpcs')), 'Resources that went').filter((line) =>
        line.includes('::VPC '),
      ),
    ).toEqual([])
  })

  test('on their way out are gone already', () => {
    const nat = (State: 'available' | 'deleted') =>
      account()
        .vpc('shop')
        .subnet('public', { routes: PUBLIC, empty: true })
        .natGateway('a', { in: 'public' }, { State })
    expect(said(changes(nat('available'), nat('deleted')), 'Resources that went').join()).toContain('- nat-a')
    expect(said(changes(nat('deleted'), nat('deleted')), 'Resources that went')).toEqual([])
  })
})

describe('findings', () => {
  const rule = ruleOf([])
  const report = (...judgements: readonly Judgement[]) => reportOn([rule, ...judgements])
  const ids = (findings: readonly { readonly resource: { readonly id: string } }[]) =>
    findings.map(({ resource }) => resource.id)

  test('came, went, stayed, became more severe', () => {
    const { findings } = changesOfReports(
      report(bad('vpc-1'), bad('vpc-2'), bad('vpc-3')),
      report(bad('vpc-1'), good('vpc-2'), bad('vpc-3', { severity: 'critical' }), bad('vpc-4')),
    )
    expect([ids(findings.came), ids(findings.went), ids(findings.worse), findings.stayed]).toEqual([
      ['vpc-4'],
      ['vpc-2'],
      ['vpc-3'],
      1,
    ])
  })

  test('that one of the two could not judge have neither come nor gone', () => {
    const gap = {
      ruleId: rule.id,
      account: '111111111111',
      region: 'us-east-1',
      operation: 'ec2:DescribeVpcs',
      reason: 'denied',
    }
    const blind = { ...report(), notEvaluated: [gap] }
    expect(ids(changesOfReports(blind, report(bad('vpc-1'))).findings.uncertain)).toEqual(['vpc-1'])
    expect(ids(changesOfReports(report(bad('vpc-1')), blind).findings.uncertain)).toEqual(['vpc-1'])
    expect(ids(changesOfReports(report(bad('vpc-1')), report(unsure('vpc-1'))).findings.uncertain)).toEqual([
      'vpc-1',
    ])
    expect(changesOfReports(report(), blind).notCompared).toEqual([
      'vpc-is-well in 111111111111, us-east-1: the newer one did not evaluate it for want of ec2:DescribeVpcs',
    ])
  })

  test('hostile names stay text in each format', () => {
    const evil = '\u001b[2J<script>`@everyone`\n## x'
    const of = changesOfReports(report(), report(bad('vpc-1', { message: evil, on: { name: evil } })))
    for (const text of [
      changesTable(of, { color: false, width: 80 }),
      changesMarkdown(of),
      changesJson(of),
    ]) {
      // oxlint-disable-next-line no-control-regex -- that there is none is what is tested
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
      expect(text).not.toMatch(/^## x/m)
    }
    expect(changesMarkdown(of)).not.toContain('<script>')
  })
})
