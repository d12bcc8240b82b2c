import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Config, checkConfig, loadSuppressions } from '../../src/config/load.ts'
import { template } from '../../src/config/template.ts'
import { UserError } from '../../src/user-error.ts'
import { rules } from '../../rules/index.ts'
import { root } from '../support/cli.ts'
import { ownFolder } from '../support/files.ts'

const folder = ownFolder()
const known = { rules, formats: ['table', 'json'] }
const check = (text: string, path = 'awsnet.config.yaml'): Config => checkConfig(path, text, known)

function problem(text: string): string {
  try {
    check(text)
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return error instanceof Error ? error.message : ''
  }
  throw new Error('It was accepted.')
}

const published = new Ajv({ allErrors: true, strict: false, formats: { date: true } }).compile(
  JSON.parse(readFileSync(join(root, 'schema/config.schema.json'), 'utf8')) as object,
)

const WHOLE = `
$schema: ./config.schema.json
scope: { regions: [us-east-1], excludeRegions: [], profile: audit }
topics: [nat, 'route*']
pillars: [reliability]
rules:
  cloudfront-*: off
  nat-gateway-az-independence: low
  nat-gateway-unused: { enabled: true, severity: info, settings: { graceHours: 72, standbyTags: [spare] } }
report: { format: json, output: [out/awsnet.json], minSeverity: low, includePass: false }
gate: { failOn: none, allowIncomplete: true, baseline: base.json }
nonProduction: { Tier: [lab] }
suppressionTags: true
suppressions:
  - { rule: nat-*, resource: 'subnet-*', account: '111111111111', region: us-east-1, tags: { team: '*' }, reason: yes we know, owner: me, expires: 2027-01-31 }
  - { fingerprint: 4f1c0a9be2d37788a1b2c3d4e5f60718, tags: [{ a: b }, { c: d }], reason: so }
`

describe('a configuration', () => {
  test.each([
    ['with everything', WHOLE],
    ['that awsnet init writes', template],
    ['that is empty', ''],
    ['in JSON', '{ "gate": { "failOn": "low" } }'],
    ['that begins with a byte order mark', '\uFEFFgate: {}'],
  ])('%s is accepted, by editors too', (_, text) => {
    const { values } = check(text)
    expect(published(parse(text.replace('\uFEFF', '')) ?? {}), JSON.stringify(published.errors)).toBe(true)
    expect(values).toEqual(parse(text.replace('\uFEFF', '')) ?? {})
  })

  test.each([
    [
      'gate: { failOn: hihg }',
      '1: gate.failOn must be one of critical, high, medium, low, info, none, not "hihg". Did you mean "high"?',
    ],
    ['\ngate: { failon: high }', '2: there is no key "gate.failon". Did you mean "failOn"?'],
    ['gates: {}', '1: there is no key "gates". Did you mean "gate"?'],
    ['scope: { region: [a] }', '1: there is no key "scope.region". Did you mean "regions"?'],
    ['scope: { regions: us-east-1 }', '1: scope.regions must be a list, not "us-east-1".'],
    ['gate: { allowIncomplete: "yes" }', '1: gate.allowIncomplete must be true or false, not "yes".'],
    ['gate: [high]', '1: gate must be a map of keys, not a list.'],
    ['- gate', '1: the configuration must be a map of keys, not a list.'],
    [
      'rules:\n  nat-gateway-unusd: off',
      '2: there is no rule "nat-gateway-unusd". Did you mean "nat-gateway-unused"?',
    ],
    [
      'rules:\n  nat-gateway-unused: never',
      '2: rules.nat-gateway-unused must be one of on, off, critical, high, medium, low, info, not "never".',
    ],
    [
      'rules:\n  nat-gateway-unused:\n    settings:\n      graceHour: 3',
      '4: there is no key "rules.nat-gateway-unused.settings.graceHour". Did you mean "graceHours"?',
    ],
    [
      'rules:\n  nat-gateway-unused:\n    settings: { graceHours: soon }',
      '3: rules.nat-gateway-unused.settings.graceHours must be a number, not "soon".',
    ],
    [
      'rules:\n  nat-*:\n    settings: { graceHours: 3 }',
      '3: there is no key "rules.nat-*.settings.graceHours".',
    ],
    ['topics: [nat, ruting]', '1: there is no topic "ruting". Did you mean "routing"?'],
    [
      'pillars: [speed]',
      '1: pillars[0] must be one of reliability, security, cost, performance, operations, not "speed".',
    ],
    ['suppressions:\n  - rule: nat-*', '2: suppressions[0] lacks "reason".'],
    ['suppressions:\n  - rule: nat-*\n    reason: ""', '3: suppressions[0].reason must not be empty.'],
    [
      'suppressions:\n  - rule: nat-*\n    reson: x',
      '3: there is no key "suppressions[0].reson". Did you mean "reason"?',
    ],
    [
      'suppressions:\n  - reason: x',
      '2: suppressions[0] must say what it is for: rule, resource, account, region, tags or fingerprint.',
    ],
    ['suppressions:\n  - rule: nat-gatway\n    reason: x', '2: there is no rule "nat-gatway".'],
    [
      'suppressions:\n  - rule: nat-*\n    reason: x\n    expires: 2027-02-31',
      '4: suppressions[0].expires must be a day that exists, such as 2027-01-31, not "2027-02-31".',
    ],
    [
      'suppressions:\n  - rule: nat-*\n    reason: x\n    expires: soon',
      '4: suppressions[0].expires must be a day that exists, such as 2027-01-31, not "soon".',
    ],
    ['gate: {}\ntopics: []\ngate: {}', '3: the key gate stands here twice.'],
    ['gate: {', '1: it is neither YAML nor JSON: '],
    ['{ "gate": { "failOn": "low", "failOn": "high" } }', '1: the key "failOn" stands here twice.'],
  ])('%j is one sentence with its line', (text, expected) => {
    const said = problem(text)
    expect(said.startsWith(`awsnet.config.yaml:${expected}`), said).toBe(true)
    expect(said.split('\n')).toHaveLength(1)
  })

  test('that is hostile is refused, and quickly', () => {
    const bomb = [
      'a: &a [x]',
      ...Array.from({ length: 12 }, (_, i) => `b${i}: &b${i} [${`*${i ? `b${i - 1}` : 'a'}, `.repeat(9)}]`),
    ]
    expect(problem(bomb.join('\n'))).toContain('too many aliases')
    expect(problem(`gate: { failOn: "${'x'.repeat(100_000)}" }`).length).toBeLessThan(300)
    expect(problem('__proto__: { polluted: true }')).toContain('there is no key')
    expect({}).not.toHaveProperty('polluted')
  })
})

test('suppressions in a file of their own: a list, or under their key, with lines of their own', async () => {
  const list = '- rule: nat-*\n  reason: x\n'
  const entry = [{ rule: 'nat-*', reason: 'x' }]
  expect(await loadSuppressions(await folder.write('list.yaml', list), rules)).toEqual(entry)
  expect(await loadSuppressions(await folder.write('map.yaml', `suppressions:\n${list}`), rules)).toEqual(
    entry,
  )
  const wrong = await folder.write(
    'wrong.yaml',
    `${list}- rule: nat-nothing-of-the-kind-at-all\n  reason: y\n`,
  )
  await expect(loadSuppressions(wrong, rules)).rejects.toThrow(/wrong\.yaml:3: there is no rule/)
  await expect(loadSuppressions(await folder.write('text.yaml', 'hello'), rules)).rejects.toThrow(
    'must be a list',
  )
})
