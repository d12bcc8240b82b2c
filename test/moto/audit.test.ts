import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/audit/report.ts'
import { type Moto, startMoto } from './server.ts'
import { type Made, REGION, makeShop, motoCredentials } from './shop.ts'

let moto: Moto
let made: Made
let report: Report
let status: number | null

beforeAll(async () => {
  moto = await startMoto()
  made = await makeShop(moto.url)
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: moto.url,
    AWS_ACCESS_KEY_ID: motoCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: motoCredentials.secretAccessKey,
  }
  const args = ['bin/run.js', 'audit', '--region', REGION, '--format', 'json', '--include-pass']
  const audit = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 2 ** 26 })
  status = audit.status
  report = JSON.parse(audit.stdout) as Report
})

afterAll(() => moto?.stop())

/** `fail`, `pass` … for a resource by its role, or a record by its name; undefined when the rule said nothing of it. */
function judged(ruleId: string, role: string): string | undefined {
  const id = made[role] ?? `${made['zone']}/${role}`
  return report.findings.find((one) => one.ruleId === ruleId && one.resource.id === id)?.status
}

const cases: readonly (readonly [ruleId: string, bad: string, good: string | undefined])[] = [
  ['nat-gateway-az-independence', 'appB', 'appA'],
  ['endpoint-gateway-missing-with-nat', 'shop', undefined],
  ['elastic-ip-idle', 'idleAddress', 'natAddress'],
  ['peering-one-sided-routes', 'pcx', undefined],
  ['security-group-open-to-internet', 'openGroup', 'webGroup'],
  ['nlb-single-zone', 'narrow', 'wide'],
  ['alb-outdated-tls-policy', 'oldListener', 'newListener'],
  ['alb-http-without-redirect', 'plainListener', 'redirectListener'],
  ['route53-dangling-aws-endpoint', 'gone.example.com./A', 'www.example.com./A'],
  [
    'route53-failover-primary-without-health-check',
    'blind.example.com./A/primary',
    'watched.example.com./A/primary',
  ],
  ['route53-location-policy-missing-default', 'nowhere.example.com./A', 'everywhere.example.com./A'],
  ['cloudfront-outdated-tls', 'oldDistribution', 'newDistribution'],
  ['cloudfront-dedicated-ip-ssl', 'dedicatedDistribution', 'newDistribution'],
  ['cloudfront-viewer-allows-http', 'oldDistribution', 'newDistribution'],
  ['route53-failover-set-incomplete', 'half.example.com./A', 'watched.example.com./A'],
  ['route53-failover-same-target', 'same.example.com./A', 'watched.example.com./A'],
  ['route53-failover-ttl-too-long', 'slow.example.com./A/primary', 'watched.example.com./A/primary'],
  ['route53-alias-target-health-not-evaluated', 'deaf.example.com./A/one', 'hearing.example.com./A/one'],
  ['route53-policy-records-without-health-check', 'drained.example.com./A', 'even.example.com./A'],
  ['route53-weighted-all-zero', 'drained.example.com./A', 'even.example.com./A'],
  ['route53-routing-policy-single-record', 'alone.example.com./A', 'even.example.com./A'],
  ['route53-zone-only-soa-ns', 'emptyZone', 'zone'],
  ['health-check-deleted', 'unwatched.example.com./A/primary', 'watched.example.com./A/primary'],
  ['health-check-unassociated', 'unusedCheck', 'check'],
  ['cloudfront-origin-does-not-exist', 'lostDistribution', 'bareDistribution'],
  ['cloudfront-origin-plaintext', 'oldDistribution', 'newDistribution'],
  ['cloudfront-origin-outdated-tls', 'dedicatedDistribution', 'newDistribution'],
  ['cloudfront-shadowed-cache-behavior', 'dedicatedDistribution', 'newDistribution'],
]

describe('an audit of an account made through the API', () => {
  test('fails with status 1', () => expect(status).toBe(1))

  for (const [ruleId, bad, good] of cases) {
    test(`${ruleId} fails ${bad}${good ? ` and passes ${good}` : ''}`, () => {
      expect(judged(ruleId, bad)).toBe('fail')
      if (good) expect(judged(ruleId, good)).toBe('pass')
    })
  }

  test('what moto does not offer is not evaluated, and never passed', () => {
    const missing = report.notEvaluated.filter((one) => one.operation === 'ec2:DescribePlacementGroups')
    expect(missing.length).toBeGreaterThan(0)
    for (const { ruleId } of missing)
      expect(report.findings.filter((one) => one.ruleId === ruleId)).toEqual([])
  })
})
