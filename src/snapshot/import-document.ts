import { UserError } from '../user-error.ts'
import type { Fact, Params, Place } from './fact.ts'
import type { KnownOperation } from './known-operations.ts'
import { isObject, parseError } from './parse-fact.ts'
import { plain } from './plain.ts'

/**
 * The facts of one JSON document: `{"accounts":[{"accountId","regions":{REGION:{OPERATION: answer}}}]}`. An answer is
 * a response, or, for what is asked once a resource, a list of `{request, response}`; a list of responses is pages.
 */
export function factsOfDocument(
  value: unknown,
  path: string,
  known: readonly KnownOperation[],
): readonly Fact[] {
  if (!isObject(value) || !Array.isArray(value['accounts'])) {
    throw new UserError(`${path} is not a snapshot: it has no list "accounts".`)
  }
  const facts: Fact[] = []
  for (const [index, account] of value['accounts'].entries()) {
    const id: unknown = isObject(account) ? account['accountId'] : undefined
    if (!isObject(account) || (typeof id !== 'string' && typeof id !== 'number')) {
      throw new UserError(`${path}: accounts[${index}] has no "accountId".`)
    }
    if (!isObject(account['regions'])) throw new UserError(`${path}: accounts[${index}] has no "regions".`)
    for (const [region, answers] of Object.entries(account['regions'])) {
      if (!isObject(answers))
        throw new UserError(`${path}: the region ${region} of account ${id} is not a JSON object.`)
      for (const [operation, answer] of Object.entries(answers)) {
        for (const fact of factsOfAnswer({ account: accountId(id), region }, operation, answer, known))
          facts.push(fact)
      }
    }
  }
  return facts
}

/** JSON numbers lose the zeros that account ids begin with. */
const accountId = (id: string | number): string => String(id).padStart(12, '0')

/** The facts of one operation's answer, whichever of its forms it has. */
export function factsOfAnswer(
  place: Place,
  name: string,
  answer: unknown,
  known: readonly KnownOperation[],
): readonly Fact[] {
  const answers: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
  return answers.map((one): Fact => {
    const asked = isObject(one) ? plain(one['request'] ?? one['params']) : undefined
    const failure = isObject(one) ? (one['error'] ?? undefined) : undefined
    const wrapped = isObject(one) && (isObject(asked) || isObject(one['response']) || failure !== undefined)
    const response = plain(wrapped ? one['response'] : one)
    const operation = operationOf(name, response, known)
    const params = isObject(asked) ? withoutPaging(asked, operation) : {}
    const base = {
      account: place.account,
      region: place.region,
      operation: operation?.operation ?? name,
      ...(Object.keys(params).length > 0 ? { params } : {}),
    }
    if (failure !== undefined) return { ...base, error: parseError(failure) }
    return isObject(response) ? { ...base, response } : { ...base, error: NO_ANSWER }
  })
}

/** Stands where a file has something that AWS does not answer: left out, it would read as if there were nothing. */
const NO_ANSWER = { name: 'Malformed', message: 'the answer is not a JSON object' }

/** Operations that two services call by one name, told apart by what only one of them answers. */
const TELLTALES: Readonly<Record<string, string>> = {
  'elb:DescribeLoadBalancers': 'LoadBalancerDescriptions',
}

const spelling = (name: string): string => name.replace(/[^a-z0-9:]/gi, '').toLowerCase()

/** `ec2:DescribeVpcs` for itself, for `DescribeVpcs`, and for the file names `describe-vpcs` and `ec2-describe-vpcs`. */
export function operationOf(
  name: string,
  response: unknown,
  known: readonly KnownOperation[],
): KnownOperation | undefined {
  const wanted = spelling(name)
  const candidates = known.filter(({ operation }) => {
    const [service = '', action = ''] = operation.split(':')
    return [spelling(operation), spelling(service + action), spelling(action)].includes(wanted)
  })
  const exact = candidates.find(({ operation }) => {
    const [service = '', action = ''] = operation.split(':')
    return wanted === spelling(operation) || wanted === spelling(service + action)
  })
  if (exact || candidates.length < 2) return exact ?? candidates[0]
  const told = candidates.find(
    ({ operation }) => isObject(response) && (TELLTALES[operation] ?? '') in response,
  )
  return told ?? candidates.find(({ operation }) => !(operation in TELLTALES))
}

function withoutPaging(asked: Record<string, unknown>, operation: KnownOperation | undefined): Params {
  return Object.fromEntries(Object.entries(asked).filter(([field]) => !operation?.pageFields.includes(field)))
}
