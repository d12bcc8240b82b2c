import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { removeUnfinished, writeWhole } from '../../src/atomic-file.ts'
import { writeSnapshot } from '../../src/snapshot/write.ts'
import { complaint, ownFolder } from '../support/files.ts'
import { CREATED, load, save, vpcs } from '../support/snapshot-files.ts'

const folder = ownFolder()

const files = async (name: string): Promise<readonly string[]> => readdir(folder.at(name))

/** A folder with a whole snapshot in it, and a writer that is about to replace that. */
async function begun(name: string) {
  const path = folder.at(`${name}/prod.ndjson`)
  await mkdir(folder.at(name))
  await save(path, [vpcs('old')])
  const writer = await writeSnapshot(path, CREATED, '0.1.0')
  await writer.write(vpcs('new'))
  return { path, writer }
}

describe('until it is whole, a new snapshot leaves the old one as it was', () => {
  test('while it is written', async () => {
    const { path, writer } = await begun('writing')
    expect((await load(path)).facts).toEqual([vpcs('old')])
    await writer.end()
    expect((await load(path)).facts).toEqual([vpcs('new')])
    expect(await files('writing')).toEqual(['prod.ndjson'])
  })

  test('when the reading fails', async () => {
    const { path, writer } = await begun('aborted')
    await writer.abort()
    expect((await load(path)).facts).toEqual([vpcs('old')])
    expect(await files('aborted')).toEqual(['prod.ndjson'])
  })

  test('when the process is interrupted', async () => {
    const { path, writer } = await begun('interrupted')
    expect(await files('interrupted')).toHaveLength(2)
    removeUnfinished()
    expect((await load(path)).facts).toEqual([vpcs('old')])
    expect(await files('interrupted')).toEqual(['prod.ndjson'])
    await writer.abort()
  })
})

describe('what cannot be written is one sentence', () => {
  test('before anything is read, where the folder does not exist', async () => {
    const path = folder.at('nowhere/prod.ndjson')
    expect(await complaint(writeSnapshot(path, CREATED, '0.1.0'))).toMatch(
      /^Cannot write .*nowhere\/prod\.ndjson: ENOENT/,
    )
    expect(await complaint(writeWhole(path, 'text'))).toMatch(/^Cannot write .*: ENOENT/)
  })

  test.each(['prod.ndjson', 'prod.ndjson.gz'])('at the end, where the folder has gone (%s)', async (name) => {
    await mkdir(folder.at('gone'), { recursive: true })
    const writer = await writeSnapshot(folder.at(`gone/${name}`), CREATED, '0.1.0')
    await writer.write(vpcs('vpc-1'))
    await rm(folder.at('gone'), { recursive: true })
    expect(await complaint(writer.end())).toMatch(/^Cannot write .*: ENOENT/)
    await writer.abort()
  })

  test('where the path is a folder; and nothing stays', async () => {
    await mkdir(folder.at('taken/prod.json'), { recursive: true })
    await folder.write('taken/prod.json/file', 'x')
    expect(await complaint(writeWhole(folder.at('taken/prod.json'), 'text'))).toMatch(
      /^Cannot write .*prod\.json/,
    )
    expect(await complaint(save(folder.at('taken/prod.json'), [vpcs()]))).toMatch(
      /^Cannot write .*prod\.json/,
    )
    expect(await files('taken')).toEqual(['prod.json'])
  })
})

test('a slow disk is waited for, however much there is to write', async () => {
  const facts = Array.from({ length: 300 }, (_, index) => vpcs(`vpc-${index}-${'x'.repeat(10_000)}`))
  await save(folder.at('large.ndjson'), facts)
  const text = await readFile(folder.at('large.ndjson'), 'utf8')
  expect(text.trim().split('\n')).toHaveLength(302)
  expect((await load(folder.at('large.ndjson'))).facts).toEqual(facts)
})
