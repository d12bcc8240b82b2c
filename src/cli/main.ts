import { run } from '@oclif/core/run'
import { removeUnfinished } from '../atomic-file.ts'
import { nearest } from '../nearest.ts'
import { safeText } from '../reporters/terminal-text.ts'
import { UserError } from '../user-error.ts'
import { letFlagsWin } from './environment.ts'
import { packageRoot, version } from './package-root.ts'

const FAILED = 2
const COMMANDS = [
  'audit',
  'config show',
  'diff',
  'explain',
  'exposure',
  'help',
  'init',
  'map',
  'path',
  'policy',
  'replay',
  'rules',
  'rules show',
  'snapshot',
  'suppress',
]

/** Runs a command line. Every way to fail ends in one sentence and exit status 2: 1 means findings, and only those. */
export async function main(args: readonly string[]): Promise<void> {
  // The SDK warns on standard error about the end of Node 20, which is ours to follow and not our users'.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  stopOn('SIGINT', 130)
  stopOn('SIGTERM', 143)
  // A reader that had enough (| head) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : FAILED),
  )
  letFlagsWin(args, process.env)
  try {
    await run([...args], packageRoot)
  } catch (error) {
    if (isHelp(error)) return
    process.exitCode = FAILED
    process.stderr.write(`awsnet: ${safeText(sentence(error, args))}\n`)
    if (process.env['DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  }
}

function stopOn(signal: NodeJS.Signals, status: number): void {
  process.once(signal, () => {
    removeUnfinished()
    process.exit(status)
  })
}

/** oclif ends `--help` and `--version` by throwing. */
const isHelp = (error: unknown): boolean =>
  error instanceof Error && 'oclif' in error && (error.oclif as { exit?: number } | undefined)?.exit === 0

function sentence(error: unknown, args: readonly string[]): string {
  if (error instanceof UserError) return error.message
  if (!(error instanceof Error)) return String(error)
  if (/^command .* not found$/.test(error.message)) return noCommand(args)
  // oclif's complaints about flags and arguments, over several lines.
  if ('oclif' in error) {
    return error.message
      .replace(/\n*Note: --[^]*?arguments\./, '')
      .replace(/\s*See more help with --help/, ' (--help explains)')
      .replace(/\s+/g, ' ')
  }
  return `An error of awsnet itself (${version}): ${error.message}. Please report it; DEBUG=1 shows more.`
}

function noCommand(args: readonly string[]): string {
  const flags = args.findIndex((arg) => arg.startsWith('-'))
  const given = args.slice(0, flags < 0 ? args.length : flags).join(' ')
  const hint = nearest(given, COMMANDS)
  const command = COMMANDS.findLast((name) => given.startsWith(`${name} `))
  if (!hint && command)
    return `awsnet ${command} takes no "${given.slice(command.length + 1)}": --help explains.`
  return `There is no command "${given}".${hint} awsnet --help lists them.`
}
