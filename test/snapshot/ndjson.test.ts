import { readFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { complaint, ownFolder } from '../support/files.ts'
import { CREATED, HEADER, end, load, ndjson, save, vpcs } from '../support/snapshot-files.ts'

const folder = ownFolder()

describe('what was written is what is read', () => {
  const facts = [
    vpcs('vpc-1', 'vpc-2'),
    vpcs('vpc-3'),
    { ...vpcs(), region: 'eu-west-1', response: {} },
    {
      account: '111111111111',
      region: 'us-east-1',
      operation: 'elbv2:DescribeTargetHealth',
      params: { TargetGroupArn: 'arn:1' },
      error: { name: 'AccessDenied', message: 'no\nlines' },
    },
    {
      account: '222222222222',
      region: 'global',
      operation: 'route53:ListHostedZones',
      response: { HostedZones: [] },
    },
  ]

  test.each(['plain.ndjson', 'zipped.ndjson.gz'])('in %s', async (name) => {
    await save(folder.at(name), facts)
    const snapshot = await load(folder.at(name))
    expect(snapshot.facts).toEqual(facts)
    expect(snapshot.createdAt).toBe(CREATED)
    expect(snapshot.accounts).toEqual(['111111111111', '222222222222'])
    expect(snapshot.regions).toEqual(['eu-west-1', 'us-east-1'])
  })

  test('pages keep their order', async () => {
    await save(folder.at('pages.ndjson'), [vpcs('c'), vpcs('a'), vpcs('b')])
    const place = { account: '111111111111', region: 'us-east-1' }
    const pages = (await load(folder.at('pages.ndjson'))).of(place, 'ec2:DescribeVpcs')
    expect(pages).toEqual([vpcs('c'), vpcs('a'), vpcs('b')])
  })

  test('names that hold any character stay what they are', async () => {
    const name = 'a\u2028b\u2029c\u0085d\re\r\nf\u0000g\ufeffh\ud83d\ude00 \u202e"\\'
    await save(folder.at('names.ndjson'), [vpcs(name)])
    expect((await load(folder.at('names.ndjson'))).facts).toEqual([vpcs(name)])
  })

  test('texts of a megabyte, cut by no buffer', async () => {
    const long = 'ä€😀'.repeat(120_000)
    await save(folder.at('long.ndjson.gz'), [vpcs(long), vpcs('vpc-1')])
    expect((await load(folder.at('long.ndjson.gz'))).facts).toEqual([vpcs(long), vpcs('vpc-1')])
  })
})

describe('the form of the file is told by its content', () => {
  test('gzip without .gz, and text with it', async () => {
    await folder.write('zipped.txt', gzipSync(ndjson(vpcs('vpc-1'))))
    await folder.write('text.gz', ndjson(vpcs('vpc-1')))
    expect((await load(folder.at('zipped.txt'))).facts).toEqual([vpcs('vpc-1')])
    expect((await load(folder.at('text.gz'))).facts).toEqual([vpcs('vpc-1')])
  })

  test('.gz is gzip, anything else is lines that people can read', async () => {
    await save(folder.at('a.ndjson.gz'), [vpcs('vpc-1')])
    await save(folder.at('a.ndjson'), [vpcs('vpc-1')])
    const text = await readFile(folder.at('a.ndjson'), 'utf8')
    expect(gunzipSync(await readFile(folder.at('a.ndjson.gz'))).toString()).toBe(text)
    expect(text).toBe(`${HEADER}\n${JSON.stringify(vpcs('vpc-1'))}\n${end(1)}\n`)
  })

  test.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['blank lines', (text: string) => `\n\n${text.replaceAll('\n', '\n \n\t\n')}`],
    ['no line end at the end', (text: string) => text.trim()],
  ])('%s changes nothing', async (name, change) => {
    const path = await folder.write(`${name}.ndjson`, change(ndjson(vpcs('vpc-1'), vpcs('vpc-2'))))
    expect((await load(path)).facts).toEqual([vpcs('vpc-1'), vpcs('vpc-2')])
  })
})

test('global services count as global, whatever region they were written under, and once', async () => {
  const zones = (region: string) => ({
    account: '111111111111',
    region,
    operation: 'route53:ListHostedZones',
    response: { HostedZones: [{ Id: '/hostedzone/Z1' }] },
  })
  const path = await folder.write(
    'global.ndjson',
    ndjson(zones('us-east-1'), zones('us-east-1'), zones('eu-west-1')),
  )
  expect((await load(path)).facts).toEqual([zones('global'), zones('global')])
})

describe('a damaged file is one sentence that names it', () => {
  const line = JSON.stringify(vpcs('vpc-1'))
  const damaged: Record<string, readonly [content: string | Uint8Array, says: string]> = {
    'a trailer that counts more': [
      `${HEADER}\n${line}\n${end(2)}`,
      'its last line counts 2 facts, but it holds 1.',
    ],
    'a trailer that counts fewer': [
      `${HEADER}\n${line}\n${end(0)}`,
      'its last line counts 0 facts, but it holds 1.',
    ],
    'a trailer that counts nonsense': [
      `${HEADER}\n{"end":{"lines":{"toString":1}}}`,
      'counts (object) facts, but it holds 0.',
    ],
    'no trailer': [`${HEADER}\n${line}\n`, 'is cut off after 1 facts: its last line is missing.'],
    'only a header': [HEADER, 'is cut off after 0 facts'],
    'half a line': [`${HEADER}\n${line}\n${line.slice(0, 30)}`, 'is cut off after 1 facts'],
    'half a line in between': [
      `${HEADER}\n${line.slice(0, 30)}\n${end(1)}`,
      'Line 2 of FILE is not a fact: it is not JSON.',
    ],
    'two snapshots in one file': [ndjson(vpcs('vpc-1')).repeat(2), 'Line 4 of FILE follows the end'],
    'half a gzip': [
      gzipSync(ndjson(vpcs('vpc-1'))).subarray(0, 80),
      'is cut off or damaged: unexpected end of file.',
    ],
    'a spoilt gzip': [
      Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
      'is cut off or damaged',
    ],
    nothing: ['', 'is empty: it is not a snapshot.'],
    'nothing but blanks': [' \n\n', 'is empty: it is not a snapshot.'],
    'one byte': ['x', 'is not a snapshot: it is neither NDJSON'],
    'no JSON': [
      'Hello,\nworld',
      'is not a snapshot: it is neither NDJSON with a header of awsnet nor a JSON document.',
    ],
    'another version': [
      ndjson().replace('"version":1', '"version":2'),
      'is a snapshot of version 2; this awsnet reads version 1.',
    ],
    'a version that is none': [
      ndjson().replace('"version":1', '"version":{"toString":1}'),
      'of version (object)',
    ],
    'a header without createdAt': [ndjson().replace('createdAt', 'madeAt'), 'has no valid "createdAt".'],
    'a createdAt that is no date': [ndjson().replace(CREATED, 'yesterday'), 'has no valid "createdAt".'],
    'a createdAt that is a number': [ndjson().replace(`"${CREATED}"`, '5'), 'has no valid "createdAt".'],
    'a list for a line': [
      ndjson(vpcs('vpc-1'), '[1]'),
      'Line 3 of FILE is not a fact: it is not a JSON object.',
    ],
    'a number for a line': [ndjson('7'), 'Line 2 of FILE is not a fact: it is not a JSON object.'],
    'null for a line': [ndjson('null'), 'Line 2 of FILE is not a fact: it is not a JSON object.'],
    'a line without an account': [
      ndjson({ ...vpcs(), account: undefined }),
      'Line 2 of FILE is not a fact: it has no "account".',
    ],
    'a line whose region is a number': [
      ndjson({ ...vpcs(), region: 1 }),
      'Line 2 of FILE is not a fact: it has no "region".',
    ],
    'a line without an operation': [ndjson({ ...vpcs(), operation: '' }), 'it has no "operation".'],
    'params that are a list': [ndjson({ ...vpcs(), params: [] }), 'its "params" is not a JSON object.'],
    'a response that is a list': [
      ndjson({ ...vpcs(), response: [] }),
      'it has neither a "response" nor an "error".',
    ],
    'neither response nor error': [ndjson({ ...vpcs(), response: null, error: null }), 'it has neither'],
  }

  test.each(Object.entries(damaged))('%s', async (name, [content, says]) => {
    const path = await folder.write(`${name}.ndjson`, content)
    const said = await complaint(load(path))
    expect(said).toContain(path)
    expect(said.replace(path, 'FILE')).toContain(says)
    expect(said).not.toContain('\n')
  })

  test('a file that is not there', async () => {
    expect(await complaint(load(folder.at('none.ndjson')))).toBe(
      `There is no snapshot at ${folder.at('none.ndjson')}.`,
    )
  })

  test.runIf(process.platform === 'linux')('a file that cannot be read', async () => {
    expect(await complaint(load('/proc/self/mem'))).toMatch(/^Cannot read \/proc\/self\/mem: EIO/)
  })
})
