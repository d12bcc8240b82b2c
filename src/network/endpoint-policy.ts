/** What an endpoint's policy document says, as far as it takes to know whether it keeps anything out. */

type Statement = Readonly<Record<string, unknown>>

export type PolicyVerdict =
  | { readonly restricted: true }
  | { readonly restricted: false; readonly statement: Statement }
  | undefined

/**
 * Whether a policy lets everyone do everything: a statement allows all principals all actions on all resources, without
 * a condition, and no statement denies on a condition (the data perimeter's way to the same end). Undefined for what is
 * no policy.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function policyVerdict(document: string | undefined): PolicyVerdict {
  const statements = statementsOf(document)
  if (!statements) return undefined
  const denies = statements.some((one) => one['Effect'] === 'Deny')
  const open = statements.find(
    (one) =>
      one['Effect'] === 'Allow' &&
      isEveryone(one['Principal']) &&
      isAll(one['Action']) &&
      isAll(one['Resource']) &&
      !hasCondition(one['Condition']),
  )
  return open && !denies ? { restricted: false, statement: open } : { restricted: true }
}

function statementsOf(document: string | undefined): readonly Statement[] | undefined {
  try {
    const policy: unknown = JSON.parse(document ?? '')
    if (!isRecord(policy)) return undefined
    const { Statement: given } = policy
    const list: readonly unknown[] = Array.isArray(given) ? given : [given]
    return list.every(isRecord) && list.length > 0 ? list : undefined
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isAll = (value: unknown): boolean => (Array.isArray(value) ? value.includes('*') : value === '*')

const isEveryone = (principal: unknown): boolean =>
  isAll(principal) || (isRecord(principal) && isAll(principal['AWS']))

const hasCondition = (condition: unknown): boolean => isRecord(condition) && Object.keys(condition).length > 0
