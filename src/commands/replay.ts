import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { once } from 'node:events'
import { operations as known } from '../inventory/operations.ts'
import { readSnapshot } from '../snapshot/read.ts'
import { print } from '../cli/terminal.ts'

const operations = (description: string) =>
  Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    helpValue: 'OPERATION',
    description,
  })

const FAULTS = ['deny', 'allow', 'cut', 'stall', 'garble'] as const

export default class Replay extends Command {
  static override summary = 'Serve a snapshot as a read-only AWS endpoint.'
  static override description = `Answers the AWS SDKs and the AWS CLI with what the snapshot holds, on this machine only:
AWS_ENDPOINT_URL=http://127.0.0.1:PORT. Any credentials do; an access key id that is an account id
in the snapshot speaks for that account. Stop it with Ctrl-C.`
  static override examples = [
    '<%= config.bin %> replay prod.ndjson.gz --port 4566',
    '<%= config.bin %> replay prod.ndjson --latency 80 --deny ec2:DescribeVpcs',
  ]
  static override args = {
    file: Args.string({ required: true, description: 'A snapshot in any of its forms.' }),
  }
  static override flags = {
    port: Flags.integer({
      default: 0,
      min: 0,
      max: 65_535,
      description: 'Port to listen on; 0 takes a free one.',
    }),
    latency: Flags.integer({ min: 0, helpValue: 'MS', description: 'Answer after so many milliseconds.' }),
    deny: operations('Refuse these operations: ec2:DescribeVpcs, ec2:*.'),
    allow: operations('Refuse all but these.'),
    cut: operations('Break the connection halfway through these answers.'),
    stall: operations('Never answer these.'),
    garble: operations('Answer these with something that is neither XML nor JSON.'),
    throttle: Flags.integer({
      min: 1,
      helpValue: 'PER_SECOND',
      description: 'Throttle each service to this rate.',
    }),
    'page-size': Flags.integer({ min: 1, helpValue: 'ITEMS', description: 'At most so many items a page.' }),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Replay)
    const snapshot = await readSnapshot(args.file, known)
    const { startReplay } = await import('../replay/server.ts')
    const replay = await startReplay(snapshot, {
      port: flags.port,
      ...(flags['page-size'] ? { pageSize: flags['page-size'] } : {}),
      faults: {
        ...(flags.latency ? { latencyMs: flags.latency } : {}),
        ...Object.fromEntries(FAULTS.flatMap((name) => (flags[name] ? [[name, flags[name]]] : []))),
        ...(flags.throttle ? { throttle: [{ rate: flags.throttle, burst: flags.throttle }] } : {}),
      },
    })
    await print(`${replay.url}\n`)
    await print(
      `Serving ${snapshot.facts.length} answers of ${snapshot.accounts.join(', ')}. Ctrl-C stops.\n`,
      process.stderr,
    )
    await once(process, 'SIGINT')
    await replay.close()
  }
}
