import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema'
import { join } from 'node:path'
import type { GenericSchema, LazySchema } from 'valibot'
import type { Rule } from '../../src/rule.ts'

/** The schema of the configuration for editors, written from the one that checks it. */
export async function configSchemaFile(root: string): Promise<ReadonlyMap<string, string>> {
  const [{ configSchema }, { rules }, { reporters }] = await Promise.all([
    import(join(root, 'src/config/schema.ts')) as Promise<typeof import('../../src/config/schema.ts')>,
    import(join(root, 'rules/index.ts')) as Promise<{ rules: readonly Rule[] }>,
    import(join(root, 'src/reporters/index.ts')) as Promise<typeof import('../../src/reporters/index.ts')>,
  ])
  const schema = toJsonSchema(configSchema({ rules, formats: Object.keys(reporters) }), OPTIONS)
  const text = {
    ...schema,
    $id: 'urn:awsnet:config:1.0',
    title: 'awsnet configuration',
    description: 'What awsnet.config.yaml and awsnet.config.json may say.',
  }
  return new Map([['schema/config.schema.json', `${JSON.stringify(text, undefined, 2)}\n`]])
}

/** Checks of our own (a day that exists) have no form in JSON Schema. */
const OPTIONS: ConversionConfig = {
  errorMode: 'ignore',
  overrideSchema({ valibotSchema, jsonSchema }) {
    if (valibotSchema.type !== 'lazy') return jsonSchema
    const forms = formsOf(valibotSchema as LazySchema<GenericSchema>)
    return { anyOf: forms.map((form) => withoutDialect(toJsonSchema(form, OPTIONS))) }
  },
}

/** What a schema that depends on its input comes to, for each sort of input. */
const formsOf = (lazy: LazySchema<GenericSchema>): readonly GenericSchema[] => [
  ...new Set([{}, [], ''].map((input) => lazy.getter(input))),
]

const withoutDialect = ({ $schema: _dialect, ...schema }: ReturnType<typeof toJsonSchema>): object => schema
