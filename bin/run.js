#!/usr/bin/env node
const args = process.argv.slice(2)

if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
  // Answered without loading anything: scripts ask it all the time.
  const { readFileSync } = await import('node:fs')
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  console.log(`awsnet/${version} ${process.platform}-${process.arch} node-${process.version}`)
} else {
  const { main } = await import('../dist/src/cli/main.js')
  await main(args)
}
