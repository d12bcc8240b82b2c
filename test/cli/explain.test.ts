import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { handbookPage, topicsOf } from '../../src/cli/handbook.ts'
import { awsnet } from '../support/cli.ts'

const narrow = { env: { COLUMNS: '60', LANG: 'en_US.UTF-8' } }

describe('awsnet explain', () => {
  test('prints the page of a topic for a terminal', async () => {
    const { status, out, err } = await awsnet(['explain', 'nat'], narrow)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toMatch(/^NAT gateways and NAT instances\n\n/)
    expect(out).toContain('\n- nat-gateway-failed-state, medium: ')
    expect(out).toMatch(/\n\[1\] https:\/\/docs\.aws\.amazon\.com\//)
    expect(out).not.toMatch(/<!--|\*\*|\]\(|^#/m)
  })

  test('in bold where colours are wanted', async () => {
    const { out } = await awsnet(['explain', 'nat', '--color'])
    expect(out.startsWith('\u001B[1mNAT gateways and NAT instances\u001B[22m\n')).toBe(true)
  })

  test('or as it is written', async () => {
    const { out } = await awsnet(['explain', 'nat', '--format', 'markdown'])
    expect(out).toBe(await handbookPage('nat'))
  })

  test('takes the id of a rule for its topic', async () => {
    const [ofRule, ofTopic] = await Promise.all([
      awsnet(['explain', 'nacl-rule-shadowed']),
      awsnet(['explain', 'nacl']),
    ])
    expect(ofRule).toEqual(ofTopic)
  })

  test('lists the topics when none is named', async () => {
    const { status, out } = await awsnet(['explain'], narrow)
    expect(status).toBe(0)
    for (const topic of topicsOf(rules)) expect(out).toMatch(new RegExp(`^${topic} `, 'm'))
    expect(out.split('\n').filter((line) => [...line].length > 60)).toEqual([])
  })

  test('says which name is near to one that is none', async () => {
    const { status, out, err } = await awsnet(['explain', 'natt'])
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toBe('awsnet: There is no topic "natt". Did you mean "nat"? (awsnet explain lists all.)\n')
  })

  test('of topics, then of rules', async () => {
    const { err } = await awsnet(['explain', 'nacl-rule-shadoved'])
    expect(err).toContain('Did you mean "nacl-rule-shadowed"?')
  })
})
