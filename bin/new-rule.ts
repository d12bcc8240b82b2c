/** Writes a rule and its test to start from: npm run new-rule -- TOPIC ID. */
import { access, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [topic = '', id = ''] = process.argv.slice(2)
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const rule = `import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: '${id}',
  title: 'The problem, as it is seen',
  topic: '${topic}',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcs'],
  why: \`What the practice is, and what breaks without it.\`,
  fix: \`How to put it right.\`,
  check: \`How a person sees it in the console or with the AWS CLI.\`,
  reference: 'https://docs.aws.amazon.com/',

  *judge(inventory) {
    for (const vpc of inventory.vpcs) {
      if (!vpc.State) {
        yield unknown(vpc, 'its State is not in the answer')
        continue
      }
      if (vpc.State === 'available') {
        yield pass(vpc)
        continue
      }
      yield fail(vpc, {
        message: \`What is wrong with \${vpc.id}, and what that does to traffic.\`,
        evidence: [[vpc, \`is \${vpc.State}\`, { State: vpc.State }]],
        remediation: \`aws ec2 … --vpc-id \${vpc.id}\`,
      })
    }
  },
})
`

const test = `import rule from '../../../rules/${topic}/${id}.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

testRule(rule, {
  // First what must not be flagged: the cases that look like the flaw and are not.
  accepts: {
    'a healthy VPC': account().vpc('shop'),
  },
  flags: {
    'a VPC that is not there yet': {
      given: account().vpc('shop', {}, { State: 'pending' }),
      finds: ['vpc-shop: What is wrong with vpc-shop, and what that does to traffic.', '  vpc-shop is pending'],
    },
  },
  unknown: {
    'an answer without the state': {
      given: account().vpc('shop', {}, { State: undefined }),
      says: ['vpc-shop: its State is not in the answer'],
    },
  },
})
`

async function main(): Promise<void> {
  if (!KEBAB.test(topic) || !KEBAB.test(id))
    throw new Error('Usage: npm run new-rule -- TOPIC ID, both in kebab-case.')
  const files = new Map([
    [`rules/${topic}/${id}.ts`, rule],
    [`test/rules/${topic}/${id}.test.ts`, test],
  ])
  for (const path of files.keys()) {
    const taken = await access(join(root, path)).then(
      () => true,
      () => false,
    )
    if (taken) throw new Error(`${path} is there already.`)
  }
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
    console.log(`Written: ${path}`)
  }
  console.log(
    `Now: write what must not be flagged, then the rule; npm run generate; npx vitest run test/rules/${topic}`,
  )
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
})
