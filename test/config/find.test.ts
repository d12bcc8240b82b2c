import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findConfig } from '../../src/config/find.ts'
import { complaint, ownFolder } from '../support/files.ts'

test('the nearest configuration counts, up to the root of the repository and not above it', async () => {
  const folder = ownFolder()
  mkdirSync(folder.at('repo/.git'), { recursive: true })
  mkdirSync(folder.at('repo/a/b'), { recursive: true })
  await folder.write('awsnet.config.yaml', '')
  expect(await findConfig(folder.at('repo/a/b'))).toBeUndefined()
  const own = await folder.write('repo/.awsnet.json', {})
  expect(await findConfig(folder.at('repo/a/b'))).toBe(own)
  await folder.write('repo/a/package.json', { name: 'other' })
  expect(await findConfig(folder.at('repo/a/b'))).toBe(own)
  const nearer = await folder.write('repo/a/package.json', { awsnet: {} })
  expect(await findConfig(folder.at('repo/a/b'))).toBe(nearer)
})

test('outside of a repository only the folder itself counts, since what lies above may be anybody’s', async () => {
  const folder = ownFolder()
  mkdirSync(folder.at('inner'))
  const here = await folder.write('awsnet.config.yml', '')
  expect(await findConfig(folder.path)).toBe(here)
  expect(await findConfig(folder.at('inner'))).toBeUndefined()
})

test('two in one folder are one too many', async () => {
  const folder = ownFolder()
  await folder.write('awsnet.config.yaml', '')
  await folder.write('.awsnet.json', {})
  expect(await complaint(findConfig(folder.path))).toContain(
    'two configurations, awsnet.config.yaml and .awsnet.json',
  )
})
