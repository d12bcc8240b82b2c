import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'

/** moto's server: named by AWSNET_MOTO, else in .venv-moto, else on the PATH. */
function motoServer(): string {
  const named = process.env['AWSNET_MOTO']
  if (named) return named
  if (existsSync('.venv-moto/bin/moto_server')) return '.venv-moto/bin/moto_server'
  if (spawnSync('moto_server', ['--help']).status === 0) return 'moto_server'
  throw new Error(
    'The moto tests need Python 3 and moto: python3 -m venv .venv-moto && .venv-moto/bin/pip install "moto[server]"',
  )
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export interface Moto {
  readonly url: string
  stop(): void
}

export async function startMoto(): Promise<Moto> {
  const port = await freePort()
  const server = spawn(motoServer(), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 150; attempt++) {
    const answered = await fetch(`${url}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return { url, stop: () => void server.kill() }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  server.kill()
  throw new Error(`moto did not answer at ${url} within 30 seconds.`)
}
