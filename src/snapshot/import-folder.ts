import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '../user-error.ts'
import { type Fact, GLOBAL } from './fact.ts'
import { factsOfAnswer, operationOf } from './import-document.ts'
import type { KnownOperation } from './known-operations.ts'
import { isObject } from './parse-fact.ts'
import { Snapshot } from './snapshot.ts'

const ACCOUNT = /^\d{12}$/
const REGION = /^([a-z]{2}(-[a-z]+)+-\d|global)$/
/** Stands for an account that neither a folder nor an answer names. */
const NO_ACCOUNT = '000000000000'

interface Output {
  readonly path: string
  readonly name: string
  readonly account: string | undefined
  readonly region: string | undefined
  readonly answer: unknown
}

/**
 * The facts of a folder of AWS CLI outputs: `describe-vpcs.json` or `ec2-describe-vpcs.json`, in folders named after
 * regions, in folders named after accounts. Without account folders the account is the one that owns what is there.
 */
export async function readFolder(path: string, known: readonly KnownOperation[]): Promise<Snapshot> {
  const root = resolve(path)
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.json')).sort()
  const outputs: Output[] = []
  let newest = 0
  for (const file of files) {
    const full = join(root, file)
    newest = Math.max(newest, (await stat(full)).mtimeMs)
    outputs.push(await readOutput(full))
  }
  const facts = outputs.flatMap((output) => factsOf(output, ownerOf(outputs), known))
  if (facts.length === 0) {
    throw new UserError(`${path} holds no AWS CLI outputs: name them after their command, REGION/describe-vpcs.json.`)
  }
  return new Snapshot(new Date(newest).toISOString(), facts)
}

async function readOutput(path: string): Promise<Output> {
  const folders = dirname(path).split(/[\\/]/).slice(-2)
  const text = await readFile(path, 'utf8')
  try {
    return {
      path,
      name: basename(path, '.json'),
      account: folders.find((folder) => ACCOUNT.test(folder)),
      region: folders.find((folder) => REGION.test(folder)),
      answer: JSON.parse(text) as unknown,
    }
  } catch {
    throw new UserError(`${path} is not JSON: it may be cut off.`)
  }
}

function factsOf(output: Output, owner: string, known: readonly KnownOperation[]): readonly Fact[] {
  const sample: unknown = Array.isArray(output.answer) ? output.answer[0] : output.answer
  const operation = operationOf(output.name, sample, known)
  if (!operation) return []
  const region = operation.global ? GLOBAL : output.region
  if (!region) {
    throw new UserError(`${output.path} does not say its region: put it in a folder named after it, us-east-1/${output.name}.json.`)
  }
  return factsOfAnswer({ account: output.account ?? owner, region }, operation.operation, output.answer, known)
}

/** The account of `sts get-caller-identity`, else the one that owns most of what was listed. */
function ownerOf(outputs: readonly Output[]): string {
  const counts = new Map<string, number>()
  for (const { name, answer } of outputs) {
    if (name.endsWith('get-caller-identity') && isObject(answer)) return String(answer['Account'] ?? NO_ACCOUNT)
    for (const [, owner = ''] of JSON.stringify(answer ?? '').matchAll(/"OwnerId":"(\d{12})"/g)) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? NO_ACCOUNT
}
