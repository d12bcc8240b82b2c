import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoReport } from './demo-report.ts'

/** Of the demo's findings, those that the README shows. */
const SHOWN = ['nacl-outbound-ephemeral-blocked', 'nat-gateway-az-independence']
const WIDTH = 80
const marks = (name: string): readonly [string, string] => [
  `<!-- ${name}: generated -->`,
  `<!-- /${name} -->`,
]

/** The question that the README asks: an ACL stops the answers. */
const QUESTION = { from: 'internet', to: '203.0.113.41', protocol: 6, port: 443 }

/** The README with what the demo really prints, cut to a few findings. */
export async function readme(root: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(root, 'README.md'), 'utf8')
  const audited = between(text, 'demo', await demoOutput())
  return new Map([['README.md', between(audited, 'path', await pathOutput())]])
}

/** A text with what stands between two marks replaced by an output. */
function between(text: string, name: string, printed: string): string {
  const [begin, end] = marks(name)
  const [before = '', rest = ''] = text.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n\n\`\`\`text\n${printed}\n\`\`\`\n\n${end}${after}`
}

async function pathOutput(): Promise<string> {
  const { demoAccount } = await import('../../src/cli/package-root.ts')
  const { Facts } = await import('../../src/inventory/inventory.ts')
  const { operations } = await import('../../src/inventory/operations.ts')
  const { askPath } = await import('../../src/network/path/question.ts')
  const { pathText } = await import('../../src/reporters/path.ts')
  const { readSnapshot } = await import('../../src/snapshot/read.ts')
  const facts = new Facts(await readSnapshot(demoAccount, operations))
  const world = facts.at({ account: facts.accounts[0] ?? '', region: 'us-east-1' })
  return pathText(askPath(QUESTION, world), { color: false, width: WIDTH }).trimEnd()
}

async function demoOutput(): Promise<string> {
  const { reporters } = await import('../../src/reporters/index.ts')
  const { report } = await demoReport()
  const parts = reporters.table(report, { color: false, width: WIDTH }).trimEnd().split('\n\n')
  const shown = parts.filter(
    (part) => SHOWN.some((id) => part.split('\n').slice(0, 3).includes(id)) && !part.startsWith('INFO'),
  )
  return [parts[0], ...shown, '…', parts.at(-1)].join('\n\n')
}
