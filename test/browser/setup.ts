/** Says what the tests in a browser need, before they fail one by one for want of it. */
import { existsSync } from 'node:fs'

export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export default function setup(): void {
  if (existsSync(executablePath)) return
  process.stderr.write(
    `test:browser needs Chromium, and there is none at ${executablePath}: install it, or say in CHROMIUM where it is.\n`,
  )
  process.exit(1)
}
