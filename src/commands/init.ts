import { existsSync } from 'node:fs'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { writeWhole } from '../atomic-file.ts'
import { print } from '../cli/terminal.ts'
import { template } from '../config/template.ts'
import { UserError } from '../user-error.ts'

const FILE = 'awsnet.config.yaml'

export default class Init extends Command {
  static override summary = 'Write a configuration to start from.'
  static override description = `Writes ${FILE} into this folder. It changes nothing yet: what can be changed stands in its comments.`
  static override examples = ['<%= config.bin %> init']
  static override flags = {
    force: Flags.boolean({ description: 'Write over the one that is there.' }),
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Init)
    if (existsSync(FILE) && !flags.force)
      throw new UserError(`${FILE} is there already: --force writes over it.`)
    await writeWhole(FILE, template)
    await print(`Written: ${FILE}. awsnet config show says what holds.\n`, process.stderr)
  }
}
