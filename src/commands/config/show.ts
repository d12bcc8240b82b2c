import { relative } from 'node:path'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import Table from 'cli-table3'
import { rules } from '../../../rules/index.ts'
import { NON_PRODUCTION } from '../../audit/run.ts'
import { configurationFor, sayOf } from '../../cli/configuration.ts'
import Audit from '../audit.ts'
import { type Settled, origins } from '../../cli/options.ts'
import { drawn, print, widthOf } from '../../cli/terminal.ts'
import type { Config } from '../../config/load.ts'
import { fold, safeText } from '../../reporters/terminal-text.ts'

export default class ConfigShow extends Command {
  static override summary = 'Print what holds, and where each value came from.'
  static override description = `Takes the flags of awsnet audit, so that the question is the one of that command line. A flag wins over
the environment, that over the configuration file, that over the default.`
  static override examples = [
    '<%= config.bin %> config show',
    '<%= config.bin %> config show --fail-on low --format json',
  ]
  static override flags = {
    ...Audit.flags,
    format: Flags.option({
      options: ['table', 'json'] as const,
      default: 'table' as const,
      description: 'For people, or for programs.',
    })(),
  }

  async run(): Promise<void> {
    const { flags, raw } = await this.parse(ConfigShow)
    const config = await configurationFor(flags)
    const given = new Set(raw.flatMap((token) => (token.type === 'flag' ? [token.flag] : [])))
    // Its own --format is how this is printed, not what an audit would print.
    const { format, ...others } = flags
    given.delete('format')
    const settings = [...origins(others, given, config), ...rest(config)]
    if (format === 'json') {
      const { file } = config
      await print(`${JSON.stringify({ file: file?.path ?? null, settings }, undefined, 2)}\n`)
      return
    }
    const where = config.file
      ? `Configuration: ${relative(process.cwd(), config.file.path) || config.file.path}`
      : 'Configuration: none was found'
    await print(drawn(`${safeText(where)}\n${tableOf(settings)}\n`))
  }
}

/** What only the file can say: rules, tags, suppressions. */
function rest(config: Config): readonly Settled[] {
  const { values, file } = config
  const from = (...keys: readonly (string | number)[]): string =>
    file ? `${relative(process.cwd(), file.path) || file.path}:${file.lineOf(keys)}` : 'default'
  const changed = rules.flatMap((rule): readonly Settled[] => {
    const { by, ...says } = sayOf(rule, config)
    if (by === undefined) return []
    const value = says.enabled
      ? { ...(says.severity ? { severity: says.severity } : {}), ...says.settings }
      : 'off'
    const isPlain = typeof value === 'object' && Object.keys(value).length === 0
    return [{ key: `rules.${rule.id}`, value: isPlain ? 'on' : value, from: from('rules', by) }]
  })
  return [
    ...changed,
    {
      key: 'nonProduction',
      value: values.nonProduction ?? NON_PRODUCTION,
      from: values.nonProduction ? from('nonProduction') : 'default',
    },
    {
      key: 'suppressions',
      value: values.suppressions?.length ?? 0,
      from: values.suppressions ? from('suppressions') : 'default',
    },
    {
      key: 'suppressionTags',
      value: values.suppressionTags ?? false,
      from: values.suppressionTags === undefined ? 'default' : from('suppressionTags'),
    },
  ]
}

function tableOf(settings: readonly Settled[]): string {
  const room = widthOf(process.stdout) - 10
  const longest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length))
  const last = Math.min(longest(settings.map(({ from }) => from)), Math.floor(room * 0.4))
  const first = Math.min(longest(settings.map(({ key }) => key)), Math.floor(room * 0.35))
  const widths = [first, room - first - last, last]
  const table = new Table({
    head: ['Key', 'Value', 'From'],
    colWidths: widths.map((width) => width + 2),
    style: { head: [], border: [], compact: true },
  })
  for (const { key, value, from } of settings) {
    table.push(
      [key, shown(value), from].map((text, column) => fold(safeText(text), widths[column] ?? 20).join('\n')),
    )
  }
  return table.toString()
}

function shown(value: unknown): string {
  if (value === undefined) return '-'
  if (Array.isArray(value)) return value.join(', ') || 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
