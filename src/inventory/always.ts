/** Which of the fields that AWS always gives an item lacks. */

/** The first of `paths` that an item does not have; lists on the way are looked through, item by item. */
export const lackingField = (item: object, paths: readonly string[] = []): string | undefined =>
  paths.find((path) => !holds(item, parsed(path)))?.replaceAll('|', ' or ')

type Steps = readonly (readonly string[])[]

const known = new Map<string, Steps>()

/** `A.B|C` as `[['A'], ['B', 'C']]`; there are few paths, and many items that are asked for them. */
function parsed(path: string): Steps {
  const steps = known.get(path) ?? path.split('.').map((step) => step.split('|'))
  known.set(path, steps)
  return steps
}

/** An empty list lacks nothing; on the way to a field, what is not there cannot lack it. */
function holds(value: unknown, [names, ...rest]: Steps): boolean {
  if (!names) return true
  if (Array.isArray(value)) return value.every((item) => holds(item, [names, ...rest]))
  if (typeof value !== 'object' || value === null) return true
  const fields = value as Readonly<Record<string, unknown>>
  if (rest.length > 0) return names.every((name) => fields[name] === undefined || holds(fields[name], rest))
  return names.length === 1 ? !isAbsent(fields[names[0] ?? '']) : names.some((name) => says(fields[name]))
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null

/** One of several: `Main: false` and an empty list say nothing. */
const says = (value: unknown): boolean =>
  !isAbsent(value) && value !== false && !(Array.isArray(value) && value.length === 0)
