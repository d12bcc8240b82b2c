import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { awsnet } from '../support/cli.ts'
import { ownFolder } from '../support/files.ts'

const folder = ownFolder()
const run = (...args: readonly string[]) => awsnet([...args, '-q'], { cwd: folder.path })

test('the demo is drawn, in the format that the file asks for, and the same each time', async () => {
  expect((await run('map', '--demo', '--output', 'one.svg')).status).toBe(0)
  expect((await run('map', '--demo', '--output', 'two.svg')).status).toBe(0)
  const picture = await readFile(folder.at('one.svg'), 'utf8')
  expect(picture).toBe(await readFile(folder.at('two.svg'), 'utf8'))
  expect(picture).toMatch(/^<svg xmlns/)
  expect(picture).toContain('>hub<')
  await run('map', '--demo', '--output', 'map.mmd')
  expect(await readFile(folder.at('map.mmd'), 'utf8')).toMatch(/^flowchart LR\n/)
  expect((await run('map', '--demo', '--format', 'dot', '--vpc', 'shop')).out).toMatch(/^digraph awsnet \{/)
})

test('a path is drawn on its part of the map, the drop marked where it happens', async () => {
  const args = [
    '--from',
    'internet',
    '--to',
    '203.0.113.41',
    '--port',
    '443',
    '--format',
    'svg',
    '--output',
    'path.svg',
  ]
  expect((await run('path', '--demo', ...args)).status).toBe(1)
  const picture = await readFile(folder.at('path.svg'), 'utf8')
  expect(picture).toContain('DROPPED  internet to 203.0.113.41, TCP 443')
  expect(picture).toMatch(/✕ 5/)
  expect(picture).not.toContain('>bakery<')
})

test.each([
  [['map', '--demo', '--vpc', 'nothing'], 'awsnet: No VPC that was read is called nothing.\n'],
  [
    ['map', '--demo', '--output', 'map.png'],
    'awsnet: --output map.png: its ending says no drawing (.svg, .mmd, .dot).\n',
  ],
])('%j is met with one sentence', async (args, sentence) => {
  const { status, err } = await run(...args)
  expect([status, err]).toEqual([2, sentence])
})

test('a report as a page has the map, whichever rules were chosen, and findings know their place on it', async () => {
  const { status } = await run(
    'audit',
    '--demo',
    '--rule',
    'nat-gateway-az-independence',
    '-o',
    'report.html',
  )
  expect(status).toBe(1)
  const page = await readFile(folder.at('report.html'), 'utf8')
  const [, data = ''] = /<script type="application\/json"[^>]*>([^]*?)<\/script>/.exec(page) ?? []
  const { findings } = JSON.parse(data) as { readonly findings: readonly { readonly place?: string }[] }
  expect(findings).not.toEqual([])
  for (const { place } of findings) expect(page).toContain(`<g data-id="${place}" class="map-`)
})

test('the map heeds what the configuration says of production, as the audit does', async () => {
  const lab = ['map', '--demo', '--vpc', 'lab', '--rule', 'nat-gateway-az-independence']
  expect((await run(...lab)).out).toContain('● 1 info')
  await folder.write('production.yaml', 'nonProduction: { nothing: [such] }\n')
  const asProduction = await run(...lab, '--config', 'production.yaml')
  expect(asProduction.out).toContain('● 1 high')
  expect(asProduction.out).not.toContain('● 1 info')
})
