import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { iamActions } from '../../src/aws/services.ts'
import { demoAccount } from '../../src/cli/package-root.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import { operations } from '../../src/inventory/operations.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'
import { serve } from '../replay/support.ts'
import { awsnet, from, reportOf } from '../support/cli.ts'

interface Policy {
  readonly Statement: readonly [{ readonly Action: readonly string[] }]
}

const policy = async (...args: readonly string[]): Promise<readonly string[]> => {
  const { out } = await awsnet(['policy', ...args])
  return (JSON.parse(out) as Policy).Statement[0].Action
}

/** What somebody with just these actions may ask for; who one is needs no permission. */
const allowedBy = (actions: readonly string[]): readonly string[] => [
  'sts:GetCallerIdentity',
  ...Object.values(kinds)
    .map((kind) => kind.operation)
    .filter((operation) => iamActions(operation).every((action) => actions.includes(action))),
]

describe('the policy', () => {
  test('names a read action for each operation of each rule, and nothing twice', async () => {
    const actions = await policy()
    const needed = rules
      .flatMap((rule) => [...rule.needs, ...(rule.consults ?? [])])
      .flatMap((name) => iamActions(kinds[name].operation))
    expect([...new Set(needed)].filter((action) => !actions.includes(action))).toEqual([])
    expect(actions).toEqual([...new Set(actions)].sort())
    expect(actions.filter((action) => !/^[a-z0-9-]+:(Describe|Get|List|Search)/.test(action))).toEqual([])
  })

  test('names what Route 53 asks of EC2', async () => {
    expect(await policy('--rule', 'endpoint-private-dns-disabled')).toContain('ec2:DescribeVpcs')
  })

  test('is enough for a complete audit of the demo account, where all else is refused', async () => {
    const demo = await readSnapshot(demoAccount, operations)
    const audited = async (allow: readonly string[]) => {
      const { url } = await serve(demo.facts, { faults: { allow } })
      return awsnet([
        'audit',
        ...from(url),
        '--region',
        'us-east-1,eu-west-1',
        '--format',
        'json',
        '--fail-on',
        'none',
      ])
    }
    const allowed = allowedBy(await policy())
    const ended = await audited(allowed)
    expect(ended.status, ended.err).toBe(0)
    expect(reportOf(ended).notEvaluated).toEqual([])

    // The same with one action less is not: the endpoint does refuse.
    expect((await audited(allowed.filter((one) => one !== 'ec2:DescribeVpnGateways'))).status).toBe(3)
  })
})
