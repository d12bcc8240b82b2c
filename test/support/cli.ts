import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../src/audit/report.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const executable = `${root}bin/run.js`

export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly nodeArgs?: readonly string[]
  /** Where it runs; by default where there is no configuration. */
  readonly cwd?: string
  /** Called with the process as soon as it has written to standard error, or at once when it is quiet. */
  readonly during?: (child: ChildProcess) => void
}

/** Nothing of this machine's AWS configuration, credentials of the account that replays serve, and no retries to wait for. */
const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  AWS_ACCESS_KEY_ID: '111111111111',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
}

/** Runs the executable that users run. */
export function awsnet(
  args: readonly string[],
  { env = {}, nodeArgs = [], cwd = root, during }: RunOptions = {},
): Promise<Ended> {
  if (!existsSync(`${root}dist/src/cli/main.js`)) throw new Error('There is nothing to run: npm run build.')
  const child = spawn(process.execPath, [...nodeArgs, executable, ...args], {
    cwd,
    env: { ...ENVIRONMENT, ...env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  during?.(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, out, err }))
  })
}

export const reportOf = ({ out, err }: Ended): Report => {
  try {
    return JSON.parse(out) as Report
  } catch {
    throw new Error(`No report: ${out}${err}`)
  }
}

/** The arguments that point an audit to an endpoint. */
export const from = (url: string): readonly string[] => ['--endpoint-url', url, '--region', 'us-east-1']
