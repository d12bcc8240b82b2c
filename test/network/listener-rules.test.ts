import { describe, expect, test } from 'vitest'
import {
  type ListenerRule,
  forwardedTo,
  isChallengeRule,
  outcomeOverHttp,
  ruleLabel,
} from '../../src/network/listener-rules.ts'

/** Only what the functions look at. */
const rule = (fields: object): ListenerRule => fields as ListenerRule

describe('outcomeOverHttp', () => {
  test.each([
    ['HTTPS', { Protocol: 'HTTPS' }, 'closed'],
    ['the protocol of the request on port 443', { Protocol: '#{protocol}', Port: '443' }, 'open'],
    ['HTTP on port 443', { Protocol: 'HTTP', Port: '443' }, 'open'],
    ['another host', { Host: 'www.example.com' }, 'open'],
    ['another port', { Port: '8080' }, 'open'],
    ['another path of the same listener', { Path: '/new' }, 'closed'],
  ])('a redirect to %s', (_, RedirectConfig, kind) => {
    expect(outcomeOverHttp(rule({ Actions: [{ Type: 'redirect', RedirectConfig }] })).kind).toBe(kind)
  })

  test('what a rule does before it forwards does not hide that it does', () => {
    expect(
      outcomeOverHttp(rule({ Actions: [{ Type: 'authenticate-oidc' }, { Type: 'forward' }] })).kind,
    ).toBe('served')
  })

  test.each([[undefined], [[]], [[{ Type: 'redirect' }]]])('%j stays open', (Actions) => {
    expect(outcomeOverHttp(rule({ Actions })).kind).toBe('open')
  })
})

const onPath = (...Values: string[]): object => ({ Field: 'path-pattern', PathPatternConfig: { Values } })

describe('isChallengeRule', () => {
  test.each([
    ['the challenges', [onPath('/.well-known/acme-challenge/*')], true],
    ['the challenges and more', [onPath('/.well-known/acme-challenge/*', '/*')], false],
    [
      'the challenges of one host',
      [onPath('/.well-known/acme-challenge/*'), { Field: 'host-header' }],
      false,
    ],
    ['a pattern that holds them and all else', [onPath('/.well-known/*')], false],
    ['no path', [{ Field: 'path-pattern', PathPatternConfig: { Values: [] } }], false],
    ['nothing', [], false],
  ])('%s', (_, Conditions, expected) => expect(isChallengeRule(rule({ Conditions }))).toBe(expected))
})

describe('forwardedTo', () => {
  test('a single group', () => {
    expect(forwardedTo({ Type: 'forward', TargetGroupArn: 'tg-1' })).toEqual([{ arn: 'tg-1', weight: 1 }])
  })
  test('weighted groups, which repeat the single one', () => {
    const TargetGroups = [{ TargetGroupArn: 'tg-1', Weight: 0 }, { TargetGroupArn: 'tg-2' }, { Weight: 5 }]
    expect(forwardedTo({ Type: 'forward', TargetGroupArn: 'tg-1', ForwardConfig: { TargetGroups } })).toEqual(
      [
        { arn: 'tg-1', weight: 0 },
        { arn: 'tg-2', weight: 1 },
      ],
    )
  })
})

test('ruleLabel', () => {
  expect(ruleLabel(rule({ IsDefault: true, Priority: 'default' }))).toBe('the default rule')
  expect(ruleLabel(rule({ Priority: '10' }))).toBe('rule 10')
})
