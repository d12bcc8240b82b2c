/**
 * A large account of names: 2,000 hosted zones of 500 records, 300 distributions, 1,000 load balancers with 3,000 target
 * groups, audited by the built CLI from a file: `npm run build && npx tsx bench/edge.ts`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeSnapshot } from '../src/snapshot/write.ts'
import { LARGE, largeAccount } from './large-account.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'awsnet-bench-'))
const file = join(folder, 'names.ndjson.gz')

async function main(): Promise<void> {
  const size = {
    ...LARGE,
    vpcs: 20,
    subnets: 200,
    routeTables: 100,
    interfaces: 5000,
    groups: 500,
    zones: 2000,
    recordsPerZone: 500,
  }
  const { createdAt, facts } = largeAccount(size)
  const writer = await writeSnapshot(file, createdAt, '0.1.0')
  for (const fact of facts) await writer.write(fact)
  await writer.end()
  console.log(
    `${size.zones} zones of ${size.recordsPerZone} records, ${size.distributions} distributions, ${size.balancers} load balancers: ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB`,
  )
  for (const args of [[], ['--topic', 'route53,health-check,cloudfront,alb,nlb,clb,gwlb,target-group']]) {
    const began = performance.now()
    const { status, stderr } = spawnSync(
      '/usr/bin/env',
      [
        'bash',
        '-c',
        `ulimit -v unlimited; exec "${process.execPath}" "${root}bin/run.js" audit --snapshot "${file}" --quiet --output "${join(folder, 'report.json')}" ${args.join(' ')}`,
      ],
      { encoding: 'utf8' },
    )
    console.log(
      `${args.join(' ') || 'all rules'}: ${((performance.now() - began) / 1000).toFixed(1)} s, exit status ${status}${stderr ? `\n${stderr}` : ''}`,
    )
  }
}

await main().finally(() => rmSync(folder, { recursive: true, force: true }))
