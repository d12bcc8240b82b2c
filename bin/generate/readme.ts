import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rule } from '../../src/rule.ts'

/** Of the demo's findings, those that the README shows. */
const SHOWN = ['nacl-outbound-ephemeral-blocked', 'nat-gateway-az-independence', 'peering-one-sided-routes']
const WIDTH = 80
const [BEGIN, END] = ['<!-- demo: generated -->', '<!-- /demo -->']

/** The README with what the demo really prints, cut to a few findings. */
export async function readme(root: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(root, 'README.md'), 'utf8')
  const [before = '', rest = ''] = text.split(BEGIN)
  const [, after = ''] = rest.split(END)
  const printed = await demoOutput(root)
  return new Map([['README.md', `${before}${BEGIN}\n\n\`\`\`text\n${printed}\n\`\`\`\n\n${END}${after}`]])
}

async function demoOutput(root: string): Promise<string> {
  const { rules } = (await import(join(root, 'rules/index.ts'))) as { rules: readonly Rule[] }
  const { makeReport } = await import('../../src/audit/report.ts')
  const { run } = await import('../../src/audit/run.ts')
  const { demoAccount, version } = await import('../../src/cli/package-root.ts')
  const { Facts } = await import('../../src/inventory/inventory.ts')
  const { operations } = await import('../../src/inventory/operations.ts')
  const { reporters } = await import('../../src/reporters/index.ts')
  const { readSnapshot } = await import('../../src/snapshot/read.ts')

  const facts = new Facts(await readSnapshot(demoAccount, operations))
  const scope = { accounts: facts.accounts, regions: facts.snapshot.regions, source: 'demo' as const }
  const report = makeReport(run(facts, rules), { version, scope, startedAt: '', finishedAt: '' })
  const parts = reporters.table(report, { color: false, width: WIDTH }).trimEnd().split('\n\n')
  const shown = parts.filter(
    (part) => SHOWN.some((id) => part.split('\n').slice(0, 3).includes(id)) && !part.startsWith('INFO'),
  )
  return [parts[0], ...shown, '…', parts.at(-1)].join('\n\n')
}
