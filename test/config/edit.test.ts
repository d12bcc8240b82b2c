import { describe, expect, test } from 'vitest'
import { withSuppressionJson, withSuppressionYaml } from '../../src/config/edit.ts'
import { template } from '../../src/config/template.ts'

const entry = {
  fingerprint: 'a'.repeat(32),
  reason: 'Agreed: in March # 12',
  owner: undefined,
  expires: '2027-01-31',
}
const LINES = `- fingerprint: ${entry.fingerprint}
    reason: "Agreed: in March # 12"
    expires: 2027-01-31`

describe('a suppression is added to YAML', () => {
  test.each([
    ['an empty file', '', `suppressions:\n  ${LINES}\n`],
    ['a file without a last line break', 'gate: {}', `gate: {}\nsuppressions:\n  ${LINES}\n`],
    [
      'an empty list between comments',
      '# ours\nsuppressions: [] # none\n# end\n',
      `# ours\nsuppressions:\n  ${LINES} # none\n# end\n`,
    ],
    [
      'a list with comments, behind its last entry',
      'suppressions:\n  # old ones\n  - rule: nat-* # yes\n    reason: x\n\n# then\ngate: { failOn:   low }\n',
      `suppressions:\n  # old ones\n  - rule: nat-* # yes\n    reason: x\n  ${LINES}\n\n# then\ngate: { failOn:   low }\n`,
    ],
    [
      'a list whose dashes stand under their key',
      'suppressions:\n- rule: nat-*\n  reason: x\n',
      `suppressions:\n- rule: nat-*\n  reason: x\n${LINES.replaceAll('\n    ', '\n  ')}\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(withSuppressionYaml(before, entry)).toEqual({ text: after, renewed: false })
  })

  test('and renewed where it stands, between the others', () => {
    const before = `suppressions:\n  - fingerprint: ${entry.fingerprint}\n    reason: old\n    # kept\n  - rule: nat-*\n    reason: x\n`
    expect(withSuppressionYaml(before, entry)).toEqual({
      text: `suppressions:\n  ${LINES}\n    # kept\n  - rule: nat-*\n    reason: x\n`,
      renewed: true,
    })
  })

  test('a list on one line becomes lines', () => {
    const { text } = withSuppressionYaml('suppressions: [{ rule: nat-*, reason: x }]\n', entry)
    expect(text).toContain(`- fingerprint: ${entry.fingerprint}`)
    expect(text).toContain('nat-*')
  })

  test('with a note of what it is, and nothing else changed', () => {
    const { text } = withSuppressionYaml(template, entry, 'nat-gateway-unused on nat-1')
    const added = text.split('\n').filter((line) => !template.split('\n').includes(line))
    expect(added).toEqual(['suppressions:', '  # nat-gateway-unused on nat-1', ...`  ${LINES}`.split('\n')])
  })
})

describe('a suppression is added to JSON', () => {
  test('in the indentation of the file', () => {
    expect(withSuppressionJson('{\n    "gate": {}\n}\n', entry).text).toBe(
      `{\n    "gate": {},\n    "suppressions": [\n        {\n            "fingerprint": "${entry.fingerprint}",\n            "reason": "Agreed: in March # 12",\n            "expires": "2027-01-31"\n        }\n    ]\n}\n`,
    )
  })

  test('in the part of a package.json, and renewed there', () => {
    const once = withSuppressionJson('{"name":"x","awsnet":{}}', entry, 'awsnet')
    const twice = withSuppressionJson(once.text, { ...entry, reason: 'again' }, 'awsnet')
    expect([once.renewed, twice.renewed]).toEqual([false, true])
    expect(JSON.parse(twice.text)).toEqual({
      name: 'x',
      awsnet: {
        suppressions: [{ fingerprint: entry.fingerprint, reason: 'again', expires: '2027-01-31' }],
      },
    })
  })
})
