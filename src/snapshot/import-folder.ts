import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { UserError } from '../user-error.ts'
import { type Fact, GLOBAL } from './fact.ts'
import { factsOfAnswer, operationOf } from './import-document.ts'
import type { KnownOperation } from './known-operations.ts'
import { isObject, textOf } from './parse-fact.ts'
import { plain } from './plain.ts'

const ACCOUNT = /^\d{12}$/
const REGION = /^([a-z]{2}(-[a-z]+)+-\d|global)$/
/** Stands for an account that neither a folder nor an answer names. */
const NO_ACCOUNT = '000000000000'
/** Not an operation that is judged, but it says whose the others are. */
const IDENTITY = /(^|-)get-caller-identity$/

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
export async function readFolder(
  path: string,
  known: readonly KnownOperation[],
): Promise<{ readonly createdAt: string; readonly facts: readonly Fact[] }> {
  const outputs: Output[] = []
  let newest = 0
  for (const file of await outputFiles(path, known)) {
    const found = await stat(file)
    if (!found.isFile()) continue
    newest = Math.max(newest, found.mtimeMs)
    outputs.push(await readOutput(file))
  }
  const owner = ownerOf(outputs)
  const facts = outputs.flatMap((output) => factsOf(output, owner, known))
  if (facts.length === 0) {
    throw new UserError(
      `${path} holds no AWS CLI outputs: name them after their command, REGION/describe-vpcs.json.`,
    )
  }
  return { createdAt: new Date(newest).toISOString(), facts }
}

/** Only files that are named after an operation: what else lies there is not ours to read. */
async function outputFiles(path: string, known: readonly KnownOperation[]): Promise<readonly string[]> {
  const names = await readdir(path, { recursive: true }).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  const isOutput = (name: string): boolean =>
    IDENTITY.test(name) || operationOf(name, {}, known) !== undefined
  return names
    .filter((name) => name.endsWith('.json') && isOutput(basename(name, '.json')))
    .map((name) => resolve(path, name))
    .sort()
}

async function readOutput(path: string): Promise<Output> {
  const folders = dirname(path).split(/[\\/]/).slice(-2)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  // PowerShell's `>` writes UTF-16; either mark at the beginning is left out.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes)
  try {
    return {
      path,
      name: basename(path, '.json'),
      account: folders.findLast((folder) => ACCOUNT.test(folder)),
      region: folders.findLast((folder) => REGION.test(folder)),
      answer: plain(JSON.parse(text)),
    }
  } catch {
    throw new UserError(`${path} is not JSON: it may be cut off.`)
  }
}

const unreadable = (path: string, error: unknown): UserError =>
  new UserError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`)

function factsOf(output: Output, owner: string, known: readonly KnownOperation[]): readonly Fact[] {
  const sample: unknown = Array.isArray(output.answer) ? output.answer[0] : output.answer
  const operation = operationOf(output.name, sample, known)
  if (!operation) return []
  const region = operation.global ? GLOBAL : output.region
  if (!region) {
    throw new UserError(
      `${output.path} does not say its region: put it in a folder named after it, us-east-1/${output.name}.json.`,
    )
  }
  return factsOfAnswer(
    { account: output.account ?? owner, region },
    operation.operation,
    output.answer,
    known,
  )
}

/** The account of `sts get-caller-identity`, else the one that owns most of what was listed. */
function ownerOf(outputs: readonly Output[]): string {
  const counts = new Map<string, number>()
  for (const { name, answer } of outputs) {
    if (IDENTITY.test(name) && isObject(answer)) return textOf(answer['Account'] ?? NO_ACCOUNT)
    for (const [, owner = ''] of JSON.stringify(answer ?? '').matchAll(/"OwnerId":"(\d{12})"/g)) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? NO_ACCOUNT
}
