/** What a configuration may say. One schema checks it and, written as JSON Schema, completes it in editors. */
import * as v from 'valibot'
import { PILLARS, type Rule, SEVERITIES, type Setting } from '../rule.ts'
import { isDay } from './day.ts'

const FAIL_ON = [...SEVERITIES, 'none'] as const

const text = (description: string) =>
  v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2048), v.description(description))
const texts = (description: string) => v.pipe(v.array(v.string()), v.description(description))
const flag = (description: string) => v.pipe(v.boolean(), v.description(description))
const pattern = (description: string) =>
  v.pipe(
    v.string(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(2048),
    v.description(`${description} \`*\` stands for any text, \`?\` for any character.`),
  )

const day = v.pipe(
  v.string(),
  v.check(isDay, 'must be a day that exists, such as 2027-01-31'),
  v.metadata({ format: 'date' }),
  v.description('The last day on which it works (UTC). The finding is back on the day after.'),
)

const tagMap = v.record(v.string(), v.string())

const suppressionFields = v.strictObject({
  rule: v.optional(pattern('Id of the rule.')),
  resource: v.optional(pattern('Id, ARN or name of the resource, as reports print it.')),
  account: v.optional(pattern('Account id.')),
  region: v.optional(pattern('Region, or `global`.')),
  fingerprint: v.optional(text('Fingerprint of the one finding, as reports print it.')),
  tags: v.optional(
    v.pipe(
      v.lazy((input) => (Array.isArray(input) ? v.array(tagMap) : tagMap)),
      v.description('Tags of the resource: all of a map, or any one map of a list. Values may be patterns.'),
    ),
  ),
  reason: text('Why the finding is accepted. Required.'),
  owner: v.optional(text('Who answers for it.')),
  expires: v.optional(day),
})

const suppression = v.pipe(
  suppressionFields,
  v.check(
    ({ rule, resource, account, region, fingerprint, tags }) =>
      [rule, resource, account, region, fingerprint, tags].some((one) => one !== undefined),
    'must say what it is for: rule, resource, account, region, tags or fingerprint',
  ),
)

export const suppressionList = v.pipe(
  v.array(suppression),
  v.description('Findings that are accepted. They stay in the report, marked, and do not fail the gate.'),
)

const ON_OFF = ['on', 'off'] as const

/** A setting is of the sort that its default is of. */
function setting(standard: Setting) {
  if (typeof standard === 'number') return v.pipe(v.number(), v.minValue(0, 'must not be below 0'))
  const [first] = standard
  if (typeof first === 'number') return v.array(v.number())
  return v.array(v.string())
}

const settingsOf = (rule: Rule | undefined) =>
  v.strictObject(
    Object.fromEntries(
      Object.entries(rule?.settings ?? {}).map(([name, standard]) => [
        name,
        v.optional(
          v.pipe(setting(standard), v.description(`Default: ${[standard].flat().join(', ') || 'none'}`)),
        ),
      ]),
    ),
  )

const shortForms = v.picklist([...ON_OFF, ...SEVERITIES])

const entry = (rule: Rule | undefined) =>
  v.strictObject({
    enabled: v.optional(flag('Whether the rule is asked.')),
    severity: v.optional(
      v.pipe(v.picklist(SEVERITIES), v.description('What every finding of the rule gets.')),
    ),
    settings: v.optional(v.pipe(settingsOf(rule), v.description('The numbers and lists in its condition.'))),
  })

/** `off`, a severity, or a map; for a glob of rules, one without settings. */
const ruleValue = (rule: Rule | undefined) => {
  const long = entry(rule)
  return v.lazy((input) => (typeof input === 'object' && input !== null ? long : shortForms))
}

/** Keys of `rules` are ids, or globs for several rules at once. */
const ruleKeys = (rules: readonly Rule[]) =>
  v.objectWithRest(
    Object.fromEntries(rules.map((rule) => [rule.id, v.optional(ruleValue(rule))])),
    ruleValue(undefined),
  )

const scope = v.strictObject({
  regions: v.optional(texts('Regions to read; --region says others.')),
  allRegions: v.optional(flag('Every region that is enabled in the account.')),
  excludeRegions: v.optional(texts('Regions to leave out.')),
  profile: v.optional(text('Profile of the AWS configuration.')),
  roleArn: v.optional(
    v.pipe(
      v.lazy((input) => (Array.isArray(input) ? v.array(v.string()) : v.string())),
      v.description('Role to assume, whose account is audited; or a list of roles, one an account.'),
    ),
  ),
  externalId: v.optional(text('External id that the role asks for.')),
})

const reporting = (formats: readonly string[]) =>
  v.strictObject({
    format: v.optional(v.pipe(v.picklist(formats), v.description('What standard output gets.'))),
    output: v.optional(texts('Files to write, each in the format of its ending.')),
    minSeverity: v.optional(
      v.pipe(v.picklist(SEVERITIES), v.description('Show only findings from this severity up.')),
    ),
    includePass: v.optional(flag('List what passed, too.')),
  })

const gate = v.strictObject({
  failOn: v.optional(v.pipe(v.picklist(FAIL_ON), v.description('Exit with 1 from this severity up.'))),
  allowIncomplete: v.optional(flag('Do not exit with 3 when something could not be read.')),
  baseline: v.optional(text('A former JSON report: only what is new fails the gate.')),
})

const ruleEntry = entry(undefined)

/** The keys of each part that has fixed ones, for the nearest right name. */
export const KEYS = {
  scope: Object.keys(scope.entries),
  gate: Object.keys(gate.entries),
  report: Object.keys(reporting([]).entries),
  suppression: Object.keys(suppressionFields.entries),
  rule: Object.keys(ruleEntry.entries),
}

/** What the schema is made for: the rules that there are, and the formats. */
export interface Known {
  readonly rules: readonly Rule[]
  readonly formats: readonly string[]
}

export const configSchema = ({ rules, formats }: Known) =>
  v.strictObject({
    $schema: v.optional(text('Where editors find this schema.')),
    scope: v.optional(v.pipe(scope, v.description('What is read, where no flag says otherwise.'))),
    topics: v.optional(texts('Ask only rules of these topics.')),
    pillars: v.optional(
      v.pipe(v.array(v.picklist(PILLARS)), v.description('Ask only rules of these pillars.')),
    ),
    rules: v.optional(
      v.pipe(
        ruleKeys(rules),
        v.description(
          'Rules on and off, their severities and settings; keys are ids or globs, later ones win.',
        ),
      ),
    ),
    report: v.optional(v.pipe(reporting(formats), v.description('How findings are shown.'))),
    gate: v.optional(v.pipe(gate, v.description('What fails.'))),
    nonProduction: v.optional(
      v.pipe(
        v.record(v.string(), v.array(v.string())),
        v.description(
          'Tags that say that a resource is not production, where resilience matters less: tag key to values, whatever their case.',
        ),
      ),
    ),
    suppressions: v.optional(suppressionList),
    suppressionTags: v.optional(
      flag(
        'Heed the tags awsnet:ignore and awsnet:ignore-reason on resources. Who may tag may then suppress.',
      ),
    ),
  })

export type ConfigInput = v.InferOutput<ReturnType<typeof configSchema>>
